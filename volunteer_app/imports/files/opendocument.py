"""Counting an ODS workbook's cells, whose rows and cells may say how often they repeat."""

from __future__ import annotations

from volunteer_app.imports.files.archive import DAMAGED, Parts
from volunteer_app.imports.files.extent import Extent, local, scan
from volunteer_app.imports.misread import Misread

CELLS = ("table-cell", "covered-table-cell")


class OdsCount:
    """Walks through the elements of ``content.xml`` and counts what they would become."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row = self.column = 0
        self.repeat_row = self.repeat_cell = 1
        self.last_filled = 0
        self.in_cell = False

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        name = local(name)
        facts = {local(key): value for key, value in attributes.items()}
        if name == "table":
            self.extent.sheet_starts()
            self.row = 0
        elif name == "table-row":
            self.repeat_row, self.column, self.last_filled = times(facts, "rows"), 0, 0
        elif name in CELLS:
            self.repeat_cell, self.in_cell = times(facts, "columns"), True
            self.column += self.repeat_cell
            if "value-type" in facts:
                self.last_filled = self.column
        elif name == "p" and self.in_cell:
            self.last_filled = self.column

    def ended(self, name: str) -> None:
        """Take the end of an element; a row is counted when it is complete."""
        name = local(name)
        if name in CELLS:
            self.in_cell = False
        elif name == "table-row":
            if self.last_filled:
                self.extent.filled(self.row + 1, self.last_filled, self.repeat_row)
            self.row += self.repeat_row


def times(facts: dict[str, str], what: str) -> int:
    """Give how often a row or cell repeats."""
    try:
        return max(1, int(facts.get(f"number-{what}-repeated", "1")))
    except ValueError:
        raise Misread(DAMAGED) from None


def measure_ods(parts: Parts) -> bool:
    """Count the cells of all sheets; an ODS file writes its days out, so never from 1904."""
    for path, content in parts.items():
        if path == "content.xml":
            count = OdsCount()
            scan(content, count.started, count.ended)
        elif path != "mimetype":
            scan(content, None)
    return False

"""One row of a sheet while it is read: its cells by meaning, and every complaint about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from volunteer_app.imports.cells import dates
from volunteer_app.imports.cells.text import blank, line, shown
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.headers import Table
from volunteer_app.imports.misread import ERROR, N_, WARNING, Misread, Problem
from volunteer_app.imports.synonyms import usual_headers

T = TypeVar("T")
D = TypeVar("D")
MISSING = N_("“%(header)s” is empty.")
NO_COLUMN = N_("The sheet has no column for this: %(header)s.")


@dataclass(frozen=True, slots=True)
class Context:
    """What a sheet does not say itself: the present day, and the year of dates without one."""

    today: date
    year: int | None = None


@dataclass(slots=True)
class Line:
    """A row under the headers of a table."""

    table: Table
    number: int
    cells: list[Cell]
    context: Context
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing on the row keeps it from being imported."""
        return not any(problem.severity == ERROR for problem in self.problems)

    def cell(self, column: str) -> Cell:
        """Give the cell of a column by its meaning; empty where there is none."""
        place = self.table.columns.get(column)
        return "" if place is None or place >= len(self.cells) else self.cells[place]

    def has(self, *columns: str) -> bool:
        """Say whether any of the columns is filled in."""
        return any(not blank(self.cell(column)) for column in columns)

    def tell(self, column: str, sentence: str, severity: str = ERROR, **params: Any) -> None:
        """Note a complaint about a column of this row."""
        value = shown(self.cell(column))
        spot = self.table.spot(self.number, column)
        self.problems.append(Problem(spot, value, sentence, params, severity))

    def warn(self, column: str, sentence: str, **params: Any) -> None:
        """Note something that the reader should look at, though the row can be imported."""
        self.tell(column, sentence, WARNING, **params)

    def read(self, column: str, parse: Callable[[Cell], T], default: D) -> T | D:
        """Read a column where it is filled in; what cannot be read is noted."""
        if not self.has(column):
            return default
        try:
            return parse(self.cell(column))
        except Misread as misread:
            self.tell(column, misread.sentence, **misread.params)
            return default

    def need(self, column: str, parse: Callable[[Cell], T], default: D) -> T | D:
        """Read a column that must be filled in."""
        if not self.has(column):
            known = self.table.headers.get(column)
            usual = usual_headers(self.table.kind, column)
            self.tell(column, MISSING if known else NO_COLUMN, header=known or usual)
        return self.read(column, parse, default)

    def text(self, column: str, limit: int = 120) -> str:
        """Read a column as text on one line."""
        return self.read(column, lambda cell: line(cell, limit), "")

    def day(self, cell: Cell) -> date:
        """Read a day in this sheet's reckoning."""
        return dates.day(cell, self.context.year, since_1904=self.table.since_1904)

    def days(self, cell: Cell) -> tuple[date, ...]:
        """Read one day or several in this sheet's reckoning."""
        return dates.days(cell, self.context.year, since_1904=self.table.since_1904)


def lines(table: Table, context: Context) -> list[Line]:
    """Give the rows of a table to be read."""
    return [Line(table, number, cells, context) for number, cells in table.rows]

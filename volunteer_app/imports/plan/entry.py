"""One line of the preview: a person, shift or someone's availability, and what importing it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from volunteer_app.imports.misread import ERROR, WARNING, Problem, Spot

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
STATUSES = (NEW, CHANGED, SAME, REFUSED)


@dataclass(slots=True)
class Entry:
    """
    What one record, or all of one person's availability, would do.

    ``changes`` gives for each fact what is stored and what the sheet says; ``thing`` is the
    stored row it concerns, if there is one.
    """

    key: str
    sheet: str
    row: int
    title: str
    status: str
    record: Any
    thing: Any = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, sentence: str, shown: str = "", /, **params: Any) -> Entry:
        """Note why this cannot be imported."""
        self.status = REFUSED
        self.problems.append(Problem(Spot(self.sheet, self.row), shown, sentence, params, ERROR))
        return self

    def warn(self, sentence: str, shown: str = "", /, **params: Any) -> None:
        """Note what the reader should know."""
        self.problems.append(Problem(Spot(self.sheet, self.row), shown, sentence, params, WARNING))

    def settle(self) -> Entry:
        """Say by the changes whether anything would happen."""
        if self.status != REFUSED:
            self.status = NEW if self.thing is None else CHANGED if self.changes else SAME
        return self


def entry_key(kind: str, sheet: str, row: int) -> str:
    """Give the key by which a page names an entry."""
    return f"{kind}:{row}:{sheet}"


def differing(spoken: dict[str, Any], stored: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give the facts that the sheet speaks of and the store has otherwise."""
    return {
        name: (stored.get(name), value)
        for name, value in spoken.items()
        if value not in (None, "", (), [], frozenset()) and value != stored.get(name)
    }


def changes_of(entry: Entry) -> dict[str, list[Any]]:
    """Give an entry's changes for the audit trail: fact → before, after."""
    return {name: list(change) for name, change in entry.changes.items()}

"""What is said when a sheet cannot be understood: a sentence to translate, and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

ERROR = "error"
WARNING = "warning"


def N_(sentence: str) -> str:  # noqa: N802 - the name by which translators' tools find a sentence
    """Mark a sentence for translation; it is translated when it is shown, in the reader's language."""
    return sentence


class Misread(Exception):
    """
    A value that cannot be understood, or only by guessing.

    Parameters
    ----------
    sentence
        The whole English sentence, marked with `N_`, with named parameters.
    params
        What stands for the parameters; plain values as they were typed.
    """

    def __init__(self, sentence: str, **params: Any) -> None:
        super().__init__(sentence % params if params else sentence)
        self.sentence = sentence
        self.params = params


class Spot(NamedTuple):
    """A place on a sheet: the row as the spreadsheet numbers it, the column's letter and header."""

    sheet: str
    row: int | None = None
    column: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about one place; an error keeps its row from being imported."""

    spot: Spot
    value: str
    sentence: str
    params: dict[str, Any] = field(default_factory=dict)
    severity: str = ERROR

    @property
    def text(self) -> str:
        """The sentence in English, for logs and tests; pages translate it."""
        return self.sentence % self.params if self.params else self.sentence

    def as_json(self) -> dict[str, Any]:
        """Give the problem as it is kept with a batch."""
        return {
            **self.spot._asdict(),
            "value": self.value,
            "sentence": self.sentence,
            "params": self.params,
            "severity": self.severity,
        }

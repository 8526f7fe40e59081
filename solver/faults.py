"""The one error the library raises about what it was given."""

from collections.abc import Iterable
from itertools import pairwise

# Sums of minutes, people and prices stay far within 64 bits.
HUGE = 1 << 40


class BadInput(ValueError):
    """
    Something in the input is not as the language asks.

    Parameters
    ----------
    path
        Where it stands, as in ``shifts[3].end``.
    value
        What was found there.
    allowed
        What may stand there, in words.
    """

    def __init__(self, path: str, value: object, allowed: str) -> None:
        super().__init__(f"{path}: {value!r} is not allowed; {allowed}")
        self.path = path
        self.value = value
        self.allowed = allowed

    def under(self, parent: str) -> "BadInput":
        """Say the same one level further out."""
        joint = "" if self.path.startswith("[") else "."
        return BadInput(f"{parent}{joint}{self.path}", self.value, self.allowed)


def need(fine: bool, path: str, value: object, allowed: str) -> None:
    """Raise BadInput unless the value is fine."""
    if not fine:
        raise BadInput(path, value, allowed)


def whole(path: str, value: object, least: int | None = None) -> None:
    """Raise BadInput unless the value is a whole number, at least ``least``, and not huge."""
    words = "a whole number" if least is None else f"a whole number from {least} on"
    fine = isinstance(value, int) and not isinstance(value, bool)
    need(fine, path, value, words)
    assert isinstance(value, int)
    need(least is None or value >= least, path, value, words)
    need(abs(value) <= HUGE, path, value, f"{words}, {HUGE} at most")


def key(path: str, value: object) -> None:
    """Raise BadInput unless the value can name a volunteer or a shift."""
    fine = isinstance(value, int | str) and not isinstance(value, bool) and value != ""
    need(fine, path, value, "a text that is not empty, or a whole number")


def order(value: int | str) -> tuple[bool, int, str]:
    """Give numbers and texts one common order."""
    if isinstance(value, str):
        return (True, 0, value)
    return (False, value, "")


def distinct(path: str, values: Iterable[int | str]) -> None:
    """Raise BadInput if a key stands twice."""
    for one, other in pairwise(sorted(values, key=order)):
        need(one != other, path, one, "each id stands once")

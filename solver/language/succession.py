"""Kinds of duty that do not follow one another, for everybody."""

from dataclasses import dataclass

from solver.faults import need, whole


@dataclass(frozen=True)
class Succession:
    """
    Two kinds of duty that may not follow one another closely.

    Parameters
    ----------
    before, after
        Kinds of duty; they may be the same.
    next_day
        Whether ``after`` may not come on the calendar day after ``before``.
    rest_minutes
        Least time from the end of ``before`` to the start of ``after``; 0 asks
        for none beyond the person's own rest.
    """

    before: str
    after: str
    next_day: bool = True
    rest_minutes: int = 0

    def __post_init__(self) -> None:
        """Refuse a succession that forbids nothing."""
        whole("rest_minutes", self.rest_minutes, 0)
        fine = self.next_day or self.rest_minutes > 0
        need(fine, "rest_minutes", self.rest_minutes, "more than 0 where next_day is false")

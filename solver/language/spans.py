"""Stretches of time: windows offered, spans taken, seats served, qualifications held."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from solver.faults import need, whole

DAY = 1440
# Minutes that stand for always in the past and always in the future.
EVER = 1 << 40
NIGHT_BEGINS, NIGHT_ENDS = 22 * 60, 6 * 60


class Grade(IntEnum):
    """How gladly somebody would serve in a window."""

    RATHER_NOT = -1
    CAN = 0
    PREFER = 1


@dataclass(frozen=True)
class Span:
    """
    A stretch of time.

    Parameters
    ----------
    start, end
        Minutes from the horizon's start, which is a local midnight; ``end`` is
        the first minute outside. Both may lie before or after the horizon.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        whole("start", self.start)
        whole("end", self.end)
        need(self.end > self.start, "end", self.end, f"later than {self.start}")


@dataclass(frozen=True)
class Window(Span):
    """A span in which somebody can serve, and how gladly; the best grade counts."""

    grade: Grade = Grade.CAN

    def __post_init__(self) -> None:
        """Refuse grades that do not exist."""
        super().__post_init__()
        fine = self.grade in tuple(Grade)
        need(fine, "grade", self.grade, "-1 (rather not), 0 (can) or 1 (prefer)")
        object.__setattr__(self, "grade", Grade(self.grade))


@dataclass(frozen=True)
class Served(Span):
    """
    A seat that is settled outside the instance.

    Parameters
    ----------
    duty
        The kind of duty; empty where it is not known.
    day
        The calendar day it counts for; by default the day it starts.
    site
        The place; empty where it is not known, and then near everything.
    """

    duty: str = ""
    day: int = None  # type: ignore[assignment]  # settled below, never None later
    site: str = ""

    def __post_init__(self) -> None:
        """Tell the day from the start where it is not given."""
        super().__post_init__()
        if self.day is None:
            object.__setattr__(self, "day", day_of(self.start))
        whole("day", self.day)


@dataclass(frozen=True)
class Held:
    """
    A qualification somebody holds.

    Parameters
    ----------
    name
        The qualification.
    start, end
        Minutes between which it is valid; None leaves that side open.
    """

    name: str
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        """Refuse a nameless qualification and one that ends before it begins."""
        need(bool(self.name), "name", self.name, "a text that is not empty")
        if self.start is not None and self.end is not None:
            need(self.end > self.start, "end", self.end, f"later than {self.start}")

    @property
    def span(self) -> Span:
        """Return the validity with both sides closed, far away where they are open."""
        start = -EVER if self.start is None else self.start
        return Span(start, EVER if self.end is None else self.end)


def day_of(minute: int) -> int:
    """Count the days from the horizon's first to the one that holds this minute."""
    return minute // DAY


def is_night(start: int, end: int) -> bool:
    """Tell whether a stretch touches the hours from 22:00 to 06:00."""
    clock = start % DAY
    if clock < NIGHT_ENDS or clock >= NIGHT_BEGINS:
        return True
    return end - start > NIGHT_BEGINS - clock


def night_of(start: int) -> int:
    """Count to the night a seat belongs to: before 06:00 it is the evening before's."""
    return (start - NIGHT_ENDS) // DAY


def joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Join touching and overlapping spans, in order of time."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs


def widest(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Drop spans that lie within others; the rest stand in order of both ends."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted((one.start, -one.end) for one in spans):
        if not kept or -end > kept[-1][1]:
            kept.append((start, -end))
    return kept

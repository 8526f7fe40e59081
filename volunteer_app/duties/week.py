"""The painted week: graded stretches laid over one another, and the half hours they show as."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from volunteer_app.duties.models import CAN, PREFER, RATHER_NOT
from volunteer_app.duties.windows import DAY, Weekly

SLOT = 30
SLOTS = DAY // SLOT
#: how a half hour is written in the painted form, one letter each
LETTERS = {PREFER: "p", CAN: "c", RATHER_NOT: "r", None: "."}
GRADES = {letter: grade for grade, letter in LETTERS.items()}


@dataclass(frozen=True)
class Preset:
    """A stretch of the week that many people want, painted with one press."""

    days: tuple[int, ...]
    start: int
    end: int


PRESETS = {
    "evenings": Preset((0, 1, 2, 3, 4), 18 * 60, 21 * 60),
    "mornings": Preset((0, 1, 2, 3, 4), 7 * 60, 9 * 60 + 30),
    "weekends": Preset((5, 6), 8 * 60, 18 * 60),
}
#: paints Tuesday to Friday like Monday
SAME_WEEKDAYS = "same"
CLEARED = "clear"


def merged(windows: Iterable[Weekly]) -> list[Weekly]:
    """Join windows that touch or overlap; where two grades meet, the later word holds."""
    week: list[Weekly] = []
    for window in windows:
        week = painted(week, (window.weekday,), window.start, window.end, window.grade)
    return week


def painted(
    week: Iterable[Weekly], days: Collection[int], start: int, end: int, grade: int | None
) -> list[Weekly]:
    """Paint the same hours of some weekdays with a grade, or with none to wipe them."""
    found: list[Weekly] = []
    for window in week:
        if window.weekday not in days:
            found.append(window)
            continue
        for low, high in (
            (window.start, min(window.end, start)),
            (max(window.start, end), window.end),
        ):
            if low < high:
                found.append(Weekly(window.weekday, low, high, window.grade))
    if grade is not None:
        found += [Weekly(day, start, end, grade) for day in days]
    return joined(found)


def joined(windows: Iterable[Weekly]) -> list[Weekly]:
    """Join neighbours of one grade; the windows do not overlap."""
    found: list[Weekly] = []
    for window in sorted(windows, key=lambda one: (one.weekday, one.start)):
        last = found[-1] if found else None
        if last and (last.weekday, last.end, last.grade) == (
            window.weekday,
            window.start,
            window.grade,
        ):
            found[-1] = Weekly(last.weekday, last.start, window.end, last.grade)
        else:
            found.append(window)
    return found


def cells(week: Iterable[Weekly]) -> list[str]:
    """Write each weekday as 48 letters; a half hour counts when half of it is covered."""
    days = [["."] * SLOTS for _ in range(7)]
    for window in week:
        for slot in range(window.start // SLOT, -(-window.end // SLOT)):
            covered = min(window.end, (slot + 1) * SLOT) - max(window.start, slot * SLOT)
            if covered * 2 >= SLOT:
                days[window.weekday][slot] = LETTERS[window.grade]
    return ["".join(day) for day in days]


def from_cells(days: list[str], before: Iterable[Weekly]) -> list[Weekly]:
    """
    Read a painted week.

    Days whose half hours look as before keep their exact minutes, so that painting Monday
    does not round an imported Friday.
    """
    week = list(before)
    shown = cells(week)
    kept = [window for window in week if days[window.weekday] == shown[window.weekday]]
    fresh = [
        Weekly(weekday, slot * SLOT, (slot + 1) * SLOT, grade)
        for weekday, day in enumerate(days)
        if day != shown[weekday]
        for slot, letter in enumerate(day)
        if (grade := GRADES[letter]) is not None
    ]
    return joined([*kept, *fresh])


def with_preset(week: Iterable[Weekly], preset: str) -> list[Weekly]:
    """Paint a preset over the week, copy Monday to the other weekdays, or wipe everything."""
    windows = list(week)
    if preset == CLEARED:
        return []
    if preset == SAME_WEEKDAYS:
        monday = [window for window in windows if window.weekday == 0]
        rest = [window for window in windows if window.weekday in (0, 5, 6)]
        return joined(
            rest
            + [Weekly(day, one.start, one.end, one.grade) for day in range(1, 5) for one in monday]
        )
    wish = PRESETS[preset]
    return painted(windows, wish.days, wish.start, wish.end, CAN)


def minutes(week: Iterable[Weekly]) -> int:
    """Add up how long the week's windows last, in minutes."""
    return sum(window.end - window.start for window in week)

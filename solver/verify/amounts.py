"""How much is too much: limits, runs of days, runs of nights."""

from collections.abc import Iterator, Sequence

from solver.instance import Instance, Shift, Volunteer
from solver.language.spans import DAY, is_night, night_of
from solver.verify.breach import Breach

SUMS = (
    ("most_minutes", ""),
    ("most_shifts", ""),
    ("most_minutes_week", "week"),
    ("most_shifts_week", "week"),
    ("most_shifts_month", "month"),
    ("most_shifts_day", "day"),
)


def limits(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each limit exceeded: in all, by month, by week, by day, in any 24 hours."""
    most = volunteer.limits
    for name, unit in SUMS:
        allowed = getattr(most, name)
        if allowed is not None and seats:
            counting_minutes = "minutes" in name
            yield from _sums(instance, volunteer, seats, (name, unit, allowed), counting_minutes)
    if most.most_minutes_day is not None:
        yield from _any_24_hours(volunteer, seats, most.most_minutes_day)


def _sums(
    instance: Instance,
    volunteer: Volunteer,
    seats: Sequence[Shift],
    limit: tuple[str, str, int],
    counting_minutes: bool,
) -> Iterator[Breach]:
    """Yield each unit of time in which this roster adds to more than is allowed."""
    name, unit, allowed = limit
    places = {"month": instance.month, "week": instance.week, "day": lambda day: day}
    place = places.get(unit, lambda day: 0)
    amounts: dict[int, int] = {}
    for seat in seats:
        where = place(seat.day)
        amounts[where] = amounts.get(where, 0) + (seat.minutes if counting_minutes else 1)
    for duty in volunteer.history.duties:
        where = place(duty.day)
        # Only what this roster adds to is its business.
        if where in amounts and (unit or instance.in_horizon(duty.start)):
            amounts[where] += duty.end - duty.start if counting_minutes else 1
    for where, amount in amounts.items():
        if amount > allowed:
            facts: dict[str, int | str] = {"limit": name, "most": allowed, "is": amount}
            if unit:
                facts[unit] = where
            yield Breach("limits", volunteer.id, None, facts)


def _any_24_hours(volunteer: Volunteer, seats: Sequence[Shift], most: int) -> Iterator[Breach]:
    own = [(seat.start, seat.end) for seat in seats]
    duties = [(duty.start, duty.end) for duty in volunteer.history.duties]
    if not _crowded(sorted(own + duties), most):
        return
    # The sum over a moving 24 hours is greatest where it opens with a seat's
    # start or closes with a seat's end.
    openings = {start for start, _ in own + duties}
    openings |= {end - DAY for _, end in own + duties}
    for opening in sorted(openings):
        spent = [
            sum(max(0, min(end, opening + DAY) - max(start, opening)) for start, end in some)
            for some in (own, duties)
        ]
        if sum(spent) > most and spent[0]:
            facts: dict[str, int | str] = {"limit": "most_minutes_day", "most": most}
            facts |= {"is": sum(spent), "from": opening}
            yield Breach("limits", volunteer.id, None, facts)


def _crowded(work: Sequence[tuple[int, int]], most: int) -> bool:
    """Tell whether any 24 hours could possibly hold too much."""
    reach = DAY + max((end - start for start, end in work), default=0)
    for place, (first, _) in enumerate(work):
        spent = 0
        for start, end in work[place:]:
            if start >= first + reach:
                break
            spent += end - start
        if spent > most:
            return True
    return False


def streaks(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield runs of duty days that are too long, and weeks without enough free days."""
    row = volunteer.limits.most_days_in_row
    of_seven = volunteer.limits.most_days_of_seven
    own = {seat.day for seat in seats}
    days = sorted(own | {duty.day for duty in volunteer.history.duties})
    if row is not None:
        for run in _runs(days):
            if len(run) > row and own.intersection(run):
                facts: dict[str, int | str] = {"limit": "most_days_in_row", "most": row}
                facts |= {"is": len(run), "day": run[0]}
                yield Breach("streaks", volunteer.id, None, facts)
    if of_seven is not None:
        for first in days:
            week = [day for day in days if first <= day < first + 7]
            if len(week) > of_seven and own.intersection(week):
                facts = {"limit": "most_days_of_seven", "most": of_seven}
                facts |= {"is": len(week), "day": first}
                yield Breach("streaks", volunteer.id, None, facts)


def nights(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield runs of nights that are too long, and seats too soon after a full run."""
    most = volunteer.limits.most_nights_in_row
    if most is None:
        return
    dark = [(seat.start, seat.end, True) for seat in seats if seat.night]
    for duty in volunteer.history.duties:
        if is_night(duty.start, duty.end):
            dark.append((duty.start, duty.end, False))
    own = {night_of(start) for start, _, mine in dark if mine}
    for run in _runs(sorted({night_of(start) for start, _, _ in dark})):
        if len(run) > most and own.intersection(run):
            facts = {"most": most, "is": len(run), "day": run[0]}
            yield Breach("nights", volunteer.id, None, facts)
        if not most:
            continue
        for night in run[most - 1 :]:
            ends = [end for start, end, _ in dark if night_of(start) == night]
            yield from _too_soon(volunteer, seats, night, ends)


def _too_soon(
    volunteer: Volunteer, seats: Sequence[Shift], night: int, ends: list[int]
) -> Iterator[Breach]:
    due = volunteer.limits.nights_rest_minutes
    for seat in seats:
        if seat.night and night_of(seat.start) == night:
            continue
        gaps = [seat.start - end for end in ends if seat.start >= end]
        if gaps and min(gaps) < due:
            facts = {"missing": due - min(gaps), "limit": due}
            yield Breach("nights", volunteer.id, seat.id, facts)


def _runs(days: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for day in days:
        if run and day != run[-1] + 1:
            yield run
            run = []
        run.append(day)
    if run:
        yield run

"""What clock and calendar forbid: availability, busy hours, days off, overlap, rest, successions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from solver.instance import Instance, Key, Served, Shift, Succession, Volunteer
from solver.language.spans import joined
from solver.verify.breach import Breach


def availability(
    instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]
) -> Iterator[Breach]:
    """Yield each seat that is not covered by the windows, with the minutes missing."""
    for seat in seats:
        # Windows that may be joined are, so a seat wants a single stretch.
        covered = (
            min(end, seat.end) - max(start, seat.start)
            for start, end in _beside(volunteer.hours, seat)
        )
        inside = max(0, max(covered, default=0))
        if inside < seat.minutes:
            facts = {"missing": seat.minutes - inside}
            yield Breach("availability", volunteer.id, seat.id, facts)


def _beside(hours: Sequence[tuple[int, int]], seat: Shift) -> Sequence[tuple[int, int]]:
    """Pick the stretches that share a minute with a seat; both their ends rise."""
    first = bisect_right(hours, seat.start, key=lambda one: one[1])
    return hours[first : bisect_left(hours, seat.end, key=lambda one: one[0])]


def busy(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat that runs into hours taken elsewhere."""
    if not volunteer.busy:
        return
    for seat in seats:
        clash = sum(
            max(0, min(end, seat.end) - max(start, seat.start))
            for start, end in joined(volunteer.busy)
        )
        if clash:
            yield Breach("busy", volunteer.id, seat.id, {"overlap": clash})


def weather(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each outdoor seat that shares a minute with heat or storm at its site."""
    for seat in seats:
        for storm in instance.closures:
            here = not storm.sites or seat.site in storm.sites
            if seat.outdoor and here and min(seat.end, storm.end) > max(seat.start, storm.start):
                facts = {"from": storm.start, "until": storm.end}
                yield Breach("weather", volunteer.id, seat.id, facts)
                break


def days_off(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat on a day that must stay free."""
    for seat in seats:
        if seat.day in volunteer.days_off:
            yield Breach("days_off", volunteer.id, seat.id, {"day": seat.day})


def overlap(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat that runs at the same time as an earlier one or a settled duty."""
    for place, seat in enumerate(seats):
        for other in seats[:place]:
            shared = min(seat.end, other.end) - seat.start
            if shared > 0:
                facts = {"other": other.id, "overlap": shared}
                yield Breach("overlap", volunteer.id, seat.id, facts)
        for duty in volunteer.history.duties:
            shared = min(seat.end, duty.end) - max(seat.start, duty.start)
            if shared > 0:
                yield Breach("overlap", volunteer.id, seat.id, {"overlap": shared})


def rest(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat begun too soon after another, once, with the longest lack."""
    limits = volunteer.limits
    duties = [(duty.start, duty.end, duty.day, None) for duty in volunteer.history.duties]
    mine: list[tuple[int, int, int, Key | None]] = [
        (seat.start, seat.end, seat.day, seat.id) for seat in seats
    ]
    everything = sorted(duties + mine, key=lambda one: one[:3])
    for place, (start, _, day, name) in enumerate(everything):
        worst, blamed, other, due = 0, name, None, 0
        for _, end, day_before, name_before in everything[:place]:
            asked = limits.rest_minutes if day_before < day else limits.break_minutes
            gap = start - end
            settled = name is None and name_before is None
            if 0 <= gap < asked and asked - gap > worst and not settled:
                worst, due, other = asked - gap, asked, name_before
                # A settled duty is nobody's fault: blame the seat beside it.
                blamed = name if name is not None else name_before
        if worst and blamed is not None:
            facts: dict[str, int | str] = {"missing": worst, "limit": due}
            if other is not None and other != blamed:
                facts["other"] = other
            yield Breach("rest", volunteer.id, blamed, facts)


def succession(
    instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]
) -> Iterator[Breach]:
    """Yield each two seats, or a seat and a settled duty, whose kinds follow too closely."""
    if not instance.successions:
        return
    mine: list[tuple[Served, Key | None]] = [(seat.served, seat.id) for seat in seats]
    everything = mine + [(duty, None) for duty in volunteer.history.duties]
    by_day: dict[int, list[tuple[Served, Key | None]]] = {}
    for seat in everything:
        by_day.setdefault(seat[0].day, []).append(seat)
    by_minutes = any(one.rest_minutes for one in instance.successions)
    for first, name_before in everything:
        for second, name in everything if by_minutes else by_day.get(first.day + 1, ()):
            if name is None and name_before is None:
                continue
            for one in instance.successions:
                if (one.before, one.after) == (first.duty, second.duty):
                    yield from _too_close(volunteer, one, (first, name_before), (second, name))


def _too_close(
    volunteer: Volunteer,
    rule: Succession,
    before: tuple[Served, Key | None],
    after: tuple[Served, Key | None],
) -> Iterator[Breach]:
    """Yield a breach, blamed on the later seat unless that is settled."""
    (first, name_before), (second, name) = before, after
    gap = second.start - first.end
    next_day = rule.next_day and second.day == first.day + 1
    if not next_day and not 0 <= gap < rule.rest_minutes:
        return
    facts: dict[str, int | str] = {"before": rule.before, "after": rule.after, "day": second.day}
    if not next_day:
        facts |= {"missing": rule.rest_minutes - gap, "limit": rule.rest_minutes}
    blamed, other = (name, name_before) if name is not None else (name_before, None)
    if other is not None:
        facts["other"] = other
    yield Breach("succession", volunteer.id, blamed, facts)

"""The specification of the hard rules: exact, free of any solver, fit for any roster."""

from collections.abc import Collection, Iterator, Sequence

from solver.instance import Instance, Key, Shift, Volunteer
from solver.roster import Assignment, Roster
from solver.verify import amounts, bounds, company, crews, journeys, shared, standing, times
from solver.verify.breach import KINDS, LACKS, Breach, Kind, fewer, no_worse
from solver.verify.shared import Seats

__all__ = [
    "CHECKS", "CREW_CHECKS", "KINDS", "LACKS", "PERSON_CHECKS", "SEAT_CHECKS", "SHARED_CHECKS",
    "Breach", "Kind", "breaches", "breaches_of", "crew_breaches", "fewer", "newly_shared", "no_worse",
    "person_breaches", "seats_of", "shared_breaches",
]  # fmt: skip

PERSON_CHECKS = {
    check.__name__: check
    for check in (
        times.availability, times.busy, times.days_off, times.weather, times.overlap,
        times.rest, journeys.travel, times.succession, amounts.limits, amounts.streaks,
        amounts.nights, bounds.totals, bounds.runs,
        standing.qualification, standing.age, standing.insurance, standing.team,
        standing.wished, standing.declined, standing.bans, standing.opt_out,
        standing.pins,
    )
}  # fmt: skip
# Those that judge each seat by itself: what they say of several seats is what they
# say of each.
SEAT_CHECKS = {
    name: PERSON_CHECKS[name]
    for name in (
        "availability", "busy", "days_off", "weather", "qualification", "age", "insurance",
        "team", "wished",
        "declined", "bans", "opt_out",
    )
}  # fmt: skip
CREW_CHECKS = {
    check.__name__: check
    for check in (
        crews.capacity, crews.crew, crews.roles, crews.experience,
        company.together, company.apart, company.guardian,
    )
}  # fmt: skip
SHARED_CHECKS = {check.__name__: check for check in (shared.kit, shared.household)}
CHECKS = {*PERSON_CHECKS, *CREW_CHECKS, *SHARED_CHECKS}


def breaches(instance: Instance, roster: Roster) -> list[Breach]:
    """
    Find every hard rule a roster breaks.

    Returns
    -------
    list of Breach
        Empty for a lawful roster. Unknown ids are breaches of ``known`` and
        are left out of everything else.
    """
    found = list(_unknown(instance, roster))
    people = roster.volunteers() | instance.pinned.volunteers()
    for volunteer in instance.volunteers:
        if volunteer.id in people:
            seats = seats_of(instance, roster, volunteer.id)
            found += person_breaches(instance, volunteer, seats)
    manned = roster.shifts()
    for shift in instance.shifts:
        if shift.id in manned:
            found += crew_breaches(instance, shift, _crew(instance, roster, shift))
    return found + shared_breaches(instance, roster, instance.shifts)


def breaches_of(instance: Instance, roster: Roster, volunteer: Key) -> list[Breach]:
    """Find the rules broken by one volunteer's seats and in the crews they touch."""
    person = instance.volunteer_by_id[volunteer]
    seats = seats_of(instance, roster, volunteer)
    found = person_breaches(instance, person, seats)
    for shift in seats:
        found += crew_breaches(instance, shift, _crew(instance, roster, shift))
    return found + shared_breaches(instance, roster, seats)


def person_breaches(
    instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]
) -> list[Breach]:
    """Find the rules one volunteer would break with just these seats, sorted by start."""
    checks = PERSON_CHECKS.values()
    return [one for check in checks for one in check(instance, volunteer, seats)]


def crew_breaches(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> list[Breach]:
    """Find the rules one shift would break with just this crew."""
    checks = CREW_CHECKS.values()
    return [one for check in checks for one in check(instance, shift, crew)]


def shared_breaches(instance: Instance, seats: Seats, around: Sequence[Shift]) -> list[Breach]:
    """Find what shifts at the same time as these break together."""
    checks = SHARED_CHECKS.values()
    return [one for check in checks for one in check(instance, seats, around)]


def newly_shared(
    instance: Instance, roster: Roster, shift: Shift, people: Collection[Key]
) -> Iterator[Breach]:
    """Yield what more people in a shift would break with seats of others at the same time."""
    if shift.kit or instance.housemates.intersection(people):
        before = {one.mark for one in shared_breaches(instance, roster, [shift])}
        fuller = Roster(roster.assignments | {Assignment(one, shift.id) for one in people})
        for one in shared_breaches(instance, fuller, [shift]):
            if one.mark not in before:
                yield one


def seats_of(instance: Instance, roster: Roster, volunteer: Key) -> list[Shift]:
    """Return the known shifts of a volunteer, in order of time."""
    known = instance.shift_by_id
    seats = [known[one] for one in roster.worked_by(volunteer) if one in known]
    return sorted(seats, key=lambda seat: (seat.start, seat.end, str(seat.id)))


def _crew(instance: Instance, roster: Roster, shift: Shift) -> list[Volunteer]:
    known = instance.volunteer_by_id
    return [known[one] for one in roster.crew(shift.id) if one in known]


def _unknown(instance: Instance, roster: Roster) -> Iterator[Breach]:
    for one in roster.assignments:
        volunteer = one.volunteer in instance.volunteer_by_id
        if not volunteer or one.shift not in instance.shift_by_id:
            yield Breach("known", one.volunteer, one.shift)

"""Shifts that no rule or goal can tell apart, drawn together for the search."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from solver.faults import order
from solver.instance import Instance, Key, Shift, Volunteer
from solver.language.spans import joined

# What tells two shifts apart to a person, but to no rule and no goal; sites do
# once it takes time to get from one to another.
BLIND = frozenset({"id", "site", "tags"})


def alike(instance: Instance) -> list[list[Shift]]:
    """
    Group shifts that could trade crews without anybody noticing.

    A shift somebody pinned, banned, declined, asked about or was told of stands
    alone, and one in whose crew somebody could be for whom others in it matter.
    So does one that has standbys or is one, one whose crew has a price, and one
    with several demands on who is in its crew: people who meet one and people who
    meet another cannot be dealt out evenly at once; nor can a share over crews of
    different sizes.
    """
    named: set[Key] = {pin.shift for pin in instance.pins}
    named |= {ban.shift for ban in instance.bans}
    named |= {one.shift for one in instance.published}
    named |= {shift for person in instance.volunteers for shift in person.declined}
    named.update(_of_the_tied(instance))
    asked_about = (one.shift for person in instance.volunteers for one in person.requests)
    named |= {shift for shift in asked_about if shift is not None}
    named |= {one.id for one in instance.shifts if one.confidence}
    for one in instance.shifts:
        if one.standby_for is not None:
            named |= {one.id, one.standby_for}
    named |= {one.id for one in instance.shifts if one.missing_price or one.surplus_price}
    blind = BLIND - {"site"} if instance.travel.takes_time else BLIND
    asked = [one.name for one in fields(Shift) if one.name not in blind]
    groups: dict[object, list[Shift]] = {}
    for shift in instance.shifts:
        demands = len(shift.roles) + (shift.experienced > 0 or shift.most_novices is not None)
        closed = shift.id in instance.closed
        look: object = (closed, *(getattr(shift, name) for name in asked))
        if shift.id in named or demands > 1 or shift.experienced_percent:
            look = shift.id
        groups.setdefault(look, []).append(shift)
    for group in groups.values():
        group.sort(key=lambda one: order(one.id))
    return list(groups.values())


def _of_the_tied(instance: Instance) -> Iterator[Key]:
    """Yield the shifts that somebody with a tie, a ward or a guardian could be in."""
    people = [one for one in instance.volunteers if one.id in instance.tied]
    hours = joined(window for one in people for window in one.windows)
    for shift in instance.shifts:
        if any(start < shift.end and shift.start < end for start, end in hours):
            yield shift.id


def deal(
    group: Sequence[Shift], people: Sequence[Volunteer], crews: int
) -> list[tuple[Volunteer, Shift]]:
    """
    Deal people out over so many crews, those in special demand first.

    Crews differ by one person at most, and by one of the special, so that what
    holds for all of them on average holds for each.
    """
    shift = group[0]
    special = [person for person in people if _in_demand(person, shift)]
    others = [person for person in people if not _in_demand(person, shift)]
    return [(person, group[place % crews]) for place, person in enumerate([*special, *others])]


def _in_demand(person: Volunteer, shift: Shift) -> bool:
    if shift.roles:
        name = shift.roles[0].qualification
        spans = [one.span for one in person.held if one.name == name]
        return any(start <= shift.start and shift.end <= end for start, end in joined(spans))
    return person.is_experienced(shift.duty)

"""What makes a lawful crew: size, company, roles, experience."""

from collections.abc import Iterator, Sequence

from solver.instance import Instance, Shift, Volunteer
from solver.verify.breach import Breach
from solver.verify.standing import holds


def capacity(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield the shift if more people are in it than it may have."""
    if len(crew) > shift.most:
        facts = {"most": shift.most, "is": len(crew)}
        yield Breach("capacity", None, shift.id, facts)


def crew(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield the shift if its people are too few to be sent at all."""
    if 0 < len(crew) < shift.least_crew:
        facts = {"least": shift.least_crew, "is": len(crew)}
        yield Breach("crew", None, shift.id, facts)


def roles(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield each role that too few of the crew can fill."""
    if not crew:
        return
    for role in shift.roles:
        able = sum(holds(one.held, role.qualification, shift) for one in crew)
        if able < role.count:
            facts: dict[str, int | str] = {"role": role.name, "qualification": role.qualification}
            facts |= {"least": role.count, "is": able}
            yield Breach("roles", None, shift.id, facts)


def experience(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield the shift if too few of its crew are experienced, or too many are not."""
    old = sum(one.is_experienced(shift.duty) for one in crew)
    if crew and old < shift.experienced:
        facts = {"least": shift.experienced, "is": old}
        yield Breach("experience", None, shift.id, facts)
    share = -(-shift.experienced_percent * len(crew) // 100)
    if old < share:
        facts = {"least": share, "is": old, "percent": shift.experienced_percent}
        yield Breach("experience", None, shift.id, facts)
    if shift.most_novices is not None and len(crew) - old > shift.most_novices:
        facts = {"most": shift.most_novices, "is": len(crew) - old}
        yield Breach("experience", None, shift.id, facts)

"""Who is in a crew with whom: kept together, kept apart, wards with a guardian."""

from collections.abc import Iterator, Sequence

from solver.instance import Instance, Shift, Volunteer
from solver.verify.breach import Breach


def together(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield each two who serve together or not at all, and only one of them is here."""
    here = {one.id for one in crew}
    for tie in instance.ties:
        if tie.is_hard and tie.kind == "together" and len(here.intersection(tie.volunteers)) == 1:
            one, other = tie.volunteers
            alone, missing = (one, other) if one in here else (other, one)
            yield Breach("together", alone, shift.id, {"other": missing})


def apart(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield each two who are kept apart, and both are here."""
    here = {one.id for one in crew}
    for tie in instance.ties:
        if tie.is_hard and tie.kind == "apart" and here.issuperset(tie.volunteers):
            one, other = tie.volunteers
            yield Breach("apart", one, shift.id, {"other": other})


def guardian(instance: Instance, shift: Shift, crew: Sequence[Volunteer]) -> Iterator[Breach]:
    """Yield each ward without a guardian in the same crew."""
    here = {one.id for one in crew}
    for one in crew:
        if one.needs_guardian(shift.start) and not here & one.guardians:
            until = {} if one.ward_until is None else {"until": one.ward_until}
            yield Breach("guardian", one.id, shift.id, until)

"""Bounds without a price: too much of something, runs too long, too short or too soon."""

from collections.abc import Iterator, Sequence

from solver.instance import Instance, Shift, Volunteer
from solver.language.bounds import Bound
from solver.language.tally import Tally, tallies
from solver.verify.breach import Breach


def totals(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each total that is more than a bound allows, where seats have a part in it."""
    for bound, tally in _held(instance, volunteer, seats, are_runs=False):
        if bound.most is not None and tally.amount > bound.most:
            yield _breach("totals", volunteer, bound, tally, {"most": bound.most})


def runs(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each run of days or weekends that is too long or too short."""
    for bound, tally in _held(instance, volunteer, seats, are_runs=True):
        if bound.most is not None and tally.amount > bound.most:
            yield _breach("runs", volunteer, bound, tally, {"most": bound.most})
        if tally.missing(bound):
            yield _breach("runs", volunteer, bound, tally, {"least": bound.least})


def _held(
    instance: Instance, volunteer: Volunteer, seats: Sequence[Shift], *, are_runs: bool
) -> Iterator[tuple[Bound, Tally]]:
    for bound in volunteer.bounds:
        if bound.is_hard and bound.is_run == are_runs and seats:
            for tally in tallies(instance, volunteer, seats, bound):
                if tally.own:
                    yield bound, tally


def _breach(
    rule: str, volunteer: Volunteer, bound: Bound, tally: Tally, limit: dict[str, int]
) -> Breach:
    facts: dict[str, int | str] = {"count": bound.count, **limit, "is": tally.amount}
    facts |= {"day": tally.first, "days": tally.last - tally.first + 1}
    if not bound.is_run:
        facts["per"] = bound.per
    if bound.duties:
        facts["duties"] = ", ".join(sorted(bound.duties))
    return Breach(rule, volunteer.id, None, facts)

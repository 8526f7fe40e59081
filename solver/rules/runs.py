"""Runs: no run of days or weekends longer or shorter than a bound without a price allows."""

from solver.drawing.draft import Draft
from solver.drawing.patterns import Pattern, patterns
from solver.language.bounds import Bound

NAME = "runs"


def rows(draft: Draft) -> None:
    """Forbid every pattern that seats of this roster would have a part in."""
    for person, volunteer in enumerate(draft.table.volunteers):
        for bound in volunteer.bounds if len(draft.of(person)) else ():
            if bound.is_hard and bound.is_run:
                for pattern in patterns(draft, person, bound):
                    _forbid(draft, pattern, bound)


def _forbid(draft: Draft, pattern: Pattern, bound: Bound) -> None:
    """Break the pattern at one of its places; what is settled counts without a column."""
    served, spare = pattern.open, pattern.spare
    if served:
        _row(draft, served, spare, pattern)
        return
    # All is settled: then no further seat may stand among what is served.
    for place in pattern.served:
        if place in pattern.flags.column:
            _row(draft, [pattern.flags.column[place]], spare, pattern)


def _row(draft: Draft, served: list[int], spare: list[int], pattern: Pattern) -> None:
    columns, sizes = [*served, *spare], [1] * len(served) + [-1] * len(spare)
    if spare and pattern.is_forced:
        columns, sizes = [*columns, draft.lack(1)], [*sizes, -1]
    draft.row(columns, sizes, len(served) - 1)

"""Totals: no more than a bound without a price allows, over its stretch of days."""

from solver.drawing.amounts import Weekend, amounts, half, weekends
from solver.drawing.draft import Draft
from solver.language.bounds import Bound

NAME = "totals"


def rows(draft: Draft) -> None:
    """Keep every person within every such bound."""
    for person, volunteer in enumerate(draft.table.volunteers):
        for bound in volunteer.bounds if len(draft.of(person)) else ():
            if not bound.is_hard or bound.is_run or bound.most is None:
                continue
            if bound.count == "half_weekends":
                _halves(draft, weekends(draft, person, bound), bound.most)
            else:
                _sums(draft, person, bound, bound.most)


def _sums(draft: Draft, person: int, bound: Bound, most: int) -> None:
    for amount in amounts(draft, person, bound):
        left = most - amount.settled
        # More may be settled already than is allowed: then nothing is added.
        columns = amount.columns if left >= 0 else amount.every
        sizes = amount.sizes if left >= 0 else [1] * len(columns)
        draft.row(columns, sizes, max(0, left))


def _halves(draft: Draft, some: list[Weekend], most: int) -> None:
    """Bound the half weekends; where too many are settled, let no seat be in one."""
    settled = sum(one.settled[0] != one.settled[1] for one in some)
    allowed = max(most, sum(one.is_half for one in some))
    if most == 0:
        _whole(draft, some, None)
        return
    counted = [draft.column(0, 1) for _ in some]
    for weekend, column in zip(some, counted, strict=True):
        half(draft, weekend, column)
    if settled <= most:
        draft.row(counted, [1] * len(counted), allowed)
        return
    # Either few enough are left in the end, or no seat has a part in any.
    apart = draft.column(0, 1)
    draft.row([*counted, apart], [1] * len(counted) + [-len(counted)], allowed)
    _whole(draft, some, apart)


def _whole(draft: Draft, some: list[Weekend], apart: int | None) -> None:
    """Let nobody be given one day of a weekend without the other (if ``apart`` is 1)."""
    for weekend in some:
        for day, other in ((0, 1), (1, 0)):
            mine, theirs = weekend.columns[day], weekend.columns[other]
            if mine is None or weekend.settled[other]:
                continue
            columns, sizes, limit = [mine], [1], 0
            if theirs is not None:
                columns, sizes = [*columns, theirs], [*sizes, -1]
            if apart is not None:
                columns, sizes, limit = [*columns, apart], [*sizes, 1], 1
            if weekend.pinned[day]:
                columns, sizes = [*columns, draft.lack(1)], [*sizes, -1]
            draft.row(columns, sizes, limit)

"""Price: what crews, requests and bounds cost where they are not as they should be."""

import numpy as np

from solver.drawing.amounts import amounts, half, weekends
from solver.drawing.draft import Draft
from solver.drawing.flags import day_flags, settled_of
from solver.drawing.patterns import patterns
from solver.drawing.terms import Terms, Tolls
from solver.language.bounds import Bound
from solver.language.people import Request

NAME = "price"


def terms(draft: Draft) -> Terms:
    """Add up every price."""
    tolls = Tolls(draft)
    _crews(draft, tolls)
    for person, volunteer in enumerate(draft.table.volunteers):
        for request in volunteer.requests:
            _request(draft, tolls, person, request)
        for bound in volunteer.bounds:
            if bound.price is None:
                continue
            if bound.is_run:
                for one in patterns(draft, person, bound):
                    served, spare = one.open, one.spare
                    sizes = [1] * len(served) + [-1] * len(spare)
                    tolls.beyond([*served, *spare], sizes, len(served) - 1, bound.price * one.units)
            elif bound.count == "half_weekends":
                _halves(draft, tolls, person, bound)
            else:
                _totals(draft, tolls, person, bound)
    return tolls.terms()


def _crews(draft: Draft, tolls: Tolls) -> None:
    for place, shift in enumerate(draft.table.shifts):
        if shift.id in draft.table.instance.closed:
            continue
        crew = draft.by_shift[place].tolist() if len(draft.pairs) else []
        ones = [1] * len(crew)
        if shift.missing_price and shift.id not in draft.table.instance.closed:
            tolls.beyond(crew, [-1] * len(crew), -shift.wanted, shift.missing_price)
        if shift.surplus_price:
            tolls.beyond(crew, ones, shift.wanted, shift.surplus_price)


def _request(draft: Draft, tolls: Tolls, person: int, request: Request) -> None:
    """Pay for a seat asked for and not given, or given to who asked to be spared."""
    table, pairs = draft.table, draft.pairs
    column, met = None, False
    if request.shift is not None:
        place = table.shift_place.get(request.shift, -1)
        mine = np.array(draft.of(person), dtype=np.int64)
        found = mine[pairs.shift[mine] == place].tolist()
        column = found[0] if found else None
    else:
        assert request.day is not None
        duties = frozenset() if request.duty is None else frozenset({request.duty})
        met = any(one.day == request.day for one in settled_of(draft, person, duties))
        column = day_flags(draft, person, duties).column.get(request.day)
    if met or column is None:
        tolls.constant += request.price if met is request.spared else 0
    elif request.spared:
        tolls.pay(column, request.price)
    else:
        tolls.constant += request.price
        tolls.pay(column, -request.price)


def _totals(draft: Draft, tolls: Tolls, person: int, bound: Bound) -> None:
    assert bound.price is not None
    for one in amounts(draft, person, bound):
        if bound.least and one.whole:
            minus = [-size for size in one.sizes]
            tolls.beyond(one.columns, minus, one.settled - bound.least, bound.price)
        if bound.most is not None:
            tolls.beyond(one.columns, one.sizes, bound.most - one.settled, bound.price)


def _halves(draft: Draft, tolls: Tolls, person: int, bound: Bound) -> None:
    assert bound.price is not None
    assert bound.most is not None
    some = weekends(draft, person, bound)
    counted = []
    for weekend in some:
        free = bound.most == 0
        column = int(draft.measures(np.ones(1, dtype=np.int64))[0]) if free else draft.column(0, 1)
        half(draft, weekend, column)
        counted.append(column)
        if free:
            tolls.pay(column, bound.price)
    if bound.most:
        tolls.beyond(counted, [1] * len(counted), bound.most, bound.price)

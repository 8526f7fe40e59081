"""Deep rosters: lines and bounds against brute force and a judge of their own."""

from itertools import groupby, pairwise, product
from random import Random

import numpy as np
import pytest

from solver.engines.lines.deep import FREE, NEVER, UNLIMITED, Amount, Budget, Deep, Past, Run, Terms
from solver.engines.lines.hunt import Hunt
from solver.engines.lines.person import Person
from solver.engines.lines.sheet import cover_cost, held_by


def run_price(rule, length, *, short):
    over = max(0, length - rule.most)
    under = max(0, rule.least - length) if short else 0
    if (over and rule.long >= NEVER) or (under and rule.short >= NEVER):
        return NEVER
    return over * rule.long * (over > 0) + under * rule.short * (under > 0)


def amount_price(rule, count):
    under, over = max(0, rule.least - count), max(0, count - rule.most)
    if (under and rule.below >= NEVER) or (over and rule.above >= NEVER):
        return NEVER
    return under * rule.below * (under > 0) + over * rule.above * (over > 0)


def runs_price(marks, rule_of, before):
    """Price all runs; ``before`` is the mark and length of the run going on, None for unknown."""
    total, place = 0, 0
    groups = [(mark, len(list(run))) for mark, run in groupby(marks)]
    for number, (mark, length) in enumerate(groups):
        first, last = number == 0, number == len(groups) - 1
        earlier = before[1] if first and before and before[0] == mark else 0
        rule = rule_of(mark)
        if rule is not None:
            known = min(earlier, rule.most)
            total += run_price(rule, known + length, short=False)
            unknown = first and before is None
            if not last and not unknown:
                total += (
                    run_price(rule, earlier + length, short=True)
                    if earlier + length < rule.least
                    else 0
                )
        place += length
    if groups and before and before[0] != groups[0][0]:
        rule = rule_of(before[0])
        if rule is not None and before[1] < rule.least:
            total += run_price(rule, before[1], short=True)
    return min(total, NEVER)


def judged(deep, who, line):
    """Price a line the long way round; NEVER when it is forbidden."""
    terms, budget = deep.terms[who], deep.budgets[who]
    total = sum(int(deep.price[who, day, column]) for day, column in enumerate(line))
    sorts = [FREE if column == FREE else int(deep.sort_of[column]) for column in line]
    past = terms.past
    chain = ([past.sort] if past else []) + sorts
    for one, other in pairwise(chain):
        if FREE not in (one, other) and not deep.after[one, other]:
            return NEVER
    worked = None if past is None else (past.sort != FREE, past.work_run or past.rest_run)
    total += runs_price(
        [s != FREE for s in sorts], lambda w: terms.work if w else terms.rest, worked
    )
    if terms.sorts:
        before = None if past is None else (past.sort, past.sort_run)
        total += runs_price(sorts, lambda s: None if s == FREE else terms.sorts[s], before)
    weekends = 0
    for day in range(deep.days):
        if (day + deep.weekday) % 7 == 5:
            both = [one != FREE for one in sorts[day : day + 2]]
            weekends += any(both)
            # A weekend cut by the horizon's end cannot be half.
            total += terms.whole_weekend * (both in ([True, False], [False, True]))
    load = sum(int(deep.units[column]) for column in line if column != FREE)
    total += amount_price(budget.load, load) + amount_price(budget.weekends, weekends)
    return total if total < NEVER // 2 else NEVER


def drawn(seed, people=1, days=7):
    """Draw a small question; half have rules at a price, half hard ones."""
    dice = Random(seed)
    soft = seed % 2 == 1
    columns = sorts = 2
    price = np.zeros((people, days, columns + 1), dtype=np.int64)
    price[:, :, :-1] = np.array([dice.randint(-4, 6) for _ in range(people * days * 2)]).reshape(
        people, days, 2
    )
    for _ in range(people):
        price[dice.randrange(people), dice.randrange(days), dice.randrange(columns)] = NEVER

    def run():
        least = dice.randint(1, 3)
        return Run(least, dice.randint(least, 4), 3 if soft else NEVER, 2 if soft else NEVER)

    def person():
        rests = Run(
            dice.randint(1, 2), 3 if soft else UNLIMITED, 3 if soft else NEVER, 2 if soft else NEVER
        )
        past = (
            dice.choice([Past(0, 1, 2, 0), Past(FREE, 0, 0, 1), Past(1, 2, 3, 0)]) if soft else None
        )
        return Terms(run(), rests, (run(), run()) if soft else (), past, 4 if soft else 0)

    load = Amount(
        dice.randint(1, 4), dice.randint(4, 8), 2 if soft else NEVER, 3 if soft else NEVER
    )
    budget = Budget(load, Amount(0, dice.randint(0, 1), NEVER, 5 if soft else NEVER))

    def table(most):
        cells = [dice.randint(0, most) for _ in range(days * columns)]
        return np.array(cells).reshape(days, columns)

    wanted = table(2)
    return Deep(
        np.arange(sorts), np.array([1, 2]), np.array([[True, True], [False, True]]), price,
        tuple(person() for _ in range(people)), (budget,) * people,
        np.minimum(wanted, 1), wanted, table(9), table(7), table(3), weekday=dice.randrange(6),
    )  # fmt: skip


def lawful_lines(deep, who):
    lines = product(range(FREE, deep.columns), repeat=deep.days)
    return {line: price for line in lines if (price := judged(deep, who, line)) < NEVER}


@pytest.mark.parametrize("seed", range(30))
def test_the_cheapest_line_is_the_cheapest_of_all(seed):
    deep = drawn(seed)
    lines = lawful_lines(deep, 0)
    found, line = Person(deep, 0).cheapest(deep.price[0])
    if not lines:
        assert found >= NEVER
        return
    assert found == min(lines.values())
    assert lines[tuple(line.tolist())] == found
    assert Person(deep, 0).own_price(line) == found


@pytest.mark.parametrize("seed", range(6))
def test_every_line_is_priced_as_judged(seed):
    deep = drawn(seed, days=5)
    person = Person(deep, 0)
    for line in product(range(FREE, deep.columns), repeat=deep.days):
        within = person.own_price(np.array(line, dtype=np.int16))
        assert within == judged(deep, 0, line), line


@pytest.mark.parametrize("seed", [1, 3, 5, 7, 8, 10])
def test_the_hunt_proves_the_best_of_all(seed):
    deep = drawn(seed, people=2, days=5)
    first, second = lawful_lines(deep, 0), lawful_lines(deep, 1)
    assert first, "draw another seed: the first has no lawful line"
    assert second, "draw another seed: the second has no lawful line"
    best = min(
        one + other + int(cover_cost(deep, held_by(deep, np.array([a, b]))).sum())
        for a, one in first.items()
        for b, other in second.items()
    )
    hunt = Hunt(deep, seconds=3, workers=1)
    hunt.run(lambda: True)
    assert hunt.best is not None
    assert hunt.bound <= best <= hunt.best.value
    assert hunt.best.value == best
    assert hunt.bound == best

"""Random instances: what the search says is what the specification says."""

from dataclasses import replace
from itertools import chain, combinations
from random import Random

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from solver import explain, score, verify
from solver.instance import Instance, Volunteer, Window
from solver.model import build
from solver.roster import Roster
from solver.rules import RULES
from solver.search import Effort, solve
from tests.solver.instances import instances

EFFORT = Effort(seconds=20, workers=1)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
quick = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=60,
    deadline=None,
    suppress_health_check=SLOW,
    derandomize=True,
)
few = settings(quick, max_examples=25)


def values(instance: Instance, roster: Roster) -> list[int]:
    found = score.score(instance, roster)
    return [score.tier_value(instance, tier, found) for tier in instance.tiers]


@quick
@given(instance=instances())
def test_a_solved_roster_is_lawful_and_scores_as_told(instance):
    # solve() itself raises where verify or score disagree with the search.
    result = solve(instance, EFFORT)
    assert result.status == "proven"
    assert [tier.value for tier in result.tiers] == values(instance, result.roster)


@quick
@given(instance=instances(people=3, work=4, pinned=False))
def test_the_search_finds_the_best_of_all_lawful_rosters(instance):
    pairs = [(person.id, shift.id) for person in instance.volunteers for shift in instance.shifts]
    assume(len(pairs) <= 9)
    some = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    rosters = (Roster.of(one) for one in some)
    lawful = [one for one in rosters if not verify.breaches(instance, one)]
    best = min(values(instance, one) for one in lawful)
    result = solve(instance, EFFORT)
    assert values(instance, result.roster) == best


@quick
@given(instance=instances(), dice=st.randoms(use_true_random=False))
def test_pairs_are_exactly_what_one_seat_alone_may_be(instance, dice):
    model = build(instance)
    for volunteer in instance.volunteers:
        for shift in instance.shifts:
            alone = verify.person_breaches(instance, volunteer, [shift])
            single = [one for one in alone if one.rule != "pins"]
            roster = Roster.of([(volunteer.id, shift.id)])
            if not model.taken(roster).any():
                assert single
            elif (volunteer.id, shift.id) not in instance.pinned:
                # Limits bind by rows, not by pairs.
                assert {one.rule for one in single} <= {
                    "limits",
                    "streaks",
                    "nights",
                    "totals",
                    "runs",
                }


@few
@given(instance=instances(), seed=st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(instance, seed):
    dice = Random(seed)
    people, work = list(instance.volunteers), list(instance.shifts)
    dice.shuffle(people)
    dice.shuffle(work)
    shuffled = replace(instance, volunteers=tuple(people), shifts=tuple(work))
    one, other = solve(instance, EFFORT), solve(shuffled, EFFORT)
    assert one.roster == other.roster
    assert one.tiers == other.tiers


@few
@given(instance=instances())
def test_one_more_person_never_makes_cover_worse(instance):
    more = Volunteer("zz", windows=(Window(0, 3 * 1440),), insured=(), teams={"river"})
    larger = replace(instance, volunteers=(*instance.volunteers, more))
    before, after = (solve(one, EFFORT).tiers[:4] for one in (instance, larger))
    assert [tier.value for tier in after] <= [tier.value for tier in before]


@quick
@given(instance=instances())
def test_every_change_offered_fills_the_seat(instance):
    roster = solve(instance, EFFORT).roster
    old = {breach.mark for breach in verify.breaches(instance, roster)}
    for seat in explain.open_seats(instance, roster):
        if seat.change is None:
            continue
        relaxed, fuller = explain.apply(instance, roster, seat.change)
        assert len(fuller.crew(seat.shift)) > len(roster.crew(seat.shift))
        assert {breach.mark for breach in verify.breaches(relaxed, fuller)} <= old


@quick
@given(instance=instances())
def test_why_not_is_true_under_the_specification(instance):
    roster = solve(instance, EFFORT).roster
    old = {breach.mark for breach in verify.breaches(instance, roster)}
    for volunteer in instance.volunteers:
        for shift in instance.shifts:
            broken = explain.why_not(instance, roster, volunteer.id, shift.id)
            fuller = roster.with_(volunteer.id, shift.id)
            now = [one for one in verify.breaches(instance, fuller) if one.mark not in old]
            if not broken:
                # At most a lack in the crew that was worse before.
                assert {one.rule for one in now} <= set(verify.LACKS)
            else:
                assert {one.mark for one in broken} <= {one.mark for one in now}


@few
@given(instance=instances(pinned=False))
def test_nobody_free_is_left_out_of_a_seat_that_is_wanted(instance):
    roster = solve(instance, EFFORT).roster
    assert [seat.free for seat in explain.open_seats(instance, roster, changes=False)] == [
        () for seat in explain.open_seats(instance, roster, changes=False)
    ]


@few
@given(instance=instances(), seed=st.integers(0, 9))
def test_the_same_input_and_seed_give_the_same_roster(instance, seed):
    effort = Effort(seconds=20, workers=1, seed=seed)
    one, other = (solve(instance, effort) for _ in range(2))
    assert one.roster == other.roster
    assert one.tiers == other.tiers


@few
@given(instance=instances(pinned=False), rule=st.sampled_from(RULES))
def test_a_relaxed_rule_never_makes_it_worse(instance, rule):
    freer = [one for one in RULES if one is not rule]
    strict, loose = (solve(instance, EFFORT, rules=rules) for rules in (RULES, freer))
    values = [[tier.value for tier in one.tiers] for one in (loose, strict)]
    assert values[0] <= values[1]


@few
@given(instance=instances())
def test_the_machine_puts_nobody_where_they_declined(instance):
    roster = solve(instance, EFFORT).roster
    for person in instance.volunteers:
        put = set(roster.worked_by(person.id)) & person.declined
        assert put <= set(instance.pinned.worked_by(person.id))

"""On tiny cases a repair is as good as the best of all lawful rosters, and tells the truth of itself."""

from itertools import chain, combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver import score, verify
from solver.effort import Effort
from solver.events import Event, happened
from solver.instance import Instance
from solver.repair import Repaired, asked_again, repair
from solver.roster import Roster
from tests.solver.instances import instances
from tests.solver.test_properties import quick

EFFORT = Effort(seconds=20, workers=1)
MOVING = ("critical", "minimum", "stability")
many = settings(quick, max_examples=200)


def lawful_rosters(instance: Instance) -> list[Roster]:
    pairs = [
        (person.id, shift.id)
        for person in instance.volunteers
        for shift in instance.shifts
        if not verify.person_breaches(instance, person, [shift])
    ]
    assume(len(pairs) <= 8)
    some = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    rosters = (Roster.of(one) for one in some)
    return [one for one in rosters if not verify.breaches(instance, one)]


def best_of(instance: Instance) -> Roster:
    return min(
        lawful_rosters(instance),
        key=lambda one: (tuple(score.score(instance, one).values()), sorted(map(str, one.assignments))),
    )  # fmt: skip


def moving(asked: Instance, roster: Roster) -> list[int]:
    found = score.score(asked, roster)
    return [found[name] for name in MOVING]


@many
@given(
    instance=instances(people=4, work=3, pinned=False),
    dice=st.randoms(use_true_random=False),
    now=st.sampled_from([None, 0, -10 * 1440, -3 * 1440]),
)
def test_after_one_drop_out_no_lawful_roster_moves_people_for_less(instance, dice, now):
    roster = best_of(instance)
    assume(len(roster))
    lost = dice.choice(sorted(roster.assignments, key=lambda one: (one.shift, one.volunteer)))
    event = Event(now=now, dropped=(lost,))
    found = repair(instance, roster, event, EFFORT)
    asked = asked_again(happened(instance, roster, event), roster, instance)
    least = min(moving(asked, one) for one in lawful_rosters(asked))
    assert moving(asked, found.roster) == least
    assert found.proven
    assert found.cost == found.bound == least[2]
    judge(found, roster)
    assert lost not in found.roster.assignments


def judge(found: Repaired, before: Roster) -> None:
    """Hold what a repair says of itself against the specification."""
    assert not verify.breaches(found.instance, found.roster)
    published = found.instance.published
    assert found.moved == published - found.roster.assignments
    assert found.joined == found.roster.assignments - published
    assert published <= before.assignments
    for way in found.alternatives:
        assert not verify.breaches(found.instance, way.roster(Roster(published)))
    for shift, calls in found.calls.items():
        for call in calls:
            # Who stands by for the shift gives that up.
            beside = {one.id for one in found.instance.standbys(shift)}
            left = (
                one
                for one in published
                if one.volunteer != call.volunteer or one.shift not in beside
            )
            fuller = Roster(frozenset(left)).with_(call.volunteer, shift)
            assert not verify.breaches_of(found.instance, fuller, call.volunteer)


@quick
@given(instance=instances(people=4, work=4, pinned=False), dice=st.randoms(use_true_random=False))
def test_whoever_declined_or_is_away_is_not_put_there_again(instance, dice):
    roster = best_of(instance)
    assume(len(roster))
    lost = dice.choice(sorted(roster.assignments, key=lambda one: (one.shift, one.volunteer)))
    once = repair(instance, roster, Event(dropped=(lost,)), EFFORT)
    again = sorted(once.joined, key=lambda one: (one.shift, one.volunteer))
    if again:
        twice = repair(once.instance, once.roster, Event(no_shows=(again[0],)), EFFORT)
        assert lost not in twice.roster.assignments
        assert again[0] not in twice.roster.assignments
        judge(twice, once.roster)

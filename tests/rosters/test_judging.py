"""An edit is judged by all the rules the solver keeps: whatever the specification newly finds, it finds."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from hypothesis import HealthCheck, given, settings

from solver.instance import Instance, Kit, KitNeed, Shift, Volunteer, Window
from solver.roster import Roster
from solver.verify import CHECKS, LACKS, breaches
from tests.solver.instances import instances
from tests.solver.tempting import DAY, tempting
from volunteer_app.rosters.gather import Asked, Timeline
from volunteer_app.rosters.judging.changes import judged
from volunteer_app.rosters.judging.clearance import BESIDE

BLOCK = 14 * DAY


def asked_of(instance: Instance, draft: Roster | None = None) -> Asked:
    """Put a question of the solver's own as the service's."""
    timeline = Timeline(date(2026, 12, 7), instance.days, "Asia/Shanghai")
    return Asked(instance, draft or Roster.of([]), Roster.of([]), timeline, version=1)


def blocks(instance: Instance) -> list[tuple[list[Volunteer], list[Shift]]]:
    """Give the people and shifts of each two weeks of the tempting instance."""

    def block_of(person: Volunteer) -> int:
        return person.windows[0].start // BLOCK

    return [
        (list(people), [one for one in instance.shifts if one.start // BLOCK == number])
        for number, people in groupby(instance.volunteers, key=block_of)
    ]


def test_every_rule_stands_in_the_way_of_an_edit():
    """Everybody is put on every shift of their weeks, one after the other, in both orders."""
    instance, found = tempting(), set()
    for people, shifts in blocks(instance):
        for order in (shifts, shifts[::-1]):
            draft = Roster.of([])
            for person in people:
                for shift in order:
                    found |= set(judged(asked_of(instance), draft, [(shift.id, person.id)]).rules)
                    draft = draft.with_(person.id, shift.id)
    assert found == CHECKS - BESIDE


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(instance=instances())
def test_an_edit_is_judged_as_the_whole_roster_would_be(instance):
    """Only what a crew still lacks may wait; only what is there already is not the edit's fault."""
    draft = Roster.of([])
    for number, person in enumerate(instance.volunteers):
        shift = instance.shifts[number % len(instance.shifts)]
        old = {one.mark for one in breaches(instance, draft)}
        fuller = draft.with_(person.id, shift.id)
        new = {
            one.mark
            for one in breaches(instance, fuller)
            if one.rule not in BESIDE and one.rule not in LACKS
        } - old
        told = judged(asked_of(instance, draft), draft, [(shift.id, person.id)]).breaches
        assert new <= {one.mark for one in told}
        assert {one.mark for one in told} <= {one.mark for one in breaches(instance, fuller)}
        draft = fuller


def test_the_last_radio_is_not_given_out_twice():
    instance = Instance(
        tuple(Volunteer(name, windows=(Window(0, DAY),)) for name in ("first", "second")),
        (
            Shift("calling", 540, 660, kit=(KitNeed("radio", per_crew=1),)),
            Shift("called", 600, 720, kit=(KitNeed("radio", per_head=1),)),
        ),
        kits=(Kit("radio", 1),),
    )
    draft = Roster.of([("first", "calling")])
    verdict = judged(asked_of(instance, draft), draft, [("called", "second")])
    assert [one.rule for one in verdict.firm] == ["kit"]
    handed = draft.without("first", "calling")
    assert judged(asked_of(instance, draft), handed, [("called", "second")]).lawful

"""Edits of a crew: each judged at once, refused or let pass with a reason, never on a stale draft."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.rosters.setting import NOW
from volunteer_app.db import db
from volunteer_app.kit.audit import AuditLine
from volunteer_app.rosters.actions import board, crews
from volunteer_app.rosters.actions.crews import MayNotLead
from volunteer_app.rosters.actions.drafts import DraftChanged
from volunteer_app.rosters.actions.placing import (
    AlreadyPlaced,
    NotPlaced,
    ReasonNeeded,
    ShiftBegun,
    Unlawful,
)
from volunteer_app.rosters.models import Period, Placement


def placements():
    return {
        (row.shift_id, row.person_id): row
        for row in db.session.scalars(select(Placement).order_by(Placement.id))
    }


def version(here):
    return db.session.scalar(select(Period.version).where(Period.id == here.period.id))


def trail():
    return list(db.session.scalars(select(AuditLine).order_by(AuditLine.id)))


def edit(here, deed, shift, by, person, **more):
    """Do an edit as somebody who has just looked."""
    return deed(shift, by, NOW, person_id=person.id, version=version(here), **more)


@pytest.fixture
def lead(here):
    return here.lead()


def test_a_lawful_edit_is_stored_counted_and_written_down(here, lead):
    shift, person = here.shift(), here.free_person()
    edit(here, board.place, shift, lead, person)
    [row] = placements().values()
    assert (row.by_hand, row.pinned, row.override_reason) == (True, False, "")
    assert version(here) == 2
    [line] = trail()
    assert (line.verb, line.actor_id, line.subject_id) == ("placed", lead.id, person.id)
    assert line.change == {"version": [1, 2], "shift": shift.id}


def test_law_and_safety_are_not_overruled_by_any_reason(here, lead, make):
    shift = here.shift(adults_only=True)
    minor = here.free_person(born=date(2011, 3, 1))
    with pytest.raises(Unlawful) as refusal:
        edit(here, board.place, shift, lead, minor, reason="He is tall")
    assert "18" in refusal.value.sentence
    assert refusal.value.facts["rules"] == ["age"]
    assert placements() == {}
    assert version(here) == 1
    assert trail() == []


def test_training_and_insurance_are_law_as_well(here, lead, make):
    make_kind = make.duty_kind(
        here.organisation, insured=True, needs=[make.qualification(name="急救").id]
    )
    shift = make.shift(here.period, kind=make_kind, site=here.site)
    with pytest.raises(Unlawful) as refusal:
        edit(here, board.place, shift, lead, here.free_person(), reason="please")
    assert refusal.value.facts["rules"] == ["insurance", "qualification"]


def test_the_persons_own_word_is_overruled_only_with_a_written_reason(here, lead):
    shift, person = here.shift(), here.person()
    with pytest.raises(ReasonNeeded) as refusal:
        edit(here, board.place, shift, lead, person, reason="   ")
    assert refusal.value.field == "reason"
    assert placements() == {}
    edit(here, board.place, shift, lead, person, reason="Said yes on the phone")
    [row] = placements().values()
    assert (row.override_reason, row.overrides) == ("Said yes on the phone", ["availability"])
    [line] = trail()
    assert line.change["overruled"] == ["availability"]
    assert line.change["reason"] == "Said yes on the phone"


def test_house_policy_is_overruled_with_a_reason(here, lead, make):
    evening = here.shift(starts=datetime(2026, 12, 7, 12, tzinfo=UTC), minutes=180)
    morning = here.shift(1)
    person = here.free_person()
    make.placement(evening, person)
    with pytest.raises(ReasonNeeded) as refusal:
        edit(here, board.place, morning, lead, person)
    assert refusal.value.facts["rules"] == ["rest"]
    edit(here, board.place, morning, lead, person, reason="Lives next door")
    assert placements()[morning.id, person.id].overrides == ["rest"]


def test_who_declined_a_seat_is_not_put_back_whatever_the_reason(here, lead, make):
    shift, person = here.shift(), here.free_person()
    make.seat(shift, person, state="declined")
    with pytest.raises(Unlawful):
        edit(here, board.place, shift, lead, person, reason="I insist")


def test_nobody_is_added_to_a_full_shift_or_twice(here, lead, make):
    shift = here.shift(wanted=1)
    first, second = here.free_person(), here.free_person()
    make.placement(shift, first)
    with pytest.raises(AlreadyPlaced):
        edit(here, board.place, shift, lead, first)
    with pytest.raises(Unlawful):
        edit(here, board.place, shift, lead, second, reason="one more")


def test_a_crew_that_must_not_be_alone_is_built_one_by_one(here, lead, make):
    kind = make.duty_kind(here.organisation, least_crew=2)
    shift = make.shift(here.period, kind=kind, site=here.site)
    for person in (here.free_person(), here.free_person()):
        edit(here, board.place, shift, lead, person)
    assert len(placements()) == 2


def test_nobody_outside_the_periods_teams_is_placed(here, lead, make):
    stranger = make.person(make.team(here.organisation))
    with pytest.raises(NotPlaced):
        edit(here, board.place, here.shift(), lead, stranger, reason="nice")


def test_a_move_is_one_step(here, lead, make):
    """Two shifts at the same hour: leaving the one makes the other possible."""
    here_now, there = here.shift(), here.shift()
    person = here.free_person()
    make.placement(here_now, person, pinned=True)
    edit(here, board.move, here_now, lead, person, to_shift_id=there.id)
    assert set(placements()) == {(there.id, person.id)}
    assert trail()[-1].change["shift"] == [here_now.id, there.id]


def test_a_refused_move_leaves_everything_where_it_was(here, lead, make):
    origin, target = here.shift(), here.shift(1, adults_only=True)
    minor = here.free_person(born=date(2011, 3, 1))
    make.placement(origin, minor)
    with pytest.raises(Unlawful):
        edit(here, board.move, origin, lead, minor, to_shift_id=target.id)
    assert set(placements()) == {(origin.id, minor.id)}


def test_replacing_keeps_a_full_shift_full(here, lead, make):
    shift = here.shift(wanted=1)
    out, into = here.free_person(), here.free_person()
    make.placement(shift, out)
    edit(here, board.replace, shift, lead, into, out_id=out.id)
    assert set(placements()) == {(shift.id, into.id)}


def test_two_people_swap_what_neither_could_take_alone(here, lead, make):
    one, other = here.shift(wanted=1), here.shift(wanted=1)
    ann, ben = here.free_person(), here.free_person()
    make.placement(one, ann)
    make.placement(other, ben)
    edit(here, board.exchange, one, lead, ann, other_shift_id=other.id, other_id=ben.id)
    assert set(placements()) == {(one.id, ben.id), (other.id, ann.id)}
    assert version(here) == 2


def test_taking_off_and_pinning(here, lead, make):
    shift, person = here.shift(), here.free_person()
    make.placement(shift, person)
    edit(here, crews.pin, shift, lead, person, pinned=True)
    assert placements()[shift.id, person.id].pinned
    edit(here, crews.pin, shift, lead, person, pinned=True)
    assert version(here) == 2, "pinning twice changes nothing"
    edit(here, crews.pin, shift, lead, person, pinned=False)
    edit(here, board.take_off, shift, lead, person)
    assert placements() == {}
    assert [line.verb for line in trail()] == ["pinned", "unpinned", "took_off"]
    with pytest.raises(NotPlaced):
        edit(here, board.take_off, shift, lead, person)


def test_naming_the_lead_passes_the_word_on(here, lead, make):
    kind = make.duty_kind(here.organisation, lead_seats=1, lead_policy="adult")
    shift = make.shift(here.period, kind=kind, site=here.site)
    ann, ben = here.free_person(), here.free_person()
    minor = here.free_person(born=date(2011, 3, 1))
    for person in (ann, ben):
        make.placement(shift, person)
    edit(here, crews.name_lead, shift, lead, ann, leads=True)
    edit(here, crews.name_lead, shift, lead, ben, leads=True)
    assert [row.leads for row in placements().values()] == [False, True]
    edit(here, board.replace, shift, lead, minor, out_id=ann.id)
    with pytest.raises(MayNotLead):
        edit(here, crews.name_lead, shift, lead, minor, leads=True)


def test_somebody_on_the_draft_is_kept_with_a_reason(here, lead, make):
    shift, person = here.shift(), here.person()
    make.placement(shift, person)
    edit(here, crews.keep, shift, lead, person, reason="Asked at the meeting")
    assert placements()[shift.id, person.id].overrides == ["availability"]


def test_a_stale_edit_is_refused_and_told_who_was_quicker(here, lead):
    shift, seen = here.shift(), version(here)
    ann, ben, rival = here.free_person(), here.free_person(), here.lead()
    board.place(shift, rival, NOW, person_id=ann.id, version=seen)
    with pytest.raises(DraftChanged) as refusal:
        board.place(shift, lead, NOW, person_id=ben.id, version=seen)
    assert rival.name in refusal.value.sentence
    assert ann.name in refusal.value.sentence
    assert len(placements()) == 1


def test_the_same_press_twice_is_one_edit(here, lead):
    shift, person, seen = here.shift(), here.free_person(), version(here)
    first = board.place(shift, lead, NOW, person_id=person.id, version=seen)
    assert board.place(shift, lead, NOW, person_id=person.id, version=seen) is first
    assert version(here) == seen + 1
    assert len(trail()) == 1


def test_a_shift_that_has_begun_or_is_cancelled_keeps_its_crew(here, lead):
    begun = here.shift(starts=NOW - timedelta(hours=1))
    cancelled = here.shift(cancelled_at=NOW)
    for shift in (begun, cancelled):
        with pytest.raises(ShiftBegun):
            edit(here, board.place, shift, lead, here.free_person())

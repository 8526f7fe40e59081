"""The second word: who gives it, what it needs by then, and corrections that never change a row (Q35, Q37)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.attendance.scene import Scene, at, rows, scene
from tests.hours.test_confirm import confirm_now, entries, serve_long
from volunteer_app.attendance.queries.days import attendance_of, day
from volunteer_app.db import db
from volunteer_app.hours.actions.confirm import Confirmed
from volunteer_app.hours.actions.correct import NothingToCorrect, OwnCorrection, correct
from volunteer_app.hours.actions.decide import DecidedOtherwise, NotYourWord, approve, refuse
from volunteer_app.hours.actions.questions import AskedAlready, answer, ask
from volunteer_app.hours.models import Waiting
from volunteer_app.hours.queries.entries import minutes_now
from volunteer_app.hours.queries.mine import verified_total
from volunteer_app.hours.queries.verification import verify_chain
from volunteer_app.kit.outbox import Letter

NOW = at(2000)


def admin(found: Scene):
    return found.make.appoint(
        found.make.person(), "organisation_admin", organisation=found.organisation
    )


def district_admin(found: Scene):
    return found.make.appoint(found.make.person(), "district_admin")


def waiting_now() -> list[Waiting]:
    return list(db.session.scalars(select(Waiting).where(Waiting.state == "waiting")))


def long_day(make, minutes: int = 500) -> tuple[Scene, Waiting]:
    """Have one person's long day wait."""
    found = scene(make, people=1, seated=False)
    serve_long(found, found.people[0], at(0), minutes)
    assert confirm_now(found) == Confirmed(0, 1)
    db.session.commit()
    return found, waiting_now()[0]


def test_approving_enters_with_both_names_once(make):
    found, waiting = long_day(make)
    by = admin(found)
    approve(waiting, by, NOW)
    assert approve(waiting, by, NOW) is None
    [entry] = entries()
    assert (entry.minutes, entry.verified_by, entry.second_by) == (500, found.lead.id, by.id)
    assert verify_chain(found.organisation.id).whole
    with pytest.raises(DecidedOtherwise):
        refuse(waiting, by, NOW, answer="不对")


def test_before_the_second_word_nothing_counts(make):
    found, _waiting = long_day(make)
    assert verified_total(found.people[0].id) == 0


def test_who_may_not_give_the_second_word(make):
    found, waiting = long_day(make)
    own = make.appoint(found.people[0], "organisation_admin", organisation=found.organisation)
    proposer = make.appoint(found.lead, "organisation_admin", organisation=found.organisation)
    elsewhere = make.appoint(make.person(), "organisation_admin", organisation=make.organisation())
    for person in (own, proposer, found.scheduler, elsewhere):
        with pytest.raises(NotYourWord):
            approve(waiting, person, NOW)
        with pytest.raises(NotYourWord):
            refuse(waiting, person, NOW, answer="不对")
    assert entries() == []


def test_more_than_twelve_hours_are_the_districts(make):
    found, waiting = long_day(make, 721)
    with pytest.raises(NotYourWord):
        approve(waiting, admin(found), NOW)
    assert approve(waiting, district_admin(found), NOW) is not None


def test_a_day_that_grew_meanwhile_needs_the_higher_word(make):
    """No path skips the third level: the day is summed again when it is approved."""
    found, waiting = long_day(make)
    waiting.level = 2
    serve_long(found, found.people[0], at(510), 400)
    assert confirm_now(found) == Confirmed(0, 1)
    with pytest.raises(NotYourWord, match=r"12"):
        approve(waiting, admin(found), NOW)
    assert approve(waiting, district_admin(found), NOW) is not None


def test_what_is_refused_can_be_confirmed_anew_and_the_proposer_is_told(make):
    found, waiting = long_day(make)
    refuse(waiting, admin(found), NOW, answer="没有这么久")
    letter = db.session.scalars(select(Letter).where(Letter.kind == "minutes_refused")).one()
    assert letter.person_id == found.lead.id
    assert "没有这么久" in letter.body
    seat = day(found.lead, found.shift.id).lines[0].seat
    noted = attendance_of(seat.id)
    assert noted is not None
    assert noted.state == "left"
    again = confirm_now(found, minutes=400, reason="按记录改")
    assert again == Confirmed(1, 0)
    with pytest.raises(DecidedOtherwise):
        approve(waiting, admin(found), NOW)


def entered(make, people: int = 1) -> Scene:
    """Give a scene with one entry a person in the ledger."""
    from volunteer_app.hours.actions.confirm import confirm

    found = scene(make, people=people)
    there = found.served()
    confirm(there, found.lead, at(130), rows=rows(there))
    db.session.commit()
    return found


def test_a_correction_is_another_row_that_points_back(make):
    found = entered(make)
    [entry] = entries()
    before = (entry.minutes, entry.digest)
    waiting = correct(entry, found.lead, NOW, minutes=90, reason="早走了半小时")
    assert minutes_now(entry) == 120
    by = admin(found)
    row = approve(waiting, by, NOW)
    assert row is not None
    assert (row.kind, row.minutes, row.corrects_id, row.reason) == (
        "correction", -30, entry.id, "早走了半小时",
    )  # fmt: skip
    assert (row.verified_by, row.second_by) == (found.lead.id, by.id)
    assert row.served_on == entry.served_on
    assert (entry.minutes, entry.digest) == before
    assert minutes_now(entry) == verified_total(found.people[0].id) == 90
    assert verify_chain(found.organisation.id).entries == 2
    assert db.session.scalars(select(Letter).where(Letter.kind == "minutes_corrected")).one()


def test_an_entry_may_be_corrected_again_counting_from_what_it_counts_then(make):
    found = entered(make)
    [entry] = entries()
    for minutes in (90, 100, 0, 30):
        approve(correct(entry, found.lead, NOW, minutes=minutes, reason="核对"), admin(found), NOW)
        assert minutes_now(entry) == minutes
    assert [one.minutes for one in entries()] == [120, -30, 10, -100, 30]


def test_corrections_that_cannot_be_are_refused(make):
    found = entered(make)
    [entry] = entries()
    with pytest.raises(OwnCorrection):
        correct(entry, found.people[0], NOW, minutes=200, reason="想多一点")
    with pytest.raises(NothingToCorrect):
        correct(entry, found.lead, NOW, minutes=120, reason="一样")
    waiting = correct(entry, found.lead, NOW, minutes=90, reason="核对")
    with pytest.raises(NothingToCorrect):
        correct(entry, found.scheduler, NOW, minutes=80, reason="核对")
    row = approve(waiting, admin(found), NOW)
    assert row is not None
    with pytest.raises(NothingToCorrect):
        correct(row, found.lead, NOW, minutes=10, reason="核对")


def test_a_correction_upwards_obeys_the_rule_of_the_day(make):
    found = entered(make)
    [entry] = entries()
    assert correct(entry, found.lead, NOW, minutes=480, reason="漏记").level == 2
    db.session.rollback()
    assert correct(entry, found.lead, NOW, minutes=721, reason="漏记").level == 3


def test_the_proposer_of_a_correction_does_not_approve_it(make):
    found = entered(make)
    [entry] = entries()
    by = admin(found)
    waiting = correct(entry, by, NOW, minutes=90, reason="核对")
    with pytest.raises(NotYourWord):
        approve(waiting, by, NOW)
    assert approve(waiting, district_admin(found), NOW) is not None


def test_a_question_goes_to_the_leads_and_its_answer_comes_back(make):
    found = entered(make)
    [entry] = entries()
    question = ask(entry, found.people[0], NOW, note="我到九点半才走")
    asked = db.session.scalars(select(Letter).where(Letter.kind == "hours_question")).one()
    assert asked.person_id == found.lead.id
    assert "我到九点半才走" in asked.body
    with pytest.raises(AskedAlready):
        ask(entry, found.people[0], NOW, note="再问一次")
    answer(question, found.lead, NOW, words="已提出更正")
    answer(question, found.lead, NOW, words="又一次")
    assert question.answer == "已提出更正"
    told = db.session.scalars(select(Letter).where(Letter.kind == "hours_answer")).one()
    assert told.person_id == found.people[0].id


def test_a_leads_own_question_goes_to_the_coordinators(make):
    from volunteer_app.hours.actions.confirm import confirm

    found = scene(make, people=0)
    found.seats.append(make.seat(found.shift, found.lead, state="accepted"))
    there = found.served()
    confirm(there, found.scheduler, at(130), rows=rows(there))
    ask(entries()[0], found.lead, NOW, note="少了")
    letters = db.session.scalars(select(Letter).where(Letter.kind == "hours_question")).all()
    assert [one.person_id for one in letters] == [found.scheduler.id]

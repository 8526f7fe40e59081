"""At once: one attendance is one entry (Q13), the chain has no forks, and no day slips past its limit (Q37)."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from tests.attendance.scene import at, rows, scene
from tests.hours.test_confirm import serve_long
from tests.rosters import test_seat_races
from volunteer_app.attendance.queries.days import day
from volunteer_app.db import db, reading
from volunteer_app.hours.actions import confirm as confirming
from volunteer_app.hours.actions import decide
from volunteer_app.hours.actions import enter as entering
from volunteer_app.hours.facts import Facts
from volunteer_app.hours.models import LedgerEntry, LedgerHead, Waiting
from volunteer_app.hours.queries.mine import verified_total
from volunteer_app.hours.queries.verification import verify_chain
from volunteer_app.people.models import Person
from volunteer_app.teams.queries import standing_of

pytestmark = pytest.mark.race

NOW = datetime(2026, 12, 7, 4, tzinfo=UTC)


def at_once(app, deeds, **more):
    """Do deeds at once, with nothing held open here."""
    db.session.rollback()
    return test_seat_races.at_once(app, deeds, **more)


def person_of(person_id):
    person = db.session.get_one(Person, person_id)
    person.standing = standing_of(person_id)
    return person


def confirming_it(shift_id, lead_id):
    """Give the deed of a lead confirming a whole shift."""

    def deed():
        by = person_of(lead_id)
        there = day(by, shift_id)
        confirming.confirm(there, by, at(2000), rows=rows(there))

    return deed


def count(model, *where):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_leads_confirming_at_once_enter_each_attendance_once(app, make):
    found = scene(make, people=4)
    found.served()
    leads = [make.lead(found.team).id for _ in range(4)]
    outcomes = at_once(app, [confirming_it(found.shift.id, lead) for lead in leads])
    assert outcomes == {"done": 4}
    assert count(LedgerEntry) == 4
    assert verify_chain(found.organisation.id).entries == 4


def writing(organisation_id, person_id, number):
    """Give the deed of writing one entry."""

    def deed():
        facts = Facts(organisation_id, person_id, "service", 1, date(2026, 12, number), "roll_call")
        entering.enter(facts, now=NOW)

    return deed


def test_entries_written_at_once_make_one_chain(app, make):
    organisation, people = make.organisation(), [make.person().id for _ in range(4)]
    deeds = [writing(organisation.id, one, number + 1) for one in people for number in range(10)]
    assert at_once(app, deeds, workers=8) == {"done": 40}
    db.session.rollback()
    assert verify_chain(organisation.id).entries == 40


def test_with_the_head_unlocked_the_chain_forks_or_the_store_errs(app, make, monkeypatch):
    """Control: the race is real."""
    organisation, people = make.organisation(), [make.person().id for _ in range(4)]
    entering.head_of(organisation.id)
    db.session.commit()

    def slowly(organisation_id):
        head = db.session.get_one(LedgerHead, organisation_id)
        time.sleep(0.05)
        return head

    monkeypatch.setattr(entering, "head_of", slowly)
    deeds = [writing(organisation.id, one, number + 1) for one in people for number in range(3)]
    outcomes = at_once(app, deeds, workers=8, around=reading)
    db.session.rollback()
    assert set(outcomes) != {"done"} or not verify_chain(organisation.id).whole


def two_long_days(make):
    """Give two organisations in which one person served 5 hours each on one day."""
    first, second = scene(make, people=1, seated=False), scene(make, people=0)
    serve_long(first, first.people[0], at(0), 300)
    serve_long(second, first.people[0], at(310), 300)
    return first, second


def test_two_organisations_confirming_one_persons_day_at_once_see_each_other(app, make):
    first, second = two_long_days(make)
    person = first.people[0].id
    deeds = [confirming_it(one.shift.id, one.lead.id) for one in (first, second)]
    assert at_once(app, deeds) == {"done": 2}
    assert count(LedgerEntry) == 1
    assert count(Waiting, Waiting.level == 2) == 1
    assert verified_total(person) == 300


def test_with_the_days_not_held_ten_hours_slip_through(app, make, monkeypatch):
    """Control: without the hold both see a short day."""
    first, second = two_long_days(make)
    monkeypatch.setattr(confirming, "hold_people", lambda _ids: None)
    look = confirming.minutes_on

    def slowly(*args, **more):
        found = look(*args, **more)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(confirming, "minutes_on", slowly)
    deeds = [confirming_it(one.shift.id, one.lead.id) for one in (first, second)]
    outcomes = at_once(app, deeds, around=reading)
    assert count(LedgerEntry) == 2 or set(outcomes) != {"done"}, outcomes


def deciding(waiting_id, person_id, verb):
    """Give the deed of deciding."""

    def deed():
        waiting, by = db.session.get_one(Waiting, waiting_id), person_of(person_id)
        if verb == "approve":
            decide.approve(waiting, by, NOW)
        else:
            decide.refuse(waiting, by, NOW, answer="不对")

    return deed


def test_approving_and_refusing_at_once_is_one_decision(app, make):
    found = scene(make, people=1, seated=False)
    serve_long(found, found.people[0], at(0), 500)
    there = day(found.lead, found.shift.id)
    confirming.confirm(there, found.lead, at(2000), rows=rows(there))
    db.session.commit()
    waiting = db.session.scalars(select(Waiting)).one().id
    admins = [make.appoint(make.person(), "district_admin").id for _ in range(4)]
    deeds = [deciding(waiting, one, verb) for one in admins for verb in ("approve", "refuse")]
    outcomes = at_once(app, deeds)
    assert set(outcomes) == {"done", "DecidedOtherwise"}
    db.session.rollback()
    decided = db.session.scalars(select(Waiting)).one()
    assert count(LedgerEntry) == (1 if decided.state == "approved" else 0)

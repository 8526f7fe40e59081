"""Roles by scope: nobody their own, one admin always left, rights change at once."""

from __future__ import annotations

import contextlib
import threading

import pytest

from volunteer_app.db import commit, db, roll_back
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Appointment, Person
from volunteer_app.teams.actions import roles
from volunteer_app.teams.queries import standing_of


@pytest.fixture
def town(make):
    organisation = make.organisation()
    team = make.team(organisation)
    admins = [
        make.appoint(make.person(team), "organisation_admin", organisation=organisation)
        for _ in range(2)
    ]
    return organisation, team, admins


def held_by(person, role="organisation_admin"):
    return db.session.scalars(
        db.select(Appointment).filter_by(person_id=person.id, role=role)
    ).one()


def test_an_admin_appoints_and_the_role_counts_at_once(make, visit, town):
    organisation, team, [admin, _] = town
    member = make.person(team)
    before = member.fs_uniquifier
    visit.sign_in(admin)
    visit.post(
        f"/o/{organisation.id}/roles",
        {"number": member.number.lower(), "role": "lead", "team_id": str(team.id)},
    )
    assert standing_of(member.id).lead_of == {team.id}
    assert db.session.get(Person, member.id).fs_uniquifier != before, "old sessions live on"


@pytest.mark.parametrize(
    ("number", "role", "sentence"),
    [
        ("T99999", "scheduler", "Nobody in this organisation has the number T99999."),
        ("own", "scheduler", "Somebody else must give you a role."),
        ("other", "organisation_admin", "holds this role already."),
        ("stranger", "scheduler", "Nobody in this organisation has the number"),
        ("member", "lead", "Choose the team to lead."),
        ("member", "district_admin", "Not a valid choice"),
    ],
)
def test_who_cannot_be_appointed_to_what(make, visit, town, number, role, sentence):
    organisation, team, [admin, other] = town
    known = {
        "own": admin,
        "other": other,
        "member": make.person(team),
        "stranger": make.person(make.team()),
    }
    visit.sign_in(admin).speak("en")
    data = {
        "number": known[number].number if number in known else number,
        "role": role,
        "team_id": "",
    }
    visit.post(f"/o/{organisation.id}/roles", data, status=422).has(sentence)


def test_another_organisations_team_cannot_be_given(make, visit, town):
    organisation, team, [admin, _] = town
    foreign = make.team()
    data = {"number": make.person(team).number, "role": "lead", "team_id": str(foreign.id)}
    visit.sign_in(admin).post(f"/o/{organisation.id}/roles", data, status=422)
    assert db.session.scalars(db.select(Appointment).filter_by(role="lead")).all() == []


def test_the_last_admin_stays_and_nobody_ends_their_own(make, visit, town):
    _, _, [admin, other] = town
    visit.sign_in(admin).speak("en")
    visit.post(f"/appointments/{held_by(admin).id}/end", status=403)
    visit.post(f"/appointments/{held_by(other).id}/end")
    visit.post(f"/appointments/{held_by(other).id}/end", status=409).has("ended already")
    boss = make.appoint(make.person(), "district_admin")
    visit.sign_in(boss).speak("en")
    visit.post(f"/appointments/{held_by(admin).id}/end", status=409).has(
        "At least one must be left"
    )
    assert not standing_of(other.id).administers
    visit.get("/district/roles").has(boss.name)


def test_the_district_is_never_without_an_admin(make):
    one, two = (make.appoint(make.person(), "district_admin") for _ in range(2))
    roles.end(held_by(two, "district_admin"), by=one, now=clock.now())
    with pytest.raises(Refused):
        roles.end(held_by(one, "district_admin"), by=two, now=clock.now())


def remove_each_other(app, pairs):
    """Let each remove the other at the same moment; give how many succeeded."""
    start, done = threading.Barrier(len(pairs)), []

    def remove(by_id, appointment_id):
        with app.test_request_context("/", method="POST"):
            start.wait()
            try:
                by = db.session.get_one(Person, by_id)
                appointment = db.session.get_one(Appointment, appointment_id)
                roles.end(appointment, by=by, now=clock.now())
                commit()
                done.append(by_id)
            except Refused:
                roll_back()
            finally:
                db.session.remove()

    threads = [threading.Thread(target=remove, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


def crossing(make, count):
    organisation = make.organisation()
    people = [
        make.appoint(make.person(), "organisation_admin", organisation=organisation)
        for _ in range(count)
    ]
    pairs = [(people[index].id, held_by(people[(index + 1) % count]).id) for index in range(count)]
    db.session.rollback()  # an open transaction here would keep the others waiting
    return pairs


@pytest.mark.race
@pytest.mark.parametrize("count", [2, 8])
def test_admins_who_remove_each_other_at_once_leave_one(app, make, count):
    pairs = crossing(make, count)
    assert remove_each_other(app, pairs) == count - 1
    db.session.expire_all()
    left = db.session.scalars(db.select(Appointment).where(Appointment.until.is_(None))).all()
    assert len(left) == 1


@pytest.mark.race
def test_without_the_lock_nobody_is_left(app, make, monkeypatch):
    """Negative control: both look, wait for each other, then both write."""
    pairs = crossing(make, 2)
    looked = threading.Barrier(2, timeout=5)
    honest = roles.all_holders

    def unlocked(appointment):
        monkeypatch.setattr(roles, "locked", lambda query: query)
        found = honest(appointment)
        db.session.rollback()
        with contextlib.suppress(threading.BrokenBarrierError):
            looked.wait()
        return [db.session.merge(one, load=True) for one in found]

    monkeypatch.setattr(roles, "all_holders", unlocked)
    assert remove_each_other(app, pairs) == 2, "the race does not show: this test proves nothing"

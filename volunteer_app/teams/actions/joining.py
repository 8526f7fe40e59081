"""Joining a team by its link: the same answer and the same work whether one is known or not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_security import hash_password
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit, jobs
from volunteer_app.kit.errors import Refused
from volunteer_app.people import gate, passwords
from volunteer_app.people.actions import consents
from volunteer_app.people.actions.registering import register
from volunteer_app.people.models import Person
from volunteer_app.people.queries.accounts import is_taken
from volunteer_app.teams.models import Membership, Team

YOUNGEST = 14
OF_AGE = 18


class CannotJoin(Refused):
    """Something that joining rests on is missing."""


class InTeamAlready(Refused):
    """The person belongs to the team, or has applied."""


def age_at_least(born: date, years: int, today: date) -> bool:
    """Say whether somebody born in a month is surely so old: the month after the birthday's."""
    return (today.year - born.year) * 12 + today.month - born.month > years * 12


def check_answers(
    *, email: str, phone: str, born: date, rules: bool, guardian: bool, today: date
) -> None:
    """
    Check what joining rests on, before it is looked up who this may be.

    Raises
    ------
    CannotJoin
        At the first that is missing.
    """
    if not email and not phone:
        raise CannotJoin(_("Give a phone number or an e-mail address."), field="phone")
    if born > today:
        raise CannotJoin(_("This month has not come yet."), field="born")
    if not age_at_least(born, YOUNGEST, today):
        raise CannotJoin(
            _("Under 14, a parent or guardian comes along to the team, which then registers you."),
            field="born",
        )
    if not age_at_least(born, OF_AGE, today) and not guardian:
        raise CannotJoin(
            _("Under 18, a parent or guardian must agree. Ask them, then tick the box."),
            field="guardian",
        )
    if not rules:
        raise CannotJoin(_("Without the service rules nobody can be given a seat."), field="rules")


def join(
    team: Team,
    *,
    name: str,
    email: str,
    phone: str,
    born: date,
    password: str,
    repeated: str,
    locale: str,
    rules: bool,
    guardian: bool,
    now: datetime,
    today: date,
    **optional: bool,
) -> None:
    """
    Take an application to a team by somebody who is not signed in.

    For a known phone or e-mail no account is made: its owner gets a letter. The same rows are
    written and taken back then, so that neither words nor time tell a stranger who is known.

    Raises
    ------
    CannotJoin, WeakPassword
    """
    email, phone = email.lower(), gate.fold(phone)
    check_answers(email=email, phone=phone, born=born, rules=rules, guardian=guardian, today=today)
    if password != repeated:
        raise CannotJoin(_("Both times the same password, please."), field="repeated")
    passwords.check(password, name=name, email=email, phone=phone)
    hashed = hash_password(passwords.normal(password))
    known = is_taken(email=email or None, phone=phone or None)
    answers = {"rules": rules, "guardian": guardian, **optional}
    facts = {"name": name, "born": born, "locale": locale, "password": hashed, "now": now}
    trial = db.session.begin_nested()
    reach = (None, None) if known else (email or None, phone or None)
    person = apply_as_new(team, answers, email=reach[0], phone=reach[1], **facts)
    person_id = person.id
    if known:
        trial.rollback()
    else:
        trial.commit()
    jobs.enqueue(
        "write_join_letters", team_id=team.id, person_id=known or person_id, known=bool(known)
    )


def apply_as_new(team: Team, answers: dict[str, bool], *, now: datetime, **facts: Any) -> Person:
    """Make the person, the application and the consents."""
    person = register(now=now, password_set_at=now, **facts)
    membership = Membership(team_id=team.id, person_id=person.id, state="applied", since=now)
    db.session.add(membership)
    db.session.flush()
    audit.record(
        person, "applied", membership, organisation_id=team.organisation_id, subject_id=person.id
    )
    for purpose, given in answers.items():
        consents.answer(person, purpose, given=given, by=person, now=now)
    return person


def apply(team: Team, *, by: Person, now: datetime) -> Membership:
    """
    Apply to a team with the account one has.

    Raises
    ------
    InTeamAlready
    """
    known = db.session.scalar(
        locked(
            select(Membership).where(Membership.team_id == team.id, Membership.person_id == by.id)
        )
    )
    if known is not None and known.state != "left":
        raise InTeamAlready(_("You belong to this team already, or have applied."))
    if known is None:
        known = Membership(team_id=team.id, person_id=by.id)
        db.session.add(known)
    known.state, known.since, known.until = "applied", now, None
    db.session.flush()
    audit.record(by, "applied", known, organisation_id=team.organisation_id, subject_id=by.id)
    jobs.enqueue("write_join_letters", team_id=team.id, person_id=by.id, known=False)
    return known

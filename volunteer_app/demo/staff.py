"""Who works on the district's rosters, and the demonstration's sign-ins."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask_security import hash_password

from volunteer_app.db import db
from volunteer_app.demo.folder import SignIn
from volunteer_app.demo.people import Volunteer
from volunteer_app.demo.places import DESK, LECTURERS, LOGISTICS, RESERVE, RIVER, YOUTH, Ground
from volunteer_app.demo.rows import keep
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import (
    AUDITOR,
    DISTRICT_ADMIN,
    LEAD,
    ORGANISATION_ADMIN,
    SCHEDULER,
)
from volunteer_app.teams.models import Membership

HEADS = (LOGISTICS, RESERVE, DESK, LECTURERS, YOUTH)
#: role, account, name; the volunteer and the lead are people of the district
OFFICERS = (
    (SCHEDULER, "scheduler", "排班员"),
    (ORGANISATION_ADMIN, "coordinator", "街道志愿服务专员"),
    (DISTRICT_ADMIN, "district", "区志愿服务管理员"),
    (AUDITOR, "auditor", "区审计员"),
)


def fresh_password() -> str:
    """Make a password that can be typed from a screen: three groups of letters and figures."""
    marks = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(marks) for _ in range(4)) for _ in range(3))


def sign_in_for(person: Person, role: str, account: str, now: datetime) -> SignIn:
    """Give a person an account with a new password."""
    made = SignIn(role, f"{account}@demo.example", fresh_password())
    person.email, person.password = made.account, hash_password(made.password)
    person.password_set_at = person.confirmed_at = now
    return made


def store_staff(ground: Ground, now: datetime, since: datetime) -> tuple[list[SignIn], Person]:
    """Store the four officers; give their sign-ins, and the one who keeps the records."""
    made, keeper = [], None
    for number, (role, account, name) in enumerate(OFFICERS, 1):
        person = Person(
            number=f"S{number:06d}",
            name=name,
            fs_uniquifier=secrets.token_hex(16),
            created_at=since,
            employer_id=ground.main,
        )
        db.session.add(person)
        made.append(sign_in_for(person, role, account, now))
        db.session.flush()
        local = role in (SCHEDULER, ORGANISATION_ADMIN)
        keep(
            Appointment, [appointment(person.id, role, ground.main if local else None, None, since)]
        )
        keeper = person if role == ORGANISATION_ADMIN else keeper
    if keeper is None:
        raise LookupError("the officers include no organisation admin")
    return made, keeper


def store_leads(
    ground: Ground, people: list[Volunteer], now: datetime, since: datetime
) -> list[SignIn]:
    """Appoint a lead to every team; give the sign-ins of the head lead and of one volunteer."""
    seasoned = [one for one in people if one.seasoned and one.is_adult(now.date())]
    head = next(one for one in seasoned if one.group == "logistics" and "road" in one.holds)
    leads = dict.fromkeys(HEADS, head)
    for one in seasoned:
        if one.id != head.id and one.team not in leads:
            leads[one.team] = one
    leads[RIVER] = next(one for one in seasoned if one.group == "river")
    rows = []
    for team, one in leads.items():
        owner = ground.union if one.group == "river" else ground.main
        rows.append(appointment(one.id, LEAD, owner, ground.teams[team], since))
        may_lead(one.id)
    keep(Appointment, rows)
    volunteer = next(
        one
        for one in people
        if one.id not in {lead.id for lead in leads.values()}
        and one.group == "logistics"
        and one.works != "rota"
        and "road" in one.holds
        and 4000 < one.served < 5990
    )
    return [
        sign_in_for(db.session.get_one(Person, volunteer.id), "volunteer", "volunteer", now),
        sign_in_for(db.session.get_one(Person, head.id), LEAD, "lead", now),
    ]


def may_lead(person_id: int) -> None:
    """Mark a person as one who may take the lead seat."""
    db.session.execute(
        db.update(Membership).where(Membership.person_id == person_id).values(may_lead=True)
    )


def appointment(
    person_id: int, role: str, organisation_id: int | None, team_id: int | None, since: datetime
) -> dict[str, object]:
    """Give the row of one appointment."""
    return {
        "person_id": person_id,
        "role": role,
        "organisation_id": organisation_id,
        "team_id": team_id,
        "since": since,
    }

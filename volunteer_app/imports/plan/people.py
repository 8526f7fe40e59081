"""People of a sheet held against the people of the organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from volunteer_app.imports.known import Known, fold
from volunteer_app.imports.misread import N_
from volunteer_app.imports.plan.entry import NEW, Entry, differing, entry_key
from volunteer_app.imports.records import PersonRow
from volunteer_app.people.models import Person

ELSEWHERE = N_(
    "The volunteer number “%(value)s” belongs to somebody outside your organisation. "
    "Ask them to join a team by its link."
)
PHONE_ELSEWHERE = N_(
    "The telephone number belongs to somebody outside your organisation. "
    "Ask them to join a team by its link."
)
TWO_PEOPLE = N_("The telephone number belongs to %(name)s (%(number)s), so it was left out here.")
PHONE_TAKEN = N_("The telephone number is used by another account, so it was left out.")
EMAIL_TAKEN = N_("The e-mail address is used by another account, so it was left out.")
NO_TEAM = N_("No team is given for this person. Fill in a team column or choose a team above.")
OWN_ACCOUNT = N_(
    "%(name)s keeps an account here, so name, telephone and e-mail stay as they entered them."
)
HAS_LEFT = N_("%(name)s has left the team “%(team)s” and was not taken back into it.")
OWN_FACTS = ("name", "phone", "email")


def plan_people(rows: list[PersonRow], known: Known, team_name: str) -> list[Entry]:
    """Hold every person of the sheet against the store."""
    return [plan_person(row, known, team_name).settle() for row in rows]


def plan_person(row: PersonRow, known: Known, team_name: str) -> Entry:
    """Hold one person against the store."""
    person = match(row, known)
    entry = Entry(
        key=entry_key("people", row.sheet, row.row),
        sheet=row.sheet,
        row=row.row,
        title=f"{row.name} {row.number}".strip(),
        status=NEW,
        record=row,
        thing=person,
    )
    if person is None and row.number in known.outsiders:
        return entry.refuse(ELSEWHERE, row.number, value=row.number)
    if person is None and not row.number and row.phone in known.outsiders:
        return entry.refuse(PHONE_ELSEWHERE, row.phone)
    spoken = spoken_facts(row, team_name)
    leave_out_taken(entry, spoken, known)
    if person is None:
        if not spoken["team"]:
            return entry.refuse(NO_TEAM)
        entry.changes = differing(spoken, {})
        return entry
    if not row.team and known.memberships.get(person.id):
        # Whoever is in a team already is not put into another one by a general choice.
        spoken["team"] = ""
    entry.changes = differing(spoken, stored_facts(person, spoken, known))
    keep_own_word(entry, person, known)
    return entry


def match(row: PersonRow, known: Known) -> Person | None:
    """Find the stored person: by volunteer number, and by telephone where the sheet has no number."""
    if row.number:
        return known.by_number.get(row.number.upper())
    return known.by_phone.get(row.phone)


def leave_out_taken(entry: Entry, spoken: dict[str, Any], known: Known) -> None:
    """Drop a telephone or address that is somebody else's, and say so."""
    row = entry.record
    owner = known.by_phone.get(row.phone)
    if row.phone and owner is not None and owner is not entry.thing:
        entry.warn(TWO_PEOPLE, row.phone, name=owner.name, number=owner.number)
        spoken["phone"] = ""
    elif row.phone in known.outsiders:
        entry.warn(PHONE_TAKEN, row.phone)
        spoken["phone"] = ""
    mail_owner = known.by_email.get(row.email)
    if row.email in known.outsiders or (mail_owner and mail_owner is not entry.thing):
        entry.warn(EMAIL_TAKEN, row.email)
        spoken["email"] = ""


def spoken_facts(row: PersonRow, team_name: str) -> dict[str, Any]:
    """Give what the sheet says of a person, fact by fact."""
    monthly = row.monthly_shifts if row.monthly_shifts is not None else row.period_shifts
    return {
        "name": row.name,
        "phone": row.phone,
        "email": row.email,
        "born": row.born,
        "employer": row.employer,
        "team": row.team or team_name,
        "may_lead": row.may_lead,
        "languages": "、".join(row.languages),
        "skills": "、".join(row.skills),
        "emergency_name": row.emergency_name,
        "emergency_phone": row.emergency_phone,
        "trainings": row.trainings,
        "insured_until": row.insured_until,
        "minutes_week": row.weekly_minutes,
        "shifts_month": monthly,
        "minutes_period": row.period_minutes,
        "wishes": row.wishes,
    }


def stored_facts(person: Person, spoken: dict[str, Any], known: Known) -> dict[str, Any]:
    """Give what the store has of a person, in the words of the sheet where they mean the same."""
    cap = known.caps.get(person.id)
    cover = known.insurances.get(person.id)
    links = known.memberships.get(person.id, {})
    team = known.names.teams.get(fold(spoken["team"])) if spoken["team"] else None
    link = links.get(team.id) if team else next(iter(links.values()), None)
    employer = known.names.employers.get(fold(spoken["employer"]))
    return {
        **{name: getattr(person, name) or "" for name in ("name", "phone", "email")},
        "born": person.born,
        "employer": spoken["employer"] if employer and person.employer_id == employer.id else "",
        "team": spoken["team"] if team and team.id in links else "",
        "may_lead": bool(link and link.may_lead),
        **{
            name: getattr(person, name)
            for name in ("languages", "skills", "emergency_name", "emergency_phone")
        },
        "trainings": stored_trainings(person, spoken["trainings"], known),
        "insured_until": cover.until if cover else None,
        "minutes_week": cap.minutes_week if cap else None,
        "shifts_month": cap.shifts_month if cap else None,
        "minutes_period": cap.minutes_period if cap else None,
        "wishes": stored_wishes(person, spoken["wishes"], known),
    }


def stored_trainings(
    person: Person, spoken: tuple[tuple[str, date | None], ...], known: Known
) -> tuple[tuple[str, date | None], ...]:
    """Give the trainings of the sheet that the person already has; a day not given never differs."""
    held = known.holdings.get(person.id, {})
    found = []
    for name, until in spoken:
        qualification = known.names.qualifications.get(fold(name))
        holding = held.get(qualification.id) if qualification else None
        if holding:
            found.append((name, holding.until if until else None))
    return tuple(found)


def stored_wishes(person: Person, spoken: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """Give the wished duties in the sheet's words and order, others behind them."""
    wished = known.wishes.get(person.id, set())
    names = known.names.kinds
    mine = tuple(name for name in spoken if fold(name) in names and names[fold(name)].id in wished)
    told = {names[fold(name)].id for name in mine}
    others = {kind.id: kind.name for kind in names.values() if kind.id in wished - told}
    return (*mine, *sorted(others.values()))


def keep_own_word(entry: Entry, person: Person, known: Known) -> None:
    """
    Leave to people with an account what is theirs, and to those who left that they did.

    An import that could change the address of somebody's account could take the account over.
    """
    if person.password and any(name in entry.changes for name in OWN_FACTS):
        entry.changes = {
            name: change for name, change in entry.changes.items() if name not in OWN_FACTS
        }
        entry.warn(OWN_ACCOUNT, name=person.name)
    team = known.names.teams.get(fold(entry.record.team))
    link = known.memberships.get(person.id, {}).get(team.id) if team else None
    if link and link.state == "left":
        entry.warn(HAS_LEFT, name=person.name, team=team.name if team else "")

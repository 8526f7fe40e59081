"""Writing the people of a confirmed upload: accounts without a password, teams, proofs, caps, wishes."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete

from volunteer_app.db import db
from volunteer_app.duties.models import Cap, WishedDuty
from volunteer_app.imports.actions.names import Lists
from volunteer_app.imports.known import Known
from volunteer_app.imports.plan.entry import Entry, changes_of
from volunteer_app.kit import audit
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Membership
from volunteer_app.training.models import Holding, Insurance

OWN = ("name", "phone", "email", "born", "languages", "skills", "emergency_name", "emergency_phone")
CAPS = ("minutes_week", "shifts_month", "minutes_period")


def write_people(entries: list[Entry], lists: Lists, known: Known) -> None:
    """Write what the entries change; entries of new people get their person as ``thing``."""
    fresh = [entry for entry in entries if entry.thing is None]
    for entry in fresh:
        entry.thing = Person(
            number=entry.record.number or fresh_number(),
            fs_uniquifier=secrets.token_hex(16),
            created_at=lists.now,
            **{name: spoken(entry, name) for name in OWN if name in entry.changes},
        )
        db.session.add(entry.thing)
    db.session.flush()
    new = {id(entry) for entry in fresh}
    for entry in entries:
        if id(entry) not in new:
            for name in OWN:
                if name in entry.changes:
                    setattr(entry.thing, name, spoken(entry, name))
        write_bonds(entry, lists, known)
        write_proofs(entry, lists, known)
        write_limits(entry, lists, known)
        audit.record(
            lists.by,
            "imported",
            entry.thing,
            organisation_id=lists.organisation.id,
            subject_id=entry.thing.id,
            facts=changes_of(entry),
        )
    db.session.flush()


def spoken(entry: Entry, name: str) -> Any:
    """Give what the sheet says of a fact that changes."""
    return entry.changes[name][1]


def fresh_number() -> str:
    """Make a volunteer number for somebody whose sheet has none."""
    return f"V{secrets.randbelow(10**8):08d}"


def write_bonds(entry: Entry, lists: Lists, known: Known) -> None:
    """Write where somebody works and which team they belong to."""
    person, changes = entry.thing, entry.changes
    if "employer" in changes:
        person.employer_id = lists.employer(spoken(entry, "employer")).id
    links = known.memberships[person.id]
    if "team" in changes:
        team = lists.team(spoken(entry, "team"))
        link = Membership(team_id=team.id, person_id=person.id, since=lists.now)
        links[team.id] = link
        db.session.add(link)
    if "may_lead" in changes:
        named = entry.record.team
        chosen = [links[lists.team(named).id]] if named else list(links.values())
        for link in chosen:
            link.may_lead = spoken(entry, "may_lead")


def write_proofs(entry: Entry, lists: Lists, known: Known) -> None:
    """Write trainings and insurance; an import adds and extends, it takes no proof away."""
    person = entry.thing
    if "trainings" in entry.changes:
        held = known.holdings[person.id]
        for name, until in spoken(entry, "trainings"):
            qualification = lists.qualification(name)
            holding = held.get(qualification.id)
            if holding is None:
                holding = Holding(
                    person_id=person.id, qualification_id=qualification.id, until=until
                )
                held[qualification.id] = holding
                db.session.add(holding)
            elif until:
                holding.until = until
    if "insured_until" in entry.changes:
        insure(person, spoken(entry, "insured_until"), known)


def insure(person: Person, until: date, known: Known) -> None:
    """Let somebody's cover end on a day: the latest one when it still runs, else a new one."""
    latest = known.insurances.get(person.id)
    if latest and latest.since <= until and latest.until >= known.today - timedelta(days=1):
        latest.until = until
        return
    # The sheet tells the last day only: cover is taken for granted from today, not before.
    cover = Insurance(person_id=person.id, since=min(known.today, until), until=until)
    known.insurances[person.id] = cover
    db.session.add(cover)


def write_limits(entry: Entry, lists: Lists, known: Known) -> None:
    """Write caps and wished duties."""
    person = entry.thing
    if any(name in entry.changes for name in CAPS):
        cap = known.caps.get(person.id)
        if cap is None:
            cap = known.caps[person.id] = Cap(person_id=person.id)
            db.session.add(cap)
        for name in CAPS:
            if name in entry.changes:
                setattr(cap, name, spoken(entry, name))
    if "wishes" in entry.changes:
        wanted = {lists.kind(name).id for name in spoken(entry, "wishes")}
        before = known.wishes.get(person.id, set())
        own = {kind.id for kind in lists.names.kinds.values()}
        gone = (before & own) - wanted
        if gone:
            db.session.execute(
                delete(WishedDuty).where(
                    WishedDuty.person_id == person.id, WishedDuty.duty_kind_id.in_(gone)
                )
            )
        db.session.add_all(
            WishedDuty(person_id=person.id, duty_kind_id=kind_id)
            for kind_id in sorted(wanted - before)
        )
        known.wishes[person.id] = (before - gone) | wanted

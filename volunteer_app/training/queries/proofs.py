"""What is known of proofs and insurance: a person's, and an organisation's that run out soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Membership, Team
from volunteer_app.teams.queries.people import Dossier, dossier, seen_by
from volunteer_app.training.models import Holding, Insurance, Qualification

SOON = timedelta(days=60)
#: what ran out longer ago than this is no news
PAST = timedelta(days=60)


@dataclass(frozen=True)
class Ending:
    """Something of a person that runs out, or has: training by name, or insurance by none."""

    person: Person
    what: Qualification | None
    until: date


def qualifications() -> list[Qualification]:
    """List the district's qualifications by name."""
    return list(db.session.scalars(select(Qualification).order_by(Qualification.name)))


def qualification(_viewer: Any, qualification_id: int) -> Qualification:
    """Find a qualification; else `Missing`."""
    found = db.session.get(Qualification, qualification_id)
    if found is None:
        raise Missing
    return found


def holdings_of(person_id: int) -> list[Holding]:
    """List what a person is trained in, with the qualification."""
    return list(
        db.session.scalars(
            select(Holding)
            .join(Holding.qualification)
            .where(Holding.person_id == person_id)
            .options(joinedload(Holding.qualification))
            .order_by(Qualification.name)
        )
    )


def insurance_of(person_id: int) -> list[Insurance]:
    """List a person's cover, the latest first."""
    return list(
        db.session.scalars(
            select(Insurance)
            .where(Insurance.person_id == person_id)
            .order_by(Insurance.until.desc(), Insurance.id.desc())
        )
    )


@dataclass(frozen=True)
class Proof:
    """One proof or one stretch of insurance, with the person as the organisation knows them."""

    dossier: Dossier
    row: Any

    @property
    def organisation(self) -> Any:
        """The organisation whose page it is on."""
        return self.dossier.organisation

    @property
    def person(self) -> Person:
        """Whose it is."""
        return self.dossier.person

    @property
    def team_ids(self) -> frozenset[int]:
        """The person's teams."""
        return self.dossier.team_ids


def proof(viewer: Any, organisation_id: int, person_id: int, holding_id: int) -> Proof:
    """Find one proof of one person; else `Missing`."""
    found = dossier(viewer, organisation_id, person_id)
    row = db.session.scalar(
        select(Holding)
        .where(Holding.id == holding_id, Holding.person_id == person_id)
        .options(joinedload(Holding.qualification))
    )
    if row is None:
        raise Missing
    return Proof(found, row)


def cover(viewer: Any, organisation_id: int, person_id: int, insurance_id: int) -> Proof:
    """Find one stretch of insurance of one person; else `Missing`."""
    found = dossier(viewer, organisation_id, person_id)
    row = db.session.scalar(
        select(Insurance).where(Insurance.id == insurance_id, Insurance.person_id == person_id)
    )
    if row is None:
        raise Missing
    return Proof(found, row)


def running_out(viewer: Any, organisation_id: int, today: date) -> list[Ending]:
    """List what runs out within two months, or did in the last two, the earliest first."""
    people = (
        seen_by(viewer, organisation_id)
        .where(
            Person.id.in_(
                select(Membership.person_id)
                .join(Team, Team.id == Membership.team_id)
                .where(
                    Team.organisation_id == organisation_id,
                    Membership.state.in_(("active", "paused")),
                )
            )
        )
        .with_only_columns(Person.id)
    )
    between = (today - PAST, today + SOON)
    trained = db.session.execute(
        select(Person, Qualification, Holding.until)
        .join(Holding, Holding.person_id == Person.id)
        .join(Qualification, Qualification.id == Holding.qualification_id)
        .where(Holding.until.between(*between), Person.id.in_(people))
    )
    last = func.max(Insurance.until)
    insured = db.session.execute(
        select(Person, last)
        .join(Insurance, Insurance.person_id == Person.id)
        .where(Person.id.in_(people))
        .group_by(Person.id)
        .having(last.between(*between))
    )
    endings = [Ending(person, what, until) for person, what, until in trained if until]
    endings += [Ending(person, None, until) for person, until in insured if until]
    return sorted(endings, key=lambda one: (one.until, one.person.name, one.person.id))

"""The lists a sheet's words refer to; what is missing is made, once, and written down."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.imports.known import Names, fold, seed_named
from volunteer_app.kit import audit
from volunteer_app.people.models import Person
from volunteer_app.teams.actions.seeds import from_seed
from volunteer_app.teams.models import DutyKind, Organisation, Site, Team
from volunteer_app.training.actions.seeds import seed_qualifications
from volunteer_app.training.models import Qualification


class Lists:
    """Gives teams, employers, qualifications, sites and duty kinds by name, making missing ones."""

    def __init__(self, names: Names, organisation: Organisation, by: Person, now: datetime) -> None:
        self.names = names
        self.organisation = organisation
        self.by = by
        self.now = now

    def kept(self, known: dict[str, Any], name: str, thing: Any) -> Any:
        """Store a new thing of a list and write it down."""
        db.session.add(thing)
        db.session.flush()
        known[fold(name)] = thing
        audit.record(
            self.by, "imported", thing, organisation_id=self.organisation.id, name=[None, name]
        )
        return thing

    def team(self, name: str) -> Team:
        """Give a team of the organisation."""
        found = self.names.teams.get(fold(name))
        return found or self.kept(
            self.names.teams,
            name,
            Team(
                organisation_id=self.organisation.id,
                name=name,
                join_code=secrets.token_urlsafe(12),
                created_at=self.now,
            ),
        )

    def employer(self, name: str) -> Organisation:
        """Give the organisation that employs somebody."""
        found = self.names.employers.get(fold(name))
        return found or self.kept(
            self.names.employers,
            name,
            Organisation(
                name=name, kind="company", zone=self.organisation.zone, created_at=self.now
            ),
        )

    def qualification(self, name: str) -> Qualification:
        """Give a qualification; they are known across the district, some from the start."""
        if fold(name) not in self.names.qualifications:
            self.seeded()
        found = self.names.qualifications.get(fold(name))
        code = "own-" + hashlib.sha256(fold(name).encode()).hexdigest()[:12]
        return found or self.kept(
            self.names.qualifications, name, Qualification(code=code, name=name, months=0)
        )

    def seeded(self) -> dict[str, int]:
        """See that the qualifications every district starts with are there, by code."""
        codes = seed_qualifications()
        for one in db.session.scalars(
            select(Qualification).where(Qualification.id.in_(codes.values()))
        ):
            self.names.qualifications.setdefault(fold(one.name), one)
        return codes

    def site(self, name: str) -> Site:
        """Give a site; a new one lies in the organisation's time zone."""
        found = self.names.sites.get(fold(name))
        return found or self.kept(
            self.names.sites,
            name,
            Site(organisation_id=self.organisation.id, name=name, zone=self.organisation.zone),
        )

    def kind(self, name: str) -> DutyKind:
        """Give a kind of duty; one that bears a seeded kind's name gets its safety rules."""
        found = self.names.kinds.get(fold(name))
        if found:
            return found
        seed = seed_named(name)
        if seed:
            kind = from_seed(self.organisation, seed, self.seeded())
        else:
            kind = DutyKind(organisation_id=self.organisation.id, name=name)
        return self.kept(self.names.kinds, name, kind)

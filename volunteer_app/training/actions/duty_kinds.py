"""What is done with kinds of duty: added, seeded, changed with all their safety rules."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.teams.actions.organisations import change
from volunteer_app.teams.actions.seeds import seed_duty_kinds
from volunteer_app.teams.models import DutyKind, Organisation
from volunteer_app.training.actions.seeds import seed_qualifications
from volunteer_app.training.models import Qualification


class RulesClash(Refused):
    """The rules of a kind of duty contradict one another."""


def check_rules(*, least_crew: int, experienced: int, lead_seats: int) -> None:
    """Refuse a crew that cannot be put together."""
    if experienced > least_crew:
        raise RulesClash(
            _("More experienced people are asked than the least crew has."), field="experienced"
        )
    if lead_seats > least_crew:
        raise RulesClash(_("More leads are asked than the least crew has."), field="lead_seats")


def known_needs(needs: list[int]) -> list[int]:
    """Give the asked qualifications that exist, in one order."""
    found = db.session.scalars(
        select(Qualification.id).where(Qualification.id.in_(needs)).order_by(Qualification.id)
    )
    return list(found)


def add_kind(organisation: Organisation, *, by: Person, needs: list[int], **rules: Any) -> DutyKind:
    """
    Add a kind of duty.

    Raises
    ------
    RulesClash
    """
    check_rules(**{name: rules[name] for name in ("least_crew", "experienced", "lead_seats")})
    kind = DutyKind(organisation_id=organisation.id, needs=known_needs(needs), **rules)
    db.session.add(kind)
    db.session.flush()
    audit.record(by, "added", kind, name=kind.name)
    return kind


def change_kind(kind: DutyKind, *, by: Person, needs: list[int], **rules: Any) -> None:
    """
    Change a kind of duty; drafts and solver runs from now on obey it.

    Raises
    ------
    RulesClash
    """
    check_rules(**{name: rules[name] for name in ("least_crew", "experienced", "lead_seats")})
    change(kind, by, {"needs": known_needs(needs), **rules})


def lay_down_seeds(organisation: Organisation, *, by: Person) -> int:
    """Give an organisation the seeded kinds it lacks; say how many there are then."""
    kinds = seed_duty_kinds(organisation, qualifications=seed_qualifications())
    audit.record(by, "added", organisation, organisation_id=organisation.id, kinds=sorted(kinds))
    return len(kinds)

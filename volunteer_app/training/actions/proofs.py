"""What is done with proofs and insurance: entered, renewed, ended."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Missing, Refused
from volunteer_app.people.models import Person
from volunteer_app.teams.queries.people import Dossier
from volunteer_app.training.models import Holding, Insurance, Qualification

#: longer than any course or policy in the field
LONGEST = relativedelta(years=20)
#: a year before or after these was mistyped
FIRST_YEAR, LAST_YEAR = 1950, 2100


class DaysCrossed(Refused):
    """The last day lies before the first, or one of them absurdly far off."""


def check_days(since: date, until: date | None) -> None:
    """Refuse days in the wrong order or too far apart."""
    if not FIRST_YEAR <= since.year <= LAST_YEAR:
        raise DaysCrossed(_("No proof begins in that year. Please look again."), field="since")
    if until is not None and until < since:
        raise DaysCrossed(_("The last day lies before the first."), field="until")
    if until is not None and until > since + LONGEST:
        raise DaysCrossed(_("This is more than twenty years. Please look again."), field="until")


def last_day(qualification: Qualification, since: date) -> date | None:
    """Give the last valid day of a fresh proof; none when it holds for good."""
    if not qualification.months:
        return None
    return since + relativedelta(months=qualification.months) - timedelta(days=1)


def enter_proof(
    dossier: Dossier,
    *,
    qualification_id: int,
    since: date,
    until: date | None,
    by: Person,
) -> Holding:
    """
    Enter or renew a proof; without a last day, as long as the qualification lasts.

    Raises
    ------
    DaysCrossed
    """
    qualification = db.session.get(Qualification, qualification_id)
    if qualification is None:
        raise Missing
    check_days(since, until)
    until = until or last_day(qualification, since)
    person = dossier.person
    holding = db.session.scalar(
        locked(
            select(Holding).where(
                Holding.person_id == person.id,
                Holding.qualification_id == qualification.id,
            )
        )
    )
    before = holding.until if holding else None
    if holding is None:
        holding = Holding(person_id=person.id, qualification_id=qualification.id)
        db.session.add(holding)
    holding.since, holding.until = since, until
    db.session.flush()
    audit.record(
        by,
        "renewed" if before else "added",
        holding,
        organisation_id=dossier.organisation.id,
        qualification=qualification.code,
        until=[before, until],
    )
    return holding


def end_proof(dossier: Dossier, holding: Holding, *, by: Person, today: date) -> None:
    """End a proof from today on; the row stays, its last day was yesterday."""
    before, holding.until = holding.until, today - timedelta(days=1)
    if holding.since and holding.since > holding.until:
        holding.since = holding.until
    audit.record(
        by,
        "ended",
        holding,
        organisation_id=dossier.organisation.id,
        until=[before, holding.until],
    )


def enter_insurance(
    dossier: Dossier, *, policy: str, since: date, until: date, by: Person
) -> Insurance:
    """
    Enter a stretch of cover.

    Raises
    ------
    DaysCrossed
    """
    check_days(since, until)
    insurance = Insurance(person_id=dossier.person.id, policy=policy, since=since, until=until)
    db.session.add(insurance)
    db.session.flush()
    audit.record(
        by,
        "set_insurance",
        insurance,
        organisation_id=dossier.organisation.id,
        since=since,
        until=until,
    )
    return insurance


def end_insurance(dossier: Dossier, insurance: Insurance, *, by: Person, today: date) -> None:
    """End cover from today on; cover that has not begun is taken out."""
    organisation_id = dossier.organisation.id
    if insurance.since >= today:
        audit.record(by, "removed", insurance, organisation_id=organisation_id)
        db.session.delete(insurance)
        return
    before, insurance.until = insurance.until, min(insurance.until, today - timedelta(days=1))
    audit.record(
        by, "ended", insurance, organisation_id=organisation_id, until=[before, insurance.until]
    )

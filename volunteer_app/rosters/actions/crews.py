"""What leads say about a crew as it stands: pinned, led by whom, kept against a rule with a reason."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from solver.verify.standing import holds
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import note, open_draft
from volunteer_app.rosters.actions.placing import once, placed, settle_verdict, still_open
from volunteer_app.rosters.gather import gather_for
from volunteer_app.rosters.judging.changes import Verdict
from volunteer_app.rosters.judging.lawful import roster_breaches
from volunteer_app.rosters.models import Period, Placement
from volunteer_app.rosters.queries import crews


class NothingAgainst(Refused):
    """There is no rule to decide against."""


class MayNotLead(Refused):
    """The person may not lead this kind of duty."""


@once("pinned", "unpinned")
def pin(
    shift: Shift, by: Person, now: datetime, *, person_id: int, version: int, pinned: bool
) -> Placement:
    """Pin a person to a shift so that solving again leaves them there, or let go."""
    period = open_draft(shift.period_id, version)
    placement = placed(shift.id, person_id)
    if placement.pinned != pinned:
        placement.pinned = pinned
        note(period, by, "pinned" if pinned else "unpinned", subject_id=person_id, shift=shift.id)
    db.session.flush()
    return placement


@once("named_lead", "unnamed_lead")
def name_lead(
    shift: Shift, by: Person, now: datetime, *, person_id: int, version: int, leads: bool
) -> Placement:
    """
    Name who leads the crew, or no longer; with one lead seat the word passes from one to another.

    Raises
    ------
    MayNotLead
        If the duty kind's policy does not let the person lead.
    """
    period = open_draft(shift.period_id, version)
    still_open(shift, now)
    placement = placed(shift.id, person_id)
    if placement.leads == leads:
        return placement
    if leads:
        fit_to_lead(period, shift, person_id, now)
        if max(shift.lead_seats, crews.kind_of(shift).lead_seats) <= 1:
            for other in crews.placements_on(shift.id):
                other.leads = False
    placement.leads = leads
    verb = "named_lead" if leads else "unnamed_lead"
    note(period, by, verb, subject_id=person_id, shift=shift.id)
    db.session.flush()
    return placement


@once("kept")
def keep(
    shift: Shift, by: Person, now: datetime, *, person_id: int, version: int, reason: str
) -> Placement:
    """Keep a person on a shift in spite of what policy or their own word say, with a written reason."""
    period = open_draft(shift.period_id, version)
    placement = placed(shift.id, person_id)
    against = [
        one
        for one in roster_breaches(period, now=now)
        if one.volunteer == str(person_id) and one.shift in (None, str(shift.id))
    ]
    if not against:
        raise NothingAgainst(_("Nothing stands against this seat any more."))
    settle_verdict(Verdict(tuple(against)), period, reason)
    placement.override_reason = reason
    placement.overrides = sorted({*placement.overrides, *(one.rule for one in against)})
    note(period, by, "kept", subject_id=person_id, shift=shift.id, reason=reason)
    db.session.flush()
    return placement


def fit_to_lead(period: Period, shift: Shift, person_id: int, now: datetime) -> None:
    """Refuse a lead whom the duty kind's policy does not let lead."""
    asked = gather_for(period, [person_id], now=now, shift_ids=[shift.id])
    seat = asked.instance.shift_by_id[str(shift.id)]
    person = asked.instance.volunteer_by_id[str(person_id)]
    if not holds(person.held, f"lead{shift.duty_kind_id}", seat):
        raise MayNotLead(
            _("This person may not lead this kind of duty yet. Their team can mark them."),
            field="person_id",
        )

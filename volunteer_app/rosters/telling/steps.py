"""The smallest change that would fill a seat, told in steps, with the names of all it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather.timeline import Timeline
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.telling.names import Words, shift_names
from volunteer_app.teams.models import DutyKind
from volunteer_app.training.models import Qualification


@dataclass(frozen=True)
class Names:
    """The names findings are told with, read once."""

    people: Mapping[int, str]
    shifts: Mapping[str, str]
    kinds: Mapping[int, str]
    kind_of: Mapping[int, int]
    qualifications: Mapping[str, str]
    words: Words

    @classmethod
    def of(cls, period: Period, found: Mapping[str, Any]) -> Names:
        """Read all names a run's findings may want."""
        shift_ids = {row["shift"] for row in found.get("open", [])}
        person_ids = {row["person"] for row in [*found.get("people", []), *found.get("pins", [])]}
        for row in found.get("open", []):
            person_ids |= {*row["free"], *(step["person"] for step in row["change"] or ())}
            shift_ids |= {
                int(step["facts"]["from"]) for step in row["change"] or () if step["kind"] == "move"
            }
        shift_ids |= {row["shift"] for row in found.get("pins", []) if row["shift"]}
        people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
        kinds = db.session.scalars(
            select(DutyKind).where(DutyKind.organisation_id == period.organisation_id)
        )
        kind_of = db.session.execute(
            select(Shift.id, Shift.duty_kind_id).where(Shift.id.in_(shift_ids))
        )
        proofs = db.session.scalars(select(Qualification))
        days = (period.last_day - period.first_day).days + 1
        timeline = Timeline(period.first_day, days, period.zone)
        return cls(
            people=dict(people.tuples().all()),
            shifts=shift_names(shift_ids),
            kinds={kind.id: words.named(kind) for kind in kinds},
            kind_of=dict(kind_of.tuples().all()),
            qualifications={f"q{row.id}": words.named(row) for row in proofs},
            words=Words(timeline, period.zone),
        )

    def person(self, number: int) -> str:
        """Name a person."""
        return self.people.get(number, _("somebody"))

    def shift(self, number: int) -> str:
        """Name a shift."""
        return self.shifts.get(str(number), _("a shift"))


def step_told(step: Mapping[str, Any], told: Names) -> str:
    """Tell one step of the smallest change that would fill a seat."""
    facts, name = step["facts"], told.person(step["person"])
    kind = step["kind"]
    if kind == "window":
        zone = told.words.zone
        first, last = (told.words.moment(int(facts[end])) for end in ("start", "end"))
        return _(
            "Ask %(name)s for %(minutes)s more, so that they can serve %(day)s %(span)s.",
            name=name,
            minutes=words.hours(int(facts["minutes"])),
            day=words.day(first, zone),
            span=words.span(first, last, zone),
        )
    if kind == "limit":
        return limit_told(name, facts)
    if kind == "bound":
        return bound_told(name, facts, told)
    if kind == "qualification":
        return training_told(name, str(facts["qualification"]), told)
    if kind == "insurance":
        day = told.words.last_day(int(facts["until"]))
        return _("Insure %(name)s until %(day)s or later.", name=name, day=day)
    if kind == "wish":
        duty = told.kinds.get(told.kind_of.get(step["shift"], 0), "")
        return _("Ask %(name)s whether they would do “%(duty)s”.", name=name, duty=duty)
    if kind == "move":
        return _(
            "Move %(name)s here from %(other)s, which can spare them.",
            name=name,
            other=told.shift(int(facts["from"])),
        )
    plain = {
        "ask": _l("Ask %(name)s once more, who turned this seat down."),
        "by_hand": _l("Place %(name)s by hand, after asking them."),
        "team": _l("Borrow %(name)s from their team."),
        "assign": _l("Place %(name)s here."),
    }
    return str(plain[kind]) % {"name": name}


def limit_told(name: str, facts: Mapping[str, Any]) -> str:
    """Tell which limit would have to be raised."""
    limit, by = str(facts["limit"]), int(facts["by"])
    if "minutes" in limit:
        return _("Raise the limit of %(name)s by %(by)s.", name=name, by=words.hours(by))
    return ngettext(
        "Raise the limit of %(name)s by %(by)s shift.",
        "Raise the limit of %(name)s by %(by)s shifts.",
        by,
        name=name,
        by=by,
    )


def bound_told(name: str, facts: Mapping[str, Any], told: Names) -> str:
    """Tell what somebody would have to be asked for beyond what they set."""
    by, duty = int(facts["by"]), told.words.several_kinds(facts)
    if facts["count"] == "minutes":
        return _(
            "Ask %(name)s for %(by)s more of %(duty)s.", name=name, by=words.hours(by), duty=duty
        )
    if facts["count"] == "shifts":
        return ngettext(
            "Ask %(name)s for %(by)s more shift of %(duty)s.",
            "Ask %(name)s for %(by)s more shifts of %(duty)s.",
            by, name=name, by=by, duty=duty,
        )  # fmt: skip
    if facts["count"] == "days":
        return ngettext(
            "Ask %(name)s for %(by)s more day of %(duty)s.",
            "Ask %(name)s for %(by)s more days of %(duty)s.",
            by, name=name, by=by, duty=duty,
        )  # fmt: skip
    return ngettext(
        "Ask %(name)s for %(by)s more weekend with %(duty)s.",
        "Ask %(name)s for %(by)s more weekends with %(duty)s.",
        by, name=name, by=by, duty=duty,
    )  # fmt: skip


def training_told(name: str, proof: str, told: Names) -> str:
    """Tell which training somebody would need."""
    if proof.startswith("lead"):
        return _("Mark %(name)s as fit to lead this duty.", name=name)
    return _(
        "Train %(name)s in “%(proof)s”.", name=name, proof=told.qualifications.get(proof, proof)
    )

"""Forms of a crew: whom an edit concerns, the version of the draft it saw, and a reason where one is needed."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp

from volunteer_app.kit.forms import HouseForm, tidy

#: ids fit into the stores' integer columns
ROW = NumberRange(min=1, max=2**31 - 1)


def row_id() -> IntegerField:
    """Give a field that names a row."""
    return IntegerField(validators=[InputRequired(), ROW])


class SeenForm(HouseForm):
    """An edit of a draft whose version was seen."""

    version = row_id()


class CrewForm(SeenForm):
    """An edit that concerns one person."""

    person_id = row_id()


class ReasonedForm(CrewForm):
    """An edit that may go against a rule with a written reason."""

    reason = TextAreaField(_l("Reason"), filters=[tidy], validators=[Length(max=500)])

    def answers(self) -> dict[str, Any]:
        """Give the answers; no reason is an empty one."""
        return {**super().answers(), "reason": self.reason.data or ""}


class PlaceForm(ReasonedForm):
    """Put a person on the shift."""


class MoveForm(ReasonedForm):
    """Move a person to another shift."""

    to_shift_id = row_id()


class ReplaceForm(ReasonedForm):
    """Put a person in the place of another."""

    out_id = row_id()


class ExchangeForm(ReasonedForm):
    """Let two people of two shifts swap places; the partner is named as shift and person."""

    partner = StringField(validators=[InputRequired(), Regexp(r"^\d{1,9}-\d{1,9}$")])

    def answers(self) -> dict[str, Any]:
        """Give the partner as the shift and the person."""
        found = super().answers()
        shift_id, _dash, person_id = found.pop("partner").partition("-")
        return {**found, "other_shift_id": int(shift_id), "other_id": int(person_id)}


class PinForm(CrewForm):
    """Pin a person to the shift, or let go."""

    pinned = BooleanField()


class LeadForm(CrewForm):
    """Name who leads the crew, or no longer."""

    leads = BooleanField()


class KeepForm(ReasonedForm):
    """Keep a person on the shift with a written reason."""

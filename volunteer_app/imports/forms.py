"""Forms of importing: the upload with where it belongs, and the choice of what to take from it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from volunteer_app.imports.files import limits
from volunteer_app.imports.plan.whole import KINDS
from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS
from volunteer_app.kit.forms import HouseForm, tidy

ACCEPTED = ".xlsx,.xls,.ods,.csv"


class UploadForm(HouseForm):
    """A file, the team and period it is for, the year of its dates, and why."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ACCEPTED},
    )
    team_id = SelectField(_l("Team of people without one"), coerce=int, default=0)
    period_id = SelectField(_l("Period of the shifts"), coerce=int, default=0)
    year = IntegerField(
        _l("Year of dates without one"),
        validators=[Optional(), NumberRange(2000, 2100, _l("Write a year such as 2026."))],
    )
    reason = TextAreaField(
        _l("Why this import is needed"), filters=[tidy], validators=[Length(max=255)]
    )

    def offer(self, teams: list[Any], periods: list[Any]) -> UploadForm:
        """Fill in the choices the organisation has."""
        self.team_id.choices = [(0, _l("None: every row names its team"))]
        self.team_id.choices += [(team.id, team.name) for team in teams]
        self.period_id.choices = [(0, _l("The one that covers their days, else a new one"))]
        self.period_id.choices += [(period.id, period.name) for period in periods]
        return self

    def answers(self) -> dict[str, Any]:
        """Give the file as its name and bytes, one byte more than allowed at most."""
        upload = self.file.data
        return {
            "file": (upload.filename or "", upload.stream.read(limits.UPLOAD + 1)),
            "team_id": self.team_id.data or None,
            "period_id": self.period_id.data or None,
            "year": self.year.data,
            "reason": self.reason.data or "",
        }


class ConfirmForm(HouseForm):
    """Which kinds of rows to take, and which single rows to leave out."""

    people = BooleanField(_l("Import the people"), default=True)
    shifts = BooleanField(_l("Import the shifts"), default=True)
    availability = BooleanField(_l("Import the availability"), default=True)
    leave_out = SelectMultipleField(_l("Leave out"), choices=[], validate_choice=False)

    def answers(self) -> dict[str, Any]:
        """Give the chosen kinds and the keys of the rows to leave out."""
        ticked = {PEOPLE: self.people, SHIFTS: self.shifts, AVAILABILITY: self.availability}
        return {
            "kinds": [kind for kind in KINDS if ticked[kind].data],
            "leave_out": frozenset(self.leave_out.data or ()),
        }

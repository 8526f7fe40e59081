"""Forms of an organisation's own word on days, and of its limits on everybody's duty."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FloatField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from volunteer_app.duties.forms import DayField, WallField
from volunteer_app.kit.forms import HouseForm, OneLine, tidy
from volunteer_app.rosters.forms.shifts import seen
from volunteer_app.rosters.models import Policy

KINDS = [
    ("holiday", _l("a holiday")),
    ("makeup", _l("a weekend day that is worked (调休)")),
    ("ordinary", _l("an ordinary day")),
]
#: limits told in hours, stored in minutes
IN_HOURS = ("minutes_day", "minutes_week", "rest_minutes", "nights_rest_minutes")
#: limits that are lifted by asking for no time at all
NO_TIME = ("rest_minutes", "break_minutes", "nights_rest_minutes")


class MarkForm(HouseForm):
    """An organisation's own word on a day."""

    day = DayField(_l("Day"), validators=[InputRequired()])
    kind = SelectField(_l("It is"), choices=KINDS, validators=[InputRequired()])
    name = StringField(
        _l("Name of the holiday"),
        filters=[tidy],
        validators=[Optional(), Length(max=60), OneLine()],
    )

    def answers(self) -> dict[str, Any]:
        """Give the word; a name is not needed."""
        return {**super().answers(), "name": self.name.data or ""}


def in_hours(label: Any, most: float) -> FloatField:
    """Make a field for hours, kept as minutes; halves are understood."""
    return FloatField(label, validators=[Optional(), NumberRange(min=0, max=most)])


class PolicyForm(HouseForm):
    """The house's limits; nothing given lifts a limit."""

    minutes_day = in_hours(_l("Hours within any 24 hours, at most"), 24)
    minutes_week = in_hours(_l("Hours a week, at most"), 100)
    rest_minutes = in_hours(_l("Hours of rest between duty days"), 48)
    break_minutes = IntegerField(
        _l("Minutes between two seats of one day"),
        validators=[Optional(), NumberRange(min=0, max=720)],
    )
    days_of_seven = IntegerField(
        _l("Duty days within 7 days, at most"),
        validators=[Optional(), NumberRange(min=1, max=7)],
    )
    nights_in_row = IntegerField(
        _l("Nights in a row, at most"), validators=[Optional(), NumberRange(min=1, max=14)]
    )
    nights_rest_minutes = in_hours(_l("Hours off duty after these nights"), 96)
    experienced_times = IntegerField(
        _l("Confirmed duties that make somebody experienced"),
        validators=[InputRequired(), NumberRange(min=1, max=100)],
    )
    experienced_months = IntegerField(
        _l("Within so many months"), validators=[InputRequired(), NumberRange(min=1, max=120)]
    )
    daylight_from = WallField(_l("Daylight from"), validators=[InputRequired()])
    daylight_to = WallField(_l("Daylight until"), closing=True, validators=[InputRequired()])
    revision = HiddenField(default="1")

    @classmethod
    def of(cls, policy: Policy) -> PolicyForm:
        """Make the form as the limits stand."""
        facts = {name: getattr(policy, name) for name in cls.names()}
        for name in IN_HOURS:
            facts[name] = None if facts[name] is None else facts[name] / 60
        return cls(formdata=None, data={**facts, "revision": policy.revision})

    @staticmethod
    def names() -> list[str]:
        """Name the limits."""
        return [
            *IN_HOURS, "break_minutes", "days_of_seven", "nights_in_row", "experienced_times",
            "experienced_months", "daylight_from", "daylight_to",
        ]  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """Give the limits in minutes, and the revision that was seen."""
        found = {name: self._fields[name].data for name in self.names()}
        for name in IN_HOURS:
            found[name] = None if found[name] is None else round(found[name] * 60)
        for name in NO_TIME:
            found[name] = found[name] or 0
        return {**found, "seen_revision": seen(self.revision.data)}

"""Forms about when people can and wish to serve; they ask about shape only."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from volunteer_app.duties.models import CAN, PREFER, RATHER_NOT
from volunteer_app.duties.week import CLEARED, PRESETS, SAME_WEEKDAYS
from volunteer_app.duties.windows import DAY
from volunteer_app.kit.forms import HouseForm, OneLine, tidy
from volunteer_app.kit.words import wall, weekday

GRADE_CHOICES = [
    (PREFER, _l("I would like to")),
    (CAN, _l("I can")),
    (RATHER_NOT, _l("Rather not, if need be")),
]
BRUSHES = [
    ("p", _l("I would like to")),
    ("c", _l("I can")),
    ("r", _l("Rather not, if need be")),
    (".", _l("I cannot (wipe)")),
]
FIRST_YEAR, LAST_YEAR = 2000, 2199


class WallField(StringField):
    """A time of day such as 18:30, kept as minutes from midnight; ``closing`` reads 00:00 as 24:00."""

    def __init__(self, *args: Any, closing: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.closing = closing

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the time; full-width figures and colons are understood."""
        said = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not said:
            return
        hours, colon, rest = said.partition(":")
        if not (colon and hours.isdecimal() and rest.isdecimal() and len(rest) == 2):
            raise ValueError(_("Write a time such as 18:30."))
        if len(hours) > 2 or int(hours) * 60 + int(rest) > DAY or int(rest) > 59:
            raise ValueError(_("Write a time such as 18:30."))
        self.data = int(hours) * 60 + int(rest)
        if self.closing and self.data == 0:
            self.data = DAY

    def _value(self) -> str:
        """Write the time back into the input."""
        if self.raw_data:
            return str(self.raw_data[0])
        return wall(self.data % DAY) if self.data is not None else ""


class DayField(DateField):
    """A calendar day, refused in plain words when it is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day as browsers send it."""
        said = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not said:
            return
        try:
            self.data = date.fromisoformat(said)
        except ValueError:
            raise ValueError(_("Choose a day such as 2026-12-31.")) from None
        if not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            raise ValueError(_("Choose a day such as 2026-12-31."))


def weekdays_field(*ticked: int) -> SelectMultipleField:
    """Make the weekdays to tick, some of them ticked to begin with."""
    return SelectMultipleField(
        _l("Weekdays"),
        coerce=int,
        default=ticked,
        choices=lambda: [(number, weekday(number)) for number in range(7)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired(_l("Tick at least one day."))],
    )


class WeekForm(HouseForm):
    """The painted grid."""

    cells = HiddenField(
        validators=[Regexp(r"\A[.pcr]{48}(/[.pcr]{48}){6}\Z", message=_l("Paint the week again."))]
    )


class PresetForm(HouseForm):
    """One of the quick presets."""

    preset = RadioField(choices=[(name, name) for name in (*PRESETS, SAME_WEEKDAYS, CLEARED)])


def half_hours(first: int, last: int) -> list[tuple[int, str]]:
    """List the half hours to choose from."""
    return [(minute, wall(minute)) for minute in range(first, last + 1, 30)]


class HoursForm(HouseForm):
    """The same brush without a grid: weekdays, from, to, grade."""

    days = weekdays_field()
    start = SelectField(
        _l("From what time"), coerce=int, choices=half_hours(0, DAY - 30), default=18 * 60
    )
    end = SelectField(
        _l("Until what time"), coerce=int, choices=half_hours(30, DAY), default=21 * 60
    )
    brush = RadioField(_l("At these hours"), choices=BRUSHES, default="c")


class DayForm(HouseForm):
    """A word about certain days."""

    kind = RadioField(
        _l("What is different"),
        choices=[
            ("away", _l("I am away, the whole day")),
            ("only", _l("I can only at certain hours")),
            ("also", _l("I can also at these hours")),
        ],
        default="away",
    )
    first_day = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    last_day = DayField(_l("Last day"), validators=[Optional()])
    start = WallField(_l("From what time"))
    end = WallField(_l("Until what time"), closing=True)
    grade = SelectField(_l("At these hours"), coerce=int, choices=GRADE_CHOICES, default=CAN)
    note = StringField(
        _l("Note to yourself"), filters=[tidy], validators=[Optional(), Length(max=100), OneLine()]
    )


class BusyWeekForm(HouseForm):
    """Hours of one's own job, every week; office hours to begin with."""

    days = weekdays_field(0, 1, 2, 3, 4)
    start = WallField(
        _l("From what time"),
        default=9 * 60,
        validators=[InputRequired(_l("Say from what time."))],
    )
    end = WallField(
        _l("Until what time"),
        default=18 * 60,
        validators=[InputRequired(_l("Say until what time."))],
    )


class BusyDaysForm(HouseForm):
    """Hours of one's own job, on certain days."""

    first_day = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    last_day = DayField(_l("Last day"), validators=[Optional()])
    start = WallField(_l("From what time"), validators=[InputRequired(_l("Say from what time."))])
    end = WallField(_l("Until what time"), validators=[InputRequired(_l("Say until what time."))])


class RotaForm(HouseForm):
    """A rota of days on and days off."""

    first_day = DayField(
        _l("A first day of work"), validators=[InputRequired(_l("Choose the first day."))]
    )
    last_day = DayField(
        _l("Until which day"), validators=[InputRequired(_l("Choose the last day."))]
    )
    days_on = IntegerField(
        _l("Days on"),
        default=4,
        validators=[
            InputRequired(_l("Write a number from 1 to 31.")),
            NumberRange(1, 31, _l("Write a number from 1 to 31.")),
        ],
    )
    days_off = IntegerField(
        _l("Days off"),
        default=2,
        validators=[
            InputRequired(_l("Write a number from 1 to 31.")),
            NumberRange(1, 31, _l("Write a number from 1 to 31.")),
        ],
    )
    start = WallField(_l("From what time"), validators=[InputRequired(_l("Say from what time."))])
    end = WallField(_l("Until what time"), validators=[InputRequired(_l("Say until what time."))])


class LimitsForm(HouseForm):
    """How much and of what."""

    hours_week = IntegerField(
        _l("Hours a week, at most"),
        validators=[Optional(), NumberRange(1, 60, _l("Write a number from 1 to 60."))],
    )
    shifts_month = IntegerField(
        _l("Shifts a month, at most"),
        validators=[Optional(), NumberRange(1, 60, _l("Write a number from 1 to 60."))],
    )
    kinds = SelectMultipleField(
        _l("Duties I would like"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

"""The forms of levels: setting a rule, taking a list out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from volunteer_app.attendance.forms import PressForm
from volunteer_app.kit.forms import OneLine, tidy

LEVELS = [(str(level), "★" * level) for level in range(1, 10)]
HOURS = _l("Give whole hours from 1 to 100000.")


class LevelForm(PressForm):
    """What a level takes from a day on."""

    level = SelectField(_l("Level"), choices=LEVELS, coerce=int)
    name = StringField(
        _l("Name"), filters=[tidy], validators=[InputRequired(), Length(1, 40), OneLine()]
    )
    name_en = StringField(
        _l("Name in English"), filters=[tidy], validators=[Length(max=40), OneLine()]
    )
    hours = IntegerField(
        _l("Verified hours"), validators=[InputRequired(HOURS), NumberRange(1, 100_000, HOURS)]
    )
    valid_from = DateField(
        _l("In force from"), validators=[InputRequired(_l("Give a day such as 2026-12-31."))]
    )


class ExportForm(PressForm):
    """What a list is taken out for, and as which kind of file."""

    reason = StringField(
        _l("What is the list for?"), filters=[tidy], validators=[Length(max=200), OneLine()]
    )
    kind = SelectField(choices=[("xlsx", "XLSX"), ("csv", "CSV")])

"""The form that confirms a shift's minutes, one row a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from volunteer_app.attendance.forms import PressForm
from volunteer_app.kit.forms import OneLine, tidy

MOST = 24 * 60
WHOLE = _l("Give whole minutes from 0 to 1440.")


class MinutesRow(Form):
    """What is confirmed of one person."""

    attendance_id = HiddenField(validators=[Regexp(r"^\d{1,18}$")])
    take = BooleanField(_l("Confirm"))
    minutes = IntegerField(
        _l("Minutes there"), validators=[InputRequired(WHOLE), NumberRange(0, MOST, WHOLE)]
    )
    break_minutes = IntegerField(
        _l("Break"), validators=[Optional(), NumberRange(0, MOST, WHOLE)], default=0
    )
    paid = BooleanField(_l("Paid working time"))
    reason = StringField(
        _l("Reason for another number"),
        filters=[tidy],
        validators=[Length(max=200), OneLine()],
    )


class ConfirmForm(PressForm):
    """Confirm the minutes of a shift."""

    rows = FieldList(FormField(MinutesRow), max_entries=400)

    def start_with(self, rows: Iterable[Mapping[str, Any]]) -> ConfirmForm:
        """Fill in the suggested rows of a page that is read, not sent."""
        if not self.is_submitted():
            for row in rows:
                self.rows.append_entry(dict(row))
        return self

    def hang(self, field: str | None, sentence: Any) -> None:
        """Put a sentence at the row and input it concerns."""
        name, _dash, rest = (field or "").partition("-")
        number, _dash, within = rest.partition("-")
        if name == "rows" and number.isdigit() and int(number) < len(self.rows):
            row = self.rows[int(number)].form
            blamed = row[within] if within in row else row["take"]
            blamed.errors = [*blamed.errors, str(sentence)]
            self.rows.errors = [*self.rows.errors, str(sentence)]
        else:
            super().hang(None, sentence)

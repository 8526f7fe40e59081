"""The forms of the day: one press, a reason, times told afterwards, a scan."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TimeField
from wtforms.validators import AnyOf, InputRequired, Length

from volunteer_app.kit.forms import HouseForm, OneLine, tidy


class PressForm(HouseForm):
    """A button: nothing to fill in, and a refusal is told in one sentence."""

    def first_fault(self) -> str:
        """Give the first sentence of what was wrong."""
        listed = [*self.form_errors, *(one for faults in self.errors.values() for one in faults)]
        return str(listed[0]) if listed else ""


class AwayForm(PressForm):
    """Why somebody did not come."""

    absence = StringField(_l("Reason"), filters=[tidy], validators=[Length(max=200), OneLine()])


class TimesForm(HouseForm):
    """From when to when somebody was here."""

    arrived = TimeField(_l("Came at"), validators=[InputRequired(_l("Give a time such as 07:30."))])
    left = TimeField(_l("Left at"), validators=[InputRequired(_l("Give a time such as 09:30."))])


class CloseForm(PressForm):
    """What the lead wants to be remembered of the shift."""

    note = StringField(
        _l("Anything to remember"), filters=[tidy], validators=[Length(max=200), OneLine()]
    )


class ScanForm(PressForm):
    """One tap after a scan: coming or going, once."""

    step = HiddenField(validators=[AnyOf(("in", "out"))])
    proof = HiddenField(validators=[Length(max=400)])
    paid = BooleanField(_l("My employer pays me for this time"))

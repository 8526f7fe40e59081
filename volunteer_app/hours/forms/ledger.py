"""The forms of the ledger: deciding, correcting, asking and answering."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from volunteer_app.attendance.forms import PressForm
from volunteer_app.kit.forms import OneLine, tidy


class RefuseForm(PressForm):
    """Why something is refused."""

    answer = StringField(
        _l("Why not?"),
        filters=[tidy],
        validators=[InputRequired(_l("Say why.")), Length(min=2, max=200), OneLine()],
    )


class CorrectForm(PressForm):
    """What an entry should count, and why."""

    minutes = IntegerField(
        _l("Minutes it should count in all"),
        validators=[
            InputRequired(_l("Give whole minutes from 0 to 1440.")),
            NumberRange(0, 1440, _l("Give whole minutes from 0 to 1440.")),
        ],
    )
    reason = StringField(
        _l("Reason"),
        filters=[tidy],
        validators=[InputRequired(_l("Say why.")), Length(min=2, max=200), OneLine()],
    )


class AskForm(PressForm):
    """What a person doubts about an entry."""

    note = TextAreaField(
        _l("What is wrong?"),
        filters=[tidy],
        validators=[InputRequired(_l("Say what is wrong.")), Length(min=2, max=1000)],
    )


class AnswerForm(PressForm):
    """The answer to a question."""

    words = TextAreaField(
        _l("Answer"),
        filters=[tidy],
        validators=[InputRequired(_l("Write an answer.")), Length(min=2, max=1000)],
    )

"""Forms of periods: opening one and changing it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from volunteer_app.duties.forms import DayField
from volunteer_app.kit.forms import HouseForm, OneLine, tidy
from volunteer_app.kit.words import named
from volunteer_app.teams.models import Team


class ChangePeriodForm(HouseForm):
    """What of a period can be changed once it is open."""

    name = StringField(
        _l("Name of the period"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=80), OneLine()],
    )
    answers_due = DayField(_l("People answer until the end of"), validators=[InputRequired()])
    accept_days = IntegerField(
        _l("Days to accept an offered seat"),
        default=3,
        validators=[InputRequired(), NumberRange(min=1, max=14)],
    )
    only_wished = BooleanField(_l("People serve only the kinds of duty they wished for"))


class OpenPeriodForm(ChangePeriodForm):
    """What a period is opened with."""

    first_day = DayField(_l("First day"), validators=[InputRequired()])
    last_day = DayField(_l("Last day"), validators=[InputRequired()])
    team_ids = SelectMultipleField(
        _l("Teams"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, teams: list[Team]) -> OpenPeriodForm:
        """Offer these teams."""
        self.team_ids.choices = [(team.id, named(team)) for team in teams]
        return self

    def answers(self) -> dict[str, Any]:
        """Give the answers; no team chosen is told by the action."""
        return {**super().answers(), "team_ids": self.team_ids.data or []}

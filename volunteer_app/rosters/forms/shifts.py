"""Forms of shifts and weekly patterns; both ask what a shift shall be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from volunteer_app.duties.forms import DayField, WallField, weekdays_field
from volunteer_app.kit.forms import HouseForm, OneLine, tidy
from volunteer_app.kit.words import named
from volunteer_app.rosters.plans import MOST_SEATS, Plan
from volunteer_app.teams.models import DutyKind, Site, Team
from volunteer_app.training.models import Qualification

DAY = 1440


class PlanForm(HouseForm):
    """What single shifts and weekly patterns have in common."""

    duty_kind_id = SelectField(_l("Duty"), coerce=int, validators=[InputRequired()])
    site_id = SelectField(_l("Site"), coerce=int, validators=[InputRequired()])
    team_id = SelectField(_l("For members of"), coerce=int, default=0)
    start = WallField(_l("Begins"), validators=[InputRequired()])
    end = WallField(_l("Ends"), closing=True, validators=[InputRequired()])
    next_day = BooleanField(_l("Ends on the next day"))
    minimum = IntegerField(
        _l("People at least"),
        default=2,
        validators=[InputRequired(), NumberRange(min=0, max=MOST_SEATS)],
    )
    wanted = IntegerField(
        _l("People wanted"),
        default=3,
        validators=[InputRequired(), NumberRange(min=1, max=MOST_SEATS)],
    )
    note = StringField(
        _l("Note for the crew"), filters=[tidy], validators=[Optional(), Length(max=200), OneLine()]
    )

    def offer(
        self,
        kinds: Sequence[DutyKind],
        sites: Sequence[Site],
        teams: Sequence[Team],
        *,
        any_team: bool = True,
    ) -> None:
        """Offer these kinds of duty, sites and teams."""
        self.kinds = {kind.id: kind for kind in kinds}
        self.sites = {site.id: site for site in sites}
        self.duty_kind_id.choices = [(kind.id, named(kind)) for kind in kinds]
        self.site_id.choices = [(site.id, named(site)) for site in sites]
        everybody = [(0, _l("every team of the period"))] if any_team else []
        self.team_id.choices = everybody + [(team.id, named(team)) for team in teams]

    def plan(self, **more: Any) -> Plan:
        """Give what was asked for as a plan."""
        return Plan(
            kind=self.kinds[self.duty_kind_id.data],
            site=self.sites[self.site_id.data],
            start_minute=int(self.start.data or 0) % DAY,
            end_minute=self.end_minute(),
            minimum=self.minimum.data,
            wanted=self.wanted.data,
            team_id=self.team_id.data or None,
            note=self.note.data or "",
            **more,
        )

    def end_minute(self) -> int:
        """Give the end, past 1440 on the next day; midnight itself is 1440 either way."""
        end = int(self.end.data or 0)
        return end + DAY if self.next_day.data and end < DAY else end


class ShiftForm(PlanForm):
    """A single shift."""

    day = DayField(_l("Day"), validators=[InputRequired()])
    lead_seats = IntegerField(
        _l("Lead seats"), default=0, validators=[Optional(), NumberRange(min=0, max=20)]
    )
    adults_only = BooleanField(_l("Adults only"))
    outdoor = BooleanField(_l("Out in the open"))
    needs = SelectMultipleField(
        _l("Training needed beyond what the duty asks"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    revision = HiddenField(default="1")

    def offer_proofs(self, proofs: Sequence[Qualification]) -> None:
        """Offer these trainings."""
        self.needs.choices = [(proof.id, named(proof)) for proof in proofs]

    def answers(self) -> dict[str, Any]:
        """Give the day, the plan and what was seen."""
        plan = self.plan(
            lead_seats=self.lead_seats.data or 0,
            adults_only=self.adults_only.data,
            outdoor=self.outdoor.data,
            needs=tuple(self.needs.data or ()),
        )
        return {"day": self.day.data, "plan": plan}


class ChangeShiftForm(ShiftForm):
    """A shift that is there already, as it was seen."""

    def answers(self) -> dict[str, Any]:
        """Give the day, the plan and the revision that was seen."""
        return {**super().answers(), "seen_revision": seen(self.revision.data)}


class CancelShiftForm(HouseForm):
    """Why a shift is cancelled."""

    reason = StringField(
        _l("Why is it cancelled?"),
        filters=[tidy],
        validators=[InputRequired(), Length(min=2, max=200), OneLine()],
    )
    revision = HiddenField(default="1")

    def answers(self) -> dict[str, Any]:
        """Give the reason and the revision that was seen."""
        return {"reason": self.reason.data, "seen_revision": seen(self.revision.data)}


class PatternForm(PlanForm):
    """A weekly pattern."""

    weekdays = weekdays_field()
    on_holidays = BooleanField(_l("Also on public holidays"))
    on_makeup_days = BooleanField(_l("Also on weekend days that are worked (调休)"), default=True)

    def answers(self) -> dict[str, Any]:
        """Give the plan and the days it is served on."""
        return {
            "plan": self.plan(),
            "weekdays": [int(day) for day in self.weekdays.data or ()],
            "on_holidays": self.on_holidays.data,
            "on_makeup_days": self.on_makeup_days.data,
        }


def seen(value: str | None) -> int:
    """Read the revision a form was drawn with; nonsense is none that ever was."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0

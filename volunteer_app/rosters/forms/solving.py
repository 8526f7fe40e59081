"""The form behind Solve: how long it may search."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional

from volunteer_app.kit.forms import HouseForm
from volunteer_app.rosters.actions.solving import EFFORTS

LONG = {
    20: _l("20 seconds: a quick look"),
    60: _l("1 minute: enough for most teams"),
    300: _l("5 minutes: for many shifts"),
}


class SolveForm(HouseForm):
    """How long a search may last, and where chance begins."""

    seconds = RadioField(
        _l("How long may it search?"),
        coerce=int,
        default=60,
        choices=[(seconds, LONG[seconds]) for seconds in EFFORTS],
        validators=[InputRequired()],
    )
    seed = IntegerField(
        _l("Starting number"),
        default=1,
        validators=[Optional(), NumberRange(min=0, max=10**6)],
    )

    def answers(self) -> dict[str, int]:
        """Give the effort; without a starting number it is 1."""
        return {
            "seconds": self.seconds.data,
            "seed": 1 if self.seed.data is None else self.seed.data,
        }

"""The form behind a reminder."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import Optional

from volunteer_app.kit.forms import HouseForm


class RemindForm(HouseForm):
    """Whom to remind; nobody named means everybody who has not answered."""

    person_id = IntegerField(_l("Person"), validators=[Optional()])

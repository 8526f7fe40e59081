"""Forms of seats: a reason, if somebody likes to give one."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length, Optional

from volunteer_app.kit.forms import HouseForm, OneLine, tidy


class ReasonForm(HouseForm):
    """Why somebody cannot come; never needed."""

    reason = StringField(
        _l("Reason, if you like to say"),
        filters=[tidy],
        default="",
        validators=[Optional(), Length(max=200), OneLine()],
    )

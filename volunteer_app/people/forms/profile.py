"""Forms of one's own particulars."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import MonthField
from wtforms.validators import Optional

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm

TAKEN: dict[str, tuple[str | None, Any]] = {
    "person_email": ("email", _l("This e-mail address belongs to another account.")),
    "person.email": ("email", _l("This e-mail address belongs to another account.")),
    "person_phone": ("phone", _l("This phone number belongs to another account.")),
    "person.phone": ("phone", _l("This phone number belongs to another account.")),
}


class ParticularsForm(HouseForm):
    """Ask for one's own particulars."""

    clashes = TAKEN

    name = answers.line(_l("Your name"), longest=60, render_kw={"autocomplete": "name"})
    phone = answers.phone(_l("Phone"))
    email = answers.email(_l("E-mail"))
    born = MonthField(_l("Birth month"), validators=[Optional()])
    languages = answers.line(_l("Languages spoken"), needed=False)
    skills = answers.text(_l("Skills that may help"), longest=250)
    emergency_name = answers.line(_l("Whom to call in an emergency"), longest=60, needed=False)
    emergency_phone = answers.phone(_l("Their phone"))
    locale = answers.language(_l("Language of pages and letters"))

"""The forms by which somebody joins a team, or is invited to."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields import MonthField
from wtforms.validators import InputRequired

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm
from volunteer_app.people.forms.consents import PURPOSES, ConsentsForm
from volunteer_app.teams.forms.organisations import number_or_none

AGAIN = (None, _l("Please press the button once more."))


class JoinForm(ConsentsForm):
    """Ask for what an account needs, and for the consents."""

    # Which of them is taken must not be told to a stranger.
    clashes = dict.fromkeys(("person_email", "person.email", "person_phone", "person.phone"), AGAIN)

    name = answers.line(_l("Your name"), longest=60, render_kw={"autocomplete": "name"})
    phone = answers.phone(_l("Phone"))
    email = answers.email(_l("E-mail"))
    born = MonthField(_l("Birth month"), validators=[InputRequired(_l("Please fill this in."))])
    password = answers.password(_l("Password"), new=True)
    repeated = answers.password(_l("The same once more"), new=True)
    locale = answers.language(_l("Language of pages and letters"))
    guardian = answers.tick(PURPOSES["guardian"])


class InviteForm(HouseForm):
    """Ask whose people are to be invited."""

    team_id = SelectField(_l("Team"), coerce=number_or_none)

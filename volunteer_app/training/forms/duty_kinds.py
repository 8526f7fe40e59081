"""The form of a kind of duty with all its safety rules."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm

NEEDED = _l("Please fill this in.")
TAKEN = ("name", _l("There is one of this name already."))
LEADS = [
    ("adult", _l("any adult who may do the duty")),
    ("experienced", _l("whoever has served it three times")),
    ("marked", _l("whom the team has marked")),
]


def count(label: Any, least: int, most: int) -> IntegerField:
    """Ask for a whole number between two others."""
    return IntegerField(label, validators=[InputRequired(NEEDED), NumberRange(least, most)])


class DutyKindForm(HouseForm):
    """Ask for a kind of duty and its safety rules."""

    clashes = {  # noqa: RUF012 - read only
        "uq_duty_kind_organisation_id": TAKEN,
        "duty_kind.organisation_id, duty_kind.name": TAKEN,
    }

    name = answers.line(_l("Full name"), longest=80)
    name_en = answers.line(_l("Name in English"), longest=80, needed=False)
    needs = SelectMultipleField(
        _l("Training everybody of the crew needs"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    adults_only = answers.tick(_l("Adults only"))
    insured = answers.tick(_l("Only with accident insurance"))
    outdoor = answers.tick(_l("Outdoors: heat and storm rules bind"))
    daylight_only = answers.tick(_l("By daylight only"))
    critical = answers.tick(_l("Critical: its seats are filled before all others"))
    least_crew = count(_l("Least crew"), 1, 50)
    experienced = count(_l("Of these, experienced"), 0, 50)
    lead_seats = count(_l("Lead seats"), 0, 10)
    lead_policy = SelectField(_l("Who may take a lead seat"), choices=LEADS)
    longest_minutes = count(_l("Longest seat, in minutes"), 15, 1440)
    bring = answers.text(_l("What to bring and to mind"), longest=1000)
    bring_en = answers.text(_l("The same in English"), longest=1000)
    active = answers.tick(_l("In use"), default=True)

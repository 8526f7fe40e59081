"""Forms of proofs, insurance and qualifications."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm

NEEDED = _l("Please fill this in.")
TAKEN = ("name", _l("There is one of this name already."))


class ProofForm(HouseForm):
    """Ask for a proof of training."""

    qualification_id = SelectField(_l("Training"), coerce=int)
    since = DateField(_l("First day"), validators=[InputRequired(NEEDED)])
    until = DateField(_l("Last day"), validators=[Optional()])


class InsuranceForm(HouseForm):
    """Ask for a stretch of accident insurance."""

    policy = answers.line(_l("Policy"), longest=80, needed=False)
    since = DateField(_l("First day"), validators=[InputRequired(NEEDED)])
    until = DateField(_l("Last day"), validators=[InputRequired(NEEDED)])


class QualificationForm(HouseForm):
    """Ask for the facts of a qualification."""

    clashes = {  # noqa: RUF012 - read only
        "uq_qualification_name": TAKEN,
        "qualification.name": TAKEN,
    }

    name = answers.line(_l("Full name"), longest=80)
    name_en = answers.line(_l("Name in English"), longest=80, needed=False)
    months = IntegerField(
        _l("Months a proof lasts"), validators=[InputRequired(NEEDED), NumberRange(0, 240)]
    )

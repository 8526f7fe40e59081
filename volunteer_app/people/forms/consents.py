"""The consents, each asked by itself; only the service rules are needed."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm

#: what each purpose means to whoever is asked
PURPOSES = {
    "rules": _l("I have read the service rules and agree to them."),
    "guardian": _l("I am under 18, and my parent or guardian agrees that I serve."),
    "contact": _l("Leads may call me outside the day before and after a shared shift."),
    "photo": _l("Photographs of service in which I can be recognised may be shown."),
    "ranking": _l("My name may stand on honour rolls and rankings."),
    "research": _l("My records may be used, without my name, to study volunteering."),
}


class ConsentsForm(HouseForm):
    """Ask for each consent by itself."""

    rules = answers.tick(PURPOSES["rules"])
    contact = answers.tick(PURPOSES["contact"])
    photo = answers.tick(PURPOSES["photo"])
    ranking = answers.tick(PURPOSES["ranking"])
    research = answers.tick(PURPOSES["research"])

"""Forms of publishing: the version of the draft that was seen, and a note for whoever is told."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from volunteer_app.kit.forms import HouseForm, tidy


class PublishForm(HouseForm):
    """Publish the draft as it was seen."""

    seen_version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    note = TextAreaField(
        _l("Note for everybody who gets a letter"),
        filters=[tidy],
        validators=[Length(max=500)],
    )


class HandOverForm(HouseForm):
    """Tell the schedulers that the draft is ready."""

    note = TextAreaField(
        _l("Note for the schedulers"), filters=[tidy], validators=[Length(max=500)]
    )

"""Forms of publishing: the version of the draft that was seen, and a note for whoever is told."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from volunteer_app.kit.forms import HouseForm, tidy
from volunteer_app.rosters.guards import FULL, OVERLAP


class PublishForm(HouseForm):
    """Publish the draft as it was seen."""

    clashes = {  # noqa: RUF012 - read only
        OVERLAP: (
            None,
            _l("Somebody on this roster has just taken another seat at that time. Look again."),
        ),
        FULL: (None, _l("A shift of this roster has just been filled. Look again.")),
    }

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

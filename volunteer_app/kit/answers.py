"""Inputs that many forms share: a line, a text, a phone, an e-mail, a password, a place, a language."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    FloatField,
    PasswordField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import (
    Email,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    StopValidation,
)

from volunteer_app.kit.forms import OneLine, tidy
from volunteer_app.kit.words import LOCALES


class Visible:
    """Validator: something to read is left once blanks and invisible marks are gone."""

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        """Stop at an empty answer."""
        if not any(mark.isprintable() and not mark.isspace() for mark in field.data or ""):
            raise StopValidation(_l("Please fill this in."))


def line(label: Any, *, longest: int = 120, needed: bool = True, **more: Any) -> StringField:
    """Ask for one line of text."""
    first = Visible() if needed else Optional()
    return StringField(
        label, filters=[tidy], validators=[first, OneLine(), Length(max=longest)], **more
    )


def text(label: Any, *, longest: int = 2000, needed: bool = False, **more: Any) -> TextAreaField:
    """Ask for some lines of text."""
    first = Visible() if needed else Optional()
    return TextAreaField(label, filters=[tidy], validators=[first, Length(max=longest)], **more)


def phone(label: Any, *, needed: bool = False) -> TelField:
    """Ask for a phone number: digits, with blanks, dashes or a leading + as people write them."""
    return TelField(
        label,
        filters=[tidy],
        validators=[
            InputRequired(_l("Please fill this in.")) if needed else Optional(),
            Length(max=30),
            Regexp(r"^\+?[0-9][0-9 ()-]{4,28}$", message=_l("Write the number in digits.")),
        ],
        render_kw={"autocomplete": "tel"},
    )


def email(label: Any, *, needed: bool = False) -> EmailField:
    """Ask for an e-mail address."""
    return EmailField(
        label,
        filters=[tidy],
        validators=[
            InputRequired(_l("Please fill this in.")) if needed else Optional(),
            Length(max=200),
            Email(message=_l("This is no e-mail address.")),
        ],
        render_kw={"autocomplete": "email"},
    )


def password(label: Any, *, new: bool) -> PasswordField:
    """Ask for a password; programs that keep passwords are told which one."""
    return PasswordField(
        label,
        validators=[InputRequired(_l("Please fill this in.")), Length(max=200)],
        render_kw={"autocomplete": "new-password" if new else "current-password"},
    )


def language(label: Any) -> SelectField:
    """Ask for one of the house's languages."""
    return SelectField(label, choices=list(LOCALES.items()))


def degrees(label: Any, *, most: int) -> FloatField:
    """Ask for a geographical position in degrees, south and west being negative; may stay empty."""
    return FloatField(
        label,
        validators=[Optional(), NumberRange(-most, most)],
        render_kw={"inputmode": "decimal", "step": "any"},
    )


def tick(label: Any, **more: Any) -> BooleanField:
    """Ask for a yes."""
    return BooleanField(label, **more)

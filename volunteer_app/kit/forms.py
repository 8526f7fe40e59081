"""Forms: they ask about shape, hand over to one action, and hang its refusal on the field."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from wtforms import Field, ValidationError

from volunteer_app.db import db
from volunteer_app.kit.errors import Refused


class HouseForm(FlaskForm):
    """A form whose answers go to exactly one action."""

    #: constraint name → (field, sentence): a clash in the store becomes a word at its input
    clashes: ClassVar[dict[str, tuple[str | None, Any]]] = {}

    def answers(self) -> dict[str, Any]:
        """Give what was filled in, by field name, without the form's own fields."""
        return {
            name: field.data
            for name, field in self._fields.items()
            if name != "csrf_token" and field.type != "SubmitField"
        }

    def accepts(self, action: Callable[..., Any], *things: Any, **more: Any) -> bool:
        """
        Check the shape and run the action with the answers as keywords.

        What the action returned is kept as ``outcome``. A refusal is hung on the field it
        names, or above the form, and everything the action wrote is taken back.
        """
        if not self.validate_on_submit():
            return False
        try:
            with db.session.begin_nested():
                self.outcome = action(*things, **self.answers(), **more)
        except Refused as refusal:
            self.hang(refusal.field, refusal.sentence)
            return False
        except IntegrityError as clash:
            field, sentence = self.clash(clash)
            self.hang(field, sentence)
            return False
        return True

    def clash(self, error: IntegrityError) -> tuple[str | None, Any]:
        """Find the words for a constraint that the store refused to break."""
        said = str(error.orig)
        for name, blame in self.clashes.items():
            if name in said:
                return blame
        raise error

    def hang(self, field: str | None, sentence: Any) -> None:
        """Put a sentence at a field, or above the form."""
        if field and field in self._fields:
            self._fields[field].errors = [*self._fields[field].errors, str(sentence)]
        else:
            self.form_errors.append(str(sentence))


def tidy(value: Any) -> Any:
    """Take NULs and stray blanks off a text and write letters in one way; for ``filters=``."""
    if value is None:  # the input was not sent at all
        return ""
    if not isinstance(value, str):
        return value
    cleaned = "".join(
        mark for mark in value if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", cleaned).strip()


class OneLine:
    """Validator: one line of visible text, no control or direction-changing marks."""

    def __call__(self, _form: Any, field: Field) -> None:
        """Refuse control marks and those that turn the direction of writing."""
        marks = field.data or ""
        if any(unicodedata.category(mark) in ("Cc", "Cs") for mark in marks) or any(
            mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for mark in marks
        ):
            raise ValidationError(_l("Use plain text on one line."))

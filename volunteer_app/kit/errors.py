"""How the house says no: refusals with a whole sentence, and the pages that show them."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from flask import Flask, Response, g, render_template, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from volunteer_app.db import lost_the_race, roll_back

log = structlog.get_logger()


class Refused(Exception):
    """
    A rule of the domain said no.

    Parameters
    ----------
    sentence
        The whole sentence for the reader, translated.
    field
        The input to blame, when there is one.
    facts
        Plain values a page may want beside the sentence.
    """

    def __init__(self, sentence: Any, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.field = field
        self.facts = facts


class Changed(Refused):
    """Somebody else changed the thing in between."""


class Missing(Exception):
    """No such thing for this person; answered as 404 whether it exists or not."""


TITLES = {
    400: _l("This request could not be read"),
    403: _l("This is not yours to do"),
    404: _l("Nothing found here"),
    405: _l("This address does not do that"),
    409: _l("That could not be done"),
    413: _l("That is too large"),
    429: _l("Too many tries"),
    500: _l("Something went wrong on our side"),
    503: _l("The service is busy"),
}
SENTENCES = {
    400: _l("The page may have been open too long. Go back, load it again and try once more."),
    403: _l("You are signed in, but your role does not include this."),
    404: _l("The address is wrong, or what stood here is not open to you."),
    405: _l("Use the buttons on the page."),
    413: _l("Choose a smaller file."),
    429: _l("Wait a few minutes, then try again."),
    500: _l("Nothing of your last step was stored. Tell us the number below if it happens again."),
    503: _l("Nothing was stored. Try again in a few seconds."),
}


def error_page(status: int, sentence: str | None = None, **facts: Any) -> tuple[str, int]:
    """Draw the plain page of an error status."""
    like = status if status in TITLES else 400 if status < 500 else 500
    page = render_template(
        "errors/page.html",
        status=status,
        title=TITLES[like],
        sentence=sentence or SENTENCES.get(like, SENTENCES[500]),
        **facts,
    )
    return page, status


def init_app(app: Flask) -> None:
    """Answer every refusal and fault with a page that keeps nothing half done."""

    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[str, int]:
        roll_back()
        return error_page(409, error.sentence)

    @app.errorhandler(Missing)
    def missing(error: Missing) -> tuple[str, int]:
        roll_back()
        return error_page(404)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Any:
        roll_back()
        if error.response is not None or error.code is None or error.code < 400:
            return error
        page, status = error_page(error.code)
        response = Response(page, status)
        for name, value in error.get_headers(request.environ):
            if name.lower() not in ("content-type", "content-length"):
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Any:
        roll_back()
        if lost_the_race(error):
            raise error
        if isinstance(error, OperationalError) and "locked" in str(error.orig):
            page, status = error_page(503)
            return page, status, {"Retry-After": "2"}
        number = secrets.token_hex(4)
        log.exception("fault", number=number, endpoint=request.endpoint)
        g.fault = number
        return error_page(500, number=number)

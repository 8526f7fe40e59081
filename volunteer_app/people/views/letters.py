"""One's own letters: what was mailed can be read here, too."""

from __future__ import annotations

from flask import render_template, request

from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.outbox import Letter
from volunteer_app.people.access import is_own
from volunteer_app.people.queries import own as queries
from volunteer_app.people.views import bp


@bp.get("/me/letters")
@requires(signed_in)
def letters() -> str:
    """List one's letters, the latest first."""
    page = queries.letters_of(me().id, request.args.get("page", 1, row_number))
    return render_template("people/letters.html", page=page)


@bp.get("/me/letters/<int:letter_id>")
@requires(is_own, queries.letter)
def letter(letter: Letter) -> str:
    """Show one letter."""
    return render_template("people/letter.html", letter=letter)

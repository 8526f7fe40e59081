"""A volunteer's own roster: seats to come, answers to them, what is past."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from volunteer_app.db import roll_back
from volunteer_app.duties.access import serves
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.errors import Refused
from volunteer_app.kit.pages import form_page
from volunteer_app.rosters.access import holds_seat
from volunteer_app.rosters.actions import seats as actions
from volunteer_app.rosters.forms.seats import ReasonForm
from volunteer_app.rosters.models import Seat
from volunteer_app.rosters.queries import asked
from volunteer_app.rosters.queries import mine as queries
from volunteer_app.rosters.views import bp


def told_plainly(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer a refusal with a page that says it and leads on; nothing of the try is kept."""

    @wraps(view)
    def told(*args: Any, **more: Any) -> Any:
        try:
            return view(*args, **more)
        except Refused as refusal:
            roll_back()
            return render_template("rosters/mine/refused.html", sentence=refusal.sentence), 409

    return told


@bp.get("/me/roster")
@requires(serves)
def my_roster() -> str:
    """Show one's own seats, the next first."""
    now = clock.now()
    return render_template(
        "rosters/mine/roster.html",
        roster=queries.my_roster(me(), now),
        questions=[one for one in asked.questions(me(), now) if one.answered],
        now=now,
    )


@bp.post("/me/roster/accept-all")
@requires(serves)
@told_plainly
def accept_all() -> Response:
    """Accept every seat that waits for an answer."""
    seats = actions.accept_all(me(), me(), clock.now())
    flash(
        ngettext(
            "%(num)s seat is yours. Thank you!", "%(num)s seats are yours. Thank you!", len(seats)
        )
    )
    return redirect(url_for("rosters.my_roster"))


@bp.post("/me/seats/<int:seat_id>/accept")
@requires(holds_seat, queries.own_seat)
@told_plainly
def accept_seat(seat: Seat) -> Response:
    """Accept an offered seat."""
    actions.accept(seat, me(), clock.now())
    flash(_("The seat is yours. Thank you!"))
    return redirect(url_for("rosters.my_roster", _anchor=f"seat-{seat.id}"))


@bp.post("/me/seats/<int:seat_id>/decline")
@requires(holds_seat, queries.own_seat)
@told_plainly
def decline_seat(seat: Seat) -> Any:
    """Turn an offered seat down."""
    form = ReasonForm()
    if form.accepts(actions.decline, seat, me(), clock.now()):
        flash(_("Declined. That is fine and has no effect on you."))
        return redirect(url_for("rosters.my_roster"))
    return withdraw_page(seat, form)


def withdraw_page(seat: Seat, form: ReasonForm) -> Any:
    """Draw the page that asks once before a seat is given back; after a refusal read it again."""
    return form_page("rosters/mine/withdraw.html", form, seat=queries.own_seat(me(), seat.id))


@bp.get("/me/seats/<int:seat_id>/withdraw")
@requires(holds_seat, queries.own_seat)
def withdraw_seat(seat: Seat) -> Any:
    """Ask once before a seat is given back."""
    if seat.state != "accepted" or seat.starts <= clock.now():
        return redirect(url_for("rosters.my_roster"))
    return withdraw_page(seat, ReasonForm())


@bp.post("/me/seats/<int:seat_id>/withdraw")
@requires(holds_seat, queries.own_seat)
@told_plainly
def give_back_seat(seat: Seat) -> Any:
    """Give an accepted seat back."""
    form = ReasonForm()
    if form.accepts(actions.withdraw, seat, me(), clock.now()):
        flash(_("Your lead has been told, and the seat is open again. Thank you for saying so."))
        return redirect(url_for("rosters.my_roster"))
    return withdraw_page(seat, form)

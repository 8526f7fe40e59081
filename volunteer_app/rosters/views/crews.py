"""A shift's crew: its page, which the board loads into a side panel, and every edit of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock, words
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.forms import tidy
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pages import is_htmx
from volunteer_app.rosters.access import can_roster_its_period, can_see_its_period
from volunteer_app.rosters.actions import board as actions
from volunteer_app.rosters.actions import crews as crew_actions
from volunteer_app.rosters.forms import board as forms
from volunteer_app.rosters.queries import crews as queries
from volunteer_app.rosters.queries import panels
from volunteer_app.rosters.queries.crews import Crew
from volunteer_app.rosters.views import bp

Answer = str | Response | tuple[str | Response, int]


@bp.get("/shifts/<int:shift_id>/seats")
@requires(can_see_its_period, queries.crew)
def crew(crew: Crew) -> str:
    """Show a shift's crew and who could join it."""
    return show(crew)


@bp.post("/shifts/<int:shift_id>/seats/place")
@requires(can_roster_its_period, queries.crew)
def place(crew: Crew) -> Answer:
    """Put a person on the shift."""
    return edited(crew, forms.PlaceForm(), actions.place, _("Placed."))


@bp.post("/shifts/<int:shift_id>/seats/take-off")
@requires(can_roster_its_period, queries.crew)
def take_off(crew: Crew) -> Answer:
    """Take a person off the shift."""
    return edited(crew, forms.CrewForm(), actions.take_off, _("Taken off."))


@bp.post("/shifts/<int:shift_id>/seats/move")
@requires(can_roster_its_period, queries.crew)
def move(crew: Crew) -> Answer:
    """Move a person to another shift."""
    return edited(crew, forms.MoveForm(), actions.move, _("Moved."))


@bp.post("/shifts/<int:shift_id>/seats/replace")
@requires(can_roster_its_period, queries.crew)
def replace(crew: Crew) -> Answer:
    """Put a person in the place of another."""
    return edited(crew, forms.ReplaceForm(), actions.replace, _("Replaced."))


@bp.post("/shifts/<int:shift_id>/seats/exchange")
@requires(can_roster_its_period, queries.crew)
def exchange(crew: Crew) -> Answer:
    """Let two people of two shifts swap places."""
    return edited(crew, forms.ExchangeForm(), actions.exchange, _("Swapped."))


@bp.post("/shifts/<int:shift_id>/seats/pin")
@requires(can_roster_its_period, queries.crew)
def pin(crew: Crew) -> Answer:
    """Pin a person to the shift, or let go."""
    return edited(crew, forms.PinForm(), crew_actions.pin, _("Stored."))


@bp.post("/shifts/<int:shift_id>/seats/lead")
@requires(can_roster_its_period, queries.crew)
def name_lead(crew: Crew) -> Answer:
    """Name who leads the crew, or no longer."""
    return edited(crew, forms.LeadForm(), crew_actions.name_lead, _("Stored."))


@bp.post("/shifts/<int:shift_id>/seats/keep")
@requires(can_roster_its_period, queries.crew)
def keep(crew: Crew) -> Answer:
    """Keep a person on the shift with a written reason."""
    return edited(crew, forms.KeepForm(), crew_actions.keep, _("Kept, with your reason."))


def edited(crew: Crew, form: forms.SeenForm, action: Callable[..., Any], said: str) -> Answer:
    """Run an edit, then answer as it was asked: as a page, a part of one, or plain facts."""
    plain = request.accept_mimetypes.best == "application/json"
    if form.accepts(action, crew.shift, me(), clock.now()):
        if plain:
            return jsonify(done=True, sentence=said, version=crew.period.version)
        if is_htmx():
            return show(crew, said=said)
        flash(said, "success")
        return redirect(url_for("rosters.crew", shift_id=crew.shift.id), 303)
    if plain:
        return jsonify(done=False, **refusal(form)), 422
    return show(crew, refused=refusal(form)), 422


def refusal(form: forms.SeenForm) -> dict[str, Any]:
    """Give why an edit was refused, and whether a written reason would let it pass."""
    told = [str(fault) for faults in form.errors.values() for fault in faults]
    needs_reason = bool(form.errors.get("reason")) and not form.form_errors
    return {
        "sentence": words.in_a_row(dict.fromkeys(told)),
        "needs_reason": needs_reason,
        "action": request.path,
        "values": {
            name: value
            for name, value in request.form.items()
            if name in form and name not in ("csrf_token", "reason", "version")
        },
    }


def show(crew: Crew, *, said: str = "", refused: dict[str, Any] | None = None) -> str:
    """Draw the crew's page, or its part when the board asks for that."""
    asked = panels.Asked(
        instead=request.args.get("instead", type=row_number)
        or request.form.get("out_id", type=row_number),
        moving=request.args.get("moving", type=row_number),
        named=tidy(request.args.get("name", ""))[:60],
        everybody=request.args.get("all") == "1",
    )
    found = panels.panel(crew, asked, now=clock.now())
    template = "rosters/crew/part.html" if is_htmx() else "rosters/crew/page.html"
    return render_template(
        template,
        panel=found,
        period=crew.period,
        edits=can_roster_its_period(me(), crew),
        panelled=is_htmx(),
        said=said,
        refused=refused,
    )

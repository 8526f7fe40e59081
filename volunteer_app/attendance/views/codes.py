"""The codes of a shift: on the lead's phone, turning every half minute, and on a poster."""

from __future__ import annotations

from typing import Any

import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from volunteer_app.attendance import access, codes
from volunteer_app.attendance.actions import points
from volunteer_app.attendance.forms import PressForm
from volunteer_app.attendance.models import CheckPoint
from volunteer_app.attendance.queries import days
from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.attendance.queries.points import point_of
from volunteer_app.attendance.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires


def picture(shift_id: int, code: str) -> dict[str, Any]:
    """Draw the address of a code, as a picture and in letters."""
    home = current_app.extensions["settings"].base_url
    address = home + url_for("attendance.scanned", shift_id=shift_id, code=code)
    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, border=2, dark="#000")
    return {"address": address, "drawing": Markup(drawn)}


def rotating(point: CheckPoint) -> dict[str, Any]:
    """Draw the code of this half minute."""
    code = codes.rotating(point.secret, point.shift_id, clock.now())
    return picture(point.shift_id, code)


@bp.post("/shifts/<int:shift_id>/codes")
@requires(access.can_take_roll, days.bare_day)
def set_up(found: ShiftDay) -> Response:
    """Make the shift's codes and show them."""
    PressForm().accepts(points.set_up, found.shift, me(), clock.now())
    return redirect(url_for("attendance.code", shift_id=found.shift.id))


@bp.post("/shifts/<int:shift_id>/codes/renew")
@requires(access.can_take_roll, days.bare_day)
def renew(found: ShiftDay) -> Response:
    """Make every earlier code void."""
    PressForm().accepts(points.renew, found.shift, me(), clock.now())
    flash(_("There are new codes now. Earlier ones, posters included, are void."))
    return redirect(url_for("attendance.code", shift_id=found.shift.id))


@bp.get("/shifts/<int:shift_id>/code")
@requires(access.can_take_roll, days.day)
def code(found: ShiftDay) -> str:
    """Show the turning code, large enough to be scanned across a pavement."""
    return render_template(
        "attendance/code.html", day=found, qr=rotating(point_of(found)), now=clock.now()
    )


@bp.get("/shifts/<int:shift_id>/code/fresh")
@requires(access.can_take_roll, days.day)
def fresh_code(found: ShiftDay) -> str:
    """Give the turning code alone, as it is now."""
    return render_template(
        "attendance/fresh_code.html", day=found, qr=rotating(point_of(found)), now=clock.now()
    )


@bp.get("/shifts/<int:shift_id>/poster")
@requires(access.can_take_roll, days.bare_day)
def poster(found: ShiftDay) -> str:
    """Show the poster with the code that stays."""
    point = point_of(found)
    still = picture(point.shift_id, codes.posted(point.secret, point.shift_id))
    return render_template("attendance/poster.html", day=found, qr=still)

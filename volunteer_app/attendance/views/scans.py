"""The volunteer's own check-in: the page of a seat, and what a scanned code leads to."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.attendance.actions import scanning
from volunteer_app.attendance.actions.presence import CLOSES_AFTER, OPENS_BEFORE
from volunteer_app.attendance.forms import ScanForm
from volunteer_app.attendance.labels import EVIDENCE, STATES
from volunteer_app.attendance.proofs import prove
from volunteer_app.attendance.queries import scans
from volunteer_app.attendance.queries.days import attendance_of
from volunteer_app.attendance.queries.scans import Scan
from volunteer_app.attendance.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.rosters.models import Seat


def page_of(scan: Scan) -> str:
    """Give the address of the person's own page about the seat."""
    return url_for("attendance.my_check_in", seat_id=scan.seat.id) if scan.seat else "/"


@bp.get("/me/check-in/<int:seat_id>")
@requires(signed_in, scans.my_seat)
def my_check_in(seat: Seat) -> str:
    """Show how to check in for one of my seats, and how far I am."""
    return render_template(
        "attendance/my_check_in.html",
        seat=seat,
        noted=attendance_of(seat.id),
        now=clock.now(),
        opens=seat.starts - OPENS_BEFORE,
        shuts=seat.ends + CLOSES_AFTER,
        states=STATES,
        grades=EVIDENCE,
    )


@bp.get("/in/<int:shift_id>/<code>")
@requires(signed_in, scans.scan)
def scanned(scan: Scan) -> Response | str:
    """Judge a scanned code and offer the one tap that is next."""
    evidence = scanning.judge(scan, me(), clock.now())
    if scan.attendance is not None and scan.attendance.state != "here":
        return redirect(page_of(scan))
    proof = prove(
        current_app.config["SECRET_KEY"],
        shift_id=scan.shift_id,
        person_id=me().id,
        evidence=evidence,
    )
    step = "in" if scan.attendance is None else "out"
    form = ScanForm(formdata=None, step=step, proof=proof)
    return render_template("attendance/scanned.html", scan=scan, seat=scan.seat, form=form)


@bp.post("/in/<int:shift_id>/<code>")
@requires(signed_in, scans.scan)
def tapped(scan: Scan) -> Response:
    """Check in or out with the one tap."""
    form = ScanForm()
    if form.accepts(scanning.tap, scan, me(), clock.now(), seal=current_app.config["SECRET_KEY"]):
        flash(
            _("Checked in. Have a good shift!")
            if form.step.data == "in"
            else _("Checked out. Thank you!")
        )
    else:
        flash(form.first_fault(), "error")
    return redirect(page_of(scan))

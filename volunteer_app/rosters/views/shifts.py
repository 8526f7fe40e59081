"""Pages of single shifts: a period's list, adding, changing and cancelling one."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.kit.words import wall
from volunteer_app.rosters.access import can_roster, can_roster_its_period, can_see_period
from volunteer_app.rosters.actions import shifts as actions
from volunteer_app.rosters.forms.shifts import CancelShiftForm, ChangeShiftForm, ShiftForm
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import shifts as queries
from volunteer_app.rosters.queries.patterns import calendar_of, proofs
from volunteer_app.rosters.queries.periods import period as load_period
from volunteer_app.rosters.views import bp
from volunteer_app.teams.queries import duty_kinds_of, sites_of, teams_of


@bp.get("/periods/<int:period_id>/shifts")
@requires(can_see_period, load_period)
def shifts(period: Period) -> str:
    """List a week of a period's shifts day by day."""
    wished = request.args.get("week", clock.today(period.zone), date.fromisoformat)
    return render_template(
        "rosters/shifts.html",
        period=period,
        week=queries.week_of(queries.by_day(period), wished),
        calendar=calendar_of(period.organisation_id, period.zone),
        may_roster=can_roster(me(), period) and period.state != "closed",
        now=clock.now(),
    )


@bp.get("/periods/<int:period_id>/shifts/new")
@requires(can_roster, load_period)
def new_shift(period: Period) -> Any:
    """Show the form for a single shift."""
    return new_page(
        period, offered(ShiftForm(formdata=None, data={"day": period.first_day}), period)
    )


@bp.post("/periods/<int:period_id>/shifts/new")
@requires(can_roster, load_period)
def add_shift(period: Period) -> Any:
    """Add a single shift."""
    form = offered(ShiftForm(), period)
    if not form.accepts(actions.add_shift, period, me(), clock.now()):
        return new_page(period, form)
    flash(_("The shift was added to the draft."))
    return redirect(url_for("rosters.shifts", period_id=period.id, week=form.day.data))


def new_page(period: Period, form: ShiftForm) -> Any:
    """Draw the page of the form for a single shift."""
    return form_page("rosters/shift_new.html", form, period=period)


def offered(form: ShiftForm, period: Period) -> Any:
    """Fill a form's choices with what the period's organisation has."""
    organisation = period.organisation_id
    form.offer(
        duty_kinds_of(organisation),
        sites_of(organisation),
        [team for team in teams_of(organisation) if team.id in period.team_ids],
    )
    form.offer_proofs(proofs())
    return form


@bp.get("/shifts/<int:shift_id>/edit")
@requires(can_roster_its_period, queries.planned_shift)
def edit_shift(planned: queries.PlannedShift) -> Any:
    """Show the form to change a shift, and the one to cancel it."""
    shift, (start, end) = planned.shift, planned.minutes
    facts = {
        **{name: getattr(shift, name) for name in AS_STORED},
        "team_id": shift.team_id or 0,
        "day": planned.day,
        "start": start,
        "end": end if end <= 1440 else end - 1440,
        "next_day": end > 1440,
    }
    return edit_page(planned, offered(ChangeShiftForm(formdata=None, data=facts), planned.period))


AS_STORED = (
    "duty_kind_id", "site_id", "minimum", "wanted", "note", "lead_seats", "adults_only", "outdoor",
    "needs", "revision",
)  # fmt: skip


@bp.post("/shifts/<int:shift_id>/edit")
@requires(can_roster_its_period, queries.planned_shift)
def change_shift(planned: queries.PlannedShift) -> Any:
    """Change a shift."""
    form = offered(ChangeShiftForm(), planned.period)
    if not form.accepts(actions.change_shift, planned.shift, me(), clock.now()):
        return edit_page(planned, form)
    flash(_("The shift was changed; people hear of it when the change is published."))
    return redirect(url_for("rosters.shifts", period_id=planned.period.id, week=form.day.data))


@bp.post("/shifts/<int:shift_id>/cancel")
@requires(can_roster_its_period, queries.planned_shift)
def cancel_shift(planned: queries.PlannedShift) -> Any:
    """Cancel a shift."""
    form = CancelShiftForm(prefix="cancel-")
    if not form.accepts(actions.cancel_shift, planned.shift, me(), clock.now()):
        return cancel_page(planned, form)
    flash(_("The shift was cancelled; everybody who held a seat gets a letter."))
    return redirect(url_for("rosters.shifts", period_id=planned.period.id, week=planned.day))


def edit_page(planned: queries.PlannedShift, form: ChangeShiftForm) -> Any:
    """Draw the page to change a shift."""
    cancel = CancelShiftForm(
        formdata=None, data={"revision": planned.shift.revision}, prefix="cancel-"
    )
    return form_page("rosters/shift_edit.html", form, **around(planned), cancel=cancel)


def cancel_page(planned: queries.PlannedShift, form: CancelShiftForm) -> Any:
    """Draw the page that asks once more why a shift is cancelled."""
    return form_page("rosters/shift_cancel.html", form, **around(planned))


def around(planned: queries.PlannedShift) -> dict[str, Any]:
    """Give what both pages show of a shift."""
    start, end = planned.minutes
    return {
        "shift": planned.shift,
        "period": planned.period,
        "times": f"{wall(start)}–{wall(end % 1440 or 1440)}",
        "open": planned.shift.cancelled_at is None and planned.shift.starts > clock.now(),
    }

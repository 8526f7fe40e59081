"""Publishing: what would be told to whom, the deed, handing it over, and the history."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.paging import part_of
from volunteer_app.rosters import access
from volunteer_app.rosters.actions import publishing as actions
from volunteer_app.rosters.forms.publishing import HandOverForm, PublishForm
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import publishing as queries
from volunteer_app.rosters.queries import trail
from volunteer_app.rosters.queries.periods import period as load_period
from volunteer_app.rosters.views import bp

Answer = str | Response | tuple[str, int]


@bp.get("/periods/<int:period_id>/publish")
@requires(access.can_see_period, load_period)
def publishing(period: Period) -> Answer:
    """Show what publishing would tell to whom, and what stands against it."""
    return page(period, PublishForm(seen_version=period.version), HandOverForm())


@bp.post("/periods/<int:period_id>/publish")
@requires(access.can_publish, load_period)
def publish(period: Period) -> Answer:
    """Publish the draft that was seen."""
    form = PublishForm()
    if form.accepts(actions.publish, period, me(), clock.now()):
        flash(_("Published. Everybody concerned gets one letter."), "success")
        return redirect(
            url_for("rosters.publication", period_id=period.id, number=form.outcome.number), 303
        )
    return page(period, form, HandOverForm())


@bp.post("/periods/<int:period_id>/hand-over")
@requires(access.can_roster, load_period)
def hand_over(period: Period) -> Answer:
    """Tell the schedulers that the draft is ready to be published."""
    form = HandOverForm()
    if form.accepts(actions.hand_over, period, me(), clock.now()):
        count = form.outcome
        flash(
            ngettext(
                "%(num)s person who may publish was told.",
                "%(num)s people who may publish were told.",
                count,
            ),
            "success",
        )
        return redirect(url_for("rosters.publishing", period_id=period.id), 303)
    return page(period, PublishForm(formdata=None, seen_version=period.version), form)


@bp.get("/periods/<int:period_id>/publications/<int:number>")
@requires(access.can_see_its_period, queries.edition)
def publication(edition: queries.Edition) -> str:
    """Show one publication: who made it, and whom it told what."""
    return render_template(
        "rosters/publishing/edition.html",
        edition=edition,
        period=edition.period,
        told=part_of(
            list(queries.told_by(edition.publication).values()),
            request.args.get("page", 1, row_number),
        ),
    )


def page(period: Period, form: PublishForm, hand_over_form: HandOverForm) -> Answer:
    """Draw the page of publishing as things stand now."""
    form.seen_version.data = period.version
    drawn = render_template(
        "rosters/publishing/page.html",
        period=period,
        publish_form=form,
        hand_over_form=hand_over_form,
        outlook=queries.outlook(period, now=clock.now()),
        publications=queries.publications(period),
        changes=trail.latest_changes(period, 12),
        can_publish=access.can_publish(me(), period),
        can_roster=access.can_roster(me(), period),
    )
    return drawn, 422 if form.errors or hand_over_form.errors else 200

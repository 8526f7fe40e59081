"""My hours: entries with their evidence, the verified total, my level and what is missing to the next."""

from __future__ import annotations

from flask import render_template, request

from volunteer_app.attendance.labels import EVIDENCE
from volunteer_app.hours.labels import KINDS, LEVELS, WAITS
from volunteer_app.hours.queries import mine as queries
from volunteer_app.hours.queries.waiting import served_on
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.kit.pictures import upright
from volunteer_app.recognition.queries.ladder import ladders
from volunteer_app.recognition.queries.organisations import member_organisations
from volunteer_app.recognition.views import bp


@bp.get("/me/hours")
@requires(signed_in)
def mine() -> str:
    """Show my hours and my level."""
    person = me()
    homes = member_organisations(person)
    today = clock.today(homes[0].zone if homes else "Asia/Shanghai")
    page = max(1, min(request.args.get("page", 1, type=int), 100_000))
    months = queries.minutes_by_month(person.id, today)
    return render_template(
        "recognition/mine.html",
        total=queries.verified_total(person.id),
        ladders=ladders(person.id, homes, today),
        months=months,
        picture=upright(
            [(f"{day.month}", minutes, tenths(minutes)) for day, minutes in months], height=170
        ),
        entries=queries.entries_of(person.id, page),
        waiting=queries.waiting_of(person.id),
        unconfirmed=queries.unconfirmed_of(person.id),
        served_on=served_on,
        kinds=KINDS,
        grades=EVIDENCE,
        waits=WAITS,
        deciders=LEVELS,
    )


def tenths(minutes: int) -> str:
    """Write minutes as hours to a tenth, rounded down, for the little room over a bar."""
    return f"{minutes // 6 / 10:g}" if minutes else ""

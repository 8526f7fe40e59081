"""My hours: entries with their evidence, the verified total, my level and what is missing to the next."""

from __future__ import annotations

from datetime import date

from flask import render_template, request

from volunteer_app.attendance.labels import EVIDENCE
from volunteer_app.hours.labels import KINDS, LEVELS, WAITS
from volunteer_app.hours.queries.mine import own_hours
from volunteer_app.hours.queries.waiting import served_on
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pictures import upright
from volunteer_app.recognition.queries.ladder import ladders
from volunteer_app.recognition.queries.organisations import member_organisations
from volunteer_app.recognition.views import bp

LABELS = {"kinds": KINDS, "grades": EVIDENCE, "waits": WAITS, "deciders": LEVELS}
HOME_ZONE = "Asia/Shanghai"


@bp.get("/me/hours")
@requires(signed_in)
def mine() -> str:
    """Show my hours and my level."""
    homes = member_organisations(me())
    today = clock.today(homes[0].zone if homes else HOME_ZONE)
    page = max(1, min(request.args.get("page", 1, type=row_number), 100_000))
    own = own_hours(me().id, today, page)
    return render_template(
        "recognition/mine.html",
        own=own,
        ladders=ladders(me().id, homes, today),
        picture=upright([month_bar(*one) for one in own.months], width=420, height=150),
        served_on=served_on,
        labels=LABELS,
    )


def month_bar(month: date, minutes: int) -> tuple[str, int, str]:
    """Give a month's bar: its number, its minutes, its hours."""
    return str(month.month), minutes, tenths(minutes)


def tenths(minutes: int) -> str:
    """Write minutes as hours to a tenth, rounded down, for the little room over a bar."""
    return f"{minutes // 6 / 10:g}" if minutes else ""

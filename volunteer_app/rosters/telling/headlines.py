"""How good a run's roster provably is, in one sentence, and the goals by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

GOALS: Mapping[str, Any] = {
    "least": _l("Short of the least people are to have"),
    "critical": _l("Critical seats short of the minimum"),
    "minimum": _l("Seats short of the minimum"),
    "wanted": _l("Seats short of the number wanted"),
    "standby": _l("People by whom turn-out may stay below the minimum"),
    "price": _l("Price of what could not be heeded"),
    "use": _l("Willing people without a seat"),
    "wishes": _l("Minutes against wishes, weighted"),
    "losses": _l("People whose wishes go far unmet"),
    "balance": _l("Uneven load over 90 days, in points"),
    "balance_hours": _l("Uneven hours over 90 days, in points"),
    "balance_nights": _l("Uneven nights over 90 days, in points"),
    "balance_heat": _l("Uneven duty in the heat over 90 days, in points"),
    "balance_weekends": _l("Uneven weekends over 90 days, in points"),
    "stability": _l("Published seats taken from somebody"),
    "ties": _l("People not with, or not without, whom they would rather be, priced"),
    "travel": _l("Minutes on the way"),
}
#: what is worked on once the seats are as full as they can be, as a headline names it
AIMS: Mapping[str, Any] = {
    "use": _l("a seat for everybody willing"),
    "wishes": _l("people's wishes"),
    "losses": _l("people's wishes"),
    "balance": _l("an even load"),
    "balance_hours": _l("an even load"),
    "balance_nights": _l("an even load"),
    "balance_heat": _l("an even load"),
    "balance_weekends": _l("an even load"),
    "stability": _l("few changes"),
    "ties": _l("who serves with whom"),
    "travel": _l("short ways"),
}


def headline(run: Any) -> str:
    """
    Say how good the roster provably is.

    ``run`` is a run, or its ``status``, ``tiers`` and whether it has a ``roster``.
    """
    if not run.roster:
        return _("The search was stopped before it began; the draft is as it was.")
    if run.status == "proven":
        return _("Proven: under these rules no roster can do better, goal by goal.")
    first = next((tier for tier in run.tiers if not tier["proven"]), None)
    if first is None:
        return _("Every goal worked on is proven; the search was stopped before the rest.")
    if first["goals"][0] in AIMS:
        return full_all_the_same(run, str(AIMS[first["goals"][0]]))
    given = {
        "goal": " + ".join(str(GOALS[name]) for name in first["goals"]),
        "value": f"{first['value']:,}",
        "bound": f"{first['bound']:,}",
    }
    if run.status == "stopped":
        return _(
            "Stopped with the best so far, and lawful: “%(goal)s” stands at %(value)s; "
            "no roster can get below %(bound)s.",
            **given,
        )
    return _(
        "Time was up, and the roster is lawful: “%(goal)s” stands at %(value)s; "
        "no roster can get below %(bound)s.",
        **given,
    )


def full_all_the_same(run: Any, aim: str) -> str:
    """Say that the seats are proven to be as full as can be, and what the search was at when it ended."""
    if run.status == "stopped":
        return _(
            "Proven: no roster fills more seats. Stopped while working on %(aim)s, "
            "with the best so far.",
            aim=aim,
        )
    return _(
        "Proven: no roster fills more seats. Time was up while working on %(aim)s; "
        "the best so far is kept.",
        aim=aim,
    )

"""What breaches of bounds, successions and days off say to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from volunteer_app.kit import words
from volunteer_app.rosters.telling.names import Words


def days_off(facts: Mapping[str, Any], told: Words) -> str:
    """Tell which day was to stay free."""
    return _("%(day)s is to stay free.", day=told.day(int(facts["day"])))


def succession(facts: Mapping[str, Any], told: Words) -> str:
    """Tell which two kinds of duty stand too close."""
    given = {
        "before": told.kinds.get(str(facts["before"]), str(facts["before"])),
        "after": told.kinds.get(str(facts["after"]), str(facts["after"])),
    }
    if "missing" in facts:
        return _(
            "Between “%(before)s” and “%(after)s” lie at least %(limit)s; %(missing)s would be missing.",
            limit=words.hours(int(facts["limit"])),
            missing=words.hours(int(facts["missing"])),
            **given,
        )
    return _("“%(after)s” does not follow “%(before)s” on the next day.", **given)


def totals(facts: Mapping[str, Any], told: Words) -> str:
    """Tell which total would be exceeded, over which days."""
    minutes = facts["count"] == "minutes"
    most, count = (
        words.hours(int(facts[name])) if minutes else str(facts[name]) for name in ("most", "is")
    )
    days, duty = int(facts["days"]), told.several_kinds(facts)
    given = {"count": count, "most": most, "duty": duty, "span": span_told(facts, days, told)}
    if facts["count"] == "weekends":
        return _("That would be %(count)s weekends with %(duty)s; at most %(most)s.", **given)
    if facts["count"] == "half_weekends":
        return _(
            "That would be %(count)s weekends with %(duty)s on one day only; at most %(most)s.",
            **given,
        )
    if minutes:
        return _("That would be %(count)s of %(duty)s %(span)s; at most %(most)s.", **given)
    if facts["count"] == "days":
        return _("That would be %(count)s days of %(duty)s %(span)s; at most %(most)s.", **given)
    return _("That would be %(count)s shifts of %(duty)s %(span)s; at most %(most)s.", **given)


def span_told(facts: Mapping[str, Any], days: int, told: Words) -> str:
    """Name the days a total is taken over."""
    if facts["per"] == "horizon":
        return _("in this roster")
    day = told.day(int(facts["day"]))
    if facts["per"] == "week":
        return _("in the week from %(day)s", day=day)
    if days == 1:
        return _("on %(day)s", day=day)
    return _("within %(days)s days from %(day)s", days=days, day=day)


def runs(facts: Mapping[str, Any], told: Words) -> str:
    """Tell of a run that would be too long or too short."""
    given = {
        "count": facts["is"],
        "day": told.day(int(facts["day"])),
        "duty": told.several_kinds(facts),
        "most": facts.get("most", 0),
        "least": facts.get("least", 0),
    }
    if facts["count"] == "weekend_run":
        return _(
            "That would be %(count)s weekends with %(duty)s in a row from %(day)s; "
            "at most %(most)s.",
            **given,
        )
    if facts["count"] == "free_run":
        return _(
            "From %(day)s only %(count)s days in a row would be free of %(duty)s; "
            "at least %(least)s.",
            **given,
        )
    if "least" in facts:
        return _(
            "From %(day)s there would be only %(count)s days of %(duty)s in a row; "
            "at least %(least)s.",
            **given,
        )
    return _(
        "That would be %(count)s days of %(duty)s in a row from %(day)s; at most %(most)s.", **given
    )

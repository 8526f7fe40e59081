"""The district's weekly patterns, as in the table of its yearly plan, and what happens once a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.places import DESK, Ground
from volunteer_app.demo.rows import keep
from volunteer_app.duties.models import Pattern

WORKDAYS = [0, 1, 2, 3, 4]
DAILY = [0, 1, 2, 3, 4, 5, 6]


def clock(text: str) -> int:
    """Read a wall time as minutes from midnight."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True)
class Plan:
    """One line of the table: a kind of duty at some sites on some weekdays."""

    kind: str
    sites: tuple[str, ...]
    weekdays: list[int]
    times: tuple[tuple[str, str], ...]
    crew: tuple[int, int]
    team: str | None = None
    on_holidays: bool = False
    active: bool = True


PLANS = (
    Plan("peak", tuple(f"疏港路口J{n}" for n in range(1, 9)), WORKDAYS,
         (("07:30", "09:30"), ("17:00", "19:00")), (2, 3)),
    Plan("layby", tuple(f"路边停靠点L{n}" for n in range(1, 5)), [1, 3, 5],
         (("10:00", "12:00"), ("19:00", "21:00")), (2, 2)),
    Plan("heat", tuple(f"清凉驿站H{n}" for n in range(1, 5)), DAILY,
         (("09:30", "11:30"), ("16:00", "18:00"), ("18:00", "20:00")), (2, 2),
         on_holidays=True, active=False),
    Plan("desk", ("司机之家",), DAILY,
         (("09:00", "12:00"), ("14:00", "17:00"), ("18:00", "21:00")), (2, 2),
         on_holidays=True),
    Plan("law", ("司机之家",), [1], (("19:00", "21:00"),), (2, 2), team=DESK),
    Plan("counsel", ("司机之家",), [3], (("19:00", "21:00"),), (2, 2), team=DESK),
    Plan("mediate", ("司机之家",), [5], (("09:30", "11:30"),), (2, 2), team=DESK),
    Plan("river", tuple(f"河段R{n}" for n in range(1, 5)), [5], (("08:00", "10:00"),), (2, 4)),
)  # fmt: skip


def store_patterns(ground: Ground, catalogue: Catalogue) -> None:
    """Store the weekly patterns."""
    keep(Pattern, [row for plan in PLANS for row in rows(plan, ground, catalogue)])


def rows(plan: Plan, ground: Ground, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Give a plan's patterns, one a site and time."""
    owner = ground.union if plan.kind == "river" else ground.main
    return [
        {
            "organisation_id": owner,
            "team_id": ground.teams[plan.team] if plan.team else None,
            "site_id": ground.sites[site],
            "duty_kind_id": catalogue.kinds[plan.kind],
            "weekdays": plan.weekdays,
            "start_minute": clock(start),
            "end_minute": clock(end),
            "minimum": plan.crew[0],
            "wanted": plan.crew[1],
            "on_holidays": plan.on_holidays,
            "active": plan.active,
        }
        for site in plan.sites
        for start, end in plan.times
    ]

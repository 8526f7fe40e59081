"""What a shift shall be, asked by hand or by a weekly pattern, and the plans that cannot be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from volunteer_app.duties.daylight import sun_up
from volunteer_app.kit import clock, words
from volunteer_app.kit.errors import Refused
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.models import Policy
from volunteer_app.teams.models import DutyKind, Site

MOST_SEATS = 500


class Impossible(Refused):
    """A shift that cannot be: its times, its crew, or its kind of duty forbid it."""


@dataclass(frozen=True)
class Plan:
    """What a shift shall be: wall times at its site, its crew, and what it asks beyond its kind."""

    kind: DutyKind
    site: Site
    start_minute: int
    #: past 1440 for duty over midnight
    end_minute: int
    minimum: int
    wanted: int
    team_id: int | None = None
    lead_seats: int = 0
    adults_only: bool = False
    outdoor: bool = False
    needs: tuple[int, ...] = ()
    note: str = ""

    def starts(self, day: date) -> datetime:
        """When it begins on a day."""
        return clock.at(day, self.start_minute, self.site.zone)

    def ends(self, day: date) -> datetime:
        """When it ends, begun on a day."""
        return clock.at(day, self.end_minute, self.site.zone)

    def columns(self, day: date) -> dict[str, Any]:
        """Give it as the columns of a shift on a day."""
        return {
            "team_id": self.team_id,
            "site_id": self.site.id,
            "duty_kind_id": self.kind.id,
            "starts": self.starts(day),
            "ends": self.ends(day),
            "minimum": self.minimum,
            "wanted": self.wanted,
            "lead_seats": self.lead_seats,
            "adults_only": self.adults_only,
            "outdoor": self.outdoor,
            "needs": list(self.needs),
            "note": self.note,
        }


def check(
    plan: Plan, organisation_id: int, *, teams: Collection[int], day: date | None = None
) -> None:
    """
    Refuse a plan that cannot be, on a day or, for a weekly pattern, on any.

    Raises
    ------
    Impossible
        With the field to blame.
    """
    if plan.kind.organisation_id != organisation_id or not plan.kind.active:
        raise Impossible(_("Choose a kind of duty of this organisation."), field="duty_kind_id")
    if plan.site.organisation_id != organisation_id or not plan.site.active:
        raise Impossible(_("Choose a site of this organisation."), field="site_id")
    if plan.team_id is not None and plan.team_id not in teams:
        raise Impossible(_("Choose one of the teams offered."), field="team_id")
    check_times(plan)
    if plan.kind.daylight_only and (day or not located(plan.site)):
        check_daylight(plan, organisation_id, day)
    check_crew(plan)


def check_times(plan: Plan) -> None:
    """Refuse times that run backwards or last too long."""
    if plan.end_minute <= plan.start_minute:
        raise Impossible(
            _(
                "The end must be later than the start. For duty over midnight, "
                "tick “Ends on the next day”."
            ),
            field="end",
        )
    if plan.end_minute - plan.start_minute > plan.kind.longest_minutes:
        raise Impossible(
            _(
                "“%(duty)s” lasts at most %(longest)s at a stretch.",
                duty=words.named(plan.kind),
                longest=words.hours(plan.kind.longest_minutes),
            ),
            field="end",
        )


def located(site: Site) -> bool:
    """Say whether it is known where a site lies."""
    return site.latitude is not None and site.longitude is not None


def daylight(site: Site | None, policy: Policy, day: date | None) -> tuple[int, int]:
    """Give the minutes of a day between which it is light: by the sun, else by the organisation."""
    found = sun_up(site, day) if site and day else None
    return found or (policy.daylight_from, policy.daylight_to)


def check_daylight(plan: Plan, organisation_id: int, day: date | None) -> None:
    """Refuse a duty by daylight that begins or ends in the dark."""
    first, last = daylight(plan.site, policy_of(organisation_id), day)
    if plan.start_minute >= first and plan.end_minute <= last:
        return
    raise Impossible(
        _(
            "“%(duty)s” is done by daylight only, between %(first)s and %(last)s.",
            duty=words.named(plan.kind),
            first=words.wall(first),
            last=words.wall(last),
        ),
        field="start",
    )


def check_crew(plan: Plan) -> None:
    """Refuse crews that cannot be."""
    if plan.minimum < 0:
        raise Impossible(_("The minimum cannot be negative."), field="minimum")
    if not 1 <= plan.wanted <= MOST_SEATS:
        raise Impossible(
            _("A shift has between 1 and %(most)s seats.", most=MOST_SEATS), field="wanted"
        )
    if plan.wanted < plan.minimum:
        raise Impossible(_("The number wanted must not be below the minimum."), field="wanted")
    if plan.wanted < plan.kind.least_crew:
        raise Impossible(
            _(
                "“%(duty)s” is served by at least %(least)s people together.",
                duty=words.named(plan.kind),
                least=plan.kind.least_crew,
            ),
            field="wanted",
        )
    if not 0 <= plan.lead_seats <= plan.wanted:
        raise Impossible(_("There cannot be more lead seats than seats."), field="lead_seats")

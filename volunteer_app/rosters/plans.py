"""What a shift shall be, asked by hand or by a weekly pattern, and the plans that cannot be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from volunteer_app.kit import clock, words
from volunteer_app.kit.errors import Refused
from volunteer_app.rosters.gather.reads import policy_of
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


def check(plan: Plan, organisation_id: int, *, teams: Collection[int]) -> None:
    """
    Refuse a plan that cannot be.

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
    check_times(plan, organisation_id)
    check_crew(plan)


def check_times(plan: Plan, organisation_id: int) -> None:
    """Refuse times that run backwards, last too long, or lie outside daylight where that counts."""
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
    if plan.kind.daylight_only:
        check_daylight(plan, organisation_id)


def check_daylight(plan: Plan, organisation_id: int) -> None:
    """Refuse a duty by daylight that begins or ends in the dark, as the organisation draws the line."""
    policy = policy_of(organisation_id)
    if plan.start_minute >= policy.daylight_from and plan.end_minute <= policy.daylight_to:
        return
    raise Impossible(
        _(
            "“%(duty)s” is done by daylight only, between %(first)s and %(last)s.",
            duty=words.named(plan.kind),
            first=words.wall(policy.daylight_from),
            last=words.wall(policy.daylight_to),
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

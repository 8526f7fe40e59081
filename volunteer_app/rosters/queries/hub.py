"""Where periods stand: cover, deadlines, what is done and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.rosters.models import Period, PeriodTeam, Placement, Seat, SolveRun
from volunteer_app.rosters.queries import answers
from volunteer_app.rosters.queries.solving import RunOfPeriod, latest_run
from volunteer_app.rosters.telling.headlines import headline
from volunteer_app.teams.models import Organisation, Team

STAGES = ("collect", "shifts", "solve", "board", "publish")


@dataclass(frozen=True)
class Cover:
    """How full a period is: seats of its shifts, and how many of them are filled."""

    shifts: int = 0
    minimum: int = 0
    wanted: int = 0
    filled_minimum: int = 0
    filled: int = 0

    @property
    def short(self) -> int:
        """Seats open below the minimum."""
        return self.minimum - self.filled_minimum

    @property
    def percent(self) -> int:
        """Share of the wanted seats that are filled, in percent."""
        return round(100 * self.filled / self.wanted) if self.wanted else 0


@dataclass(frozen=True)
class Listed:
    """A period in the list."""

    period: Period
    organisation: str
    teams: str
    cover: Cover
    #: how good its latest roster provably is; nothing before the first
    proof: str


@dataclass(frozen=True)
class Hub:
    """All a period's own page shows."""

    period: Period
    teams: Sequence[Team]
    answers: answers.Counts
    cover: Cover
    run: RunOfPeriod | None
    #: how good the latest roster provably is
    proof: str
    #: seats by state, once published
    seats: Mapping[str, int]
    now: datetime

    @property
    def asking(self) -> bool:
        """Whether people can still answer."""
        return self.period.state == "collecting" and self.now < self.period.answers_due

    @property
    def changed(self) -> bool:
        """Whether the draft differs from what was published last."""
        return self.period.version != self.period.published_version

    @property
    def done(self) -> Mapping[str, bool]:
        """Which stages are behind."""
        published = self.period.published_version > 0
        return {
            "collect": not self.asking or not self.answers.silent,
            "shifts": self.cover.shifts > 0,
            "solve": self.cover.filled > 0 or published,
            "board": published or (self.cover.filled > 0 and not self.cover.short),
            "publish": published and not self.changed,
        }

    @property
    def next(self) -> str:
        """The stage that comes next; nothing once a period is closed."""
        if self.period.state == "closed":
            return ""
        order = ("shifts", "collect", "solve", "board", "publish")
        return next((stage for stage in order if not self.done[stage]), "")


def covers(period_ids: Collection[int]) -> dict[int, Cover]:
    """Count the seats of some periods in two reads."""
    crews = crew_counts(period_ids)
    rows = db.session.execute(
        select(Shift.id, Shift.period_id, Shift.minimum, Shift.wanted).where(
            Shift.period_id.in_(period_ids), Shift.cancelled_at.is_(None)
        )
    )
    totals = {period_id: [0, 0, 0, 0, 0] for period_id in period_ids}
    for row in rows:
        crew, total = crews.get(row.id, 0), totals[row.period_id]
        total[0] += 1
        total[1] += row.minimum
        total[2] += row.wanted
        total[3] += min(crew, row.minimum)
        total[4] += min(crew, row.wanted)
    return {period_id: Cover(*total) for period_id, total in totals.items()}


def crew_counts(period_ids: Collection[int]) -> dict[int, int]:
    """Count the people on each shift in the draft."""
    rows = db.session.execute(
        select(Placement.shift_id, func.count())
        .where(Placement.period_id.in_(period_ids))
        .group_by(Placement.shift_id)
    )
    return dict(rows.tuples().all())


def listed(periods: Sequence[Period]) -> list[Listed]:
    """Give periods with organisation, teams, cover and proof; five reads, however many they are."""
    ids = [period.id for period in periods]
    found = covers(ids)
    names: dict[int, list[str]] = {}
    for link, team in db.session.execute(
        select(PeriodTeam.period_id, Team)
        .join(Team, Team.id == PeriodTeam.team_id)
        .where(PeriodTeam.period_id.in_(ids))
        .order_by(Team.name)
    ):
        names.setdefault(link, []).append(team.name)
    told = proofs(ids)
    organisations = dict(
        db.session.execute(
            select(Organisation.id, Organisation.name).where(
                Organisation.id.in_({period.organisation_id for period in periods})
            )
        )
        .tuples()
        .all()
    )
    return [
        Listed(
            period,
            organisations[period.organisation_id],
            "、".join(names.get(period.id, [])),
            found[period.id],
            told.get(period.id, ""),
        )
        for period in periods
    ]


def proofs(period_ids: Collection[int]) -> dict[int, str]:
    """Say of some periods how good the latest roster that the solver gave them provably is."""
    latest = (
        select(func.max(SolveRun.id))
        .where(SolveRun.period_id.in_(period_ids), SolveRun.state == "done")
        .group_by(SolveRun.period_id)
    )
    rows = db.session.execute(
        select(
            SolveRun.period_id,
            SolveRun.status,
            SolveRun.tiers,
            SolveRun.roster.is_not(None).label("roster"),
            (Period.version > SolveRun.from_version + 1).label("changed"),
        )
        .join(Period, Period.id == SolveRun.period_id)
        .where(SolveRun.id.in_(latest))
    )
    return {row.period_id: proof_told(row) for row in rows if row.roster}


def proof_told(row: Any) -> str:
    """Tell the proof of a run; taking it over counted the draft up once, more means later changes."""
    told = headline(row)
    return _("When it was last solved: %(proof)s", proof=told) if row.changed else told


def hub(period: Period, *, now: datetime) -> Hub:
    """Give all a period's own page shows."""
    teams = db.session.scalars(
        select(Team).where(Team.id.in_(period.team_ids)).order_by(Team.name)
    ).all()
    return Hub(
        period=period,
        teams=teams,
        answers=answers.counts(period),
        cover=covers([period.id])[period.id],
        run=latest_run(period),
        proof=proofs([period.id]).get(period.id, ""),
        seats=seat_states(period),
        now=now,
    )


def seat_states(period: Period) -> dict[str, int]:
    """Count a period's seats by state: offered, accepted, declined and so on."""
    rows = db.session.execute(
        select(Seat.state, func.count()).where(Seat.period_id == period.id).group_by(Seat.state)
    )
    return dict(rows.tuples().all())

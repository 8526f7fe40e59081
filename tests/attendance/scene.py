"""A shift with its people, ready for its day: Monday 7 December 2026, 07:30 to 09:30 in Shenzhen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories import Make
from volunteer_app.attendance.actions import presence
from volunteer_app.attendance.actions.closing import close
from volunteer_app.attendance.queries.days import ShiftDay, day
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period, Seat
from volunteer_app.teams.models import DutyKind, Organisation, Site, Team

#: 07:30 and 09:30 on the wall
STARTS = datetime(2026, 12, 6, 23, 30, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=2)


def at(minutes: int) -> datetime:
    """Give a moment so many minutes after the start."""
    return STARTS + timedelta(minutes=minutes)


@dataclass
class Scene:
    """Everything about one shift."""

    make: Make
    organisation: Organisation
    team: Team
    site: Site
    kind: DutyKind
    period: Period
    shift: Shift
    lead: Person
    scheduler: Person
    people: list[Person] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)

    def day(self, by: Person | None = None) -> ShiftDay:
        """Give the shift's day as somebody sees it."""
        return day(by or self.lead, self.shift.id)

    def serve(self, seat: Seat, start: int = 0, end: int = 120) -> None:
        """Have somebody come and go, by the lead's roll-call."""
        presence.check_in(seat, self.lead, at(start), evidence="roll_call")
        presence.check_out(seat, self.lead, at(end), evidence="roll_call")
        db.session.commit()

    def served(self) -> ShiftDay:
        """Have everybody serve the whole shift, and close it."""
        for seat in self.seats:
            self.serve(seat)
        close(self.shift, self.lead, at(125))
        db.session.commit()
        return self.day()

    def another(self, starts: datetime, minutes: int = 120, **facts: Any) -> Shift:
        """Make another shift of the same kind."""
        return self.make.shift(
            self.period,
            kind=self.kind,
            site=self.site,
            starts=starts,
            minutes=minutes,
            team_id=self.team.id,
            **facts,
        )


def scene(make: Make, people: int = 2, *, seated: bool = True, **kind_facts: Any) -> Scene:
    """Make a scene with so many people, each with an accepted seat unless told otherwise."""
    organisation = make.organisation()
    team = make.team(organisation)
    site = make.site(organisation)
    kind = make.duty_kind(organisation, **kind_facts)
    period = make.period(team, state="published")
    shift = make.shift(
        period, kind=kind, site=site, starts=STARTS, team_id=team.id, wanted=max(2, people + 2)
    )
    lead = make.lead(team)
    scheduler = make.appoint(make.person(), "scheduler", organisation=organisation)
    found = Scene(make, organisation, team, site, kind, period, shift, lead, scheduler)
    for _number in range(people):
        person = make.person(team)
        found.people.append(person)
        if seated:
            found.seats.append(make.seat(shift, person, state="accepted"))
    return found


def rows(found: ShiftDay, **change: Any) -> list[dict[str, Any]]:
    """Give the rows that confirm everybody who left as suggested, changed where asked."""
    from volunteer_app.hours.queries.confirming import to_confirm

    listed = to_confirm(found, 0)
    return [{**one.row, **change} for one in [*listed.open, *listed.own]]

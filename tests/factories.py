"""Makers of rows for tests: each gives a stored thing with sensible facts."""

from __future__ import annotations

import itertools
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from volunteer_app.db import db
from volunteer_app.duties.models import Pattern, Shift, WeeklyWindow
from volunteer_app.people.models import Appointment, Person
from volunteer_app.rosters.models import Period, PeriodTeam, Placement, Seat
from volunteer_app.teams.models import DutyKind, Membership, Organisation, Site, Team
from volunteer_app.teams.queries import standing_of
from volunteer_app.training.models import Holding, Insurance, Qualification

MONDAY = date(2026, 12, 7)
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


class Make:
    """Make stored things; keyword arguments overrule the facts."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)

    def keep(self, thing: Any) -> Any:
        """Store a thing."""
        db.session.add(thing)
        db.session.commit()
        return thing

    def organisation(self, **facts: Any) -> Organisation:
        """Make an organisation."""
        number = next(self.numbers)
        return self.keep(
            Organisation(
                **{
                    "name": f"街道办{number}",
                    "name_en": f"Office {number}",
                    "created_at": LONG_AGO,
                    **facts,
                }
            )
        )

    def team(self, organisation: Organisation | None = None, **facts: Any) -> Team:
        """Make a team."""
        organisation = organisation or self.organisation()
        return self.keep(
            Team(
                **{
                    "organisation_id": organisation.id,
                    "name": f"志愿队{next(self.numbers)}",
                    "join_code": secrets.token_urlsafe(12),
                    "created_at": LONG_AGO,
                    **facts,
                }
            )
        )

    def person(self, *teams: Team, may_lead: bool = False, **facts: Any) -> Person:
        """Make an adult volunteer, insured, and a member of the teams."""
        number = next(self.numbers)
        person = self.keep(
            Person(
                **{
                    "number": f"T{number:05d}",
                    "name": f"志愿者{number}",
                    "email": f"person{number}@example.org",
                    "fs_uniquifier": secrets.token_hex(16),
                    "born": date(1990, 5, 1),
                    "created_at": LONG_AGO,
                    **facts,
                }
            )
        )
        for team in teams:
            self.keep(
                Membership(team_id=team.id, person_id=person.id, may_lead=may_lead, since=LONG_AGO)
            )
        person.standing = standing_of(person.id)
        return person

    def appoint(
        self,
        person: Person,
        role: str,
        *,
        team: Team | None = None,
        organisation: Organisation | None = None,
    ) -> Person:
        """Give a person a role."""
        scope = organisation.id if organisation else team.organisation_id if team else None
        self.keep(
            Appointment(
                person_id=person.id,
                role=role,
                organisation_id=scope,
                team_id=team.id if team else None,
                since=LONG_AGO,
            )
        )
        person.standing = standing_of(person.id)
        return person

    def lead(self, team: Team, **facts: Any) -> Person:
        """Make a member who leads the team."""
        return self.appoint(self.person(team, may_lead=True, **facts), "lead", team=team)

    def insure(
        self, person: Person, since: date = date(2026, 1, 1), until: date = date(2027, 12, 31)
    ) -> Insurance:
        """Insure a person."""
        return self.keep(Insurance(person_id=person.id, since=since, until=until))

    def qualification(self, **facts: Any) -> Qualification:
        """Make a qualification."""
        number = next(self.numbers)
        return self.keep(Qualification(**{"code": f"q{number}", "name": f"培训{number}", **facts}))

    def hold(
        self, person: Person, qualification: Qualification, until: date | None = None
    ) -> Holding:
        """Let a person hold a qualification."""
        return self.keep(
            Holding(person_id=person.id, qualification_id=qualification.id, until=until)
        )

    def site(self, organisation: Organisation, **facts: Any) -> Site:
        """Make a site."""
        return self.keep(
            Site(
                **{
                    "organisation_id": organisation.id,
                    "name": f"路口{next(self.numbers)}",
                    "meeting_point": "天桥下",
                    **facts,
                }
            )
        )

    def duty_kind(self, organisation: Organisation, **facts: Any) -> DutyKind:
        """Make a kind of duty without special rules."""
        return self.keep(
            DutyKind(
                **{"organisation_id": organisation.id, "name": f"任务{next(self.numbers)}", **facts}
            )
        )

    def period(
        self, *teams: Team, first_day: date = MONDAY, days: int = 14, **facts: Any
    ) -> Period:
        """Make a period of the teams."""
        period = self.keep(
            Period(
                **{
                    "organisation_id": teams[0].organisation_id,
                    "name": "十二月",
                    "first_day": first_day,
                    "last_day": first_day + timedelta(days=days - 1),
                    "answers_due": datetime(2026, 12, 1, 10, tzinfo=UTC),
                    "created_at": LONG_AGO,
                    **facts,
                }
            )
        )
        for team in teams:
            self.keep(PeriodTeam(period_id=period.id, team_id=team.id))
        return period

    def shift(
        self,
        period: Period,
        *,
        kind: DutyKind,
        site: Site,
        starts: datetime | None = None,
        minutes: int = 120,
        **facts: Any,
    ) -> Shift:
        """Make a shift; without a start, on the period's first day at 07:30 in Shenzhen."""
        if starts is None:
            starts = datetime.combine(period.first_day, datetime.min.time(), UTC) - timedelta(
                minutes=30
            )
        return self.keep(
            Shift(
                **{
                    "organisation_id": period.organisation_id,
                    "period_id": period.id,
                    "site_id": site.id,
                    "duty_kind_id": kind.id,
                    "starts": starts,
                    "ends": starts + timedelta(minutes=minutes),
                    "minimum": 1,
                    "wanted": 2,
                    **facts,
                }
            )
        )

    def pattern(self, kind: DutyKind, site: Site, **facts: Any) -> Pattern:
        """Make a weekly pattern: weekdays 07:30 to 09:30."""
        return self.keep(
            Pattern(
                **{
                    "organisation_id": kind.organisation_id,
                    "site_id": site.id,
                    "duty_kind_id": kind.id,
                    "weekdays": [0, 1, 2, 3, 4],
                    "start_minute": 450,
                    "end_minute": 570,
                    "minimum": 2,
                    "wanted": 3,
                    **facts,
                }
            )
        )

    def free(self, person: Person, *, start: int = 0, end: int = 1440, grade: int = 0) -> None:
        """Make a person available every day of the week."""
        for weekday in range(7):
            self.keep(
                WeeklyWindow(
                    person_id=person.id,
                    weekday=weekday,
                    start_minute=start,
                    end_minute=end,
                    grade=grade,
                )
            )

    def placement(self, shift: Shift, person: Person, **facts: Any) -> Placement:
        """Put a person on a shift in the draft."""
        return self.keep(
            Placement(
                **{
                    "period_id": shift.period_id,
                    "shift_id": shift.id,
                    "person_id": person.id,
                    **facts,
                }
            )
        )

    def seat(self, shift: Shift, person: Person, **facts: Any) -> Seat:
        """Make a published seat, offered."""
        state = facts.get("state", "offered")
        return self.keep(
            Seat(
                **{
                    "organisation_id": shift.organisation_id,
                    "period_id": shift.period_id,
                    "shift_id": shift.id,
                    "person_id": person.id,
                    "starts": shift.starts,
                    "ends": shift.ends,
                    "held": state in ("offered", "accepted"),
                    "offered_at": LONG_AGO,
                    "answer_by": shift.starts - timedelta(days=1),
                    **facts,
                }
            )
        )

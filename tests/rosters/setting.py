"""The usual setting of roster tests: one team, one period of two weeks, one site, one kind of duty."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.factories import Make
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Organisation

#: a week before the setting's period, which begins on Monday 7 December 2026
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)


class Setting:
    """One organisation's team with a period, ready to be filled."""

    def __init__(self, make: Make, **facts: Any) -> None:
        self.make = make
        self.organisation: Organisation = make.organisation()
        self.team = make.team(self.organisation)
        self.period = make.period(self.team, **facts)
        self.kind = make.duty_kind(self.organisation)
        self.site = make.site(self.organisation)

    def shift(self, day: int = 0, **facts: Any) -> Shift:
        """Make a shift of two hours at 07:30 on a counted day of the period, or as given."""
        if day and "starts" not in facts:
            facts["starts"] = datetime(2026, 12, 6 + day, 23, 30, tzinfo=UTC)
        return self.make.shift(self.period, kind=self.kind, site=self.site, **facts)

    def person(self, **facts: Any) -> Person:
        """Make a member of the team."""
        return self.make.person(self.team, **facts)

    def free_person(self, **facts: Any) -> Person:
        """Make a member of the team who can serve at any time."""
        person = self.person(**facts)
        self.make.free(person)
        return person

    def lead(self) -> Person:
        """Make a lead of the team."""
        return self.make.lead(self.team)

    def scheduler(self) -> Person:
        """Make a scheduler of the organisation."""
        return self.make.appoint(self.make.person(), "scheduler", organisation=self.organisation)

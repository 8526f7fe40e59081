"""Two years of verified hours, carried over through the ledger's own door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from volunteer_app.db import db
from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.people import Volunteer
from volunteer_app.demo.places import Ground
from volunteer_app.demo.weather import Signal
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.teams.models import DutyKind, Organisation

DAYS = 730
#: the last days, whose entries come from an attended roster
ROSTERED = 28
ZONE = "Asia/Shanghai"
#: a person's day has at most so many minutes in the record; beyond, a second word is needed
DAY_MINUTES = 480
#: when duties begin, minutes of the day; nobody is at two of them at once
SLOTS = (450, 600, 840, 1020)
LENGTHS = ((120, 0.68), (150, 0.12), (180, 0.1), (90, 0.1))
EVIDENCE = (("two_sided", 0.55), ("post_code", 0.25), ("roll_call", 0.17), ("back_filled", 0.03))
SERVED = {
    "logistics": ("peak", "peak", "peak", "layby", "parking", "street"),
    "river": ("river", "river", "riverday"),
    "desk": ("desk", "desk", "heat", "courier"),
    "expert": ("law", "counsel", "mediate", "blindspot"),
    "youth": ("street", "blindspot", "courier"),
}


@dataclass(frozen=True)
class Sky:
    """Under what sky the duties lay: the warnings by day, and which kinds are outdoors."""

    warnings: dict[date, Signal]
    outdoor: frozenset[str]

    def stopped(self, kind: str, day: date, start: int, minutes: int) -> bool:
        """Say whether the weather kept a duty from taking place."""
        warning = self.warnings.get(day)
        return warning is not None and kind in self.outdoor and warning.stops(kind, start, minutes)


def sky_over(catalogue: Catalogue, warnings: dict[date, Signal]) -> Sky:
    """Give the sky over the catalogue's kinds of duty."""
    outdoor = set(db.session.scalars(db.select(DutyKind.id).where(DutyKind.outdoor)))
    kinds = catalogue.kinds.items()
    return Sky(warnings, frozenset(key for key, number in kinds if number in outdoor))


def store_history(
    ground: Ground,
    catalogue: Catalogue,
    chance: Random,
    people: list[Volunteer],
    by: Person,
    now: datetime,
    warnings: dict[date, Signal],
) -> int:
    """Enter what everybody served in two years; give the number of entries."""
    sky = sky_over(catalogue, warnings)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    entered = 0
    for owner in (ground.main, ground.union):
        lines = [
            line
            for one in people
            if (one.group == "river") == (owner == ground.union)
            for line in lines_of(ground, catalogue, chance, one, today, sky)
        ]
        lines.sort(key=lambda line: (line.served_on, line.starts, line.person_id))
        organisation = db.session.get_one(Organisation, owner)
        entered += carry_over(organisation, lines, by=by, now=now).entered
    return entered


def lines_of(
    ground: Ground, catalogue: Catalogue, chance: Random, one: Volunteer, today: date, sky: Sky
) -> Iterator[Carried]:
    """Draw a person's duties until their two years' minutes are spent."""
    left, minutes_on = one.served, dict[date, int]()
    # the office's last four weeks stand in a roster of their own
    latest = 1 if one.group == "river" else ROSTERED + 1
    places = [(n, slot) for n in range(latest, DAYS + 1) for slot in SLOTS]
    kinds = SERVED[one.group]
    for days_ago, slot in chance.sample(places, min(len(places), 4 + one.served // 60)):
        if left < 30:
            return
        day = today - timedelta(days=days_ago)
        minutes = min(left, draw_minutes(chance))
        kind = chance.choice(kinds)
        if minutes_on.get(day, 0) + minutes > DAY_MINUTES or sky.stopped(kind, day, slot, minutes):
            continue
        minutes_on[day] = minutes_on.get(day, 0) + minutes
        left -= minutes
        starts = clock.at(day, slot, ZONE)
        ends = starts + timedelta(minutes=minutes)
        yield Carried(
            person_id=one.id,
            minutes=minutes,
            served_on=day,
            team_id=ground.teams[one.team],
            duty_kind_id=catalogue.kinds[kind],
            starts=starts,
            ends=ends,
            evidence=chance.choices([e for e, _ in EVIDENCE], [share for _, share in EVIDENCE])[0],
            kind="service",
            entered_at=ends + timedelta(minutes=chance.randint(5, 600)),
        )


def draw_minutes(chance: Random) -> int:
    """Draw how long somebody really stayed: about as planned, a little less or more."""
    planned = chance.choices([m for m, _ in LENGTHS], [share for _, share in LENGTHS])[0]
    return min(planned, 135) + chance.randint(-8, 12)

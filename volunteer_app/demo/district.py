"""The demonstration district: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from volunteer_app.db import db
from volunteer_app.demo.attended import store_attended
from volunteer_app.demo.availability import store_availability
from volunteer_app.demo.folder import SignIn
from volunteer_app.demo.history import DAYS as HISTORY_DAYS
from volunteer_app.demo.history import store_history
from volunteer_app.demo.kinds import store_catalogue
from volunteer_app.demo.patterns import store_patterns
from volunteer_app.demo.people import store_people
from volunteer_app.demo.periods import DAYS, ZONE, fill_period, store_periods
from volunteer_app.demo.places import lay_ground
from volunteer_app.demo.staff import store_leads, store_staff
from volunteer_app.demo.traps import store_traps
from volunteer_app.demo.weather import draw_weather
from volunteer_app.people.models import Person
from volunteer_app.teams.queries import standing_of

SEED = 20261123
Say = Callable[[str], None]


@dataclass(frozen=True)
class District:
    """What was loaded, as far as the walk through the main job needs it."""

    period_id: int
    sign_ins: list[SignIn]


def is_loaded() -> bool:
    """Say whether the database has people."""
    return db.session.scalar(db.select(Person.id).limit(1)) is not None


def load(now: datetime, say: Say = print) -> District:
    """
    Load the district as it stands on this day; the same draws on every machine.

    The caller commits, once it has kept the sign-ins.
    """
    chance = Random(SEED)
    since = now - timedelta(days=760)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    ground = lay_ground(since)
    catalogue = store_catalogue(ground)
    store_patterns(ground, catalogue)
    people = store_people(ground, catalogue, chance, today, since)
    behind = today - timedelta(days=DAYS)
    store_availability(catalogue, chance, people, behind, 3 * DAYS)
    store_traps(catalogue, people, today)
    sign_ins, keeper = store_staff(ground, now, since)
    led = store_leads(ground, people, now, since)
    head = account_of(led[1].account)
    say(f"  {len(people)} people in {len(ground.teams)} teams at {len(ground.sites)} sites")
    warnings = draw_weather(Random(SEED), today, HISTORY_DAYS)
    entries = store_history(ground, catalogue, chance, people, keeper, now, warnings)
    keeper.standing = standing_of(keeper.id)
    recent = store_attended(ground, catalogue, chance, keeper, head, now)
    say(f"  24 months of history: {entries + recent:,} entries in the ledger")
    say(f"  of them {recent:,} from the last four weeks' roster, attended and confirmed")
    asked = account_of(led[0].account).id
    periods = store_periods(ground, catalogue, chance, people, asked, now)
    for period_id in periods:
        fill_period(period_id, ground, catalogue, keeper, now)
    return District(periods[0], led + sign_ins)


def account_of(account: str) -> Person:
    """Find the owner of a sign-in, with their standing."""
    person: Person = db.session.scalars(db.select(Person).where(Person.email == account)).one()
    person.standing = standing_of(person.id)
    return person

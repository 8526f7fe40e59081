"""What the district's people answer once their seats are published: most accept, some decline, some wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from random import Random

from volunteer_app.db import commit, db, reading, roll_back
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.seats import accept, decline, withdraw
from volunteer_app.rosters.models import Seat

SEED = 20261125
#: shares of the people who say nothing yet, and of the seats the others decline or give back later
SILENT, DECLINED, WITHDRAWN = 0.3, 0.06, 0.015
REASONS = ("当天临时加班", "家里有事", "孩子要照顾", "那几天出差", "")


def answer_some(period_id: int, *, quiet: Iterable[str] = ()) -> Counter[str]:
    """
    Let the people of a period answer their offers, each through the house's own actions.

    A person's draws depend on the person alone, whatever the roster came out as.

    Parameters
    ----------
    quiet
        Accounts that answer nothing: whoever tries the demonstration answers for them.

    Returns
    -------
    Counter
        Seats by how they stand afterwards.
    """
    with reading():
        rows = db.session.execute(
            db.select(Seat.person_id, Seat.id)
            .join(Person, Person.id == Seat.person_id)
            .where(
                Seat.period_id == period_id,
                Seat.state == "offered",
                Person.email.is_(None) | Person.email.not_in(list(quiet)),
            )
            .order_by(Seat.person_id, Seat.starts, Seat.id)
        ).all()
        roll_back()
    for person_id, seats in groupby(rows, key=lambda row: row.person_id):
        answer_as(person_id, [row.id for row in seats])
    with reading():
        states = db.select(Seat.state, db.func.count()).where(Seat.period_id == period_id)
        found = Counter(dict(db.session.execute(states.group_by(Seat.state)).tuples().all()))
        roll_back()
    return found


def answer_as(person_id: int, seat_ids: list[int]) -> None:
    """Answer one person's offers as that person would, in one transaction."""
    chance = Random(f"{SEED}:{person_id}")
    if chance.random() < SILENT:
        return
    person, now = db.session.get_one(Person, person_id), clock.now()
    for number in seat_ids:
        seat, roll = db.session.get_one(Seat, number), chance.random()
        if seat.starts <= now:
            continue
        if roll < DECLINED:
            decline(seat, person, now, reason=chance.choice(REASONS))
            continue
        accept(seat, person, now)
        if roll > 1 - WITHDRAWN:
            withdraw(seat, person, now, reason=chance.choice(REASONS))
    commit()

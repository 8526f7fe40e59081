"""Carrying over: many lines at once, chained, under the same rule of the day as any other minutes."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.hours.actions.carry import Carried, CarriedOver, carry_over
from volunteer_app.hours.actions.decide import NotYourWord, approve
from volunteer_app.hours.models import LedgerEntry, Waiting
from volunteer_app.hours.queries.mine import verified_total
from volunteer_app.hours.queries.verification import verify_chain
from volunteer_app.kit.errors import Refused

NOW = datetime(2026, 12, 7, 4, tzinfo=UTC)
DAY = date(2026, 3, 1)


def test_many_lines_are_chained_in_seconds(make):
    organisation, by = make.organisation(), make.person()
    people = [make.person() for _ in range(10)]
    lines = [
        Carried(person_id=one.id, minutes=60, served_on=DAY + timedelta(days=day))
        for day in range(1000)
        for one in people
    ]
    begun = time.monotonic()
    assert carry_over(organisation, lines, by=by, now=NOW) == CarriedOver(10_000, 0)
    db.session.commit()
    took = time.monotonic() - begun
    assert took < 20, f"{took:.1f} s for 10,000 lines"
    assert verify_chain(organisation.id).entries == 10_000
    assert verified_total(people[0].id) == 60_000


def test_carrying_over_goes_on_where_the_chain_ends(make):
    organisation, by, person = make.organisation(), make.person(), make.person()
    for number in range(3):
        line = Carried(person.id, 30, DAY + timedelta(days=number), reason="旧系统")
        carry_over(organisation, [line], by=by, now=NOW)
    assert verify_chain(organisation.id).entries == 3
    entry = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.number)).first()
    assert entry is not None
    assert (entry.kind, entry.verified_by, entry.evidence) == ("carried", by.id, "back_filled")
    assert carry_over(organisation, [], by=by, now=NOW) == CarriedOver(0, 0)


@pytest.mark.parametrize(
    ("minutes", "entered", "levels"),
    [([480], 1, []), ([481], 0, [2]), ([300, 300, 200], 1, [2, 3]), ([19_200], 0, [3])],
)
def test_long_days_wait_however_they_come(make, minutes, entered, levels):
    organisation, by, person = make.organisation(), make.person(), make.person()
    lines = [Carried(person.id, one, DAY) for one in minutes]
    assert carry_over(organisation, lines, by=by, now=NOW).entered == entered
    waiting = db.session.scalars(select(Waiting).order_by(Waiting.id)).all()
    assert [one.level for one in waiting] == levels


def test_earlier_minutes_of_the_day_count(make):
    organisation, by, person = make.organisation(), make.person(), make.person()
    carry_over(organisation, [Carried(person.id, 400, DAY)], by=by, now=NOW)
    second = carry_over(organisation, [Carried(person.id, 100, DAY)], by=by, now=NOW)
    assert second == CarriedOver(0, 1)


def test_nobody_carries_over_their_own_alone(make):
    organisation = make.organisation()
    by = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    assert carry_over(organisation, [Carried(by.id, 60, DAY)], by=by, now=NOW).waiting == 1
    waiting = db.session.scalars(select(Waiting)).one()
    with pytest.raises(NotYourWord):
        approve(waiting, by, NOW)
    other = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    entry = approve(waiting, other, NOW)
    assert entry is not None
    assert (entry.verified_by, entry.second_by) == (None, other.id)


@pytest.mark.parametrize("line", [{"minutes": 0}, {"minutes": -5}, {"kind": "correction"}])
def test_lines_that_cannot_be_are_refused_by_number(make, line):
    organisation, by, person = make.organisation(), make.person(), make.person()
    good = Carried(person.id, 60, DAY)
    bad = Carried(**{"person_id": person.id, "minutes": 60, "served_on": DAY, **line})
    with pytest.raises(Refused, match="2"):
        carry_over(organisation, [good, bad], by=by, now=NOW)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(LedgerEntry)) == 0

"""The demonstration's people answer their offers: drawn, but the same for the same people."""

from __future__ import annotations

from datetime import timedelta

from tests.rosters.volunteering import Service
from volunteer_app.db import db
from volunteer_app.demo.answered import answer_some
from volunteer_app.demo.walk import walk
from volunteer_app.kit import clock
from volunteer_app.rosters.models import Placement, Seat, SolveRun

PEOPLE, DAYS = 60, 5


def offered(make, service):
    """Offer everybody a seat on each of some days; give who said what of which shift."""
    people = [service.person() for _ in range(PEOPLE)]
    first = clock.today("Asia/Shanghai") + timedelta(days=7)
    for day in range(DAYS):
        starts = clock.at(first + timedelta(days=day), 540, "Asia/Shanghai")
        shift = make.shift(
            service.period, kind=service.kind, site=service.site, starts=starts, wanted=PEOPLE
        )
        for person in people:
            make.seat(shift, person, state="offered")
            make.placement(shift, person)
    return people


def test_most_accept_some_decline_and_some_say_nothing(ctx, make):
    service = Service(make, state="published")
    people = offered(make, service)
    quiet = people[0]
    states = answer_some(service.period.id, quiet=[quiet.email])
    total = PEOPLE * DAYS
    assert sum(states.values()) == total
    assert 0.5 * total < states["accepted"] < 0.8 * total
    assert 0.2 * total < states["offered"] < 0.4 * total
    assert states["declined"] >= 3
    seats = db.session.scalars(db.select(Seat)).all()
    silent = {one.person_id for one in seats if one.state == "offered"}
    assert quiet.id in silent
    assert not silent & {one.person_id for one in seats if one.state != "offered"}
    placed = set(db.session.execute(db.select(Placement.shift_id, Placement.person_id)).tuples())
    assert placed == {(one.shift_id, one.person_id) for one in seats if one.held}
    assert answer_some(service.period.id, quiet=[quiet.email]) == states


def test_a_walk_cut_off_after_publishing_goes_on_with_the_answers(ctx, make):
    """Killed between the two, the next start neither solves nor publishes again."""
    service = Service(make, state="published")
    offered(make, service)
    said: list[str] = []
    assert walk(service.period.id, "nobody@example.org", said.append)
    assert [line.split(":")[0].strip() for line in said] == ["Answered"]
    assert db.session.scalar(db.select(SolveRun.id)) is None
    assert db.session.scalar(db.select(Seat.id).where(Seat.state == "accepted").limit(1))

"""The demonstration district: its sizes, its attended weeks, and the people the roster must refuse."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

from solver.instance import Instance
from solver.roster import Roster
from solver.verify import breaches, person_breaches
from volunteer_app.attendance.models import Attendance
from volunteer_app.db import commit, db
from volunteer_app.demo.district import SEED, load
from volunteer_app.demo.history import DAYS, ZONE
from volunteer_app.demo.weather import SIGNALS, draw_weather
from volunteer_app.duties.models import Shift
from volunteer_app.hours.models import LedgerEntry, Question, Waiting
from volunteer_app.hours.queries.verification import verify_chain
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import gather
from volunteer_app.rosters.models import Period, PeriodAnswer, Seat
from volunteer_app.rosters.queries.periods import with_teams
from volunteer_app.teams.models import DutyKind
from volunteer_app.training.models import Qualification

#: whom the roster must refuse and why; the loader does not read it
KEY = json.loads((Path(__file__).parent / "answer_key.json").read_text("utf-8"))


def count(thing, *conditions):
    return db.session.scalar(db.select(db.func.count()).select_from(thing).where(*conditions))


def test_the_district_is_as_it_is_told(ctx):
    """One load for all: it takes a while."""
    district = load(clock.now(), say=lambda sentence: None)
    commit()
    sizes()
    attended_weeks()
    weather()
    left_to_the_visitor(district)
    roster_refuses(gather(with_teams(district.period_id), now=clock.now()).instance)


def sizes():
    """See the numbers of the plan."""
    assert count(Person, Person.number.like("V%")) == 480
    assert 40_000 < count(LedgerEntry) < 47_000
    for organisation in (1, 2):
        assert verify_chain(organisation).whole


def attended_weeks():
    """See a lawful published roster behind, its absences, its doubts and their corrections."""
    behind = db.session.scalars(db.select(Period).order_by(Period.first_day)).first()
    states = dict(
        db.session.execute(db.select(Attendance.state, db.func.count()).group_by(Attendance.state))
        .tuples()
        .all()
    )
    noted = sum(states.values())
    assert noted == count(Seat, Seat.period_id == behind.id)
    assert 0.04 < states["absent"] / noted < 0.08
    assert states["left"] > 20
    entries = count(LedgerEntry, LedgerEntry.attendance_id.is_not(None))
    assert entries == states["confirmed"]
    assert count(LedgerEntry, LedgerEntry.team_id.is_(None)) == 0
    assert 0.02 < count(Question) / entries < 0.06
    assert count(LedgerEntry, LedgerEntry.kind == "correction") == count(
        Waiting, Waiting.state == "approved"
    )
    led = db.select(Seat.shift_id).where(Seat.leads)
    wanting = db.select(DutyKind.id).where(DutyKind.lead_seats > 0)
    manned = db.select(Seat.shift_id).where(Seat.period_id == behind.id)
    assert count(Shift, Shift.id.in_(manned), Shift.duty_kind_id.in_(wanting)) > 100
    leaderless = (Shift.id.in_(manned), Shift.duty_kind_id.in_(wanting), Shift.id.not_in(led))
    assert count(Shift, *leaderless) == 0
    asked = gather(with_teams(behind.id), now=behind.created_at)
    told = Counter(one.rule for one in breaches(asked.instance, Roster(asked.draft.assignments)))
    assert told == Counter()


def weather():
    """See two years of warnings, nobody outdoors against one, and a stormy day called off."""
    today = clock.today(ZONE)
    found = draw_weather(Random(SEED), today, DAYS)
    assert Counter((one.warning, one.level) for one in found.values()) == {
        (warning, level): times for warning, level, times, _months in SIGNALS
    }
    outdoor = LedgerEntry.duty_kind_id.in_(db.select(DutyKind.id).where(DutyKind.outdoor))
    stopped = [day for day, one in found.items() if one.stops("peak", 450, 120)]
    assert len(stopped) == 7
    assert count(LedgerEntry, outdoor, LedgerEntry.served_on.in_(stopped)) == 0
    assert count(LedgerEntry, LedgerEntry.served_on.in_(stopped)) > 20
    near = [day + timedelta(days=1) for day in stopped if day + timedelta(days=1) not in found]
    assert count(LedgerEntry, outdoor, LedgerEntry.served_on.in_(near)) > 20
    called_off = db.session.scalars(db.select(Shift.id).where(Shift.cancelled_at.is_not(None)))
    numbers = called_off.all()
    assert len(numbers) > 5
    assert count(Seat, Seat.shift_id.in_(numbers)) == 0


def left_to_the_visitor(district):
    """See that the volunteer who can be tried is still asked for the next four weeks."""
    account = next(one.account for one in district.sign_ins if one.role == "volunteer")
    person = db.session.scalars(db.select(Person.id).where(Person.email == account)).one()
    following = db.session.scalars(
        db.select(Period.id).where(Period.organisation_id == 1).order_by(Period.first_day)
    ).all()[-1]
    mine = (PeriodAnswer.period_id == following, PeriodAnswer.person_id == person)
    assert count(PeriodAnswer, PeriodAnswer.period_id == following) > 100
    assert count(PeriodAnswer, *mine) == 0


def roster_refuses(instance: Instance):
    """See that each of them may do a road duty but for the one thing the key names."""
    numbers = dict(db.session.execute(db.select(Person.number, Person.id)).tuples().all())
    road = db.session.scalar(db.select(Qualification.id).where(Qualification.code == "road"))
    kinds = [one for one in db.session.scalars(db.select(DutyKind)) if road in one.needs]
    assert all(one.adults_only and one.insured for one in kinds)
    query = db.select(Shift.id).where(Shift.duty_kind_id.in_(one.id for one in kinds))
    roads = {str(number) for number in db.session.scalars(query)}
    sitting = 0
    for rule, named in KEY.items():
        for number in named:
            person = instance.volunteer_by_id[str(numbers[number])]
            found = {
                frozenset(one.rule for one in person_breaches(instance, person, [shift]))
                for shift in instance.shifts
                if str(shift.id) in roads
            }
            assert all(rule in rules for rules in found), (number, rule, found)
            sits_out = all("availability" in rules for rules in found)
            assert sits_out or frozenset({rule}) in found, (number, rule, found)
            sitting += sits_out
    assert sitting <= 3

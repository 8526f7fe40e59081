"""The four weeks behind: a published roster, who came and who did not, minutes confirmed and doubted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from solver.instance import Instance, Volunteer
from solver.instance import Shift as Asked
from solver.roster import Assignment, Roster
from solver.verify import PERSON_CHECKS, crew_breaches
from volunteer_app.attendance.models import Attendance, ShiftClose
from volunteer_app.db import db
from volunteer_app.demo.doubts import store_doubts
from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.periods import DAYS, ZONE, fill_period, period_row, store_links
from volunteer_app.demo.places import Ground
from volunteer_app.demo.rows import keep
from volunteer_app.demo.weather import STORM_AGO, STORM_REASON
from volunteer_app.duties.models import Shift
from volunteer_app.hours.actions.carry import write
from volunteer_app.hours.actions.enter import head_of
from volunteer_app.hours.facts import Facts
from volunteer_app.hours.presence import suggested_minutes, weaker
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import gather
from volunteer_app.rosters.models import Period, Placement, Publication, Seat
from volunteer_app.rosters.queries.periods import with_teams
from volunteer_app.rosters.solving.findings import leading
from volunteer_app.teams.models import DutyKind, Membership

ABSENT, EXCUSED = 0.06, 0.03
EVIDENCE = (("two_sided", 0.55), ("post_code", 0.25), ("roll_call", 0.17), ("back_filled", 0.03))
#: shifts of so many last days are closed but not confirmed, and those of the very last not closed
UNCONFIRMED, UNCLOSED = 2, 1


@dataclass(frozen=True)
class Served:
    """One seat of a day that is over, with what was noted on it."""

    shift: Shift
    person_id: int
    row: dict[str, Any]


def store_attended(
    ground: Ground,
    catalogue: Catalogue,
    chance: Random,
    keeper: Person,
    head: Person,
    now: datetime,
) -> int:
    """Store the four weeks before this day as they went; give the number of entries."""
    today = now.astimezone(ZoneInfo(ZONE)).date()
    first = today - timedelta(days=DAYS)
    began = now - timedelta(days=DAYS + 2)
    (period_id,) = keep(Period, [period_row(ground.main, first, -4, began)])
    store_links(ground, [period_id])
    fill_period(period_id, ground, catalogue, keeper, began)
    call_off(period_id, today)
    asked = gather(with_teams(period_id), now=began)
    crews = draw_crews(asked.instance, chance)
    period = db.session.get_one(Period, period_id)
    shifts = {
        one.id: one
        for one in db.session.scalars(db.select(Shift).where(Shift.period_id == period_id))
    }
    pairs = [(int(shift), person) for shift, crew in crews.items() for person in crew]
    seats = frozenset(Assignment(str(person), str(shift)) for shift, person in pairs)
    named = leading(asked.instance, Roster(seats))
    led = {(int(one.shift), int(one.volunteer)) for one in named}
    publish(period, pairs, led, shifts, keeper, began)
    served = list(note_days(period, shifts, chance, head, keeper))
    numbers = keep(Attendance, [one.row for one in served])
    close(shifts, served, head, today)
    confirmed = [
        (number, one)
        for number, one in zip(numbers, served, strict=True)
        if one.row["state"] == "confirmed"
    ]
    write(head_of(ground.main), list(entries(ground, confirmed, chance)))
    store_doubts(ground, chance, keeper, head, numbers, now)
    return len(confirmed)


def call_off(period_id: int, today: date) -> None:
    """Call the outdoor shifts of the stormy day off, early that morning."""
    day = today - timedelta(days=STORM_AGO)
    outdoor = db.select(DutyKind.id).where(DutyKind.outdoor)
    called_at = clock.at(day, 6 * 60, ZONE)
    db.session.execute(
        db.update(Shift)
        .where(
            Shift.period_id == period_id,
            Shift.starts >= clock.at(day, 0, ZONE),
            Shift.starts < clock.at(day, 1440, ZONE),
            Shift.duty_kind_id.in_(outdoor),
        )
        .values(cancelled_at=called_at, cancel_reason=STORM_REASON)
    )


def draw_crews(instance: Instance, chance: Random) -> dict[Any, list[int]]:
    """
    Fill the shifts one after the other with whoever may and has served least.

    It is a lawful roster, not a good one: people's own choice is modelled, as it was before the
    solver came. The specification judges every seat.
    """
    seats: dict[Any, list[Asked]] = defaultdict(list)
    minutes: dict[Any, float] = {one.id: chance.random() for one in instance.volunteers}
    crews: dict[Any, list[int]] = {}
    for shift in sorted(instance.shifts, key=lambda one: (one.start, str(one.id))):
        fit = [one for one in instance.volunteers if may(instance, one, [shift])]
        fit.sort(key=lambda one: (not one.is_experienced(shift.duty), minutes[one.id]))
        crew = draw_crew(instance, shift, fit, seats)
        if crew_breaches(instance, shift, crew):
            continue
        crews[shift.id] = [int(one.id) for one in crew]
        for one in crew:
            seats[one.id].append(shift)
            minutes[one.id] += shift.minutes
    return crews


def draw_crew(
    instance: Instance, shift: Asked, fit: list[Volunteer], seats: dict[Any, list[Asked]]
) -> list[Volunteer]:
    """Take one experienced person and then whoever served least, as long as nobody breaks a rule."""
    crew: list[Volunteer] = []
    for one in [*fit[:1], *sorted(fit[1:], key=lambda other: len(seats[other.id]))]:
        if len(crew) == (shift.wanted or shift.minimum):
            break
        if may(instance, one, [*seats[one.id], shift]):
            crew.append(one)
    return crew


def may(instance: Instance, one: Volunteer, seats: list[Asked]) -> bool:
    """Whether a person may have these seats; the first rule broken ends the look."""
    breaches = chain.from_iterable(check(instance, one, seats) for check in PERSON_CHECKS.values())
    return next(iter(breaches), None) is None


def publish(
    period: Period,
    pairs: list[tuple[int, int]],
    led: set[tuple[int, int]],
    shifts: dict[int, Shift],
    by: Person,
    at: datetime,
) -> None:
    """Store the draft, its publication, and the seats that were offered and accepted."""
    facts = {"period_id": period.id}
    keep(
        Placement,
        [facts | {"shift_id": s, "person_id": p, "leads": (s, p) in led} for s, p in pairs],
    )
    (publication,) = keep(
        Publication,
        [
            {
                "organisation_id": period.organisation_id, "period_id": period.id, "number": 1,
                "version": period.version, "by_id": by.id, "at": at,
                "seats": [list(pair) for pair in pairs],
                "change": {"added": [list(pair) for pair in pairs], "removed": []},
            }
        ],
    )  # fmt: skip
    keep(
        Seat,
        [
            {
                "organisation_id": period.organisation_id, "period_id": period.id,
                "shift_id": shift, "person_id": person, "publication_id": publication,
                "state": "accepted", "held": True, "leads": (shift, person) in led, "starts": shifts[shift].starts,
                "ends": shifts[shift].ends, "offered_at": at, "answered_at": at,
                "answer_by": at + timedelta(days=1),
            }
            for shift, person in pairs
        ],
    )  # fmt: skip
    period.state, period.published_version = "published", period.version
    db.session.flush()


def note_days(
    period: Period, shifts: dict[int, Shift], chance: Random, head: Person, keeper: Person
) -> Iterator[Served]:
    """Draw who came, from when to when, on what evidence."""
    rows = db.session.execute(
        db.select(Seat.id, Seat.shift_id, Seat.person_id)
        .where(Seat.period_id == period.id)
        .order_by(Seat.starts, Seat.id)
    )
    last = max(shift.starts for shift in shifts.values()).astimezone(ZoneInfo(ZONE)).date()
    for row in rows:
        shift = shifts[row.shift_id]
        ago = (last - shift.starts.astimezone(ZoneInfo(ZONE)).date()).days
        facts = {
            "organisation_id": period.organisation_id, "seat_id": row.id,
            "shift_id": row.shift_id, "person_id": row.person_id,
            "arrived": None, "left": None, "arrived_evidence": None, "left_evidence": None,
            "confirmed_by": None, "confirmed_at": None, "absence": "",
        }  # fmt: skip
        roll = chance.random()
        if roll < ABSENT + EXCUSED:
            facts["state"] = "absent" if roll < ABSENT else "excused"
        else:
            facts |= presence(shift, chance)
            facts["state"] = "left" if ago < UNCONFIRMED else "confirmed"
            if facts["state"] == "confirmed":
                by = head if head.id != row.person_id else keeper
                facts |= {"confirmed_by": by.id, "confirmed_at": shift.ends + timedelta(hours=2)}
        yield Served(shift, row.person_id, facts)


def presence(shift: Shift, chance: Random) -> dict[str, Any]:
    """Draw when somebody came and went, and how that is known."""
    grade = chance.choices([g for g, _ in EVIDENCE], [share for _, share in EVIDENCE])[0]
    return {
        "arrived": shift.starts + timedelta(minutes=chance.randint(-12, 4)),
        "left": shift.ends + timedelta(minutes=chance.randint(-6, 9)),
        "arrived_evidence": grade,
        "left_evidence": "roll_call" if grade == "two_sided" and chance.random() < 0.1 else grade,
    }


def close(shifts: dict[int, Shift], served: list[Served], head: Person, today: Any) -> None:
    """Close every shift somebody was due on, but for those of the last day."""
    manned = {one.shift.id for one in served}
    rows = []
    for shift in shifts.values():
        day = shift.starts.astimezone(ZoneInfo(ZONE)).date()
        if shift.id in manned and (today - day).days > UNCLOSED:
            at = shift.ends + timedelta(minutes=20)
            rows.append({"shift_id": shift.id, "closed_by": head.id, "closed_at": at})
    for row in rows:
        db.session.add(ShiftClose(**row))
    db.session.flush()


def entries(
    ground: Ground, confirmed: list[tuple[int, Served]], chance: Random
) -> Iterator[tuple[Facts, datetime]]:
    """Give the ledger's lines of confirmed attendances, in the order they were confirmed."""
    rows = db.session.execute(db.select(Membership.person_id, Membership.team_id))
    teams = dict(rows.tuples().all())
    for number, one in sorted(confirmed, key=lambda pair: pair[1].row["confirmed_at"]):
        row, shift = one.row, one.shift
        minutes = suggested_minutes(
            row["arrived"], row["left"], starts=shift.starts, ends=shift.ends
        )
        facts = Facts(
            organisation_id=ground.main,
            person_id=one.person_id,
            kind="service",
            minutes=minutes,
            team_id=teams[one.person_id],
            served_on=shift.starts.astimezone(ZoneInfo(ZONE)).date(),
            evidence=weaker(row["arrived_evidence"], row["left_evidence"]),
            duty_kind_id=shift.duty_kind_id,
            attendance_id=number,
            starts=row["arrived"],
            ends=row["left"],
            verified_by=row["confirmed_by"],
        )
        yield facts, row["confirmed_at"]

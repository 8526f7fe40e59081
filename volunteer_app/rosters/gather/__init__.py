"""A period turned into the solver's question: its people, shifts, pins and what is published."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from solver.instance import Assignment, Instance, Key, Pin, Shift, Volunteer
from solver.roster import Roster
from volunteer_app.rosters.gather import people as people_reads
from volunteer_app.rosters.gather import reads
from volunteer_app.rosters.gather.shifts import settled, shift
from volunteer_app.rosters.gather.timeline import Timeline
from volunteer_app.rosters.gather.volunteers import (
    Setting,
    burden_of,
    kinds_begun,
    seasoned_in,
    volunteers,
)
from volunteer_app.rosters.models import Period

__all__ = ["Asked", "Timeline", "gather", "gather_for"]

GIVEN_BACK = ("declined", "withdrawn")


@dataclass(frozen=True)
class Asked:
    """
    The question a period puts, and what stands in it now.

    Volunteers and shifts carry the ids of their rows as texts.

    Parameters
    ----------
    instance
        People, shifts, pins, and the published roster as reference.
    draft, seats
        Who is placed in the draft, and who holds a published seat.
    timeline
        Turns the instance's minutes into moments and back.
    version
        The draft's version at the time of reading.
    """

    instance: Instance
    draft: Roster
    seats: Roster
    timeline: Timeline
    version: int


@dataclass(frozen=True)
class Stand:
    """What stands in a period, or in a part of it: shifts, the draft, every seat ever published."""

    shifts: reads.Rows
    drafted: reads.Rows
    seated: reads.Rows

    @classmethod
    def of(cls, period: Period) -> Stand:
        """Read it."""
        return cls(reads.shift_rows(period), reads.placement_rows(period), reads.seat_rows(period))

    @classmethod
    def around(cls, period: Period, people: set[int], shift_ids: Collection[int]) -> Stand:
        """Read what concerns some people: their shifts and the shifts named."""
        touched = reads.touched(period, people, shift_ids)
        drafted = reads.placement_rows(period, touched)
        return cls(reads.shift_rows(period, touched), drafted, reads.seat_rows(period, touched))

    @property
    def taken(self) -> list[Any]:
        """The draft's placements and the held seats."""
        return [*self.drafted, *(seat for seat in self.seated if seat.held)]

    def fixed(self, now: datetime) -> list[Any]:
        """
        Give the placements the machine leaves alone.

        They are the pinned ones, those somebody wrote a reason for, those of shifts that have begun, those people accepted, and
        those of people whom only a hand may place.
        """
        begun = {row.id for row in self.shifts if row.starts <= now}
        accepted = {(row.shift_id, row.person_id) for row in self.seated if row.state == "accepted"}
        return [
            row
            for row in self.drafted
            if row.pinned
            or row.override_reason
            or row.shift_id in begun
            or (row.shift_id, row.person_id) in accepted
            or (row.opted_out and row.by_hand)
        ]

    def declined(self) -> dict[int, set[int]]:
        """Give each person's shifts turned down or given back and not taken again."""
        found: dict[int, set[int]] = defaultdict(set)
        for seat in self.seated:
            if seat.state in GIVEN_BACK:
                found[seat.person_id].add(seat.shift_id)
            elif seat.held:
                found[seat.person_id].discard(seat.shift_id)
        return found


def gather(period: Period, *, now: datetime) -> Asked:
    """
    Read a whole period for a solve, everybody eligible included.

    Shifts that have begun keep their crews; a seat that was accepted and still stands in the
    draft is as good as pinned.
    """
    stand, teams = Stand.of(period), reads.teams_rostered(period)
    known = {row.id for row in stand.shifts}
    ids = reads.member_ids(teams) | {row.person_id for row in stand.taken if row.shift_id in known}
    timeline = timeline_of(period, stand)
    crews = Counter(row.shift_id for row in stand.drafted)
    shifts = [
        shift(row, timeline) if row.starts > now else settled(row, timeline, crews[row.id])
        for row in stand.shifts
        if row.starts > now or crews[row.id]
    ]
    return assembled(period, timeline, teams, stand, shifts, ids, stand.fixed(now))


def gather_for(
    period: Period, person_ids: Iterable[int], *, now: datetime, shift_ids: Collection[int] = ()
) -> Asked:
    """
    Read a period for a few people only: fast enough for every click.

    The crews of their shifts, and of the shifts named, come along, because what makes a lawful
    crew depends on all of it; no other shift is read. Of these mates only that is known which a
    crew asks of its people (proofs, age, experience), nothing of their times and limits: name
    them if they are to be judged. Shifts that have begun stay as they are asked for.
    """
    asked = set(person_ids)
    stand, teams = Stand.around(period, asked, shift_ids), reads.teams_rostered(period)
    touched = {row.id for row in stand.shifts}
    mates = {row.person_id for row in stand.taken if row.shift_id in touched} - asked
    timeline = timeline_of(period, stand)
    shifts = [shift(row, timeline) for row in stand.shifts]
    return assembled(period, timeline, teams, stand, shifts, asked, stand.fixed(now), mates=mates)


def assembled(
    period: Period,
    timeline: Timeline,
    teams: Mapping[int, int | None],
    stand: Stand,
    shifts: list[Shift],
    ids: Collection[int],
    pinned: Iterable[Any],
    *,
    mates: Collection[int] | None = None,
) -> Asked:
    """
    Put the question together: people, shifts, pins, and the roster people already know.

    With ``mates`` it is about a click, which needs no weighing of what was served before.
    """
    setting = Setting(
        period=period,
        timeline=timeline,
        policy=reads.policy_of(period.organisation_id),
        teams=teams,
        lead_policies={row.duty_kind_id: row.lead_policy for row in stand.shifts},
    )
    marks = reads.member_marks(teams) if any(one.experienced for one in shifts) else {}
    people, seasoned = known_people(setting, stand, ids, mates, marks)
    if marks:
        shifts = started(shifts, kinds_begun(marks, seasoned))
    known = {one.id for one in shifts}, {one.id for one in people}
    pairs = [pairs_of(some, *known) for some in (pinned, stand.drafted)]
    seats = pairs_of((seat for seat in stand.seated if seat.held), *known)
    return Asked(
        instance=Instance(
            volunteers=tuple(people),
            shifts=tuple(shifts),
            pins=tuple(Pin(*pair) for pair in pairs[0]),
            published=frozenset(Assignment(*pair) for pair in seats),
            days=timeline.days,
            weekday=timeline.first_day.weekday(),
            months=timeline.months(),
        ),
        draft=Roster.of(pairs[1]),
        seats=Roster.of(seats),
        timeline=timeline,
        version=period.version,
    )


def known_people(
    setting: Setting,
    stand: Stand,
    ids: Collection[int],
    mates: Collection[int] | None,
    marks: Mapping[int, bool],
) -> tuple[list[Volunteer], Mapping[int, set[int]]]:
    """Read people and mates; tell also in which kinds of duty who is experienced, if it matters."""
    timeline, everybody, whole = setting.timeline, {*ids, *(mates or ())}, mates is None
    last = timeline.date(timeline.days - 1)
    rows = people_reads.people_rows(
        setting.period, ids, mates or (), setting.teams, timeline.first_day, last
    )
    asks = whole or marks or "experienced" in setting.lead_policies.values()
    seasoned = seasoned_in(setting, everybody | marks.keys()) if asks else {}
    burdens = burden_of(setting, rows, ids) if whole else {}
    return volunteers(setting, rows, stand.declined(), seasoned, burdens), seasoned


def started(shifts: Iterable[Shift], seasoned: Collection[str] | None) -> list[Shift]:
    """
    Ask for experience only in kinds of duty in which somebody of the period has it.

    A team that is new to a kind of duty could otherwise never begin. ``None`` is every kind.
    """
    return [
        one
        if not one.experienced or seasoned is None or one.duty in seasoned
        else replace(one, experienced=0)
        for one in shifts
    ]


def pairs_of(rows: Iterable[Any], shifts: set[Key], people: set[Key]) -> list[tuple[str, str]]:
    """Give the (volunteer, shift) pairs of rows about known people and shifts, each once."""
    found = {(str(row.person_id), str(row.shift_id)) for row in rows}
    return sorted(pair for pair in found if pair[0] in people and pair[1] in shifts)


def timeline_of(period: Period, stand: Stand) -> Timeline:
    """Give the period's clock; it is longer where a shift lies outside the period's own days."""
    zone = ZoneInfo(period.zone)
    days = {row.starts.astimezone(zone).date() for row in stand.shifts}
    first, last = min(days | {period.first_day}), max(days | {period.last_day})
    return Timeline(first, (last - first).days + 1, period.zone)

"""Rows about people turned into the solver's volunteers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from solver.instance import Grade, Held, History, Limits, Served, Span, Volunteer, Window
from volunteer_app.duties.windows import Dated, Weekly, days_between, laid_out
from volunteer_app.rosters import past
from volunteer_app.rosters.gather.people import PeopleRows
from volunteer_app.rosters.gather.timeline import Timeline
from volunteer_app.rosters.models import Period, Policy

ADULT = 18
BURDEN_DAYS = 90


@dataclass(frozen=True)
class Setting:
    """What holds for everybody asked: the period, its clock, its policy, its kinds of duty."""

    period: Period
    timeline: Timeline
    policy: Policy
    #: team → the team it is a squad of
    teams: Mapping[int, int | None]
    #: duty kind → who may take its lead seats
    lead_policies: Mapping[int, str]


def volunteers(
    setting: Setting,
    rows: PeopleRows,
    declined: Mapping[int, Collection[int]],
    seasoned: Mapping[int, set[int]],
    burdens: Mapping[int, int],
) -> list[Volunteer]:
    """Make the solver's volunteers, in the order of the people read."""
    return [
        volunteer(
            setting,
            rows,
            row,
            seasoned=seasoned.get(row.id, set()),
            burden=burdens.get(row.id, 0),
            declined=declined.get(row.id, ()),
        )
        for row in rows.people
    ]


def volunteer(
    setting: Setting,
    rows: PeopleRows,
    row: Any,
    *,
    seasoned: set[int],
    burden: int,
    declined: Collection[int],
) -> Volunteer:
    """Make one of the solver's volunteers."""
    timeline = setting.timeline
    experienced = True if marked(rows, row.id) else frozenset(str(kind) for kind in seasoned)
    elsewhere = rows.elsewhere.get(row.id, ())
    return Volunteer(
        id=str(row.id),
        windows=() if row.sitting_out else windows(timeline, rows, row.id),
        busy=busy(timeline, rows.busy.get(row.id, ())),
        held=held(setting, rows, row, seasoned),
        adult_from=adult_from(timeline, row.born),
        insured=tuple(
            Span(timeline.at(cover.since, 0), timeline.at(cover.until, 1440))
            for cover in rows.insurances.get(row.id, ())
        ),
        limits=limits(setting, row),
        wishes=frozenset(str(wish.duty_kind_id) for wish in rows.wishes.get(row.id, ())),
        only_wished=setting.period.only_wished,
        teams=teams(setting, rows.members.get(row.id, ())),
        history=History(duties=served(timeline, elsewhere), burden=max(0, burden)),
        opted_out=row.opted_out,
        declined=frozenset(str(shift_id) for shift_id in declined),
        experienced=experienced,
    )


def served(timeline: Timeline, seats: Iterable[Any]) -> tuple[Served, ...]:
    """Give seats of other periods as settled duties."""
    return tuple(
        Served(timeline.minute(one.starts), timeline.minute(one.ends), str(one.duty_kind_id))
        for one in seats
    )


def seasoned_in(setting: Setting, ids: Collection[int]) -> dict[int, set[int]]:
    """Tell in which kinds of duty people have served often enough to be experienced."""
    policy = setting.policy
    since = months_after(setting.timeline.first_day, -policy.experienced_months)
    found: dict[int, set[int]] = defaultdict(set)
    times = past.ledger().times(ids, since) if ids else {}
    for (person_id, kind_id), count in times.items():
        if count >= policy.experienced_times:
            found[person_id].add(kind_id)
    return found


def kinds_begun(marks: Mapping[int, bool], seasoned: Mapping[int, set[int]]) -> set[str] | None:
    """
    Give the kinds of duty in which one of the members is experienced.

    ``None`` is every kind: a team vouches for one of them, who then counts everywhere.
    """
    if any(marks.values()):
        return None
    return {str(kind_id) for person_id in marks for kind_id in seasoned.get(person_id, ())}


def windows(timeline: Timeline, rows: PeopleRows, person_id: int) -> tuple[Window, ...]:
    """Lay a person's availability over the horizon and the nights beside it."""
    weekly = [
        Weekly(row.weekday, row.start_minute, row.end_minute, row.grade)
        for row in rows.weekly.get(person_id, ())
    ]
    dated = [
        Dated(row.kind, row.first_day, row.last_day, row.start_minute, row.end_minute, row.grade)
        for row in rows.dated.get(person_id, ())
    ]
    if not weekly and not dated:
        return ()
    first = timeline.first_day - timedelta(days=1)
    last = timeline.date(timeline.days)
    found = (
        (timeline.at(one.day, one.start), timeline.at(one.day, one.end), one.grade)
        for one in laid_out(first, last, weekly, dated)
    )
    # a window can shrink to nothing where a clock change skips it
    return tuple(Window(start, end, Grade(grade)) for start, end, grade in found if start < end)


def busy(timeline: Timeline, rows: Iterable[Any]) -> tuple[Span, ...]:
    """Lay the hours of people's own jobs over the horizon and the nights beside it."""
    first, last = timeline.first_day - timedelta(days=2), timeline.date(timeline.days)
    spans = []
    for row in rows:
        if row.weekday is not None:
            days = weekdays_between(first, last, row.weekday)
        else:
            days = list(days_between(max(first, row.first_day), min(last, row.last_day)))
        for day in days:
            start, end = timeline.at(day, row.start_minute), timeline.at(day, row.end_minute)
            if start < end:
                spans.append(Span(start, end))
    return tuple(spans)


def weekdays_between(first: date, last: date, weekday: int) -> list[date]:
    """List the days of one weekday from the first to the last day."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    return [day + timedelta(days=7 * week) for week in range(-(-((last - day).days + 1) // 7))]


def adult_from(timeline: Timeline, born: date | None) -> int | None:
    """
    Give the minute from which a person surely is of age.

    Only the birth month is known, so it is the first day of the month after the eighteenth
    birthday's. An unknown birth month proves nothing.
    """
    if born is None:
        return None
    return timeline.at(months_after(born, 12 * ADULT + 1), 0)


def months_after(day: date, months: int) -> date:
    """Give the first day of the month so many months after a day's month; before it if negative."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def held(setting: Setting, rows: PeopleRows, row: Any, seasoned: set[int]) -> tuple[Held, ...]:
    """Give a person's qualifications, and for each kind of duty whether they may lead it."""
    timeline = setting.timeline
    proofs = [
        Held(
            f"q{proof.qualification_id}",
            timeline.at(proof.since, 0) if proof.since else None,
            timeline.at(proof.until, 1440) if proof.until else None,
        )
        for proof in rows.holdings.get(row.id, ())
        if not (proof.since and proof.until and proof.until < proof.since)
    ]
    of_age = adult_from(timeline, row.born)
    if of_age is None:
        return tuple(proofs)
    may = marked(rows, row.id)
    leads = [
        Held(f"lead{kind_id}", of_age)
        for kind_id, policy in setting.lead_policies.items()
        if policy == "adult"
        or (policy == "marked" and may)
        or (policy == "experienced" and (may or kind_id in seasoned))
    ]
    return (*proofs, *leads)


def marked(rows: PeopleRows, person_id: int) -> bool:
    """Say whether one of the teams vouches that a person can lead a crew."""
    return any(link.may_lead for link in rows.members.get(person_id, ()))


def teams(setting: Setting, links: Iterable[Any]) -> frozenset[str]:
    """Give the teams a person serves in; a squad's member serves in its team as well."""
    found = {link.team_id for link in links}
    parents = {setting.teams.get(team_id) for team_id in found} - {None}
    return frozenset(str(team_id) for team_id in found | parents)


def limits(setting: Setting, row: Any) -> Limits:
    """Join the house's limits with a person's own caps: the stricter one wins."""
    policy = setting.policy
    own = Limits(
        most_minutes=row.minutes_period,
        most_minutes_week=row.minutes_week,
        most_shifts_month=row.shifts_month,
    )
    if not setting.period.house_limits:
        return own
    return Limits(
        most_minutes=own.most_minutes,
        most_shifts_month=own.most_shifts_month,
        most_minutes_week=stricter(own.most_minutes_week, policy.minutes_week),
        most_minutes_day=policy.minutes_day,
        rest_minutes=policy.rest_minutes,
        break_minutes=policy.break_minutes,
        most_days_of_seven=policy.days_of_seven,
        most_nights_in_row=policy.nights_in_row,
        nights_rest_minutes=policy.nights_rest_minutes,
    )


def stricter(one: int | None, other: int | None) -> int | None:
    """Give the lower of two limits, either of which may be missing."""
    given = [limit for limit in (one, other) if limit is not None]
    return min(given) if given else None


def burden_of(setting: Setting, rows: PeopleRows, ids: Collection[int]) -> dict[int, int]:
    """
    Weigh what people served in the 90 days before, nights twice, in minutes.

    What is confirmed comes from the ledger; seats still to be served before the period count too.
    """
    timeline = setting.timeline
    burdens: dict[int, int] = defaultdict(int)
    if not ids:
        return burdens
    since = timeline.first_day - timedelta(days=BURDEN_DAYS)
    latest: date = since
    for entry in past.ledger().served(ids, since, timeline.first_day):
        dark = entry.starts and entry.ends and timeline.night(entry.starts, entry.ends)
        burdens[entry.person_id] += entry.minutes * (2 if dark else 1)
        if entry.ends:
            latest = max(latest, timeline.date(timeline.day(entry.ends)))
    for person_id, seats in rows.elsewhere.items():
        for seat in seats:
            day = timeline.day(seat.starts)
            if day < 0 and timeline.date(day) > latest:
                minutes = int((seat.ends - seat.starts).total_seconds() // 60)
                burdens[person_id] += minutes * (2 if timeline.night(seat.starts, seat.ends) else 1)
    return burdens

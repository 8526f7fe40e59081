"""A small world with one of everything, so that every page has its lists, buttons and forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_security import hash_password

from tests.factories import Make
from tests.imports.workbooks import xlsx
from volunteer_app.attendance.models import Attendance, CheckPoint, ShiftClose
from volunteer_app.db import db
from volunteer_app.duties.models import BusyWindow, DatedWindow, HolidayMark, Shift
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.hours.models import LedgerEntry, Question, Waiting
from volunteer_app.imports.actions.batches import preview
from volunteer_app.kit import clock
from volunteer_app.kit.outbox import Letter
from volunteer_app.people import links
from volunteer_app.people.models import Appointment, Person
from volunteer_app.rosters.models import Publication, SolveRun
from volunteer_app.teams.models import Membership, Organisation, Team

ZONE = "Asia/Shanghai"
PASSWORD = "seven grey herons 9"
STAFF = ("lead", "scheduler", "organisation_admin", "district_admin", "auditor")


@dataclass
class World:
    """One organisation, somebody for each role, and the numbers its addresses are made of."""

    organisation: Organisation
    team: Team
    people: dict[str, Person]
    #: by the names that routes give to what stands in their addresses
    numbers: Mapping[str, Any]

    @property
    def stages(self) -> list[Mapping[str, Any]]:
        """The same numbers with a shift and its seats before, on and after the day."""
        own = self.numbers
        later = {"shift_id": own["coming_id"], "seat_id": own["accepted_id"]}
        stages = [
            {"shift_id": own["under_way_id"], "seat_id": own["here_id"]},
            {**later, "period_id": own["published_id"]},
            {"shift_id": own["gone_id"], "seat_id": own["left_id"]},
        ]
        return [own, *({**own, **stage} for stage in stages)]


class Builder:
    """Make a world; ``word`` stands wherever people write freely."""

    def __init__(self, make: Make, word: str = "") -> None:
        self.make, self.word = make, word
        self.today, self.now = clock.today(ZONE), clock.now()
        self.organisation = make.organisation(**self.named("街道办"))
        self.team = make.team(self.organisation, **self.named("志愿队"))
        self.other_team = make.team(self.organisation, **self.named("二队"))
        self.site = make.site(self.organisation, meeting_point=word, **self.named("路口"))
        self.kind = make.duty_kind(self.organisation, bring=word, **self.named("劝导"))
        self.numbers: dict[str, Any] = {
            "organisation_id": self.organisation.id,
            "team_id": self.team.id,
            "site_id": self.site.id,
            "duty_kind_id": self.kind.id,
            "qualification_id": make.qualification(**self.named("培训")).id,
            "code": self.team.join_code,
            "purpose": "ranking",
            "kind": "people",
            "number": 1,
        }

    def named(self, name: str) -> dict[str, str]:
        """Give a name nobody else has, with the word in it."""
        return {"name": f"{name}{next(self.make.numbers)}{self.word}"}

    def build(self) -> World:
        """Make everything."""
        people = self.staff()
        self.records(people["volunteer"])
        self.planned(people["volunteer"])
        self.served(people)
        self.hours(people)
        self.numbers["batch_id"] = self.upload(people["scheduler"])
        db.session.commit()
        return World(self.organisation, self.team, people, self.numbers)

    def staff(self) -> dict[str, Person]:
        """Make somebody for each role."""
        make, secret = self.make, hash_password(PASSWORD)
        people = {
            "volunteer": make.person(
                self.team,
                skills=self.word,
                emergency_name=self.word,
                password=secret,
                **self.named("溪"),
            ),
            "lead": make.lead(self.team, password=secret, **self.named("岩")),
        }
        for role in STAFF[1:]:
            person = make.person(self.team, **self.named("山"))
            where = self.organisation if role in STAFF[1:3] else None
            people[role] = make.appoint(person, role, organisation=where)
        return people

    def records(self, person: Person) -> None:
        """Make what a person is known and available by."""
        make, number = self.make, person.id
        make.free(person)
        silent = make.person(self.team, password=None, email=None, **self.named("静"))
        applied = make.keep(
            Membership(
                team_id=self.other_team.id, person_id=number, since=self.now, state="applied"
            )
        )
        in_use = {"first_day": self.today + timedelta(days=20), "person_id": number}
        away = DatedWindow(kind="away", last_day=in_use["first_day"], note=self.word, **in_use)
        busy = BusyWindow(person_id=number, weekday=2, start_minute=540, end_minute=600)
        letter = Letter(
            person_id=number,
            kind="seat_withdrawn",
            locale="en",
            subject=self.word or "news",
            body=self.word or "news",
            written_at=self.now,
        )
        mark = HolidayMark(
            organisation_id=self.organisation.id,
            day=date(self.today.year, 12, 30),
            kind="holiday",
            name=self.word,
        )
        held = make.hold(person, make.qualification(**self.named("急救")), date(2099, 1, 1))
        appointment = db.session.scalars(
            db.select(Appointment).where(Appointment.team_id == self.team.id)
        ).one()
        self.numbers |= {
            "person_id": number,
            "membership_id": applied.id,
            "letter_id": make.keep(letter).id,
            "mark_id": make.keep(mark).id,
            "holding_id": held.id,
            "insurance_id": make.insure(person, until=date(2099, 1, 1)).id,
            "appointment_id": appointment.id,
            "dated_id": make.keep(away).id,
            "busy_id": make.keep(busy).id,
            "token": links.make(silent, links.WELCOME),
        }

    def planned(self, person: Person) -> None:
        """Make a period that still asks, with a draft, a finished run and a pattern."""
        make = self.make
        period = make.period(
            self.team,
            first_day=self.today + timedelta(days=9),
            answers_due=self.now + timedelta(days=2),
            **self.named("下期"),
        )
        shift = self.shift(period, 10, 540, note=self.word)
        make.placement(shift, person, by_hand=True, override_reason=self.word)
        run = SolveRun(
            organisation_id=self.organisation.id,
            period_id=period.id,
            asked_at=self.now,
            ended_at=self.now,
            from_version=1,
            state="done",
            status="proven",
            bound=1.0,
            gap=0.0,
            took_seconds=0.1,
        )
        pattern = make.pattern(self.kind, self.site, team_id=self.team.id, note=self.word)
        self.numbers |= {
            "period_id": period.id,
            "shift_id": shift.id,
            "run_id": make.keep(run).id,
            "pattern_id": pattern.id,
        }

    def shift(self, period: Any, day: int, minute: int, **facts: Any) -> Shift:
        """Make a shift of two hours so many days from today."""
        starts = clock.at(self.today + timedelta(days=day), minute, ZONE)
        return self.make.shift(
            period, kind=self.kind, site=self.site, starts=starts, team_id=self.team.id, **facts
        )

    def served(self, people: Mapping[str, Person]) -> None:
        """Make a published period with a shift closed yesterday, one under way and two to come."""
        make, person = self.make, people["volunteer"]
        period = make.period(
            self.team,
            first_day=self.today - timedelta(days=2),
            days=10,
            state="published",
            published_version=1,
            **self.named("本期"),
        )
        gone = self.shift(period, -1, 540)
        under_way = make.shift(
            period,
            kind=self.kind,
            site=self.site,
            starts=self.now - timedelta(minutes=30),
            team_id=self.team.id,
        )
        coming, free, sure = (self.shift(period, day, 540, note=self.word) for day in (3, 5, 6))
        was = make.seat(gone, person, state="accepted")
        here = make.seat(under_way, person, state="accepted")
        offered = make.seat(coming, person)
        accepted = make.seat(sure, person, state="accepted")
        make.seat(coming, make.person(self.team), state="declined", reason=self.word)
        publication = Publication(
            organisation_id=self.organisation.id,
            period_id=period.id,
            number=1,
            version=1,
            by_id=people["scheduler"].id,
            at=self.now,
            note=self.word,
            seats=[[coming.id, person.id]],
            change={},
        )
        come = Attendance(
            organisation_id=self.organisation.id,
            seat_id=was.id,
            shift_id=gone.id,
            person_id=person.id,
            state="left",
            arrived=gone.starts,
            left=gone.ends,
            arrived_evidence="roll_call",
            left_evidence="roll_call",
        )
        closed = ShiftClose(
            shift_id=gone.id, closed_by=people["lead"].id, closed_at=self.now, note=self.word
        )
        point = CheckPoint(shift_id=under_way.id, secret="of a test", created_at=self.now)
        for thing in (publication, come, closed, point):
            make.keep(thing)
        self.numbers |= {
            "seat_id": offered.id,
            "accepted_id": accepted.id,
            "here_id": here.id,
            "left_id": was.id,
            "published_id": period.id,
            "gone_id": gone.id,
            "under_way_id": under_way.id,
            "coming_id": coming.id,
            "free_id": free.id,
        }

    def hours(self, people: Mapping[str, Person]) -> None:
        """Make an entry of the ledger, a question about it, and minutes that wait."""
        person = people["volunteer"]
        lines = [
            Carried(
                person_id=person.id,
                team_id=self.team.id,
                duty_kind_id=self.kind.id,
                minutes=minutes,
                served_on=self.today - timedelta(days=30 + minutes),
                reason=self.word,
            )
            for minutes in (90, 600)
        ]
        carry_over(self.organisation, lines, by=people["scheduler"], now=self.now)
        entry, waiting = (
            db.session.scalars(db.select(table.id).where(table.person_id == person.id)).one()
            for table in (LedgerEntry, Waiting)
        )
        question = Question(
            organisation_id=self.organisation.id,
            person_id=person.id,
            entry_id=entry,
            team_id=self.team.id,
            note=self.word or "?",
            asked_at=self.now,
        )
        self.numbers |= {
            "entry_id": entry,
            "question_id": self.make.keep(question).id,
            "waiting_id": waiting,
        }

    def upload(self, by: Person) -> int:
        """Look at a file, so that it waits to be confirmed."""
        book = xlsx({"人": [["编号", "姓名", "手机"], ["YT0001", f"丁{self.word}", "19900000001"]]})
        batch = preview(
            self.organisation, by, self.now, file=("a.xlsx", book), team_id=self.team.id
        )
        return batch.id


def world(make: Make, word: str = "") -> World:
    """Make a world; ``word`` stands wherever people write freely."""
    return Builder(make, word).build()

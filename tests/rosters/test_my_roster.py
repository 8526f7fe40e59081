"""The volunteer's own pages: my roster, answers to seats, open seats, the question of a period."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.rosters.volunteering import ZONE, Service
from volunteer_app.db import db
from volunteer_app.duties.models import Cap
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.kit import clock, words
from volunteer_app.rosters.models import PeriodAnswer, PeriodTeam, Seat

NOW = clock.now()
#: a page that judges open seats puts a whole question to the specification, in 17 small reads
JUDGED = 36


@pytest.fixture
def service(make):
    return Service(make)


@pytest.fixture
def person(service, visit):
    person = service.person(name="陈志强")
    visit.sign_in(person).speak("en")
    return person


def collecting(make, team, **facts):
    first = clock.today(ZONE) + timedelta(days=20)
    facts = {
        "first_day": first,
        "answers_due": NOW + timedelta(days=5),
        "name": "December roster",
    } | facts
    return make.period(team, **facts)


def test_an_empty_roster_leads_to_the_open_seats(person, visit):
    visit.get("/me/roster", limit=16).has("No seats ahead.", "/me/open")


def test_a_seat_shows_all_one_needs_to_know(service, person, make, visit):
    lead = service.lead()
    kind = make.duty_kind(
        service.organisation, name_en="River patrol", bring="水", bring_en="Water"
    )
    site = make.site(
        service.organisation, name_en="North bank", meeting_point_en="Under the bridge"
    )
    shift = make.shift(service.period, kind=kind, site=site, starts=service.at(2))
    why = {
        "prefer": 120,
        "can": 0,
        "rather_not": 0,
        "wished": True,
        "burden": 0,
        "mean_burden": 300,
    }
    make.seat(shift, person, why=why, answer_by=NOW + timedelta(days=1))
    make.seat(shift, service.person(name="欧阳娜娜"), state="accepted")
    page = visit.get("/me/roster", limit=20)
    page.has(
        "River patrol", "North bank", "Under the bridge", "Water", lead.name, "娜娜", "07:30–09:30"
    )
    page.has("You said you would like to serve at this time.", "It is a duty you wished for.")
    page.has(
        "You have served less than most",
        "Answer wanted",
        "Accept",
        "Decline",
        "No answer is not a yes",
    )
    page.lacks("欧阳娜娜", "tel:")


def test_the_leads_phone_shows_only_a_day_around_the_shift(service, person, make, visit):
    lead = service.lead()
    lead.phone = "13800000001"
    db.session.commit()
    starts = NOW + timedelta(hours=23)
    shift = make.shift(service.period, kind=service.kind, site=service.site, starts=starts)
    make.seat(shift, person, state="accepted")
    visit.get("/me/roster").has("tel:13800000001")
    later = make.shift(
        service.period, kind=service.kind, site=service.site, starts=NOW + timedelta(hours=25)
    )
    seat = db.session.scalars(select(Seat)).one()
    seat.shift_id, seat.starts, seat.ends = later.id, later.starts, later.ends
    db.session.commit()
    visit.get("/me/roster").lacks("13800000001").has(lead.name)


def test_the_leads_of_ones_own_team_come_first(service, make, visit):
    """Of the many leads of a period of many teams a person is told the nearest, not the first by name."""
    others = [make.team(service.organisation) for _ in range(3)]
    for number, team in enumerate(others):
        make.lead(team, name=f"Aa Lead {number}")
        make.keep(PeriodTeam(period_id=service.period.id, team_id=team.id))
    make.lead(service.team, name="Zz Lead")
    person = service.person()
    make.seat(service.shift(), person, state="accepted")
    visit.sign_in(person).speak("en").get("/me/roster").has("Zz Lead", "Aa Lead 0").lacks(
        "Aa Lead 1"
    )


def test_as_many_queries_for_thirty_seats_as_for_one(service, person, make, visit):
    make.seat(service.shift(0), person)
    visit.get("/me/roster")
    once = visit.queries
    for day in range(1, 14):
        make.seat(service.shift(day), person)
    visit.get("/me/roster", limit=once)


def test_accept_decline_and_give_back_by_one_press_each(service, person, make, visit):
    seats = [make.seat(service.shift(day), person) for day in range(4)]
    page = visit.get("/me/roster").has("4 seats wait for your answer", "Accept all")
    visit.post(f"/me/seats/{seats[0].id}/accept")
    visit.post(f"/me/seats/{seats[1].id}/decline")
    visit.post(f"/me/seats/{seats[2].id}/decline", {"reason": "出差"})
    visit.post("/me/roster/accept-all")
    visit.get(f"/me/seats/{seats[3].id}/withdraw").has("Give this seat back?", "Keep the seat")
    visit.post(f"/me/seats/{seats[3].id}/withdraw")
    states = [db.session.get(Seat, seat.id).state for seat in seats]
    assert states == ["accepted", "declined", "declined", "withdrawn"]
    page = visit.get("/me/roster").has("Accepted", "I declined", "I gave it back")
    page.has("Your lead has been told")
    visit.post(f"/me/seats/{seats[0].id}/accept")
    visit.post(f"/me/seats/{seats[3].id}/withdraw")
    visit.get(f"/me/seats/{seats[1].id}/withdraw", status=302)


def test_a_refusal_is_a_plain_page_that_leads_on(service, person, make, visit):
    seat = make.seat(service.shift(), person, state="lapsed")
    page = visit.post(f"/me/seats/{seat.id}/accept", status=409)
    page.has("This seat is no longer yours.", "/me/open")
    accepted = make.seat(service.shift(1), person, state="accepted")
    visit.post(f"/me/seats/{accepted.id}/decline", status=422).has("to give it back")


@pytest.mark.parametrize("reason", ["x" * 201, "a\u202eb"])
def test_a_strange_reason_is_refused_at_its_field(service, person, make, visit, reason):
    seat = make.seat(service.shift(), person)
    visit.post(f"/me/seats/{seat.id}/decline", {"reason": reason}, status=422).has("Reason")
    assert db.session.get(Seat, seat.id).state == "offered"


def test_another_persons_seat_does_not_exist(service, person, make, visit):
    seat = make.seat(service.shift(), service.person())
    for address in ("accept", "decline", "withdraw"):
        visit.post(f"/me/seats/{seat.id}/{address}", status=404)
    visit.get(f"/me/seats/{seat.id}/withdraw", status=404)


def test_a_changed_time_asks_again_and_a_cancelled_shift_says_so(service, person, make, visit):
    shift = service.shift(2)
    make.seat(shift, person, state="released", starts=service.at(2, 360), ends=service.at(2, 420))
    make.seat(shift, person, offered_at=NOW)
    taken_off = service.shift(3)
    make.seat(taken_off, person, state="released")
    cancelled = service.shift(4, cancelled_at=NOW, cancel_reason="Typhoon")
    make.seat(cancelled, person, state="accepted")
    page = visit.get("/me/roster")
    page.has("The time has changed; it was", "06:00–07:00", "Please answer again.")
    page.has("Taken off by the lead", "This shift was cancelled.", "Typhoon")


def test_past_seats_tell_whether_minutes_are_confirmed(service, person, make, visit):
    for days in (3, 5):
        starts = NOW - timedelta(days=days)
        shift = make.shift(service.period, kind=service.kind, site=service.site, starts=starts)
        make.seat(shift, person, state="accepted")
    make.keep(
        LedgerEntry(
            organisation_id=service.organisation.id,
            number=1,
            person_id=person.id,
            kind="service",
            minutes=115,
            served_on=(NOW - timedelta(days=5)).date(),
            starts=NOW - timedelta(days=5, minutes=-5),
            ends=NOW - timedelta(days=5, minutes=-120),
            evidence="roll_call",
            entered_at=NOW,
            previous="",
            digest="x",
        )
    )
    page = visit.get("/me/roster").has("Served in the last three months", "1 h 55 min")
    assert page.text.count("Not confirmed yet") == 1


def test_open_seats_lawful_ones_first_the_others_with_their_reason(service, person, make, visit):
    strict = make.duty_kind(service.organisation, insured=True, name_en="Checkpoint")
    make.shift(service.period, kind=strict, site=service.site, starts=service.at(0))
    free = service.shift(1, wanted=3)
    make.seat(service.shift(2, wanted=1), service.person())
    other = Service(make)
    other.shift(1)
    page = visit.get("/me/open", limit=JUDGED)
    page.has(
        "Take this seat", "Open, but not for you", "Checkpoint", "insurance", f"/me/open/{free.id}"
    )
    assert page.text.count("Take this seat") == 1
    assert page.text.index("Take this seat") < page.text.index("Checkpoint")
    visit.post(f"/me/open/{free.id}")
    visit.post(f"/me/open/{free.id}")
    seat = db.session.scalars(select(Seat).where(Seat.person_id == person.id)).one()
    assert (seat.shift_id, seat.state) == (free.id, "accepted")
    visit.get("/me/roster").has("You took this seat yourself.")
    visit.get("/me/open", limit=JUDGED).has("No open seat for you at the moment.")


def test_as_many_queries_for_thirty_open_seats_as_for_a_few(service, person, make, visit):
    course = make.qualification()
    strict = make.duty_kind(service.organisation, insured=True, needs=[course.id], adults_only=True)
    make.keep(Cap(person_id=person.id, minutes_week=120))
    make.seat(service.shift(0), person, state="accepted")

    def open_more(days):
        for day in days:
            service.shift(day, minute=500)
            late = service.at(day, 1200)
            make.shift(service.period, kind=strict, site=service.site, starts=late)

    open_more(range(1))
    visit.get("/me/open", limit=JUDGED)
    few = visit.queries
    open_more(range(1, 14))
    visit.get("/me/open", limit=few)


def test_other_organisations_and_unpublished_shifts_do_not_exist(service, person, make, visit):
    other = Service(make)
    visit.post(f"/me/open/{other.shift().id}", status=404)
    draft = make.period(service.team, first_day=service.first_day)
    hidden = make.shift(draft, kind=service.kind, site=service.site, starts=service.at(1))
    visit.post(f"/me/open/{hidden.id}", status=404)
    visit.get("/me/open").lacks("Take this seat")


def test_a_period_asks_on_every_page_of_ones_own_until_answered(service, person, make, visit):
    period = collecting(make, service.team)
    for address in ("/me/roster", "/me/availability", "/me/availability/job", "/me/open"):
        page = visit.get(address).has("December roster: say when you can", "Not this time")
        page.lacks("Same as last time")
    visit.post(f"/me/periods/{period.id}/answer", {"answer": "in"}, status=409).has(
        "not entered any hours"
    )
    make.free(person)
    visit.get("/me/roster").has("My hours are right")
    visit.post(f"/me/periods/{period.id}/answer", {"answer": "in"})
    visit.post(f"/me/periods/{period.id}/answer", {"answer": "in"})
    answer = db.session.get(PeriodAnswer, (period.id, person.id))
    assert answer.answered_at is not None
    assert not answer.sitting_out
    page = visit.get("/me/roster").lacks("say when you can")
    page.has("Planned with my hours", "You can change this until")
    visit.post(f"/me/periods/{period.id}/answer", {"answer": "out"})
    assert db.session.get(PeriodAnswer, (period.id, person.id)).sitting_out
    second = collecting(make, service.team, name="January roster")
    visit.get("/me/roster").has("Same as last time", "January roster", "I am in after all")
    visit.post(f"/me/periods/{second.id}/answer", {"answer": "in"})
    visit.get("/me/roster").lacks("say when you can")


def test_after_the_deadline_it_is_told_kindly(service, person, make, visit):
    make.free(person)
    due = NOW - timedelta(hours=1)
    period = collecting(make, service.team, answers_due=due)
    page = visit.get("/me/roster").has(
        "is being planned.", "That is no harm", words.clock_time(due, ZONE)
    )
    page.lacks("Not this time")
    visit.post(f"/me/periods/{period.id}/answer", {"answer": "in"}, status=409).has("ended on")


def test_a_period_of_other_teams_does_not_ask(service, person, make, visit):
    other = Service(make, state="collecting")
    visit.get("/me/roster").lacks("say when you can")
    visit.post(f"/me/periods/{other.period.id}/answer", {"answer": "in"}, status=404)


def test_a_squads_member_is_asked_by_the_teams_period(service, make, visit):
    squad = make.team(service.organisation, parent_id=service.team.id)
    collecting(make, service.team)
    visit.sign_in(make.person(squad)).speak("en")
    visit.get("/me/roster").has("December roster: say when you can")

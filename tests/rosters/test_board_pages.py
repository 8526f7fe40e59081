"""Pages of the board, a crew and publishing: who sees and may do what, and how they answer."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.rosters.volunteering import Service
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.outbox import Letter
from volunteer_app.rosters.models import Period, Placement, Publication, Seat
from volunteer_app.rosters.queries import crews, panels

#: the judging of everybody for one seat reads a dozen tables about them
CREW_LIMIT, PUBLISH_LIMIT = 40, 50


@pytest.fixture
def service(make):
    return Service(make, state="collecting")


@pytest.fixture
def staff(service, make):
    """Give somebody of each role, ours and strangers'."""
    other = make.organisation()
    return {
        "volunteer": service.person(),
        "lead": service.lead(),
        "scheduler": service.scheduler(),
        "organisation admin": make.appoint(
            make.person(), "organisation_admin", organisation=service.organisation
        ),
        "district admin": make.appoint(make.person(), "district_admin"),
        "auditor": make.appoint(make.person(), "auditor"),
        "other lead": make.lead(make.team(other)),
        "other scheduler": make.appoint(make.person(), "scheduler", organisation=other),
        "other team's lead": make.lead(make.team(service.organisation)),
    }


def free_person(service, make):
    person = service.person()
    make.free(person)
    return person


def board(service, extra=""):
    return f"/periods/{service.period.id}/board?week={service.first_day}{extra}"


READS = {
    "volunteer": 403,
    "lead": 200,
    "scheduler": 200,
    "organisation admin": 200,
    "district admin": 200,
    "auditor": 200,
    "other lead": 404,
    "other scheduler": 404,
    "other team's lead": 403,
}


def test_who_sees_the_draft(service, staff, make, visit):
    shift = service.shift()
    make.placement(shift, staff["volunteer"])
    make.keep(
        Publication(
            organisation_id=service.organisation.id,
            period_id=service.period.id,
            number=1,
            version=99,
            at=service.period.created_at,
            seats=[],
            change={"added": [[shift.id, staff["volunteer"].id]], "removed": [], "retimed": []},
        )
    )
    period = f"/periods/{service.period.id}"
    pages = ["board", "board/people", "publish", "publications/1"]
    addresses = [f"{period}/{page}" for page in pages] + [f"/shifts/{shift.id}/seats"]
    for role, status in READS.items():
        visit.sign_in(staff[role]).speak("en")
        for address in addresses:
            page = visit.get(address, status=status, limit=PUBLISH_LIMIT)
            if status != 200:
                page.lacks(service.period.name)


EDITS = {**READS, "auditor": 403}


def test_who_changes_a_crew(service, staff, make, visit):
    for role, status in EDITS.items():
        shift, person = service.shift(), free_person(service, make)
        visit.sign_in(staff[role]).post(
            f"/shifts/{shift.id}/seats/place",
            {"person_id": person.id, "version": db.session.scalar(select(Period.version))},
            status=303 if status == 200 else status,
        )
        placed = db.session.scalars(select(Placement).where(Placement.shift_id == shift.id)).all()
        assert len(placed) == (status == 200), role
        for row in placed:
            db.session.delete(row)


PUBLISHES = {**EDITS, "lead": 403}


def test_who_publishes(service, staff, make, visit):
    for role, status in PUBLISHES.items():
        shift = service.shift()
        make.placement(shift, free_person(service, make))
        service.period.version += 1
        visit.sign_in(staff[role]).post(
            f"/periods/{service.period.id}/publish",
            {"seen_version": service.period.version, "note": ""},
            status=303 if status == 200 else status,
        )
        seats = db.session.scalars(select(Seat).where(Seat.shift_id == shift.id)).all()
        assert len(seats) == (status == 200), role


DEEDS = ["place", "take-off", "move", "replace", "exchange", "pin", "lead", "keep"]


def test_another_organisations_shift_does_not_exist(service, staff, make, visit):
    shift = service.shift()
    visit.sign_in(staff["other scheduler"])
    for deed in DEEDS:
        facts = {"person_id": 1, "version": 1}
        visit.post(f"/shifts/{shift.id}/seats/{deed}", facts, status=404)
        visit.post(f"/shifts/987654/seats/{deed}", facts, status=404)


def test_a_move_into_another_organisations_shift_finds_nothing(service, staff, make, visit):
    elsewhere = Service(make)
    foreign = elsewhere.shift()
    shift, person = service.shift(), free_person(service, make)
    make.placement(shift, person)
    visit.sign_in(staff["scheduler"]).post(
        f"/shifts/{shift.id}/seats/move",
        {"person_id": person.id, "version": 1, "to_shift_id": foreign.id},
        status=404,
    )
    assert [row.shift_id for row in db.session.scalars(select(Placement))] == [shift.id]


def test_a_lead_sees_why_not_and_hands_over(service, staff, make, visit):
    make.placement(service.shift(), free_person(service, make))
    page = visit.sign_in(staff["lead"]).speak("en")
    page = visit.get(f"/periods/{service.period.id}/publish", limit=PUBLISH_LIMIT)
    page.has("Schedulers and admins of the organisation publish rosters").lacks("seen_version")
    visit.post(f"/periods/{service.period.id}/hand-over", {"note": "Ready"}, status=303)
    readers = set(db.session.scalars(select(Letter.person_id)))
    assert readers == {staff["scheduler"].id, staff["organisation admin"].id}


def test_an_auditor_only_looks(service, staff, make, visit):
    shift = service.shift()
    make.placement(shift, free_person(service, make))
    visit.sign_in(staff["auditor"]).speak("en")
    visit.get(f"/shifts/{shift.id}/seats", limit=CREW_LIMIT).lacks(
        "/seats/take-off", "Add a person"
    )
    visit.get(board(service)).lacks("data-edit", "Solve around the pins")


def test_the_board_tells_states_in_words(service, staff, make, visit):
    shift, thin = service.shift(minimum=1, wanted=3), service.shift(minimum=3, wanted=3)
    names = {}
    for state in ("accepted", "offered", "new", "withdrawn", "leaving"):
        person = names[state] = service.person(name=f"Person {state}")
        if state in ("accepted", "offered", "new"):
            make.placement(shift, person, leads=state == "accepted", pinned=state == "offered")
        if state != "new":
            facts = {"state": "offered" if state == "leaving" else state}
            make.seat(shift if state != "leaving" else thin, person, **facts)
    page = visit.sign_in(staff["lead"]).speak("en").get(board(service), limit=15)
    page.has("Full", "3 needed", "accepted", "offered, not answered yet", "not told yet", "pinned")
    page.has("taken off, not told yet", "Gave it back: Person withdrawn", "leads")
    visit.speak("zh_Hans_CN").get(board(service), limit=15)


def test_filters_and_weeks(service, staff, make, visit):
    full, empty = service.shift(wanted=1), service.shift()
    make.placement(full, free_person(service, make))
    later = service.shift(8)
    visit.sign_in(staff["lead"]).speak("en")
    links = {one.id: f"/shifts/{one.id}/seats" for one in (full, empty, later)}
    visit.get(board(service)).has(links[full.id], links[empty.id]).lacks(links[later.id])
    visit.get(board(service, "&open=1")).has(links[empty.id]).lacks(links[full.id])
    visit.get(board(service, "&kind=987654")).has("No shifts match")
    visit.get(board(service, "&team=x&kind=&week=nonsense"))
    week = service.first_day + timedelta(days=8)
    visit.get(f"/periods/{service.period.id}/board?week={week}").has(links[later.id])
    visit.get(f"/periods/{service.period.id}/board?week=2019-01-01").has("Later week")


def test_a_big_week_costs_no_more_reads(service, staff, make, visit):
    """400 shifts, 120 people: as many reads as for one shift."""
    week = service.first_day + timedelta(days=7)
    address = f"/periods/{service.period.id}/board?week={week}"
    visit.sign_in(staff["lead"]).speak("en").get(address)
    few = visit.queries
    people = [service.person() for _ in range(120)]
    shifts = [
        Shift(
            organisation_id=service.organisation.id,
            period_id=service.period.id,
            site_id=service.site.id,
            duty_kind_id=service.kind.id,
            starts=service.at(number % 14, 360 + number),
            ends=service.at(number % 14, 480 + number),
            minimum=1,
            wanted=3,
        )
        for number in range(400)
    ]
    db.session.add_all(shifts)
    db.session.flush()
    turn = itertools.cycle(people)
    for shift in shifts:
        for _ in range(3):
            db.session.add(
                Placement(period_id=service.period.id, shift_id=shift.id, person_id=next(turn).id)
            )
    page = visit.get(address, limit=15)
    assert visit.queries <= few + 1
    assert page.text.count("data-person") > 400
    visit.get(f"/periods/{service.period.id}/board/people", limit=22)


def test_a_press_answers_as_it_was_asked(service, staff, make, visit):
    shift, target = service.shift(), service.shift(1)
    willing, unwilling = free_person(service, make), service.person()
    visit.sign_in(staff["lead"]).speak("en")
    part = visit.post(
        f"/shifts/{shift.id}/seats/place",
        {"person_id": willing.id, "version": 1},
        status=200,
        headers={"HX-Request": "true"},
    )
    part.has("Placed.", willing.name).lacks("<html")
    page = visit.post(
        f"/shifts/{shift.id}/seats/place", {"person_id": unwilling.id, "version": 2}, status=422
    )
    page.has("Write down why", "Do it with this reason", "<html")
    answer = visit.post(
        f"/shifts/{shift.id}/seats/move",
        {"person_id": willing.id, "version": 1, "to_shift_id": target.id},
        status=422,
        headers={"Accept": "application/json"},
    ).answer.json
    assert answer["done"] is False
    assert staff["lead"].name in answer["sentence"]
    moved = visit.post(
        f"/shifts/{shift.id}/seats/move",
        {"person_id": willing.id, "version": 2, "to_shift_id": target.id},
        status=200,
        headers={"Accept": "application/json"},
    ).answer.json
    assert moved == {"done": True, "sentence": "Moved.", "version": 3}
    assert db.session.scalar(select(Period.version)) == 3


NONSENSE = [
    {},
    {"person_id": "", "version": "1"},
    {"person_id": "1; DROP TABLE", "version": "1"},
    {"person_id": "-5", "version": "1"},
    {"person_id": "99999999999999999999", "version": "1"},
    {"person_id": "1", "version": "1", "reason": "x" * 501},
    {"person_id": "1", "version": "1", "partner": "1-2-3"},
    {"person_id": "1", "version": "1", "partner": "\u0661-\u0662"},
]


@pytest.mark.parametrize("deed", ["place", "exchange", "lead"])
def test_nonsense_is_refused_and_shown_inert(service, staff, visit, deed):
    shift = service.shift()
    visit.sign_in(staff["lead"]).speak("en")
    for facts in NONSENSE:
        page = visit.post(f"/shifts/{shift.id}/seats/{deed}", facts, status=422)
        page.lacks("DROP TABLE<")


def test_candidates_come_with_their_reasons(service, staff, make, visit):
    shift = service.shift(adults_only=True)
    gladly = service.person(name="Gladly")
    make.free(gladly, grade=1)
    away = service.person(name="Away")
    minor = service.person(name="Minor", born=service.first_day.replace(year=2012))
    for person in (minor,):
        make.free(person)
    page = (
        visit.sign_in(staff["lead"]).speak("en").get(f"/shifts/{shift.id}/seats", limit=CREW_LIMIT)
    )
    page.has("gladly at this time", "outside the times offered", "people of 18 and older")
    assert page.text.index("Gladly") < page.text.index(away.name) < page.text.index("Minor")
    assert f'value="{minor.id}"' not in page.text


def test_many_candidates_are_shown_in_part_and_found_by_name(service, staff, make, visit):
    shift = service.shift()
    for number in range(panels.BEST + 3):
        make.free(service.person(name=f"Free {number:02d}"))
    busy = [service.person(name=f"Busy {number:02d}") for number in range(panels.OTHERS + 2)]
    visit.sign_in(staff["lead"]).speak("en")
    address = f"/shifts/{shift.id}/seats"
    first = visit.get(address, limit=CREW_LIMIT)
    assert first.text.count("<strong>Free") == panels.BEST
    assert first.text.count('class="mate candidate"') == panels.BEST + panels.OTHERS
    first.has("3 people more: show everybody", f"{address}?all=1")
    everybody = visit.get(f"{address}?all=1", limit=CREW_LIMIT)
    assert everybody.text.count("<strong>Free") == panels.BEST + 3
    assert everybody.text.count("<strong>Busy") == len(busy)
    found = visit.get(f"{address}?name={busy[-1].name.lower()}", limit=CREW_LIMIT)
    assert found.text.count('<li class="mate candidate"') == 1
    found.has(busy[-1].name)
    visit.get(f"{address}?name=100%25", limit=CREW_LIMIT).has("Nobody of this name")


def test_partners_to_swap_with_are_the_nearest_or_those_named(
    service, staff, make, visit, monkeypatch
):
    monkeypatch.setattr(crews, "PARTNERS", 1)
    shift, near, far = service.shift(wanted=1), service.shift(1), service.shift(3)
    person, one, two = (free_person(service, make) for _ in range(3))
    for place, who in ((shift, person), (near, one), (far, two)):
        make.placement(place, who)
    visit.sign_in(staff["lead"]).speak("en")
    address = f"/shifts/{shift.id}/seats?moving={person.id}"
    visit.get(address, limit=CREW_LIMIT).has(f'value="{near.id}-{one.id}"').lacks(
        f'value="{far.id}-{two.id}"'
    )
    visit.get(f"{address}&name={two.name}", limit=CREW_LIMIT).has(f'value="{far.id}-{two.id}"')


def test_move_and_replace_pages_work_without_javascript(service, staff, make, visit):
    shift, other = service.shift(wanted=1), service.shift(1)
    person, second = free_person(service, make), free_person(service, make)
    make.placement(shift, person)
    make.placement(other, second)
    visit.sign_in(staff["lead"]).speak("en")
    moving = visit.get(f"/shifts/{shift.id}/seats?moving={person.id}", limit=CREW_LIMIT)
    moving.has("Move here", f'value="{other.id}-{second.id}"')
    visit.get(f"/shifts/{shift.id}/seats?instead={person.id}", limit=CREW_LIMIT).has("Put in")
    visit.get(f"/shifts/{shift.id}/seats?moving=987654", limit=CREW_LIMIT)
    visit.post(
        f"/shifts/{shift.id}/seats/exchange",
        {"person_id": person.id, "version": 1, "partner": f"{other.id}-{second.id}"},
        status=303,
    )
    pairs = {(row.shift_id, row.person_id) for row in db.session.scalars(select(Placement))}
    assert pairs == {(shift.id, second.id), (other.id, person.id)}


def test_publishing_page_lists_what_stands_against_it(service, staff, make, visit):
    shift = service.shift(adults_only=True)
    make.placement(shift, service.person(name="Minor", born=service.first_day.replace(year=2012)))
    address = f"/periods/{service.period.id}/publish"
    visit.sign_in(staff["scheduler"]).speak("en")
    visit.get(address, limit=PUBLISH_LIMIT).has(
        "This keeps the roster from being published", "people of 18 and older", "Minor"
    )
    visit.post(address, {"seen_version": 1, "note": ""}, status=422).has("cannot be published yet")
    visit.post(address, {"seen_version": "x", "note": ""}, status=422)
    assert db.session.scalars(select(Seat)).all() == []

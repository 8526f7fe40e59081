"""Each role × each deed of planning, the day, hours and recognition, at home and elsewhere (domain.md 6.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest

from tests.people.matrix import ELSEWHERE, ROLES, answers, district
from volunteer_app.kit import clock
from volunteer_app.rosters.models import SolveRun

ADMINS = {"organisation_admin", "district_admin"}
COORDINATORS = ADMINS | {"scheduler"}
PLANNERS = frozenset(COORDINATORS | {"lead"})
ROLL_TAKERS = frozenset({"lead", "scheduler"})

#: 6.2 "run solver, edit draft", "offer a seat to a person"
PLANNING = [
    "/periods/{period}/answers/remind",
    "/periods/{period}/layout",
    "/periods/{period}/shifts/new",
    "/periods/{period}/solve",
    "/periods/{period}/hand-over",
    "/periods/{period}/edit",
    "/periods/{period}/close",
    "/periods/{period}/runs/{run}/stop",
    "/periods/{period}/runs/{run}/take-over",
    "/shifts/{shift}/edit",
    "/shifts/{shift}/cancel",
    *(
        f"/shifts/{{shift}}/seats/{deed}"
        for deed in ("place", "take-off", "move", "replace", "exchange", "pin", "lead", "keep")
    ),
    "/patterns/{pattern}/edit",
    "/patterns/{pattern}/retire",
    "/o/{ours}/patterns/new",
    "/o/{ours}/periods/new",
]
#: 6.2 "check people in/out": leads and schedulers, no admins
ROLL = [
    "/shifts/{shift}/close",
    "/shifts/{shift}/reopen",
    "/shifts/{shift}/codes",
    "/shifts/{shift}/codes/renew",
    *(f"/seats/{{seat}}/{deed}" for deed in ("in", "out", "absent", "excused", "undo", "times")),
]
MAY: dict[str, Collection[str]] = {
    **dict.fromkeys(PLANNING, PLANNERS),
    **dict.fromkeys(ROLL, ROLL_TAKERS),
    "/periods/{period}/publish": COORDINATORS,
    "/o/{ours}/calendar": COORDINATORS,
    "/o/{ours}/policy": ADMINS,
    "/shifts/{shift}/minutes": PLANNERS,
    "/o/{ours}/levels": ADMINS,
    "/o/{ours}/recognition/file": COORDINATORS | {"auditor"},
    "/o/{ours}/imports": COORDINATORS,
}


def things(make: Any, town: Any) -> dict[str, int]:
    """Make one of each thing in our organisation, a week ahead."""
    first = clock.today("Asia/Shanghai") + timedelta(days=7)
    period = make.period(town.team, first_day=first)
    kind, site = make.duty_kind(town.ours), make.site(town.ours)
    shift = make.shift(period, kind=kind, site=site, starts=clock.at(first, 540, "Asia/Shanghai"))
    seat = make.seat(shift, make.person(town.team), state="accepted")
    run = make.keep(
        SolveRun(
            organisation_id=town.ours.id,
            period_id=period.id,
            asked_at=clock.now(),
            from_version=1,
            state="done",
        )
    )
    pattern = make.pattern(kind, site, team_id=town.team.id)
    return {
        "ours": town.ours.id,
        "period": period.id,
        "shift": shift.id,
        "seat": seat.id,
        "run": run.id,
        "pattern": pattern.id,
    }


@pytest.mark.parametrize("deed", MAY)
def test_each_cell_of_the_table(make, visit, deed):
    """An empty form: whoever may is told what is missing, whoever may not is not heard at all."""
    town = district(make)
    address = deed.format(**things(make, town))
    cells = [(role, False) for role in ROLES[1:]] + [(role, True) for role in ELSEWHERE]
    wrong = {}
    for role, elsewhere in cells:
        visit.sign_in(town.somebody(role, elsewhere=elsewhere))
        status = visit.send(
            visit.client.post, address, data={"csrf_token": visit.token()}
        ).status_code
        wanted = "hidden" if elsewhere else "heard" if role in MAY[deed] else "refused"
        found = {404: "hidden", 403: "refused"}.get(status, "heard")
        if found != wanted or status >= 500:
            wrong[role, elsewhere] = (status, wanted)
    assert not wrong, wrong


@pytest.mark.parametrize("deed", ["accept", "decline", "withdraw"])
def test_a_seat_is_answered_by_its_person_alone(make, visit, deed):
    """6.2 "sign up / withdraw / swap": o, and nobody else whatever their role."""
    town = district(make)
    address = f"/me/seats/{things(make, town)['seat']}/{deed}"
    for role in ROLES[1:]:
        visit.sign_in(town.somebody(role))
        status = visit.send(
            visit.client.post, address, data={"csrf_token": visit.token()}
        ).status_code
        assert status in (403, 404), f"{role}: {status}"


def test_open_shifts_are_for_everybody_and_name_nobody(make, visit):
    """6.2 "see open shifts (no names)": all, but for those who keep the house or its privacy."""
    town = district(make)
    first = clock.today("Asia/Shanghai") + timedelta(days=7)
    ours = {"kind": make.duty_kind(town.ours), "starts": clock.at(first, 540, "Asia/Shanghai")}
    period = make.period(town.team, first_day=first, state="published")
    open_site, full_site = make.site(town.ours), make.site(town.ours)
    shift = make.shift(period, site=open_site, wanted=3, minimum=2, **ours)
    held = make.person(town.team)
    make.seat(shift, held, state="accepted")
    full = make.shift(period, site=full_site, wanted=1, **ours)
    make.placement(full, town.member)
    draft_site = make.site(town.theirs)
    draft = make.period(town.other_team, first_day=first, state="collecting")
    make.shift(draft, site=draft_site, **{**ours, "kind": make.duty_kind(town.theirs)})
    for role in ROLES:
        assert answers(visit, town.somebody(role), "/open") == 200, role
    for role in ("privacy_officer", "operator"):
        assert answers(visit, make.appoint(make.person(), role), "/open") == 403, role
    both = make.appoint(make.person(town.team), "operator")
    assert answers(visit, both, "/open") == 200
    answers(visit, None, "/open")
    page = visit.speak("en").get("/open")
    page.has("1 urgently needed", open_site.name, "To take a seat you need an account")
    page.lacks(held.name, full_site.name, draft_site.name)
    visit.get("/open?organisation=x&page=99").has(open_site.name)

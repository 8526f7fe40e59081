"""The pages of solving: the button, the live search, the result in words, taking over, stopping."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.rosters.setting import NOW, Setting
from tests.visit import Visit
from volunteer_app.db import db
from volunteer_app.duties.models import Cap
from volunteer_app.kit import clock, jobs
from volunteer_app.rosters import jobs as work
from volunteer_app.rosters.models import Placement, SolveRun


@pytest.fixture(autouse=True)
def before_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work a week before the period, with one thread."""
    monkeypatch.setattr(work, "WORKERS", 1)
    began = datetime.now(UTC)
    monkeypatch.setattr(clock, "now", lambda: NOW + (datetime.now(UTC) - began))


def press(here: Setting, visit: Visit) -> str:
    page = visit.post(f"/periods/{here.period.id}/solve", {"seconds": "20", "seed": "1"})
    return page.location


def work_off(app: Any) -> None:
    for job_id, _priority in jobs.overdue():
        jobs.run_one(job_id)
    db.session.expire_all()


def test_from_the_button_to_the_reasons(here: Setting, visit: Visit, ctx: Any) -> None:
    here.kind.insured, here.kind.name_en = True, "Guidance"
    db.session.commit()
    here.shift(minimum=2, wanted=3)
    here.shift(day=1, minimum=1, wanted=1)
    good, lapsed = here.free_person(name="好人"), here.free_person(name="过期")
    here.make.insure(good)
    here.make.insure(lapsed, until=date(2026, 12, 6))
    here.person(name="没空")
    visit.sign_in(here.lead()).speak("en").get(f"/periods/{here.period.id}/solve")
    address = press(here, visit)
    visit.get(address).has("Waiting for a worker", 'hx-trigger="every 1s"', "http-equiv")
    visit.get(f"{address}/progress").has("Reading people, shifts and rules")
    assert press(here, visit) == address
    work_off(ctx)
    answer = visit.get(f"{address}/progress").answer
    assert answer.headers["HX-Refresh"] == "true"
    page = visit.get(address).has(
        "Proven: under these rules no roster can do better",
        f"Guidance ({here.site.name})",
        "1 below the minimum",
        "not insured then",
        "Insure 过期 until",
        "Place 过期 here.",
        "Open seats, why, and the smallest change",
        "Willing people who got nothing, and why",
    )
    page.lacks("http-equiv", "%(")
    visit.speak("zh_Hans_CN").get(address)
    visit.speak("en").get(f"/periods/{here.period.id}").has("Last result")
    visit.get(f"/periods/{here.period.id}/solve").has("Proven best")
    visit.get("/periods").has("2 of 4 wanted seats filled")


def test_the_live_page_shows_figures_and_pictures(here: Setting, visit: Visit) -> None:
    here.shift()
    visit.sign_in(here.lead()).speak("en")
    address = press(here, visit)
    [run] = db.session.query(SolveRun)
    assert run.job_id is not None
    turn = jobs.claim(run.job_id)
    assert turn is not None
    work.begin(run.id)
    points = [
        {"seconds": second, "tier": ["minimum"], "minimum": 9 - second, "wanted": 20 - second,
         "value": 9 - second, "bound": 2, "gap": 0.5 / (second + 1)}
        for second in range(6)
    ]  # fmt: skip
    turn.tick({"points": points})
    page = visit.get(f"{address}/progress").has(
        "Searching",
        "Seats short of the minimum",
        "8.33 %",
        "5 of 20 s",
        "<polyline",
        "The same in figures",
    )
    page.has("polyline")
    turn.tick({"stage": "explaining", "points": points})
    visit.get(f"{address}/progress").has("its reasons are being written down")
    turn.tick({"points": points})
    visit.post(f"{address}/stop")
    visit.get(address).has("Stopping").lacks("Stop and keep")


def test_a_failed_run_says_so(here: Setting, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    here.shift()
    here.free_person()
    visit.sign_in(here.lead()).speak("en")
    address = press(here, visit)

    def wrong(*_given: Any) -> None:
        raise work.Unlawful("a rule is broken")

    monkeypatch.setattr(work, "judge", wrong)
    for _ in range(2):
        [job] = db.session.query(jobs.Job).filter_by(kind="solve")
        job.run_after = NOW
        db.session.commit()
        jobs.run_one(job.id)
    visit.get(address).has("This run failed", "The draft is as it was")
    [run] = db.session.query(SolveRun)
    assert run.instance is not None
    assert db.session.query(Placement).count() == 0
    assert press(here, visit) != address


def test_a_result_kept_aside_is_taken_over_by_a_button(here: Setting, visit: Visit) -> None:
    shift, person = here.shift(wanted=1), here.free_person()
    visit.sign_in(here.lead()).speak("en")
    address = press(here, visit)
    [run] = db.session.query(SolveRun)
    asked = work.begin(run.id)
    here.period.version += 1
    db.session.commit()
    result = work.solve(asked.instance, work.Effort(seconds=5, workers=1))
    work.store(run.id, asked, result, work.findings(asked.instance, result.roster), [], NOW)
    db.session.commit()
    visit.get(address).has("The draft was changed while the search went on")
    visit.post(f"{address}/take-over")
    [placement] = db.session.query(Placement)
    assert (placement.shift_id, placement.person_id) == (shift.id, person.id)
    visit.post(f"{address}/take-over", status=409).has("There is no result to take over.")


def test_runs_of_others_are_not_there(here: Setting, visit: Visit) -> None:
    here.shift()
    visit.sign_in(here.lead())
    address = press(here, visit)
    other = here.make.period(here.team, name="一月")
    visit.get(address.replace(f"/periods/{here.period.id}/", f"/periods/{other.id}/"), status=404)
    foreign = Setting(here.make)
    visit.sign_in(foreign.lead())
    for page in (address, f"{address}/progress"):
        visit.get(page, status=404)
    visit.post(f"{address}/stop", status=404)
    visit.sign_in(here.person())
    visit.get(address, status=403)
    visit.post(f"{address}/stop", status=403)


def test_a_lead_of_one_of_two_teams_sees_but_does_not_solve(here: Setting, visit: Visit) -> None:
    other = here.make.team(here.organisation)
    both = here.make.period(here.team, other, name="两队")
    visit.sign_in(here.lead()).get(f"/periods/{both.id}/solve")
    visit.post(f"/periods/{both.id}/solve", {"seconds": "20"}, status=403)


@pytest.mark.parametrize("seconds", ["0", "5", "86400", "x", ""])
def test_only_the_offered_efforts_are_taken(here: Setting, visit: Visit, seconds: str) -> None:
    here.shift()
    visit.sign_in(here.lead())
    visit.post(f"/periods/{here.period.id}/solve", {"seconds": seconds}, status=422)
    assert db.session.query(SolveRun).count() == 0


def test_every_kind_of_change_is_told(here: Setting, visit: Visit, ctx: Any) -> None:
    """Windows, limits, training, refusals, hands: each smallest change has its sentence."""
    course = here.make.qualification(name="道路培训", name_en="Road course")
    shift = here.shift(minimum=1, wanted=1)
    shift.needs = [course.id]
    trainee = here.free_person(name="待训")
    here.shift(day=2, minimum=1, wanted=1, team_id=here.make.team(here.organisation).id)
    noon = here.shift(minimum=1, wanted=1, starts=datetime(2026, 12, 11, 3, tzinfo=UTC))
    here.make.seat(noon, trainee, state="declined")
    here.make.keep(Cap(person_id=trainee.id, shifts_month=5))
    db.session.commit()
    visit.sign_in(here.lead()).speak("en")
    address = press(here, visit)
    work_off(ctx)
    visit.get(address).has(
        "Train 待训 in “Road course”.",
        "Ask 待训 once more, who turned this seat down.",
        "Borrow 待训 from their team.",
    )

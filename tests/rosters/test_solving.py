"""From the button to the stored draft: one run at a time, fenced, stoppable, honest about its proof."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from solver.verify import breaches
from tests.rosters.setting import NOW, Setting
from volunteer_app.db import commit, db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock, jobs
from volunteer_app.people.models import Person
from volunteer_app.rosters import jobs as work
from volunteer_app.rosters.actions import solving
from volunteer_app.rosters.models import Period, Placement, SolveRun
from volunteer_app.rosters.solving.replay import unpacked_instance, unpacked_roster


@pytest.fixture(autouse=True)
def before_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work a week before the period, however late the tests are run."""
    monkeypatch.setattr(work, "WORKERS", 1)
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: NOW + (datetime.now(UTC) - began))


def press(here: Setting, by: Person | None = None, **facts: Any) -> SolveRun:
    run = solving.press_solve(here.period, by or here.scheduler(), NOW, seconds=20, **facts)
    commit()
    return run


def do(run: SolveRun) -> SolveRun:
    assert run.job_id is not None
    assert jobs.run_one(run.job_id)
    return again(run)


def again(run: SolveRun) -> SolveRun:
    db.session.expire_all()
    return db.session.get_one(SolveRun, run.id)


def placed(here: Setting) -> set[tuple[int, int]]:
    db.session.expire_all()
    rows = db.session.execute(
        select(Placement.shift_id, Placement.person_id).where(Placement.period_id == here.period.id)
    )
    return {(row.shift_id, row.person_id) for row in rows}


def version(here: Setting) -> int:
    db.session.expire_all()
    return db.session.get_one(Period, here.period.id).version


def test_a_small_roster_is_solved_to_proof_and_placed(here: Setting) -> None:
    shifts = [here.shift(day=day, minimum=1, wanted=2) for day in range(3)]
    people = [here.free_person() for _ in range(2)]
    before = version(here)
    run = do(press(here))
    assert (run.state, run.status, run.gap) == ("done", "proven", 0.0)
    assert placed(here) == {(shift.id, person.id) for shift in shifts for person in people}
    assert version(here) == before + 1
    assert run.findings["open"] == []
    assert {tuple(tier["goals"]) for tier in run.tiers} >= {("minimum",), ("wanted",)}
    assert all(tier["proven"] for tier in run.tiers)


def test_the_machine_names_one_leader_of_age_where_a_crew_asks_for_one(here: Setting) -> None:
    shift = here.shift(minimum=2, wanted=2, lead_seats=1)
    here.free_person(born=date(2010, 5, 1))
    grown = here.free_person()
    do(press(here))
    leads = db.session.scalars(
        select(Placement.person_id).where(Placement.shift_id == shift.id, Placement.leads)
    ).all()
    assert leads == [grown.id]


def test_the_kept_question_replays_the_run(here: Setting) -> None:
    here.shift()
    here.free_person()
    run = do(press(here))
    assert run.instance is not None
    assert run.roster is not None
    instance = unpacked_instance(run.instance)
    assert {(shift, person) for person, shift in unpacked_roster(run.roster)} == placed(here)
    assert instance.days == 14


def test_no_roster_of_the_machine_breaks_a_rule(here: Setting) -> None:
    """Q69, Q74: minors, lapsed insurance, missing training and refusals end as open seats."""
    course = here.make.qualification()
    here.kind.needs, here.kind.insured, here.kind.adults_only = [course.id], True, True
    db.session.commit()
    shift = here.shift(minimum=6, wanted=6)
    good, minor, lapsed, untrained, refused, hand = (
        here.free_person(),
        here.free_person(born=date(2010, 1, 1)),
        *(here.free_person() for _ in range(3)),
        here.free_person(opted_out=True),
    )
    for person in (good, minor, untrained, refused, hand):
        here.make.insure(person)
    here.make.insure(lapsed, until=date(2026, 12, 6))
    for person in (good, minor, lapsed, refused, hand):
        here.make.hold(person, course)
    here.make.seat(shift, refused, state="declined")
    run = do(press(here))
    assert placed(here) == {(shift.id, good.id)}
    [open_shift] = run.findings["open"]
    assert (open_shift["minimum"], open_shift["wanted"]) == (5, 5)
    assert {rule for rule, _count in open_shift["reasons"]} == {
        "age", "insurance", "qualification", "declined", "opt_out",
    }  # fmt: skip
    assert open_shift["change"]


def test_pins_and_hands_are_solved_around(here: Setting) -> None:
    shift, other = here.shift(wanted=1), here.shift(day=1, wanted=1)
    busy, free = here.person(), here.free_person()
    here.make.placement(shift, busy, pinned=True, overrides=["availability"])
    here.make.placement(other, busy)
    run = do(press(here))
    assert placed(here) == {(shift.id, busy.id), (other.id, free.id)}
    assert [row["rule"] for row in run.findings["pins"]] == ["availability"]


def test_two_presses_are_one_run(here: Setting) -> None:
    """A double click, or two leads at once."""
    here.shift()
    first = press(here)
    assert press(here, here.scheduler()).id == first.id
    assert db.session.query(SolveRun).count() == 1
    assert db.session.query(jobs.Job).filter_by(kind="solve").count() == 1
    do(first)
    assert press(here).id != first.id


def test_a_draft_changed_meanwhile_is_not_overwritten(here: Setting) -> None:
    shift, person = here.shift(wanted=1), here.free_person()
    run = press(here)
    asked = work.begin(run.id)
    db.session.execute(
        update(Period).where(Period.id == here.period.id).values(version=Period.version + 1)
    )
    db.session.commit()
    result = work.solve(asked.instance, work.Effort(seconds=5, workers=1))
    told = work.store(run.id, asked, result, work.findings(asked.instance, result.roster), [], NOW)
    commit()
    assert told["kept_aside"]
    assert placed(here) == set()
    solving.take_over(again(run), here.scheduler(), NOW)
    commit()
    assert placed(here) == {(shift.id, person.id)}
    with pytest.raises(solving.NothingKept):
        solving.take_over(again(run), here.scheduler(), NOW)


def test_a_worker_killed_in_mid_solve_leaves_nothing_behind(here: Setting) -> None:
    """Q22: the lease runs out, the job is taken up once more, the draft is unchanged until then."""
    shift, person = here.shift(wanted=1), here.free_person()
    run = press(here)
    assert run.job_id is not None
    turn = jobs.claim(run.job_id)
    assert turn is not None
    work.begin(run.id)
    db.session.rollback()  # here the worker dies
    assert placed(here) == set()
    assert again(run).state == "running"
    assert jobs.claim(run.job_id) is None
    lease_runs_out(run)
    assert (run.job_id, 10) in jobs.overdue()
    assert do(run).state == "done"
    assert placed(here) == {(shift.id, person.id)}


def test_a_run_whose_worker_was_killed_too_often_stands_in_nobodys_way(here: Setting) -> None:
    """Q22: no zombie; the next press starts afresh."""
    here.shift()
    run = press(here)
    assert run.job_id is not None
    for _ in range(solving.ATTEMPTS):
        assert jobs.claim(run.job_id)
        work.begin(run.id)
        lease_runs_out(run)
    assert jobs.claim(run.job_id) is None
    assert db.session.get_one(jobs.Job, run.job_id).state == "failed"
    fresh = press(here)
    assert fresh.id != run.id
    assert again(run).state == "failed"


def lease_runs_out(run: SolveRun) -> None:
    db.session.execute(
        update(jobs.Job)
        .where(jobs.Job.id == run.job_id)
        .values(lease_until=clock.now() - timedelta(seconds=1))
    )
    db.session.commit()


def test_two_workers_store_one_result(here: Setting) -> None:
    """Q23: whoever lost the lease stores nothing, however late it comes home."""
    here.shift(wanted=1)
    here.free_person()
    run = press(here)
    assert run.job_id is not None
    slow = jobs.claim(run.job_id)
    assert slow is not None
    asked = work.begin(run.id)
    result = work.solve(asked.instance, work.Effort(seconds=5, workers=1))
    lease_runs_out(run)
    assert do(run).state == "done"
    after = version(here)
    work.store(run.id, asked, result, work.findings(asked.instance, result.roster), [], NOW)
    with pytest.raises(jobs.LeaseLost):
        slow.end("done")
    db.session.rollback()
    assert version(here) == after


def test_stopping_keeps_the_best_so_far(here: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(10):
        here.shift(day=day, minimum=2, wanted=3)
    for _ in range(8):
        here.free_person()
    monkeypatch.setattr(work, "BEAT", 0.01)
    run = press(here)
    here_lead = here.scheduler()
    beaten = work.Beat.report
    calls = []

    def stop_at_once(beat: work.Beat, progress: Any) -> bool:
        calls.append(progress)
        beat.stop_asked = True
        return beaten(beat, progress)

    monkeypatch.setattr(work.Beat, "report", stop_at_once)
    done = do(run)
    assert calls
    assert done.state == "done"
    assert done.status in ("stopped", "proven")
    assert done.progress
    solving.stop(done, here_lead, NOW)


def test_stopping_a_waiting_run_ends_it(here: Setting) -> None:
    here.shift()
    run = press(here)
    solving.stop(run, here.scheduler(), NOW)
    commit()
    stopped = again(run)
    assert (stopped.state, stopped.status) == ("done", "stopped")
    assert stopped.job_id is not None
    assert not jobs.run_one(stopped.job_id)
    assert press(here).id != run.id


def test_the_beat_hears_stop_and_renews_the_lease(here: Setting, ctx: Any) -> None:
    here.shift()
    run = press(here)
    assert run.job_id is not None
    turn = jobs.claim(run.job_id)
    assert turn is not None
    lease = db.session.get_one(jobs.Job, run.job_id).lease_until
    solving.stop(run, here.scheduler(), NOW)
    commit()
    beat = work.Beat(ctx, turn)
    heart = threading.Thread(target=beat.run)
    heart.start()
    while not beat.stop_asked:
        beat.over.wait(0.05)
    beat.over.set()
    heart.join()
    db.session.expire_all()
    renewed = db.session.get_one(jobs.Job, run.job_id).lease_until
    assert lease is not None
    assert renewed is not None
    assert renewed > lease


def test_the_same_question_gets_the_same_roster(here: Setting) -> None:
    """Q72: same input and seed, whatever the order of rows."""
    for day in range(6):
        here.shift(day=day, minimum=1, wanted=2)
    for number in range(6):
        person = here.person()
        here.make.free(person, grade=number % 3 - 1)
    first = do(press(here))
    assert first.roster is not None
    seats = set(unpacked_roster(first.roster))
    db.session.execute(db.delete(Placement))
    db.session.commit()
    from dataclasses import replace

    from volunteer_app.rosters.gather import gather
    from volunteer_app.rosters.queries.periods import with_teams

    instance = gather(with_teams(here.period.id), now=NOW).instance
    shuffled = replace(
        instance,
        volunteers=tuple(reversed(instance.volunteers)),
        shifts=tuple(reversed(instance.shifts)),
    )
    result = work.solve(shuffled, work.Effort(seconds=20, workers=1))
    assert {(int(a.volunteer), int(a.shift)) for a in result.roster.assignments} == seats
    assert breaches(shuffled, result.roster) == []


def test_the_smallest_change_fills_the_seat(here: Setting) -> None:
    """Q70: an unfilled seat comes with a reason and a change that is enough when done."""
    shift = here.shift(minimum=1, wanted=1)
    person = here.person()
    here.make.free(person, start=480)
    run = do(press(here))
    [open_shift] = run.findings["open"]
    assert open_shift["reasons"] == [["availability", 1]]
    kinds = [(step["kind"], step["person"]) for step in open_shift["change"]]
    assert kinds == [("window", person.id), ("assign", person.id)]
    here.make.free(person, start=450, end=480)
    assert do(press(here)).findings["open"] == []
    assert placed(here) == {(shift.id, person.id)}


def test_nothing_to_solve_is_said(here: Setting) -> None:
    with pytest.raises(solving.NothingToSolve):
        solving.press_solve(here.period, here.scheduler(), NOW)


def test_shifts_that_have_begun_keep_their_crews(here: Setting) -> None:
    begun = here.shift(starts=NOW - timedelta(hours=1))
    ahead, person = here.shift(wanted=1), here.free_person()
    here.make.placement(begun, person)
    do(press(here))
    assert placed(here) == {(begun.id, person.id), (ahead.id, person.id)}
    assert db.session.query(Shift).count() == 2

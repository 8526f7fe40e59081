"""Public benchmarks: our specification counts what their own judges count."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from solver import score, verify
from solver.bench import curtois, inrc2
from solver.bench.__main__ import main
from solver.faults import BadInput
from solver.instance import Bound, Instance, Volunteer
from solver.roster import Roster

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the public benchmarks are not here")

FORTNIGHT = """# two people, two weeks
SECTION_HORIZON
14
SECTION_SHIFTS
M,420,
N,600,M
SECTION_STAFF
# id, most of a kind, most and least minutes, most and least days in a row, least free, weekends
ann,M=14|N=2,2700,1200,4,2,2,1
bob,M=14,4200,0,3,1,1,2
SECTION_DAYS_OFF
ann,3
SECTION_SHIFT_ON_REQUESTS
ann,1,M,4
bob,5,M,2
SECTION_SHIFT_OFF_REQUESTS
ann,8,M,3
bob,9,M,0
SECTION_COVER
0,M,2,50,5
8,M,0,50,7
9,N,1,30,1
"""
# Ann: three mornings and then, a week later, two; Bob: the first morning.
ANN = [("ann", day, "M") for day in (0, 1, 7, 8)]


@pytest.fixture
def fortnight(tmp_path: Path) -> Instance:
    path = tmp_path / "fortnight.txt"
    path.write_text(FORTNIGHT, encoding="utf-8")
    return curtois.read(path)


def roster(instance: Instance, *rows: tuple[str, int, str]) -> Roster:
    return Roster.of((name, f"{day} {kind}") for name, day, kind in rows)


def test_crews_requests_and_least_minutes_are_counted(fortnight):
    served = roster(fortnight, *ANN, ("bob", 0, "M"))
    assert verify.breaches(fortnight, served) == []
    # Bob is not given day 5 (2), Ann is given day 8 (3), one too many there (7),
    # and nobody takes the night of day 9 (30).
    assert score.score(fortnight, served) == {"least": 0, "price": 42}
    # Ann alone on day 0: one missing (50), and 360 of her 1,200 minutes.
    assert score.score(fortnight, roster(fortnight, *ANN[:2])) == {"least": 360, "price": 82}


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([*ANN, ("bob", 1, "N")], "totals"),
        ([("ann", 0, "N"), ("ann", 1, "M")], "succession"),
        ([("ann", 3, "M"), ("ann", 4, "M")], "days_off"),
        ([("ann", 4, "M")], "runs"),
        ([("ann", 0, "M"), ("ann", 1, "M"), ("ann", 3, "M")], "days_off runs"),
        ([("ann", 0, "M"), ("ann", 0, "N"), ("ann", 1, "M")], "limits overlap succession"),
        ([("bob", day, "M") for day in range(4)], "streaks"),
        ([("ann", day, "M") for day in (5, 6, 12, 13)], "totals"),
        ([("ann", day, "M") for day in (0, 1, 4, 5, 8, 9, 10)], "limits"),
    ],
)
def test_every_hard_rule_of_the_files_is_broken_here_too(fortnight, rows, rule):
    broken = verify.breaches(fortnight, roster(fortnight, *rows))
    assert " ".join(sorted({one.rule for one in broken})) == rule


def test_runs_at_the_ends_of_the_horizon_are_never_short(fortnight):
    for day in (0, 13):
        assert verify.breaches(fortnight, roster(fortnight, ("ann", day, "M"))) == []


def test_the_command_solves_a_file_and_writes_a_roster(tmp_path: Path, capfd):
    path = tmp_path / "fortnight.txt"
    path.write_text(FORTNIGHT, encoding="utf-8")
    out = tmp_path / "out"
    asked = ["curtois", str(path), "--seconds", "20", "--workers", "1", "--out", str(out)]
    assert main(asked) == 0
    line = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert (line["name"], line["status"], line["gap"]) == ("fortnight", "proven", 0)
    instance = curtois.read(path)
    written = curtois.roster_of(instance, out / "fortnight.csv")
    assert verify.breaches(instance, written) == []
    assert score.score(instance, written) == {"least": 0, "price": line["objective"]}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("SECTION_HORIZON\nlong\n", "fortnight.txt:2"),
        ("SECTION_STAFF\nann,M=3,100\n", "fortnight.txt:2"),
        ("SECTION_TEA\n1\n", "fortnight.txt:2"),
        ("", "fortnight.txt"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, capfd, text, path):
    file = tmp_path / "fortnight.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as told:
        curtois.read(file)
    assert told.value.path == path
    assert main(["curtois", str(file)]) == 2
    assert path in capfd.readouterr().err


def test_the_whole_table_tells_every_case_in_a_row(tmp_path: Path, capfd):
    folder = tmp_path / "benchmarks" / "curtois"
    folder.mkdir(parents=True)
    (folder / "Instance1.txt").write_text(FORTNIGHT, encoding="utf-8")
    asked = ["all", "--shared", str(tmp_path), "--seconds", "20", "--workers", "1", "--only"]
    assert main([*asked, "curtois Instance1", "emf"]) == 0
    rows = [row.split(" | ") for row in capfd.readouterr().out.splitlines() if row[:2] == "| "]
    told = {row[0].removeprefix("| "): row[1:] for row in rows}
    status, value, bound, best, over = told["curtois Instance1"][:5]
    # Not the public file of that name: what stands beside it is for that one.
    assert (status, value, bound, best) == ("proven", "0", "0", "607")
    assert over == "-100.00 %"
    assert told["curtois Instance10"][0] == told["emf 2024"][0] == "its data is not here"
    assert main([*asked, "tea"]) == 2


SCENARIO = """SCENARIO = n002w1

WEEKS = 1

SKILLS = 1
Nurse

SHIFT_TYPES = 2
Early (2,5)
Late (1,2)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Late 1 Early

CONTRACTS = 1
Full (2,3) (2,3) (2,3) 0 1

NURSES = 2
Ann Full 1 Nurse
Bob Full 1 Nurse
"""
HISTORY = "HISTORY\n0 n002w1\n\nNURSE_HISTORY\nAnn 0 0 Late 1 1 0\nBob 0 0 None 0 0 4\n"
WEEK = """WEEK_DATA
n002w1

REQUIREMENTS
Early Nurse (0,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Late Nurse (1,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Ann Any Mon
Bob Early Tue
"""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    for name, text in (
        ("Sc-n002w1", SCENARIO),
        ("H0-n002w1-0", HISTORY),
        ("WD-n002w1-3", WEEK),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_week_of_the_competition_is_priced_by_hand(week):
    case = inrc2.read(week, "n002w1_0_3")
    served = Roster.of([("Ann", "0 Late Nurse"), ("Bob", "5 Early Nurse")])
    assert verify.breaches(case.instance, served) == []
    # Ann, late on Sunday and Monday: request 10, one assignment of two 20, six days
    # off where three are the most 90. Bob, off for four days and now five more: 150;
    # one Saturday: half a weekend 30, a weekend too many 30, one assignment 20, one
    # duty day 30, one early 15. Early on Monday is wanted: 30. Both short runs of one
    # day count as they end within the week; Sunday is free for both.
    assert score.score(case.instance, served) == {
        "minimum": 0,
        "price": 10 + 20 + 90 + 150 + 30 + 30 + 20 + 30 + 15 + 30,
    }


def test_the_competition_s_files_go_out_and_come_back(week, capfd):
    out = week / "out"
    asked = ["inrc2", str(week), "n002w1_0_3", "--workers", "1", "--seconds", "20"]
    assert main([*asked, "--out", str(out)]) == 0
    line = json.loads(capfd.readouterr().out.splitlines()[-1])
    case = inrc2.read(week, "n002w1_0_3")
    written = inrc2.roster_of(case, out)
    assert line["status"] == "proven"
    assert score.score(case.instance, written) == {"minimum": 0, "price": line["objective"]}
    assert main(["inrc2", str(week), "n002w1_0_4"]) == 2
    assert main(["inrc2", str(week), "tea"]) == 2


def solved() -> Iterator[Path]:
    yield from sorted((SHARED / "curtois" / "solutions").glob("*.csv"))


@needs_shared
@pytest.mark.parametrize("path", solved(), ids=lambda path: path.stem)
def test_solved_rosters_score_as_their_own_judge_says(path):
    file = SHARED / "curtois" / f"{path.stem.split('_')[0]}.txt"
    instance = curtois.read(file)
    found = curtois.roster_of(instance, path)
    judge = [sys.executable, str(SHARED / "curtois" / "score.py"), str(file), str(path), "--json"]
    told = json.loads(subprocess.run(judge, check=True, capture_output=True, timeout=60).stdout)
    assert verify.breaches(instance, found) == []
    assert score.score(instance, found) == {"least": 0, "price": told["penalty"]}


@needs_shared
def test_what_we_write_their_judge_reads(tmp_path: Path):
    file = SHARED / "curtois" / "Instance1.txt"
    instance = curtois.read(file)
    source = SHARED / "curtois" / "solutions" / "Instance1_608_1.csv"
    curtois.write(instance, curtois.roster_of(instance, source), tmp_path / "one.csv")
    with source.open(encoding="utf-8") as one, (tmp_path / "one.csv").open(encoding="utf-8") as two:
        assert sorted(csv.reader(one)) == sorted(csv.reader(two))


def only(instance: Instance, count: str) -> Instance:
    """Keep nothing but the bounds on one count."""

    def kept(person: Volunteer) -> tuple[Bound, ...]:
        return tuple(bound for bound in person.bounds if bound.count == count)

    people = (replace(one, requests=(), bounds=kept(one)) for one in instance.volunteers)
    shifts = (replace(one, missing_price=0) for one in instance.shifts)
    return replace(instance, volunteers=tuple(people), shifts=tuple(shifts))


@needs_shared
def test_the_competition_s_sheet_is_met_rule_by_rule():
    case = inrc2.read(SHARED / "inrc2", "n005w4_0_1-2-3-3")
    folder = SHARED / "inrc2" / "n005w4" / "Solution_H_0-WD_1-2-3-3"
    found = inrc2.roster_of(case, folder)
    assert verify.breaches(case.instance, found) == []
    assert score.score(case.instance, found) == {"minimum": 0, "price": 1695}
    sheet = {"shifts": 320, "duty_run": 465, "free_run": 330, "weekends": 210, "half_weekends": 60}
    assert {one: score.price(only(case.instance, one), found) for one in sheet} == sheet

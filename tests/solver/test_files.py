"""JSON in and out: nothing is lost, and what is wrong is told with its place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from solver import files
from solver.__main__ import main
from solver.faults import BadInput
from solver.instance import Instance
from tests.solver.instances import instances
from tests.solver.tempting import tempting
from tests.solver.test_properties import quick


@quick
@given(instance=instances())
def test_an_instance_comes_back_as_it_went(instance):
    text = json.dumps(files.instance_to_json(instance))
    assert files.instance_from_json(json.loads(text)) == instance


def document(**changes: object) -> dict[str, object]:
    shift = {"id": "s", "start": 480, "end": 600}
    plain = {"format": "roster-instance", "version": 1, "volunteers": [{"id": "a"}]}
    return {**plain, "shifts": [shift], **changes}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"format": "csv"}, "format"),
        ({"version": 9}, "version"),
        ({"shifts": "none"}, "shifts"),
        ({"shifts": [{"id": "s", "start": 600, "end": 480}]}, "shifts[0].end"),
        ({"shifts": [{"id": "s", "start": 1.5, "end": 480}]}, "shifts[0].start"),
        ({"shifts": [{"start": 0, "end": 480}]}, "shifts[0].id"),
        ({"shifts": [{"id": "s", "start": 0, "end": 9, "crew": 1}]}, "shifts[0].crew"),
        ({"volunteers": [{"id": "a"}, {"id": "a"}]}, "volunteers"),
        (
            {"volunteers": [{"id": "a", "windows": [{"start": 0, "end": 9, "grade": 7}]}]},
            "volunteers[0].windows[0].grade",
        ),
        (
            {"volunteers": [{"id": "a", "limits": {"most_shifts": -1}}]},
            "volunteers[0].limits.most_shifts",
        ),
        ({"pins": [{"volunteer": "b", "shift": "s"}]}, "pins[0].volunteer"),
        ({"tiers": [["speed"]]}, "tiers[0]"),
        (
            {"volunteers": [{"id": "a", "bounds": [{"count": "tea"}]}]},
            "volunteers[0].bounds[0].count",
        ),
        (
            {"volunteers": [{"id": "a", "bounds": [{"count": "days"}]}]},
            "volunteers[0].bounds[0].most",
        ),
        (
            {"volunteers": [{"id": "a", "bounds": [{"count": "free_run", "most": 3}]}]},
            "volunteers[0].bounds[0].most",
        ),
        (
            {"volunteers": [{"id": "a", "bounds": [{"count": "days", "most": 3, "per": "year"}]}]},
            "volunteers[0].bounds[0].per",
        ),
        (
            {"volunteers": [{"id": "a", "requests": [{"price": 3}]}]},
            "volunteers[0].requests[0].day",
        ),
        (
            {"volunteers": [{"id": "a", "history": {"known_from": 2}}]},
            "volunteers[0].history.known_from",
        ),
        ({"successions": [{"before": "a"}]}, "successions[0].after"),
        ({"shifts": [{"id": "s", "start": 0, "end": 60, "day": 4}]}, "shifts[0].day"),
        ({"version": "1"}, "version"),
        ({"seats": []}, "seats"),
        ({"volunteers": [{"id": True}]}, "volunteers[0].id"),
        ({"volunteers": [{"id": ""}]}, "volunteers[0].id"),
        ({"volunteers": [{"id": None}]}, "volunteers[0].id"),
        ({"volunteers": {"id": "a"}}, "volunteers"),
        ({"shifts": [{"id": "s", "start": "480", "end": 600}]}, "shifts[0].start"),
        ({"shifts": [{"id": "s", "start": 0, "end": 10**12}]}, "shifts[0].end"),
        ({"shifts": [{"id": "s", "start": 0, "end": 9, "minimum": 10**30}]}, "shifts[0].minimum"),
        ({"volunteers": [{"id": "a", "adult_from": -(10**30)}]}, "volunteers[0].adult_from"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(changes, path):
    with pytest.raises(BadInput) as told:
        files.instance_from_json(document(**changes))
    assert told.value.path == path
    assert told.value.allowed


def test_the_command_solves_verifies_explains_and_repairs(tmp_path: Path, capfd):
    case, roster, change = (tmp_path / name for name in ("case.json", "roster.json", "change.json"))
    world: Instance = tempting()
    files.save(case, files.instance_to_json(world))
    out = ["--seconds", "20", "--workers", "1", "--out", str(roster)]
    assert main(["solve", str(case), *out]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["status"] == "proven"
    assert main(["verify", str(case), str(roster)]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["status"] == "lawful"
    assert main(["explain", str(case), str(roster), "--shift", "too long"]) == 0
    assert "availability" in capfd.readouterr().out
    assert main(["explain", str(case), str(roster), "--person", "minor"]) == 0
    assert "minor: age" in capfd.readouterr().out
    assert main(["compare", str(case), str(roster), str(roster)]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["breaches"] == [0, 0]
    assert main(["fairness", str(case), "--seconds", "20", "--workers", "1"]) == 0
    told = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert told["price_of_fairness"] == 0
    event = {"format": "roster-change", "version": 1, "cancelled": ["here"]}
    files.save(change, event)
    again = ["repair", str(case), str(roster), str(change), "--workers", "1", "--seconds", "20"]
    assert main(again) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["objective"]["moved"] == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "JSON"),
        ('{"format": "roster-instance", "version": NaN}', "NaN"),
        ('{"format": "roster-instance", "version": Infinity}', "Infinity"),
        ('{"format": "roster-instance", "format": "roster"}', "once"),
        ("[" * 100_000, "deep"),
        ("[]", "a JSON object"),
        ('{"format": "roster-instance", "version": 2}', "version"),
        ('{"volunteers": [], "shifts": []}', "format"),
    ],
)
def test_a_file_that_is_no_instance_is_refused_with_a_reason(tmp_path: Path, capfd, text, words):
    case = tmp_path / "case.json"
    case.write_text(text, encoding="utf-8")
    for rest in (["solve"], ["verify", str(case)], ["explain", str(case)]):
        assert main([rest[0], str(case), *rest[1:]]) == 2
        told = capfd.readouterr()
        assert words in told.err
        assert told.err.count("\n") == 1
        assert not told.out


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        ("a", "assignments"),
        ([["a"]], "assignments[0]"),
        ([["a", True]], "assignments[0]"),
        ([["a", "s"], ["a", "s"]], "assignments[1]"),
        ([["a", 1.5]], "assignments[0]"),
    ],
)
def test_a_roster_that_is_none_is_told_with_its_place(rows, path):
    document = {"format": "roster", "version": 1, "assignments": rows}
    with pytest.raises(BadInput) as told:
        files.roster_from_json(document)
    assert told.value.path == path
    with pytest.raises(BadInput):
        files.roster_from_json({**document, "assignments": [], "tiers": []})


def test_a_roster_of_another_instance_is_refused_but_judged(tmp_path: Path, capfd):
    case, roster, change = (tmp_path / f"{name}.json" for name in ("case", "roster", "change"))
    files.save(case, document())
    files.save(roster, {"format": "roster", "version": 1, "assignments": [["x", "s"]]})
    files.save(change, {"format": "roster-change", "version": 1})
    for arguments in (["explain"], ["compare", str(roster)], ["repair", str(change)]):
        assert main([arguments[0], str(case), str(roster), *arguments[1:]]) == 2
        assert "'x'" in capfd.readouterr().err
    assert main(["verify", str(case), str(roster)]) == 1
    line = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert (line["status"], line["breaches"]) == ("broken", 1)


def test_every_command_ends_with_the_same_line(tmp_path: Path, capfd):
    case, roster, change = (tmp_path / f"{name}.json" for name in ("case", "roster", "change"))
    files.save(case, document(volunteers=[{"id": "a", "windows": [{"start": 0, "end": 900}]}]))
    files.save(change, {"format": "roster-change", "version": 1})
    both = [str(case), str(roster)]
    for arguments in (
        ["solve", str(case), "--workers", "1", "--out", str(roster)],
        ["verify", *both],
        ["explain", *both],
        ["explain", *both, "--worth"],
        ["compare", *both, str(roster)],
        ["repair", *both, str(change), "--workers", "1"],
    ):
        assert main(arguments) == 0
        line = json.loads(capfd.readouterr().out.splitlines()[-1])
        asked = {"status", "objective", "bound", "gap", "seconds", "peak_mb"}
        assert asked <= set(line)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capfd):
    case = tmp_path / "case.json"
    files.save(case, document())
    out = ["--workers", "1", "--out", str(tmp_path / "none" / "roster.json")]
    assert main(["solve", str(case), *out]) == 2
    assert "can be written" in capfd.readouterr().err


def test_bad_input_ends_with_two_and_a_message(tmp_path: Path, capfd):
    case = tmp_path / "case.json"
    case.write_text("{", encoding="utf-8")
    assert main(["solve", str(case)]) == 2
    assert "JSON" in capfd.readouterr().err
    assert main(["solve", str(tmp_path / "none.json")]) == 2


def test_the_pure_half_loads_no_search():
    words = "import solver, sys; assert set(m for m in sys.modules if 'solver.' in m) == set();"
    words += "import solver.instance, solver.roster, solver.verify, solver.score, solver.explain;"
    words += "import solver.files; assert not {'ortools', 'highspy', 'numpy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", words], check=True, timeout=60)

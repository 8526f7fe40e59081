"""The schemas and the tables in the documentation are what the reader reads."""

import json
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from solver import files, schema
from solver.events import Event
from solver.faults import BadInput
from solver.instance import Instance
from solver.roster import Roster
from tests.solver.instances import instances
from tests.solver.tempting import tempting
from tests.solver.test_files import document
from tests.solver.test_properties import few

DOCS = Path(__file__).parents[2] / "docs"
KINDS = {one for kind in (Instance, Event) for one in schema.classes(kind)}


def validate(name: str, found: object) -> None:
    made = schema.schema_of(name)
    jsonschema.Draft202012Validator.check_schema(made)
    jsonschema.validate(json.loads(json.dumps(found)), made, jsonschema.Draft202012Validator)


def test_the_files_in_the_documentation_are_up_to_date():
    # Made anew by: python -m solver.schema docs
    for name, text in schema.written().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("kind", sorted(KINDS, key=lambda one: one.__name__))
def test_every_field_is_in_a_schema_and_told(kind):
    made = [schema.schema_of(name) for name in (files.INSTANCE, files.CHANGE)]
    parts = [part for one in made for part in (one, *one["$defs"].values())]
    names = {one.name for one in fields(kind)}
    assert any(names <= set(part["properties"]) for part in parts)
    told = schema.meanings(kind)
    assert {name for name in names if not told.get(name)} == set()


@few
@given(instance=instances())
def test_every_instance_written_is_as_the_schema_says(instance):
    validate(files.INSTANCE, files.instance_to_json(instance))


def test_the_tempting_instance_and_a_roster_are_as_the_schemas_say():
    validate(files.INSTANCE, files.instance_to_json(tempting()))
    validate(files.ROSTER, files.roster_to_json(Roster.of([("a", "s"), (1, 2)])))


def test_a_change_is_as_its_schema_says_and_read():
    storm = {"start": 540, "end": 700, "sites": ["pier"]}
    shift = {"id": "new", "start": 480, "end": 600}
    change = {
        "format": "roster-change", "version": 1, "now": 300, "cancelled": ["s"],
        "dropped": [{"volunteer": "a", "shift": "t"}], "closed": [storm], "added": [shift],
    }  # fmt: skip
    validate(files.CHANGE, change)
    assert files.event_from_json(change).closed[0].sites == {"pier"}


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"shifts": [{"id": "s", "start": 1.5, "end": 480}]},
        {"shifts": [{"start": 0, "end": 480}]},
        {"shifts": [{"id": "s", "start": 0, "end": 9, "crew": 1}]},
        {"ties": [{"volunteers": ["a", "b"], "kind": "beside"}]},
        {"volunteers": [{"id": "a", "windows": [{"start": 0, "end": 9, "grade": 7}]}]},
        {"travel": {"legs": [{"origin": "a", "destination": "b"}]}},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(changes):
    with pytest.raises(jsonschema.ValidationError):
        validate(files.INSTANCE, document(**changes))
    with pytest.raises(BadInput):
        files.instance_from_json(document(**changes))


def test_a_file_of_the_first_days_is_still_read():
    old = document(
        volunteers=[
            {
                "id": "a",
                "windows": [{"start": 0, "end": 1440, "grade": 1}],
                "history": {"duties": [{"start": -300, "end": -60}], "burden": 60},
            }
        ],
        tiers=[["critical"], ["minimum"], ["wanted"], ["use"], ["wishes"], ["balance"]],
    )
    instance = files.instance_from_json(old)
    assert instance.volunteers[0].history.duties[0].day == -1
    assert instance.shifts[0].wanted == 1

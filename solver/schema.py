"""The JSON formats described: schemas and tables, made from the classes and their docstrings."""

import json
import re
import sys
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from solver.events import Event
from solver.files import CHANGE, INSTANCE, ROSTER, VERSION
from solver.instance import Instance
from solver.roster import Assignment

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WRITTEN = {INSTANCE: Instance, CHANGE: Event}
# What these mean wherever a class does not say more.
EVERYWHERE = {
    "volunteer": "The id of a volunteer.",
    "shift": "The id of a shift.",
    "start": "The first minute.",
    "end": "The first minute outside.",
    "grade": "How gladly: -1 rather not, 0 can, 1 prefer.",
    "goal": "The name of a goal.",
    "weight": "How often a unit of it counts.",
}
PLAIN: dict[Any, dict[str, Any]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def schema_of(name: str) -> dict[str, Any]:
    """Make the schema of one format by its name."""
    head = {"format": {"const": name}, "version": {"const": VERSION}}
    if name == ROSTER:
        pair = {"type": "array", "prefixItems": [_key(), _key()], "minItems": 2, "maxItems": 2}
        listed = {"type": "array", "items": pair, "uniqueItems": True}
        found = {
            "type": "object",
            "properties": {**head, "assignments": listed},
            "required": ["format", "version", "assignments"],
            "additionalProperties": False,
        }
        return {"$schema": DIALECT, "title": name, **found}
    kind = WRITTEN[name]
    whole = _object(kind)
    whole["properties"] = {**head, **whole["properties"]}
    whole["required"] = ["format", "version", *whole["required"]]
    parts = {one.__name__: _object(one) for one in classes(kind) if one is not kind}
    return {"$schema": DIALECT, "title": name, **whole, "$defs": parts}


def classes(kind: type) -> list[type]:
    """List a class and all that its fields are made of, each once, as they come."""
    found: list[type] = []
    todo = [kind]
    while todo:
        one = todo.pop(0)
        if one not in found:
            found.append(one)
            hints = typing.get_type_hints(one)
            todo += [part for column in fields(one) for part in _inside(hints[column.name])]
    return found


def _inside(kind: Any) -> Iterator[type]:
    if is_dataclass(kind) and isinstance(kind, type):
        yield kind
    for part in typing.get_args(kind):
        yield from _inside(part)


def _object(kind: type) -> dict[str, Any]:
    hints, told = typing.get_type_hints(kind), meanings(kind)
    properties = {}
    for column in fields(kind):
        about = {"description": told[column.name]} if column.name in told else {}
        properties[column.name] = {**_type(hints[column.name]), **about}
    return {
        "type": "object",
        "description": _first(kind),
        "properties": properties,
        "required": [one.name for one in fields(kind) if not _optional(one)],
        "additionalProperties": False,
    }


def _type(kind: Any) -> dict[str, Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in PLAIN:
        return dict(PLAIN[kind])
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _type(inner[0])}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_type(one) for one in inner]}
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return {"enum": [int(one) for one in kind]}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _key() -> dict[str, Any]:
    return {"anyOf": [PLAIN[int], PLAIN[str]]}


def _optional(column: "Field[Any]") -> bool:
    return column.default is not MISSING or column.default_factory is not MISSING


def _first(kind: type) -> str:
    """Return what a class is, the first paragraph of its docstring."""
    text = (kind.__doc__ or "").strip()
    return " ".join(text.split("\n\n")[0].split())


def meanings(kind: type) -> dict[str, str]:
    """Read what each field means off the docstrings, those of the classes below last."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        text = re.sub(r"(?m)^    ", "", "    " + (one.__doc__ or "").strip())
        _, _, listed = text.partition("Parameters\n----------\n")
        listed = listed.split("\n\n")[0]
        names: list[str] = []
        for line in listed.splitlines():
            if line and not line.startswith(" "):
                names = [name.strip() for name in line.split(",")]
            for name in names:
                if line.startswith(" "):
                    found[name] = f"{found.get(name, '')} {line.strip()}".strip()
                else:
                    found.pop(name, None)
    names = [column.name for column in fields(kind)]
    return {name: EVERYWHERE[name] for name in names if name in EVERYWHERE} | found


def tables() -> str:
    """Write every field of every class as tables, for reading."""
    seen: list[type] = []
    for kind in (Instance, Event, Assignment):
        seen += [one for one in classes(kind) if one not in seen]
    return "\n".join(_table(one) for one in seen)


def _table(kind: type) -> str:
    hints, told = typing.get_type_hints(kind), meanings(kind)
    rows = [f"## {kind.__name__}", "", _first(kind), "", "| Field | Type | Default | Meaning |"]
    rows.append("|---|---|---|---|")
    for column in fields(kind):
        default = "required"
        if column.default_factory is not MISSING or column.default in ((), frozenset()):
            default = "none"
        elif column.default is not MISSING:
            default = _default(column.default, hints[column.name])
        meaning = told.get(column.name, "").replace("``", "`").replace("|", "\\|")
        rows.append(f"| {column.name} | {_words(hints[column.name])} | {default} | {meaning} |")
    return "\n".join([*rows, ""])


def _default(value: Any, kind: Any) -> str:
    if value is None:
        return "none" if type(None) in typing.get_args(kind) else "follows from the rest"
    if is_dataclass(value):
        return "none"
    if isinstance(value, tuple):
        return "see solver.md"
    return "empty" if value == "" else f"`{json.dumps(value)}`"


def _words(kind: Any) -> str:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (tuple, frozenset):
        return f"list of {_words(inner[0])}"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(_words(one) for one in inner if one is not type(None))
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" for one in inner)
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return " or ".join(str(int(one)) for one in kind)
    words = {int: "whole number", str: "text", bool: "true or false"}
    return words.get(kind, f"[{kind.__name__}](#{kind.__name__.lower()})")


HEAD = f"""# The solver's files

Made by `python -m solver.schema docs` from the classes and their docstrings; a test compares.

All files are JSON objects in UTF-8 with `format` and `version` ({VERSION}). `version` goes up only
when an old file would mean something else; new fields always have a default, so files written before
they were there are read as they were meant. Unknown fields are refused. A fault is told with its path,
what stands there and what is allowed, the same for files as for instances made in Python.

Every time is a whole number of minutes from the horizon's start, a local midnight; `end` is the first
minute outside; days are counted from 0. Ids are texts that are not empty, or whole numbers.

- **roster-instance**: the fields of [Instance](#instance), beside `format` and `version`
  ([schema](roster-instance.schema.json)).
- **roster**: `assignments`, a list of `[volunteer, shift]` ([schema](roster.schema.json)). A
  **roster-result**, as `solve` writes it, is read as a roster, too.
- **roster-change**: the fields of [Event](#event) ([schema](roster-change.schema.json)).

"""


def written() -> dict[str, str]:
    """Return each file this module makes, by name."""
    found = {
        f"{name}.schema.json": json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"
        for name in (INSTANCE, ROSTER, CHANGE)
    }
    return {**found, "solver-format.md": HEAD + tables()}


if __name__ == "__main__":
    for name, text in written().items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")

"""Instances, rosters and results as JSON, versioned, with errors that name the place."""

import json
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, fields, is_dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from solver.events import Event
from solver.faults import BadInput, key, need, order
from solver.instance import Instance
from solver.roster import Roster

VERSION = 1
INSTANCE, ROSTER, RESULT = "roster-instance", "roster", "roster-result"
CHANGE = "roster-change"


def instance_to_json(instance: Instance) -> dict[str, Any]:
    """Write an instance as plain values, leaving out what is as by default."""
    return {"format": INSTANCE, "version": VERSION, **_plain(instance)}


def instance_from_json(document: object) -> Instance:
    """
    Read an instance.

    Raises
    ------
    BadInput
        Naming the path, the value and what is allowed there.
    """
    found = _read(Instance, _opened(document, INSTANCE), "")
    assert isinstance(found, Instance)
    for place, one in enumerate(found.shifts):
        known = one.standby_for is None or one.standby_for in found.shift_by_id
        need(known, f"shifts[{place}].standby_for", one.standby_for, "the id of a shift")
    return found


def roster_to_json(roster: Roster) -> dict[str, Any]:
    """Write a roster as (volunteer, shift) pairs in a fixed order."""
    pairs = sorted(
        ((one.volunteer, one.shift) for one in roster.assignments),
        key=lambda pair: (order(pair[1]), order(pair[0])),
    )
    return {"format": ROSTER, "version": VERSION, "assignments": [list(one) for one in pairs]}


def roster_from_json(document: object) -> Roster:
    """
    Read a roster, bare or within a result.

    Raises
    ------
    BadInput
        Naming the path, the value and what is allowed there.
    """
    kind = document.get("format") if isinstance(document, dict) else None
    found = _opened(document, RESULT if kind == RESULT else ROSTER)
    if kind != RESULT:
        for name in found:
            need(name == "assignments", str(name), found[name], "assignments alone")
    rows = found.get("assignments")
    need(isinstance(rows, list), "assignments", rows, "a list of [volunteer, shift]")
    assert isinstance(rows, list)
    seen = set()
    for place, row in enumerate(rows):
        path = f"assignments[{place}]"
        fine = isinstance(row, list) and len(row) == 2
        need(fine, path, row, "two ids, [volunteer, shift]")
        for one in row:
            key(path, one)
        need(tuple(row) not in seen, path, row, "each seat once")
        seen.add(tuple(row))
    return Roster.of(seen)


def result_to_json(result: Any) -> dict[str, Any]:
    """Write a result: its roster, tiers, bound, gap and what the search used."""
    document = {name: value for name, value in vars(result).items() if name != "roster"}
    document["tiers"] = [asdict(tier) for tier in result.tiers]
    document["pin_breaches"] = [
        {"rule": one.rule, "volunteer": one.volunteer, "shift": one.shift, "facts": {**one.facts}}
        for one in result.pin_breaches
    ]
    roster = roster_to_json(result.roster)["assignments"]
    return {"format": RESULT, "version": VERSION, **document, "assignments": roster}


def event_from_json(document: object) -> Event:
    """
    Read what happened to a published roster.

    Raises
    ------
    BadInput
        Naming the path, the value and what is allowed there.
    """
    found = _read(Event, _opened(document, CHANGE), "")
    assert isinstance(found, Event)
    return found


def load(path: Path) -> object:
    """
    Read a JSON file.

    Raises
    ------
    BadInput
        If it is missing or no JSON: NaN, infinities and a name twice in one
        object are none.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except OSError as failure:
        raise BadInput(str(path), failure.strerror, "a file that can be read") from failure
    except RecursionError as failure:
        raise BadInput(str(path), "brackets too deep", "JSON of this format") from failure
    except BadInput as fault:
        raise fault.under(str(path)) from fault
    except ValueError as failure:
        raise BadInput(str(path), str(failure), "JSON in UTF-8") from failure


def _no_number(name: str) -> object:
    raise BadInput("number", name, "a whole number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(twice, found[twice], "each name stands once in an object")
    return found


def save(path: Path, document: Mapping[str, Any]) -> None:
    """
    Write a JSON file, whole or not at all.

    Raises
    ------
    BadInput
        If it cannot be written there.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as failure:
        raise BadInput(str(path), failure.strerror, "a place that can be written") from failure


def _opened(document: object, kind: str) -> dict[str, Any]:
    need(isinstance(document, dict), "document", type(document).__name__, "a JSON object")
    assert isinstance(document, dict)
    need(document.get("format") == kind, "format", document.get("format"), f"{kind!r}")
    version = document.get("version")
    need(version == VERSION, "version", version, f"{VERSION}, the only one so far")
    return {name: value for name, value in document.items() if name not in ("format", "version")}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        found = {}
        for column in fields(value):
            inner = getattr(value, column.name)
            default = column.default
            if column.default_factory is not MISSING:
                default = column.default_factory()
            if default is MISSING or inner != default or type(inner) is not type(default):
                found[column.name] = _plain(inner)
        return found
    if isinstance(value, IntEnum):
        return int(value)
    if isinstance(value, frozenset):
        plain = [_plain(one) for one in value]
        return sorted(plain, key=lambda one: order(one) if isinstance(one, int | str) else str(one))
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _read(kind: Any, value: object, path: str) -> Any:
    """Read a value of a declared type; what is wrong is told with its path."""
    origin = typing.get_origin(kind)
    if origin in (tuple, frozenset):
        return _read_many(kind, value, path)
    if origin in (types.UnionType, typing.Union):
        return _read_one_of(typing.get_args(kind), value, path)
    if is_dataclass(kind):
        return _read_object(kind, value, path)
    if origin is typing.Literal:
        fine = value in typing.get_args(kind)
        need(fine, path, value, "one of " + ", ".join(map(str, typing.get_args(kind))))
        return value
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        allowed = ", ".join(str(int(one)) for one in kind)
        need(value in [int(one) for one in kind], path, value, f"one of {allowed}")
        return kind(int(str(value)))
    words = {int: "a whole number", str: "a text", bool: "true or false"}
    fine = type(value) is kind
    need(fine, path, value, words.get(kind, str(kind)))
    return value


def _read_many(kind: Any, value: object, path: str) -> Any:
    need(isinstance(value, list), path, value, "a list")
    assert isinstance(value, list)
    inner = typing.get_args(kind)
    return typing.get_origin(kind)(
        _read(inner[0], one, f"{path}[{place}]") for place, one in enumerate(value)
    )


def _read_one_of(kinds: Sequence[Any], value: object, path: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    asked = [one for one in kinds if one is not type(None)]
    for kind in asked:
        plain = type(value) is kind
        many = typing.get_origin(kind) is frozenset and isinstance(value, list)
        if plain or many or len(asked) == 1:
            return _read(kind, value, path)
    words = " or ".join(getattr(one, "__name__", str(one)) for one in asked)
    raise BadInput(path, value, words)


def _read_object(kind: Any, value: object, path: str) -> Any:
    need(isinstance(value, dict), path or "document", value, "a JSON object")
    assert isinstance(value, dict)
    known = {column.name: column for column in fields(kind)}
    hints = typing.get_type_hints(kind)
    for name in value:
        place = f"{path}.{name}" if path else str(name)
        need(name in known, place, value[name], "one of the names " + ", ".join(known))
    found = {}
    for name, column in known.items():
        place = f"{path}.{name}" if path else name
        if name in value:
            found[name] = _read(hints[name], value[name], place)
        else:
            optional = column.default is not MISSING or column.default_factory is not MISSING
            need(optional, place, None, "present")
    try:
        return kind(**found)
    except BadInput as fault:
        raise (fault.under(path) if path else fault) from fault

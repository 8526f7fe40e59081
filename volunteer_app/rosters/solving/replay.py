"""A run's question and answer kept as compressed JSON, as ``python -m solver`` reads it."""

from __future__ import annotations

import gzip
import json

from solver.files import (
    instance_from_json,
    instance_to_json,
    roster_from_json,
    roster_to_json,
)
from solver.instance import Instance
from solver.roster import Roster


def packed(document: object) -> bytes:
    """Compress a JSON document; the same one gives the same bytes."""
    return gzip.compress(json.dumps(document, ensure_ascii=False).encode(), mtime=0)


def packed_instance(instance: Instance) -> bytes:
    """Keep a question."""
    return packed(instance_to_json(instance))


def unpacked_instance(kept: bytes) -> Instance:
    """Give a question back."""
    return instance_from_json(json.loads(gzip.decompress(kept)))


def packed_roster(roster: Roster) -> bytes:
    """Keep an answer."""
    return packed(roster_to_json(roster))


def unpacked_roster(kept: bytes) -> list[tuple[int, int]]:
    """Give an answer back as (person id, shift id) pairs."""
    found = roster_from_json(json.loads(gzip.decompress(kept)))
    return [(int(one.volunteer), int(one.shift)) for one in found.assignments]

"""Who may do what with availability: everybody enters their own, nobody another's."""

from __future__ import annotations

from typing import Any


def serves(person: Any, _thing: Any = None) -> bool:
    """Say whether pages of one's own service make sense: whoever belongs to a team."""
    return bool(person.is_authenticated and person.standing.member_of)


def can_change_own(person: Any, thing: Any) -> bool:
    """Change or remove an entry of one's own availability."""
    return bool(thing.person_id == person.id)

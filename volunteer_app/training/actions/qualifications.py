"""What is done with the district's list of qualifications."""

from __future__ import annotations

import secrets
from typing import Any

from volunteer_app.db import db
from volunteer_app.kit import audit
from volunteer_app.people.models import Person
from volunteer_app.training.models import Qualification


def add_qualification(*, name: str, name_en: str, months: int, by: Person) -> Qualification:
    """Add a qualification to the district's list."""
    found = Qualification(
        code=f"q_{secrets.token_hex(4)}", name=name, name_en=name_en, months=months
    )
    db.session.add(found)
    db.session.flush()
    audit.record(by, "added", found, name=name)
    return found


def change_qualification(
    qualification: Qualification, *, name: str, name_en: str, months: int, by: Person
) -> None:
    """Change a qualification; proofs entered before keep their last day."""
    wished = {"name": name, "name_en": name_en, "months": months}
    changes: dict[str, Any] = {
        field: [getattr(qualification, field), value]
        for field, value in wished.items()
        if getattr(qualification, field) != value
    }
    for field, (_before, value) in changes.items():
        setattr(qualification, field, value)
    if changes:
        db.session.flush()
        audit.record(by, "changed", qualification, **changes)

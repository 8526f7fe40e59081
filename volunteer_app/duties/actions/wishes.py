"""Deeds on a person's own limits and the kinds of duty they wish for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete

from volunteer_app.db import db
from volunteer_app.duties import queries
from volunteer_app.duties.actions import one_at_a_time
from volunteer_app.duties.models import WishedDuty
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person


def set_limits(
    person: Person,
    by: Person,
    now: datetime,
    *,
    hours_week: int | None,
    shifts_month: int | None,
    kinds: Collection[int],
) -> bool:
    """
    Store how much a person wishes to do and of what; say whether anything changed.

    Raises
    ------
    Refused
        When a kind of duty is not one of the person's organisations'.
    """
    open_kinds = {kind.id for group in queries.wishable(person) for kind in group.kinds}
    wished = set(kinds)
    if not wished <= open_kinds:
        raise Refused(_("One of these duties is no longer offered. Choose again."), field="kinds")
    one_at_a_time(person)
    cap = queries.cap_of(person.id)
    before = (cap.minutes_week, cap.shifts_month, set(queries.wishes_of(person.id)) & open_kinds)
    after = (None if hours_week is None else hours_week * 60, shifts_month, wished)
    if after == before:
        return False
    cap.minutes_week, cap.shifts_month = after[:2]
    db.session.add(cap)
    db.session.execute(
        delete(WishedDuty).where(
            WishedDuty.person_id == person.id, WishedDuty.duty_kind_id.in_(open_kinds)
        )
    )
    db.session.add_all(
        WishedDuty(person_id=person.id, duty_kind_id=kind) for kind in sorted(wished)
    )
    db.session.flush()
    audit.record(
        by,
        "set_limits",
        person,
        subject_id=person.id,
        minutes_week=[before[0], after[0]],
        shifts_month=[before[1], after[1]],
        wishes=[sorted(before[2]), sorted(after[2])],
    )
    return True

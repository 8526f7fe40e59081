"""Doubts about the minutes of the weeks behind: questions, answers, and the corrections they led to."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from volunteer_app.db import db
from volunteer_app.demo.places import Ground
from volunteer_app.demo.rows import keep
from volunteer_app.hours.actions.correct import correct
from volunteer_app.hours.actions.decide import approve
from volunteer_app.hours.models import LedgerEntry, Question
from volunteer_app.people.models import Person

#: shares: of entries that are doubted, of doubts answered, of answers that change the minutes
DOUBTED, ANSWERED, CHANGED = 0.04, 0.8, 0.25
#: corrections that still wait for the second word
WAITING = 2
NOTES = ("我多留了二十分钟交接，请核对。", "签退晚点了，请看一下。", "那天我替同伴多站了一会儿。")
KEPT, MENDED = "与签到记录一致，未作改动。", "核对无误，已提出更正。"


def store_doubts(
    ground: Ground,
    chance: Random,
    keeper: Person,
    head: Person,
    attendances: list[int],
    now: datetime,
) -> None:
    """Draw who doubted an entry, what the lead said, and correct what was wrong."""
    found = db.session.scalars(
        db.select(LedgerEntry)
        .where(LedgerEntry.attendance_id.in_(attendances), LedgerEntry.person_id != head.id)
        .order_by(LedgerEntry.id)
    ).all()
    rows, wrong = [], []
    for entry in found:
        if chance.random() >= DOUBTED:
            continue
        at = entry.entered_at + timedelta(hours=chance.randint(3, 40))
        answered = at < now - timedelta(days=3) and chance.random() < ANSWERED
        changed = answered and chance.random() < CHANGED
        if changed:
            wrong.append(entry)
        rows.append(
            {
                "organisation_id": ground.main, "person_id": entry.person_id,
                "entry_id": entry.id, "note": chance.choice(NOTES), "asked_at": min(at, now),
                "state": "answered" if answered else "open",
                "answer": (MENDED if changed else KEPT) if answered else "",
                "answered_by": head.id if answered else None,
                "answered_at": at + timedelta(days=1) if answered else None,
            }
        )  # fmt: skip
    keep(Question, rows)
    for number, entry in enumerate(wrong):
        more = entry.minutes + 20
        waiting = correct(entry, head, now, minutes=more, reason="交接延长，有同班人员作证。")
        if number >= WAITING:
            approve(waiting, keeper, now)

"""Letters: rows written with the deed they tell of, carried by the worker after the commit."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from volunteer_app.db import Model, db
from volunteer_app.kit import clock, jobs

#: a mail server may be away for a day: the waits between tries triple each time
TRIES = 10


class Reader(Protocol):
    """Whoever a letter can be written to."""

    id: Any
    name: Any
    email: Any
    locale: Any


class Letter(Model):
    """One message to one person, in the reader's language, told once."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    address: Mapped[str | None]
    locale: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="waiting")
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]


def write(kind: str, reader: Reader, *, unique_key: str | None = None, **facts: Any) -> Letter:
    """
    Write a letter in the caller's transaction.

    ``mail/<kind>.txt`` gives the words: its first line is the subject, the rest the body;
    ``home`` is the address in front of every link.
    Every letter can be read on the person's own page; it is also mailed when an address is
    known. With a ``unique_key`` that was used before, the earlier letter is given back.
    """
    if unique_key is not None:
        known = db.session.scalar(select(Letter).where(Letter.unique_key == unique_key))
        if known is not None:
            return known
    with force_locale(reader.locale):
        home = current_app.extensions["settings"].base_url
        text = render_template(f"mail/{kind}.txt", reader=reader, home=home, **facts).strip()
    subject, _, body = text.partition("\n")
    letter = Letter(
        person_id=reader.id,
        kind=kind,
        address=reader.email,
        locale=reader.locale,
        subject=subject.strip()[:255],
        body=body.strip() + "\n",
        state="waiting" if reader.email else "shown",
        unique_key=unique_key,
        written_at=clock.now(),
    )
    db.session.add(letter)
    db.session.flush()
    if letter.address:
        jobs.enqueue(
            "deliver_letter",
            max_attempts=TRIES,
            unique_key=f"letter:{letter.id}",
            letter_id=letter.id,
        )
    return letter

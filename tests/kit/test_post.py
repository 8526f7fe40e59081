"""Letters leave after the commit, once, in the reader's language; chats get what the operator allowed."""

from __future__ import annotations

import email
from dataclasses import replace
from email import policy
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from volunteer_app import create_app
from volunteer_app.db import commit, db, roll_back
from volunteer_app.kit import chat, jobs, outbox, post
from volunteer_app.kit.jobs import Job


@pytest.fixture
def letters(ctx: Flask) -> Path:
    """Give the folder letters are carried into."""
    post.init_app(ctx, ctx.extensions["settings"])
    return ctx.extensions["settings"].data_folder / "letters"


def carry() -> list[bool]:
    """Do all work that waits; say what was ours."""
    ids = db.session.scalars(select(Job.id).where(Job.state == "waiting").order_by(Job.id)).all()
    roll_back()
    return [jobs.run_one(number) for number in ids]


def read(folder: Path) -> list[email.message.EmailMessage]:
    """Read the carried letters."""
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.log"))
    ]


def test_a_letter_is_carried_once_in_the_reader_s_language(make, letters):
    chinese, english = make.person(), make.person(locale="en")
    for reader in (chinese, english):
        outbox.write("password_changed", reader)
    commit()
    assert list(letters.glob("*")) == []
    assert carry() == [True, True]
    first, second = sorted(read(letters), key=lambda letter: letter["To"])
    assert [first["To"], second["To"]] == sorted([chinese.email, english.email])
    assert {first["Content-Language"], second["Content-Language"]} == {"zh-CN", "en"}
    assert {letter.state for letter in db.session.scalars(select(outbox.Letter))} == {"sent"}
    job = db.session.scalars(select(Job)).first()
    post.deliver_letter(jobs.Turn(job.id, 9), **job.args)
    assert len(read(letters)) == 2


def test_a_letter_of_a_deed_that_failed_is_never_written(make, letters):
    outbox.write("password_changed", make.person())
    roll_back()
    assert db.session.scalar(select(outbox.Letter.id)) is None
    assert carry() == []


def test_the_same_news_is_told_once(make, letters):
    person = make.person()
    first = outbox.write("password_changed", person, unique_key="news")
    assert outbox.write("password_changed", person, unique_key="news") is first


def test_somebody_without_an_address_finds_the_letter_on_their_page(make, letters):
    assert outbox.write("password_changed", make.person(email=None)).state == "shown"
    commit()
    assert carry() == []


def test_a_mail_server_that_is_away_is_tried_again(make, ctx):
    away = replace(
        ctx.extensions["settings"], mail_backend="smtp", mail_server="127.0.0.1", mail_port=1
    )
    post.init_app(ctx, away)
    outbox.write("password_changed", make.person())
    commit()
    assert carry() == [True]
    db.session.expire_all()
    job = db.session.scalars(select(Job)).one()
    assert (job.state, job.attempt, job.max_attempts) == ("waiting", 1, outbox.TRIES)
    assert job.error.startswith("ConnectionRefusedError")
    assert db.session.scalars(select(outbox.Letter.state)).one() == "waiting"


def test_without_chats_nothing_is_announced(make):
    chat.announce("password_changed", unique_key="x", reader=make.person())
    assert db.session.scalar(select(Job.id)) is None


def test_only_chats_of_known_kinds_are_told(app):
    reader = SimpleNamespace(name="队长", locale="zh_Hans_CN")
    inward = replace(
        app.extensions["settings"], chat_urls=("json://127.0.0.1:1/inside", "file:///x")
    )
    other = create_app(inward)
    with other.test_request_context("/"):
        chat.announce("password_changed", unique_key="x", reader=reader)
        commit()
        job = db.session.scalars(select(Job)).one()
        assert chat.tell_chats(jobs.Turn(job.id, 1), **job.args) == {"chats": 0}
        db.session.rollback()
        db.engine.dispose()

"""Letters leave after the commit, once, in the reader's language; chats get what the operator allowed."""

from __future__ import annotations

import email
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from apprise.plugins.feishu import NotifyFeishu
from flask import Flask
from sqlalchemy import select

from volunteer_app import create_app
from volunteer_app.db import commit, db, roll_back
from volunteer_app.kit import chat, clock, jobs, outbox, post
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


@pytest.fixture
def rooms() -> Iterator[tuple[str, Counter[str], set[str]]]:
    """Give a chat service of our own: its address, what came into which room, and rooms that are away."""
    came: Counter[str] = Counter()
    away: set[str] = set()

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            room = self.path.strip("/")
            came.update([room] if room not in away else [])
            self.send_response(503 if room in away else 200)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Say nothing on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{{token}}", came, away
        server.shutdown()


def test_a_chat_that_is_away_gets_the_notice_later_and_no_other_gets_it_twice(
    app, rooms, monkeypatch
):
    address, came, away = rooms
    monkeypatch.setattr(NotifyFeishu, "notify_url", address)
    told = ("feishu://firstroom", "feishu://secondroom")
    other = create_app(replace(app.extensions["settings"], chat_urls=told))
    with other.test_request_context("/"):
        for _twice in range(2):
            reader = SimpleNamespace(name="队长", locale="zh_Hans_CN")
            chat.announce("password_changed", unique_key="news", reader=reader)
        commit()
        away.add("secondroom")
        assert carry() == [True, True]
        assert came == {"firstroom": 1}
        waits = db.session.scalars(select(Job).where(Job.state == "waiting")).one()
        assert (waits.error.split(":")[0], waits.max_attempts) == ("ChatDown", outbox.TRIES)
        assert "secondroom" not in f"{waits.args}{waits.error}"
        waits.run_after = clock.now()
        commit()
        away.clear()
        assert carry() == [True]
        assert came == {"firstroom": 1, "secondroom": 1}
        assert set(db.session.scalars(select(Job.state))) == {"done"}
        roll_back()
        db.engine.dispose()


def test_a_chat_removed_meanwhile_is_not_told(ctx):
    assert chat.tell_chat(jobs.Turn(1, 1), chat.mark("feishu://gone"), "t", "b") == {"sent": False}


def test_an_address_that_is_not_complete_is_no_success(app):
    short = replace(app.extensions["settings"], chat_urls=("pushplus://",))
    with create_app(short).test_request_context("/"), pytest.raises(ValueError, match="CHAT_URLS"):
        chat.tell_chat(jobs.Turn(1, 1), chat.mark("pushplus://"), "t", "b")

"""The post: carries letters out of the outbox, into files or over SMTP; the worker alone loads it."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from flask_mailman import EmailMessage, Mail

from volunteer_app.db import db, roll_back
from volunteer_app.kit import clock
from volunteer_app.kit.jobs import Turn, handles
from volunteer_app.kit.outbox import Letter
from volunteer_app.settings import Settings

#: a mail server that does not answer must not hold a worker for longer than its lease
PATIENCE_SECONDS = 20


def init_app(app: Flask, settings: Settings) -> None:
    """Set the carrier up: files in the data folder, or a mail server."""
    folder = settings.data_folder / "letters"
    if settings.mail_backend == "file":
        folder.mkdir(parents=True, exist_ok=True)
    app.config.update(
        MAIL_BACKEND=settings.mail_backend,
        MAIL_FILE_PATH=str(folder),
        MAIL_SERVER=settings.mail_server,
        MAIL_PORT=settings.mail_port,
        MAIL_USERNAME=settings.mail_username or None,
        MAIL_PASSWORD=settings.mail_password or None,
        MAIL_USE_TLS=settings.mail_tls,
        MAIL_TIMEOUT=PATIENCE_SECONDS,
        MAIL_DEFAULT_SENDER=settings.mail_sender,
    )
    Mail(app)


@handles("deliver_letter")
def deliver_letter(_turn: Turn, letter_id: int) -> dict[str, Any]:
    """
    Carry one letter and note that it left.

    A worker that dies between sending and noting sends again; the message id is the letter's
    own, so that mail programs show it once.
    """
    letter = db.session.get_one(Letter, letter_id)
    if letter.state != "waiting" or not letter.address:
        return {"sent": False}
    host = current_app.config["MAIL_DEFAULT_SENDER"].rpartition("@")[2].rstrip(">")
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.address],
        headers={
            "Message-ID": f"<letter-{letter.id}@{host}>",
            "Content-Language": language(letter),
        },
    )
    roll_back()  # nothing is locked while the mail server thinks
    message.send()
    letter = db.session.get_one(Letter, letter_id)
    letter.state, letter.sent_at = "sent", clock.now()
    return {"sent": True}


def language(letter: Letter) -> str:
    """Give the letter's language as mail programs name it."""
    return "zh-CN" if letter.locale.startswith("zh") else letter.locale

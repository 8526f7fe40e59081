"""Team chats: a copy of what is told to all, sent by the worker to the addresses the operator set."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale

from volunteer_app.kit import jobs
from volunteer_app.kit.jobs import Turn, handles
from volunteer_app.kit.outbox import TRIES
from volunteer_app.kit.words import DEFAULT_LOCALE


class ChatDown(Exception):
    """A chat did not take the notice; the job tries again."""


def announce(kind: str, *, unique_key: str, locale: str = DEFAULT_LOCALE, **facts: Any) -> None:
    """
    Tell the team chats in the caller's transaction; without addresses nothing happens.

    ``mail/<kind>.txt`` gives the words, its first line the title. Each chat has a job of its own,
    so that one that is away has nobody else told twice.
    """
    chats = current_app.extensions["settings"].chat_urls
    if not chats:
        return
    with force_locale(locale):
        text = render_template(f"mail/{kind}.txt", **facts).strip()
    title, _, body = text.partition("\n")
    for address in chats:
        chat = mark(address)
        jobs.enqueue(
            "tell_chat",
            max_attempts=TRIES,
            unique_key=f"{unique_key}:{chat}",
            chat=chat,
            title=title,
            body=body.strip(),
        )


def mark(address: str) -> str:
    """Give what tells a chat's address from others, without the secret in it."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


@handles("tell_chat")
def tell_chat(_turn: Turn, chat: str, title: str, body: str) -> dict[str, Any]:
    """Send one notice to one chat, unless the operator has removed it meanwhile."""
    from apprise import Apprise  # large, and only the worker needs it

    known = {mark(one): one for one in current_app.extensions["settings"].chat_urls}
    if chat not in known:
        return {"sent": False}
    carrier = Apprise()
    if not carrier.add(known[chat]):
        raise ValueError("an address of CHAT_URLS is not complete")
    if not carrier.notify(title=title, body=body):
        raise ChatDown(chat)
    return {"sent": True}

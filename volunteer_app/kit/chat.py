"""Team chats: a copy of what is told to all, sent by the worker to the addresses the operator set."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale

from volunteer_app.kit import jobs
from volunteer_app.kit.jobs import Turn, handles
from volunteer_app.kit.words import DEFAULT_LOCALE

#: only well-known chat services: an address of another kind could reach into the operator's network
SCHEMES = frozenset(
    {"wecombot", "wecom", "dingtalk", "feishu", "lark", "schan", "wxpusher", "pushplus"}
)


class ChatsDown(Exception):
    """At least one chat did not take the notice; the job tries again."""


def announce(kind: str, *, unique_key: str, locale: str = DEFAULT_LOCALE, **facts: Any) -> None:
    """
    Tell the team chats in the caller's transaction; without addresses nothing happens.

    ``mail/<kind>.txt`` gives the words, its first line the title.
    """
    if not current_app.extensions["settings"].chat_urls:
        return
    with force_locale(locale):
        text = render_template(f"mail/{kind}.txt", **facts).strip()
    title, _, body = text.partition("\n")
    jobs.enqueue("tell_chats", title=title, body=body.strip(), unique_key=unique_key)


@handles("tell_chats")
def tell_chats(_turn: Turn, title: str, body: str) -> dict[str, Any]:
    """Send one notice to every chat whose kind of address is allowed."""
    from apprise import Apprise  # large, and only the worker needs it

    chats = Apprise()
    for address in current_app.extensions["settings"].chat_urls:
        if address.partition("://")[0].lower() in SCHEMES:
            chats.add(address)
    if len(chats) and not chats.notify(title=title, body=body):
        raise ChatsDown(f"{len(chats)} chats")
    return {"chats": len(chats)}

"""Which names this house answers to: a request that names another host is refused."""

from __future__ import annotations

from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, request
from werkzeug.wrappers import Response as AnyResponse

from volunteer_app.settings import Settings

log = structlog.get_logger()

#: this machine by itself: health checks and the demonstration
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def name_of(host: str) -> str:
    """Give the name in a Host header, without port and brackets; nothing when it is unreadable."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def init_app(app: Flask, settings: Settings) -> None:
    """Refuse requests that name a host we do not answer to."""
    ours = LOOPBACK | {name_of(urlsplit(settings.base_url).netloc)} | set(settings.hosts)

    @app.before_request
    def check_host() -> AnyResponse | None:
        if name_of(request.host) in ours or "*" in ours:
            return None
        log.warning("foreign_host")
        # No page is drawn: every address on it would carry the foreign name.
        return Response("This server does not answer to that name.\n", 400, mimetype="text/plain")

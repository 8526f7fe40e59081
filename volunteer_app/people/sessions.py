"""Sessions: begun at sign-in with a new number, ended by sign-out, by idleness, or by age."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_security.utils import login_user, logout_user
from sqlalchemy import exists, select
from werkzeug.wrappers import Response

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.access import local_path
from volunteer_app.people.models import EndedSession, Person

#: whoever works with other people's data is signed out when the desk is left alone
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
#: how stale the last-seen moment in the cookie may be, so that not every answer sets it
STALE = timedelta(minutes=1)


def begin(person: Person) -> None:
    """Begin a session with nothing of the one before but its language."""
    locale = session.get("locale")
    session.clear()
    login_user(person, remember=False, authn_via=["password"])
    now = clock.now().timestamp()
    session.update(number=secrets.token_urlsafe(16), since=now, seen=now)
    if locale:
        session["locale"] = locale


def end() -> None:
    """End this session for good, also for whoever holds a copy of its cookie."""
    number, since = session.get("number"), session.get("since")
    if number and since and db.session.get(EndedSession, number) is None:
        until = datetime.fromtimestamp(since, UTC) + LONGEST
        db.session.add(EndedSession(id=number, until=until))
    drop()


def drop() -> None:
    """Empty the cookie but for its language."""
    locale = session.get("locale")
    logout_user()
    session.clear()
    if locale:
        session["locale"] = locale


def is_open() -> Any:
    """Give the condition that the session at hand was not ended."""
    return ~exists(select(EndedSession.id).where(EndedSession.id == session.get("number", "")))


def keep() -> Response | None:
    """Look at the session's age before every request; an old one leads to the sign-in page."""
    if request.endpoint in (None, "static") or not current_user.is_authenticated:
        return None
    now = clock.now().timestamp()
    since, seen = session.setdefault("since", now), session.setdefault("seen", now)
    idle = current_user.standing.staff and now - seen > IDLE.total_seconds()
    if not idle and now - since <= LONGEST.total_seconds():
        if now - seen > STALE.total_seconds():
            session["seen"] = now
        return None
    drop()
    flash(_("You were signed out because the page was left alone, or after twelve hours."), "error")
    return to_sign_in()


def to_sign_in() -> Response:
    """Send somebody to the sign-in page, and back to what they asked for afterwards."""
    wished = request.full_path.rstrip("?") if request.method == "GET" else "/"
    address = url_for("security.login", next=local_path(wished) if wished != "/" else None)
    if request.headers.get("HX-Request") == "true":
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def init_app(app: Flask) -> None:
    """Watch every request's session."""
    app.before_request(keep)
    app.login_manager.unauthorized_handler(to_sign_in)  # type: ignore[attr-defined]

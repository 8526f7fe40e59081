"""Sign-in: Flask-Security on our people, with letters through our outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_security import Security
from flask_security.datastore import UserDatastore

from volunteer_app.db import commit, db
from volunteer_app.people.models import Person
from volunteer_app.people.standing import Standing
from volunteer_app.settings import Settings


class People(UserDatastore):
    """The sign-in library's view of our people; roles are appointments, so it knows none."""

    def __init__(self, standing_of: Callable[[int], Standing]) -> None:
        super().__init__(Person, Person)
        self.standing_of = standing_of

    def put(self, model: Any) -> Any:
        """Add a row to the session."""
        db.session.add(model)
        return model

    def delete(self, model: Any) -> None:
        """Never delete: people are deactivated."""
        raise NotImplementedError("people are deactivated, not deleted")

    def commit(self) -> None:
        """Store what the library changed."""
        commit()

    def find_user(self, case_insensitive: bool = False, **by: Any) -> Person | None:
        """Find a person by one attribute, with the standing their roles amount to."""
        [(name, value)] = by.items()
        column = getattr(Person, name)
        query = db.select(Person)
        wanted = (
            db.func.lower(column) == str(value).lower() if case_insensitive else column == value
        )
        person: Person | None = db.session.scalar(query.where(wanted))
        if person is not None:
            person.standing = self.standing_of(person.id)
        return person

    def find_role(self, role: str) -> None:
        """Know no role of the library's own."""
        return


def init_app(app: Flask, settings: Settings, standing_of: Callable[[int], Standing]) -> None:
    """Set the sign-in library up on our people."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SALT=settings.secret_key,
        SECURITY_REGISTERABLE=False,
        SECURITY_RECOVERABLE=True,
        SECURITY_CHANGEABLE=True,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_PASSWORD_LENGTH_MIN=10,
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_RESET_URL="/reset",
        SECURITY_CHANGE_URL="/me/password",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/sign-in",
        SECURITY_RESET_PASSWORD_WITHIN="30 minutes",
        SECURITY_FRESHNESS=timedelta(minutes=-1),
    )
    Security(app, People(standing_of))

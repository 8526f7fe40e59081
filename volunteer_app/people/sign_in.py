"""Sign-in: Flask-Security on our people; its hashing, its sessions, our pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_security import Security
from flask_security.datastore import UserDatastore

from volunteer_app.db import commit, db
from volunteer_app.people import sessions
from volunteer_app.people.models import Person
from volunteer_app.people.standing import Standing
from volunteer_app.settings import Settings

#: tests hash often and protect nobody
QUICK = {"argon2__time_cost": 1, "argon2__memory_cost": 1024, "argon2__parallelism": 1}


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
        if name == "fs_uniquifier":
            query = query.where(sessions.is_open())
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
        SECURITY_PASSWORD_NORMALIZE_FORM=None,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
    )
    if settings.testing:
        app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] = QUICK
    # The pages are our own (people/views/sign_in.py): they count tries, answer refused forms
    # with 422, hold no lock while a password is compared, and write letters to the outbox.
    Security(app, People(standing_of), register_blueprint=False)
    sessions.init_app(app)

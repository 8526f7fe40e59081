"""Who may do what: every route carries its rule, and the rule is a pure predicate."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app
from flask_login import current_user

from volunteer_app.kit.errors import Missing

Rule = Callable[[Any, Any], bool]
Load = Callable[..., Any]


def me() -> Any:
    """Give the person who is signed in."""
    return current_user._get_current_object()


def signed_in(person: Any, _thing: Any = None) -> bool:
    """Say yes to everybody who is signed in."""
    return bool(person.is_authenticated)


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Open a route to everybody, said on purpose."""
    view.rule = "public"  # type: ignore[attr-defined]
    return view


def visitors_and(rule: Rule) -> Callable[..., Callable[..., Any]]:
    """Open a route to visitors without an account, and of those signed in to whom the rule lets in."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**address: Any) -> Any:
            person = me()
            if person.is_authenticated and not rule(person, None):
                abort(403)
            return view(**address)

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded

    return guard


def local_path(wished: str, otherwise: str = "/") -> str:
    """Give an address of this house as it is, and anything else as ``otherwise``."""
    foreign = (
        not wished.startswith("/")
        or wished.startswith(("//", "/\\"))
        or any(mark < " " or mark in "\\\x7f" for mark in wished)
    )
    return otherwise if foreign else wished


def requires(rule: Rule, load: Load | None = None) -> Callable[..., Callable[..., Any]]:
    """
    Guard a route: find the thing within reach of the person, then ask the rule.

    ``load(person, **address)`` finds the thing by the numbers in the address and raises
    `Missing` when it is not there or belongs to another organisation (404). ``rule(person,
    thing)`` then decides (403). The view gets the thing as its first argument, or the
    numbers in the address when nothing is loaded.
    """

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**address: Any) -> Any:
            person = me()
            if not person.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            if load is None:
                if not rule(person, None):
                    abort(403)
                return view(**address)
            try:
                thing = load(person, **address)
            except Missing:
                abort(404)
            if not rule(person, thing):
                abort(403)
            return view(thing)

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded

    return guard

"""How an import is told: names of kinds, states and facts, and values as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from volunteer_app.imports.misread import ERROR
from volunteer_app.imports.plan.entry import CHANGED, NEW, REFUSED, SAME, Entry
from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS
from volunteer_app.kit import words

KINDS = {PEOPLE: _l("People"), SHIFTS: _l("Shifts"), AVAILABILITY: _l("Availability")}
STATES = {
    NEW: (_l("New"), "good", "circle-plus"),
    CHANGED: (_l("Changes"), "warn", "edit"),
    SAME: (_l("Same as stored"), "calm", "equal"),
    REFUSED: (_l("Cannot be imported"), "bad", "alert-triangle"),
}
FACTS = {
    "name": _l("Name"),
    "phone": _l("Telephone"),
    "email": _l("E-mail"),
    "born": _l("Month of birth"),
    "employer": _l("Employer"),
    "team": _l("Team"),
    "may_lead": _l("May lead"),
    "languages": _l("Languages"),
    "skills": _l("Skills"),
    "emergency_name": _l("Emergency contact"),
    "emergency_phone": _l("Emergency telephone"),
    "trainings": _l("Training"),
    "insured_until": _l("Insured until"),
    "minutes_week": _l("Hours a week at most"),
    "shifts_month": _l("Shifts a month at most"),
    "minutes_period": _l("Hours in the period at most"),
    "wishes": _l("Wished duties"),
    "site": _l("Place"),
    "duty": _l("Duty"),
    "starts": _l("Begins"),
    "ends": _l("Ends"),
    "minimum": _l("People at least"),
    "wanted": _l("People wanted"),
    "leads": _l("Lead seats"),
    "outdoor": _l("Outdoors"),
    "adults_only": _l("Adults only"),
    "note": _l("Note"),
    "weekly": _l("Weekly stretches"),
    "dated": _l("Words about certain days"),
    "busy": _l("Busy stretches"),
    "answered": _l("Has answered for the period"),
}
LISTS = {
    "teams": _l("Teams"),
    "employers": _l("Employers"),
    "sites": _l("Places"),
    "seeded_kinds": _l("Kinds of duty, with the safety rules known for them"),
    "plain_kinds": _l("Kinds of duty without safety rules; set them before you solve"),
    "qualifications": _l("Qualifications"),
}


def said(fact: str, value: Any, zone: str) -> str:
    """Write a value of a fact as people read it."""
    if value in (None, "", (), []):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if fact in ("minutes_week", "minutes_period"):
        return words.hours(value)
    if isinstance(value, datetime):
        return words.moment(value, zone)
    if isinstance(value, date):
        return f"{value:%Y-%m}" if fact == "born" else value.isoformat()
    if isinstance(value, tuple):
        return "、".join(item(one) for one in value)
    return str(value)


def item(one: Any) -> str:
    """Write one item of a list: a name, or a training with its last valid day."""
    if isinstance(one, tuple):
        name, until = one
        return _("%(name)s (until %(day)s)", name=name, day=until.isoformat()) if until else name
    return str(one)


def entry_facts(entry: Entry, zone: str) -> dict[str, Any]:
    """Give what the preview shows of an entry."""
    label, tone, sign = STATES[entry.status]
    return {
        "key": entry.key,
        "row": entry.row,
        "sheet": entry.sheet,
        "title": entry.title,
        "state": label,
        "tone": tone,
        "sign": sign,
        "open": entry.status in (NEW, CHANGED),
        "changes": [
            (FACTS[fact], said(fact, before, zone), said(fact, after, zone), entry.thing is None)
            for fact, (before, after) in entry.changes.items()
        ],
    }


def problem_facts(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the complaints with their sentences in the reader's language, errors first."""
    told = [
        {**problem, "text": in_words(**problem), "error": problem["severity"] == ERROR}
        for problem in problems
    ]
    return sorted(told, key=lambda one: not one["error"])


def in_words(*, sentence: str, params: dict[str, Any], **_place: Any) -> str:
    """Give the sentence of a complaint in the reader's language."""
    return str(_(sentence, **params))

"""Words: which language a page speaks, and how moments, days and minutes are written in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context, request, session
from flask_babel import Babel, format_date, format_datetime, get_locale, gettext, ngettext
from flask_login import current_user

LOCALES = {"zh_Hans_CN": "简体中文", "en": "English"}
DEFAULT_LOCALE = "zh_Hans_CN"
WEEKDAYS = tuple(range(7))


def choose_locale() -> str:
    """Pick the person's language, else this browser's choice, else what it asks for, else Chinese."""
    if not has_request_context():
        return DEFAULT_LOCALE
    wished = session.get("locale")
    if wished not in LOCALES and current_user and current_user.is_authenticated:
        wished = current_user.locale
    if wished in LOCALES:
        return str(wished)
    best = request.accept_languages.best_match(["zh-CN", "zh", "en"])
    return "en" if best == "en" else DEFAULT_LOCALE


def is_chinese() -> bool:
    """Say whether the page at hand is in Chinese."""
    locale = get_locale()
    return locale is None or locale.language == "zh"


def named(thing: Any) -> str:
    """Give a thing's name in the page's language: its English name where it has one."""
    english = getattr(thing, "name_en", None)
    return thing.name if is_chinese() or not english else english


def in_a_row(sentences: Iterable[str]) -> str:
    """Put sentences one after the other: with a blank between, which Chinese does not have."""
    return ("" if is_chinese() else " ").join(sentences)


def listed(names: Iterable[str]) -> str:
    """Put names one after the other, with the mark each language puts between."""
    return ("、" if is_chinese() else ", ").join(names)


def hours(minutes: int | None) -> str:
    """Write whole minutes as hours and minutes."""
    total = abs(minutes or 0)
    sign = "-" if (minutes or 0) < 0 else ""
    whole, rest = divmod(total, 60)
    if not rest:
        return sign + ngettext("%(whole)s h", "%(whole)s h", whole, whole=f"{whole:,}")
    if not whole:
        return sign + gettext("%(rest)s min", rest=rest)
    return sign + gettext("%(whole)s h %(rest)s min", whole=f"{whole:,}", rest=rest)


def local(moment: datetime, zone: str) -> datetime:
    """Give a moment as the wall clock of a zone shows it."""
    return moment.astimezone(ZoneInfo(zone))


def clock_time(moment: datetime, zone: str) -> str:
    """Write the time of day, 24 hours."""
    return local(moment, zone).strftime("%H:%M")


def day(value: date | datetime, zone: str | None = None) -> str:
    """Write a day with its weekday."""
    if isinstance(value, datetime):
        value = local(value, zone or "UTC").date()
    return format_date(value, "M月d日 EEE" if is_chinese() else "EEE d MMM")


def long_day(value: date | datetime, zone: str | None = None) -> str:
    """Write a day with year and weekday."""
    if isinstance(value, datetime):
        value = local(value, zone or "UTC").date()
    return format_date(value, "y年M月d日 EEEE" if is_chinese() else "EEEE d MMMM y")


def plain_day(value: date | datetime, zone: str | None = None) -> str:
    """Write a day with year, without its weekday: for tables and for how long something is valid."""
    if isinstance(value, datetime):
        value = local(value, zone or "UTC").date()
    return format_date(value, "y年M月d日" if is_chinese() else "d MMM y")


def year_month(value: date) -> str:
    """Write a month with its year."""
    return format_date(value, "y年M月" if is_chinese() else "MMMM y")


def span(starts: datetime, ends: datetime, zone: str) -> str:
    """Write from when to when, with the days between when it crosses midnight."""
    first, last = local(starts, zone), local(ends, zone)
    closing = "24:00" if last.strftime("%H:%M") == "00:00" else last.strftime("%H:%M")
    crosses = (last.date() - first.date()).days > (1 if closing == "24:00" else 0)
    return f"{first:%H:%M}–{closing}" + (" +1" if crosses else "")


def moment(value: datetime, zone: str) -> str:
    """Write a moment: day and time in a zone."""
    return f"{day(value, zone)} {clock_time(value, zone)}"


def wall(minute: int) -> str:
    """Write minutes from midnight as a wall time; 1440 is 24:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def weekday(number: int, width: str = "abbreviated") -> str:
    """Name a weekday, Monday being 0."""
    locale = get_locale()
    return str(locale.days["stand-alone"][width][number]) if locale else str(number)


def init_app(app: Flask) -> None:
    """Give the templates their words."""
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT_LOCALE
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=choose_locale)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(
        named=named,
        hours=hours,
        in_a_row=in_a_row,
        listed=listed,
        clock_time=clock_time,
        day=day,
        long_day=long_day,
        plain_day=plain_day,
        span=span,
        moment=moment,
        wall=wall,
        weekday=weekday,
        year_month=year_month,
        stamp=lambda value: format_datetime(value),
    )
    app.jinja_env.globals.update(
        LOCALES=LOCALES, current_locale=lambda: str(get_locale()), is_chinese=is_chinese
    )

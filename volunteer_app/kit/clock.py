"""The time: the only place that asks the machine for it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """Give the present day on the wall calendar of an IANA zone."""
    return datetime.now(ZoneInfo(zone)).date()


def at(day: date, minute: int, zone: str) -> datetime:
    """
    Turn a wall time into a moment.

    ``minute`` counts from the day's 00:00 on the wall and may pass 1440 (the next day's hours).
    A wall time that a clock change skips moves to the first one after it.
    """
    from_midnight = datetime.combine(day, datetime.min.time())
    wall = (from_midnight + timedelta(minutes=minute)).replace(tzinfo=ZoneInfo(zone))
    return wall.astimezone(UTC)

"""When it is light at a site: from sunrise to sunset on the wall there, reckoned from where it lies."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import sunrise, sunset

from volunteer_app.teams.models import Site


def sun_up(site: Site, day: date) -> tuple[int, int] | None:
    """
    Give the first and last minute of daylight on a day, as the site's wall clock shows them.

    Returns
    -------
    tuple of minutes from the day's 00:00, or None
        The first whole minute after sunrise and the last before sunset; None where nobody has
        said where the site lies, or the sun does not rise and set on that day.
    """
    if site.latitude is None or site.longitude is None:
        return None
    where, zone = Observer(site.latitude, site.longitude), ZoneInfo(site.zone)
    try:
        rise, down = sunrise(where, day, tzinfo=zone), sunset(where, day, tzinfo=zone)
    except ValueError:
        return None
    return rise.hour * 60 + rise.minute + 1, down.hour * 60 + down.minute

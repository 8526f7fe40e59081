"""A published period that begins in three days, whatever today is: pages ask the real clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.factories import Make
from tests.rosters.setting import Setting
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock

ZONE = "Asia/Shanghai"


class Service(Setting):
    """One team with a published period of two weeks from three days ahead."""

    def __init__(self, make: Make, **facts: Any) -> None:
        self.first_day = clock.today(ZONE) + timedelta(days=3)
        super().__init__(make, **{"first_day": self.first_day, "state": "published", **facts})

    def at(self, day: int, minute: int = 450) -> datetime:
        """Give a moment on a counted day of the period, at 07:30 unless told."""
        return clock.at(self.first_day + timedelta(days=day), minute, ZONE)

    def shift(self, day: int = 0, minute: int = 450, **facts: Any) -> Shift:
        """Make a shift of two hours on a counted day of the period."""
        return super().shift(**{"starts": self.at(day, minute), **facts})

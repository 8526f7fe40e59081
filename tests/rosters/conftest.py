"""What tests of rosters share."""

from __future__ import annotations

import pytest

from tests.factories import Make
from tests.rosters.setting import Setting


@pytest.fixture
def here(make: Make) -> Setting:
    """Give the usual setting: one team, one period, one site, one kind of duty."""
    return Setting(make)

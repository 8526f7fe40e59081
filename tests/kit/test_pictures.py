"""Pictures: bars stand on the ground, the tallest fills the room, and none breaks on nothing."""

from __future__ import annotations

from volunteer_app.kit.pictures import upright


def test_bars_are_in_proportion():
    picture = upright([("1", 50, "50"), ("2", 100, "100"), ("3", 0, "")], width=300, height=100)
    half, full, none = picture.bars
    assert full.height == picture.ground - 22
    assert half.height == full.height / 2
    assert (none.height, none.last, full.last) == (0, True, False)
    assert all(bar.y + bar.height == picture.ground for bar in picture.bars)
    assert 0 < half.middle < full.middle < none.middle < 300


def test_nothing_and_less_than_nothing_draw_no_bars():
    assert upright([]).bars == []
    assert [bar.height for bar in upright([("1", 0, ""), ("2", -60, "-1")]).bars] == [0, 0]

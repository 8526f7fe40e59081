"""Small pictures of a search and of how hours fell, as points and bars for server-drawn SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 400, 150
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 10, 24
#: room for the number above the highest bar
LABEL = 12
BLOCK = 120


@dataclass(frozen=True)
class Mark:
    """A mark on an axis: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True)
class Line:
    """One line of a picture, as the points of an SVG polyline."""

    name: str
    points: str


@dataclass(frozen=True)
class Picture:
    """Lines over time with their axes."""

    lines: list[Line]
    across: list[Mark]
    up: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Bar:
    """One bar of a picture: place, size, what it stands for."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


def over_time(
    points: Sequence[dict[str, Any]], names: Iterable[str], *, percent: bool = False
) -> Picture | None:
    """
    Draw some figures of a search over time as steps.

    Parameters
    ----------
    points
        As published by the job: ``seconds`` and the figures by name.
    names
        The figures to draw.
    percent
        Whether they are shares of one.
    """
    if not points:
        return None
    chosen = list(names)
    last = max(float(points[-1]["seconds"]), 1.0)
    largest = max((float(point[name]) for point in points for name in chosen), default=0.0)
    most = largest or 1.0
    across, up = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(seconds: float) -> float:
        return round(LEFT + across * seconds / last, 1)

    def y(value: float) -> float:
        return round(TOP + up * (1 - value / most), 1)

    lines = []
    for name in chosen:
        steps, before = [], None
        for point in points:
            if before is not None:
                steps.append(f"{x(point['seconds'])},{before}")
            before = y(float(point[name]))
            steps.append(f"{x(point['seconds'])},{before}")
        lines.append(Line(name, " ".join(steps)))
    return Picture(
        lines,
        across=[Mark(x(last * part), f"{round(last * part, 1):g}") for part in (0, 0.5, 1)],
        up=[Mark(y(most * part), shown(most * part, percent)) for part in (0, 0.5, 1)],
    )


def shown(value: float, percent: bool) -> str:
    """Write a figure on an axis: shares as percent, counts whole."""
    return f"{round(100 * value, 1):g} %" if percent else f"{value:,.0f}"


def histogram(minutes: Iterable[int], block: int = BLOCK) -> list[Bar]:
    """Draw how many people got how much: one bar for nothing, then one for each block of minutes."""
    counts: dict[int, int] = {}
    for value in minutes:
        place = -(-value // block)
        counts[place] = counts.get(place, 0) + 1
    if not counts:
        return []
    places = range(max(counts) + 1)
    most = max(counts.values())
    room = (WIDTH - LEFT - RIGHT) / len(places)
    up = HEIGHT - TOP - BOTTOM - LABEL
    return [
        Bar(
            x=round(LEFT + place * room + room * 0.1, 1),
            y=round(TOP + LABEL + up * (1 - counts.get(place, 0) / most), 1),
            width=round(room * 0.8, 1),
            height=round(up * counts.get(place, 0) / most, 1),
            label="0" if place == 0 else f"≤{place * block // 60}",
            count=counts.get(place, 0),
        )
        for place in places
    ]

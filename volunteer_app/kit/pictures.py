"""Pictures: bars computed on the server, drawn as SVG by ``parts/bars.html`` with a table beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, what is written at it, and whether it is the last of its row."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: str
    last: bool

    @property
    def middle(self) -> float:
        """Where its words are centred."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Picture:
    """Some bars on a ground line."""

    width: int
    height: int
    ground: float
    bars: list[Bar]


def upright(
    values: Sequence[tuple[str, int, str]], *, width: int = 640, height: int = 190
) -> Picture:
    """
    Lay out upright bars.

    ``values`` are (word below, amount, word above); amounts below none are drawn as none.
    """
    top, ground = 22.0, height - 24.0
    most = max([amount for _label, amount, _word in values], default=0)
    room = width / max(1, len(values))
    bars = []
    for number, (label, amount, word) in enumerate(values):
        tall = round((ground - top) * max(0, amount) / most, 1) if most > 0 else 0.0
        bars.append(
            Bar(
                x=round(number * room + room * 0.18, 1),
                y=round(ground - tall, 1),
                width=round(room * 0.64, 1),
                height=tall,
                label=label,
                value=word,
                last=number == len(values) - 1,
            )
        )
    return Picture(width, height, ground, bars)

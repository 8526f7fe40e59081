"""Weekdays as people write them: 周一至周五, 周一、三、五, 工作日, 周末, 每天, Mon-Fri."""

from __future__ import annotations

import re

from volunteer_app.imports.cells.text import plain, shown
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.misread import N_, Misread

UNKNOWN = N_("“%(value)s” is not understood as weekdays. Write for example Mon-Fri or Sat, Sun.")
GROUPS = {
    "工作日": range(5),
    "平日": range(5),
    "双休日": (5, 6),
    "周末": (5, 6),
    "每天": range(7),
    "每日": range(7),
    "天天": range(7),
    "全周": range(7),
    "整周": range(7),
    "weekdays": range(5),
    "workdays": range(5),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "everyday": range(7),
    "every day": range(7),
    "daily": range(7),
}
ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIGURES = {
    **dict(zip("一二三四五六日", range(7), strict=True)),
    **dict(zip("1234567", range(7), strict=True)),
    "天": 6,
}
TOKEN = re.compile(
    r"(?P<group>" + "|".join(sorted(GROUPS, key=len, reverse=True)) + r")"
    r"|(?P<english>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|rs|r|nes|ur)?s?\b"
    r"|(?:[每逢]?(?:周|星期|礼拜))?(?P<figure>[一二三四五六日天1-7])(?!\d)"
    r"|(?P<through>-+|~|至|到|\bto\b|\bthrough\b|\buntil\b)"
    r"|(?P<between>[、;,/&和与及.\s]+|\band\b)"
)


def weekdays(value: Cell) -> tuple[int, ...]:
    """
    Give the weekdays named, Monday 0, in order.

    Raises
    ------
    Misread
        When anything in the cell is not a weekday, a group of them, a range or a separator.
    """
    if isinstance(value, bool):
        raise Misread(UNKNOWN, value=shown(value))
    days: set[int] = set()
    last, through = -1, False
    for word, marked in tokens(plain(value), value):
        if word == "through":
            if last < 0 or through:
                raise Misread(UNKNOWN, value=shown(value))
            through = True
            continue
        named = [last + step for step in range((marked[0] - last) % 7 + 1)] if through else marked
        days.update(day % 7 for day in named)
        last, through = (marked[0] if len(marked) == 1 else -1), False
    if not days or through:
        raise Misread(UNKNOWN, value=shown(value))
    return tuple(sorted(days))


def tokens(text: str, value: Cell) -> list[tuple[str, list[int]]]:
    """Give the cell's words: days with their numbers, and the marks of ranges."""
    found: list[tuple[str, list[int]]] = []
    place = 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match or match.end() == place:
            raise Misread(UNKNOWN, value=shown(value))
        place = match.end()
        if match["group"]:
            found.append(("days", list(GROUPS[match["group"]])))
        elif match["english"]:
            found.append(("days", [ENGLISH.index(match["english"])]))
        elif match["figure"]:
            found.append(("days", [FIGURES[match["figure"]]]))
        elif match["through"]:
            found.append(("through", []))
    return found

"""Cells as text: one clean form to parse, names and remarks as typed, lists with any separator."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from volunteer_app.imports.files import limits
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.misread import N_, Misread

LONG = N_("The text is longer than %(limit)s characters. Shorten it.")
MARKS = N_("The text contains marks that cannot be seen. Type it again.")
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
NOTHING = frozenset({"", "无", "没有", "暂无", "-", "--", "—", "/", "none", "n/a", "na", "nil"})
#: which marks part the items of a list; the first kind found in a cell decides
STRONG = re.compile(r"[;；、\n\r|]+")
COMMA = re.compile(r"[,，]+")
# A slash or blank parts Chinese items only: English names contain both.
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}）)])(?:\s*/\s*|\s+)(?=[{HAN}（(])")
DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FIGURES = str.maketrans("〜—–―−‐〇。", "~-----0.")


def shown(value: Cell) -> str:
    """Give a cell's value as it is quoted to the reader, cut when it is long."""
    if isinstance(value, datetime):
        text = value.isoformat(" ", "minutes")
    elif isinstance(value, (date, time)):
        text = value.isoformat()
    else:
        text = exact(value)
    text = "".join(mark if mark.isprintable() else " " for mark in text)
    return text if len(text) <= 60 else text[:59] + "…"


def exact(value: Cell) -> str:
    """Give a cell's value as text; whole numbers lose the point that spreadsheets give them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


def plain(value: Cell) -> str:
    """Give the text to parse: half-width figures and marks, single blanks, lower case."""
    text = unicodedata.normalize("NFKC", exact(value)).translate(FIGURES)
    return " ".join(text.split()).lower()


def line(value: Cell, limit: int = 120) -> str:
    """
    Give a name or other text on one line, as typed.

    Raises
    ------
    Misread
        When it is too long or holds control or direction-changing marks.
    """
    text = " ".join(unicodedata.normalize("NFC", exact(value)).split())
    text = text.replace("\ufeff", "").replace("\u200b", "")
    if len(text) > limit:
        raise Misread(LONG, limit=limit)
    if any(mark in DIRECTIONS or unicodedata.category(mark) in ("Cc", "Cs") for mark in text):
        raise Misread(MARKS)
    return text


def items(value: Cell) -> tuple[str, ...]:
    """Give the items of a list, each once, in their order; ``、；;,/`` and line ends part them."""
    text = unicodedata.normalize("NFC", exact(value)).strip()
    if len(text) > limits.CELL:
        raise Misread(LONG, limit=limits.CELL)
    if text.lower() in NOTHING:
        return ()
    pieces = STRONG.split(text)
    pieces = [part for piece in pieces for part in parted(piece, alone=len(pieces) == 1)]
    names = (line(piece) for piece in pieces)
    return tuple(dict.fromkeys(name for name in names if name.lower() not in NOTHING))


def parted(piece: str, *, alone: bool) -> list[str]:
    """Part what the strong marks left together; a comma stays when stronger marks part the list."""
    pieces = COMMA.split(piece) if alone or "，" in piece else [piece]
    return [part for one in pieces for part in BETWEEN_HAN.split(one.strip())]


def blank(value: Cell) -> bool:
    """Say whether nothing is filled in."""
    return isinstance(value, str) and not value.strip()

"""The name one goes by among others on duty: enough to greet, too little to look somebody up."""

from __future__ import annotations

import unicodedata

#: surnames of two characters, the common ones
DOUBLE_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯", "端木", "南宫")
)  # fmt: skip


def first_name(name: str) -> str:
    """
    Give the part of a full name that first names are used for.

    A Chinese name loses its surname, others keep what stands before the first blank or dot.
    """
    whole = name.strip()
    for mark in ("·", "•", " "):
        if mark in whole:
            return whole.split(mark, 1)[0] or whole
    if not is_chinese_name(whole):
        return whole
    surname = 2 if whole[:2] in DOUBLE_SURNAMES and len(whole) > 2 else 1
    return whole[surname:] or whole


def is_chinese_name(name: str) -> bool:
    """Say whether a name is written in two to four Chinese characters."""
    return 2 <= len(name) <= 4 and all(
        unicodedata.name(mark, "").startswith("CJK UNIFIED") for mark in name
    )

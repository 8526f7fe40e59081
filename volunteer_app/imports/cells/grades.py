"""Words of consent: how gladly somebody serves, and plain yes or no."""

from __future__ import annotations

from volunteer_app.imports.cells.text import plain, shown
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.misread import N_, Misread

PREFER, CAN, RATHER_NOT, CANNOT = "prefer", "can", "rather_not", "cannot"
UNKNOWN_GRADE = N_("“%(value)s” is not understood. Write prefer, can, rather not or cannot.")
UNKNOWN_YES = N_("“%(value)s” is not understood as yes or no. Write yes or no.")
GRADES = {
    PREFER: "优先 优 首选 最好 愿意 非常愿意 喜欢 希望 最想 prefer preferred preferably",
    CAN: "可以 可 能 行 有空 都行 一般 均可 可服务 是 √ ✓ ✔ can ok okay available fine possible yes y",
    RATHER_NOT: "尽量不 尽量不要 勉强 不太愿意 最好不 不优先 备用 "
    "rathernot ifneeded ifneedbe reluctant lastresort backup",
    CANNOT: "不可以 不行 不能 没空 无空 忙 不可 不可服务 请假 否 × ✗ ✘ "
    "cannot cant no n busy unavailable notavailable",
}
GRADE_WORDS = {word: grade for grade, words in GRADES.items() for word in words.split()}
YES_WORDS = "是 有 对 要 需要 户外 √ ✓ ✔ ☑ y yes true t 1"
NO_WORDS = "否 无 没有 不 不是 不要 不需要 非 室内 × ✗ ✘ ☐ n no false f 0"
YES, NO = frozenset(YES_WORDS.split()), frozenset(NO_WORDS.split())


def grade(value: Cell) -> str:
    """
    Give how gladly somebody serves: prefer, can, rather_not or cannot.

    Raises
    ------
    Misread
        When the word is not one of the usual ones.
    """
    word = plain(value).replace(" ", "").replace("-", "").replace("_", "").replace("'", "")
    found = GRADE_WORDS.get(word)
    if not found:
        raise Misread(UNKNOWN_GRADE, value=shown(value))
    return found


def yes(value: Cell) -> bool:
    """
    Give yes or no.

    Raises
    ------
    Misread
        When the word is neither.
    """
    word = plain(value)
    if word in YES or word in NO:
        return word in YES
    raise Misread(UNKNOWN_YES, value=shown(value))

"""The rules of the levels: what stands when nothing is set, and which rule was in force on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from volunteer_app.recognition.models import LevelRule

#: hours of the five levels as this platform ships them; every organisation may set its own
DEFAULT_HOURS = (100, 300, 600, 1000, 1500)
NAMES = ("一星", "二星", "三星", "四星", "五星")
NAMES_EN = ("One star", "Two stars", "Three stars", "Four stars", "Five stars")
#: since when the shipped rules are in force: always
EVER = date(2000, 1, 1)


@dataclass(frozen=True)
class Stretch:
    """One rule with the days it was in force: from its first day to the day before ``until``."""

    rule: LevelRule
    until: date | None

    @property
    def level(self) -> int:
        """The level it leads to."""
        return self.rule.level


def default_rules(organisation_id: int, valid_from: date = EVER) -> list[LevelRule]:
    """Make the rules an organisation starts with; they are not stored yet."""
    return [
        LevelRule(
            organisation_id=organisation_id,
            level=level,
            name=NAMES[level - 1],
            name_en=NAMES_EN[level - 1],
            minutes=hours * 60,
            valid_from=valid_from,
        )
        for level, hours in enumerate(DEFAULT_HOURS, 1)
    ]


def stretches(rules: Iterable[LevelRule]) -> list[Stretch]:
    """Give each rule the stretch of days it was in force, by level and day."""
    by_level: dict[int, list[LevelRule]] = defaultdict(list)
    for rule in sorted(rules, key=lambda one: (one.level, one.valid_from)):
        by_level[rule.level].append(rule)
    found = []
    for listed in by_level.values():
        ends = [one.valid_from for one in listed[1:]]
        found += [Stretch(one, end) for one, end in zip(listed, [*ends, None], strict=True)]
    return found


def in_force(rules: Iterable[LevelRule], on: date) -> list[LevelRule]:
    """Give the rule of each level that is in force on a day, the lowest level first."""
    return [
        one.rule
        for one in stretches(rules)
        if one.rule.valid_from <= on and (one.until is None or on < one.until)
    ]


def first_days(
    spans: Sequence[Stretch], crossed: dict[int, date | None]
) -> dict[int, tuple[date, LevelRule]]:
    """
    Give the day each level was reached, with the rule it was reached under.

    ``crossed`` gives for every number of minutes the first day the total came to it. A level
    reached under a rule stays reached when the rule is raised later; one that is lowered is
    reached on the day the lower rule comes into force.
    """
    found: dict[int, tuple[date, LevelRule]] = {}
    for one in spans:
        day = crossed.get(one.rule.minutes)
        if day is None or (one.until is not None and day >= one.until):
            continue
        reached = max(day, one.rule.valid_from)
        if one.level not in found or reached < found[one.level][0]:
            found[one.level] = (reached, one.rule)
    return found

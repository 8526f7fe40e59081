"""The order of the goals: tiers, and weights inside a tier."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.faults import distinct, need, whole

DEFAULT_TIERS = (
    ("least",),
    ("critical",),
    ("minimum",),
    ("wanted",),
    ("standby",),
    ("price",),
    ("use",),
    ("wishes",),
    ("balance",),
    ("stability",),
    ("ties",),
    ("travel",),
)
# Goals beyond those of the default; ``losses`` has a level, as in ``losses:960``.
MORE_GOALS = (
    "balance_hours", "balance_nights", "balance_heat", "balance_weekends", "losses",
)  # fmt: skip
GOAL_NAMES = frozenset({*MORE_GOALS, *(name for tier in DEFAULT_TIERS for name in tier)})
# The steps by which the goal ``leximin`` raises the worst-off, in weighted minutes.
LOSS_LEVELS = (2880, 1920, 1440, 960, 720, 480, 240, 0)


@dataclass(frozen=True)
class Weight:
    """What a unit of one goal counts beside the other goals of its tier."""

    goal: str
    weight: int

    def __post_init__(self) -> None:
        """Refuse weights of nothing."""
        whole("weight", self.weight, 1)


def check_tiers(tiers: Sequence[Sequence[str]], weights: Sequence[Weight]) -> None:
    """Refuse goals that do not exist, stand twice, or have no level where they need one."""
    seen: set[str] = set()
    words = "one of " + ", ".join(sorted(GOAL_NAMES)) + ", each once"
    for place, tier in enumerate(tiers):
        need(bool(tier), f"tiers[{place}]", tier, "at least one goal a tier")
        for name in tier:
            base, colon, level = name.partition(":")
            fine = base in GOAL_NAMES and name not in seen
            need(fine, f"tiers[{place}]", name, words)
            if colon or base == "losses":
                fine = base == "losses" and level.isdecimal()
                need(fine, f"tiers[{place}]", name, "losses:N, N weighted minutes")
            seen.add(name)
    for place, one in enumerate(weights):
        need(one.goal.partition(":")[0] in GOAL_NAMES, f"weights[{place}].goal", one.goal, words)
    distinct("weights", (one.goal for one in weights))


def written_out(tiers: Iterable[Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the tiers, leximin as the steps it is made of."""
    for tier in tiers:
        if tuple(tier) == ("leximin",):
            yield from ((f"losses:{level}",) for level in LOSS_LEVELS)
        else:
            yield tuple(tier)

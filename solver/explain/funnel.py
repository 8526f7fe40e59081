"""The order in which reasons are told, and how people are counted under them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from solver.verify import Breach

# A person kept away by several rules is counted under the first of these.
FUNNEL = (
    "weather", "team", "opt_out", "availability", "wished", "age", "qualification", "insurance",
    "busy", "days_off", "bans", "declined", "overlap", "rest", "travel", "succession", "limits",
    "totals", "streaks", "runs", "nights", "capacity", "kit", "household", "apart", "together",
    "guardian", "experience", "roles", "crew", "pins", "known",
)  # fmt: skip


def first_rule(broken: Sequence[Breach]) -> str:
    """Name the rule a person is counted under; ``free`` if nothing is broken."""
    return min((one.rule for one in broken), key=FUNNEL.index, default="free")


def counted(rules: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count rules, most frequent first."""
    return tuple(sorted(Counter(rules).items(), key=lambda one: (-one[1], one[0])))

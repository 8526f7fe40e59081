"""One broken rule, with the plain values a sentence about it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from solver.language.people import Key

Kind = Literal["law", "safety", "policy", "person"]

# Whose word a rule is: law and safety are never overridden, policy by a lead
# with a written reason, a person's own limits only by asking that person.
KINDS: Mapping[str, Kind] = {
    "known": "safety",
    "availability": "person",
    "busy": "person",
    "weather": "safety",
    "days_off": "person",
    "overlap": "safety",
    "rest": "policy",
    "succession": "policy",
    "travel": "policy",
    "limits": "person",
    "streaks": "policy",
    "nights": "policy",
    "totals": "person",
    "runs": "policy",
    "qualification": "safety",
    "age": "law",
    "insurance": "law",
    "team": "policy",
    "wished": "person",
    "declined": "person",
    "bans": "policy",
    "opt_out": "person",
    "capacity": "policy",
    "crew": "safety",
    "roles": "safety",
    "experience": "safety",
    "together": "policy",
    "apart": "policy",
    "guardian": "law",
    "kit": "safety",
    "household": "person",
    "pins": "policy",
}


# What a crew lacks while it is made up; more people can still put it right.
LACKS = ("crew", "roles", "experience", "together", "guardian")


@dataclass(frozen=True)
class Breach:
    """
    One hard rule broken.

    Parameters
    ----------
    rule
        The rule's name.
    volunteer, shift
        Whom and what it concerns; None where it is only one of them.
    facts
        Whole numbers and texts for the sentence, listed rule by rule in the
        documentation.
    """

    rule: str
    volunteer: Key | None = None
    shift: Key | None = None
    facts: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """Return whose word it is: law, safety, policy or the person's own."""
        if self.rule == "limits" and self.facts.get("limit") == "most_minutes_day":
            return "policy"
        return KINDS[self.rule]

    @property
    def mark(self) -> tuple[object, ...]:
        """Return what tells this breach from any other, fit for sets."""
        facts = tuple(sorted((name, str(value)) for name, value in self.facts.items()))
        return (self.rule, self.volunteer, self.shift, facts)


def no_worse(breach: Breach, before: Sequence[Breach]) -> bool:
    """Tell whether a crew's breach was there before and did not grow."""
    known = ("role", "qualification", "percent", "most")
    for old in before:
        if old.mark == breach.mark:
            return True
        if "is" not in breach.facts:
            continue
        alike = all(old.facts.get(one) == breach.facts.get(one) for one in known)
        # The number a share stands for grows with the crew.
        if "percent" not in breach.facts:
            alike = alike and old.facts.get("least") == breach.facts.get("least")
        if old.rule == breach.rule and alike:
            return _beyond(breach) <= _beyond(old)
    return False


def fewer(breach: Breach, before: Breach) -> bool:
    """Tell whether a total is still too much, but less so than before."""
    if breach.rule != before.rule or breach.rule != "totals":
        return False
    alike = replace(breach, facts={**breach.facts, "is": before.facts["is"]}).mark == before.mark
    return alike and int(breach.facts["is"]) < int(before.facts["is"])


def _beyond(breach: Breach) -> int:
    """Count by how many people a crew is outside its bounds."""
    if "least" in breach.facts:
        return int(breach.facts["least"]) - int(breach.facts["is"])
    return int(breach.facts["is"])

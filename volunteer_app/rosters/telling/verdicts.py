"""What a run's findings say to people: goals, proof, open seats, changes, hours, who got nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from volunteer_app.rosters.models import Period, SolveRun
from volunteer_app.rosters.solving.findings import breach_of
from volunteer_app.rosters.telling.headlines import GOALS, headline
from volunteer_app.rosters.telling.names import words_for
from volunteer_app.rosters.telling.sentences import sentence
from volunteer_app.rosters.telling.steps import Names, step_told

#: goals told only where something is short of them: most rosters ask nothing of the kind
UNUSUAL = frozenset({"least", "standby", "price", "ties", "travel"})
REASONS: Mapping[str, Any] = {
    "weather": _l("the weather closes the shift"),
    "team": _l("not in that team"),
    "opt_out": _l("placed by hand only"),
    "availability": _l("not available then"),
    "wished": _l("did not wish for this duty"),
    "age": _l("too young for this duty"),
    "qualification": _l("without a valid proof of training"),
    "insurance": _l("not insured then"),
    "busy": _l("at their own job then"),
    "days_off": _l("to be free that day"),
    "bans": _l("kept off by a lead"),
    "declined": _l("turned this seat down"),
    "overlap": _l("on another seat then"),
    "rest": _l("would have too little rest"),
    "succession": _l("on a duty this one may not follow"),
    "travel": _l("could not get there in time"),
    "limits": _l("at their limit of hours or shifts"),
    "totals": _l("at their limit for this kind of duty or time"),
    "streaks": _l("at their limit of duty days"),
    "runs": _l("would have too many or too few days in a row"),
    "nights": _l("at their limit of nights"),
    "capacity": _l("the shift is full"),
    "full": _l("the shift needs nobody more"),
    "experience": _l("the crew would be too new to this duty"),
    "roles": _l("the crew would have no lead"),
    "crew": _l("the crew would be too small"),
    "kit": _l("there would not be kit enough"),
    "household": _l("somebody of the same household is on duty then"),
    "apart": _l("kept apart from somebody in the crew"),
    "together": _l("only together with somebody else"),
    "guardian": _l("only with a guardian in the crew"),
    "free": _l("could take it at once"),
}


@dataclass(frozen=True)
class TierTold:
    """One goal: its words, what was reached, what nobody can beat, and whether that is proven."""

    goal: str
    value: int
    bound: int
    proven: bool


@dataclass(frozen=True)
class OpenTold:
    """A shift with seats to fill, in words."""

    shift_id: int
    name: str
    minimum: int
    wanted: int
    reasons: list[tuple[str, int, int]]
    steps: list[str]
    #: whether there was time to look for a change at all
    looked_for: bool
    free: list[str]


@dataclass(frozen=True)
class PersonTold:
    """What one person got."""

    person_id: int
    name: str
    minutes: int
    shifts: int
    granted: int | None
    before: int


@dataclass(frozen=True)
class NothingTold:
    """Somebody willing who got no seat, and why."""

    person_id: int
    name: str
    reasons: list[tuple[str, int]]


@dataclass(frozen=True)
class Verdicts:
    """A finished run in words."""

    headline: str
    tiers: list[TierTold]
    open: list[OpenTold]
    people: list[PersonTold]
    nothing: list[NothingTold]
    pins: list[str]
    jain: float

    @property
    def short(self) -> tuple[int, int]:
        """Seats short of the minimum, and of the number wanted."""
        return sum(one.minimum for one in self.open), sum(one.wanted for one in self.open)

    @property
    def minutes(self) -> int:
        """All minutes given."""
        return sum(one.minutes for one in self.people)

    @property
    def served(self) -> int:
        """How many people got something."""
        return sum(one.shifts > 0 for one in self.people)


def verdicts(run: SolveRun, period: Period) -> Verdicts:
    """Tell a finished run in the reader's language."""
    found = run.findings
    told = Names.of(period, found)
    return Verdicts(
        headline=headline(run),
        tiers=tiers_told(run),
        open=[open_told(row, told) for row in found.get("open", [])],
        people=sorted(
            (
                PersonTold(
                    row["person"],
                    told.person(row["person"]),
                    row["minutes"],
                    row["shifts"],
                    row["granted"],
                    row["before"],
                )
                for row in found.get("people", [])
            ),
            key=lambda one: (-one.minutes, one.name),
        ),
        nothing=[
            NothingTold(
                row["person"],
                told.person(row["person"]),
                [(reason(rule), count) for rule, count in row["reasons"][:3]],
            )
            for row in found.get("nothing", [])
        ],
        pins=pins_told(found.get("pins", []), period, told),
        jain=found.get("jain", 1.0),
    )


def tiers_told(run: SolveRun) -> list[TierTold]:
    """Tell what became of each goal, of the unusual ones only where something is short."""
    return [
        TierTold(
            " + ".join(str(GOALS[name]) for name in tier["goals"]),
            tier["value"],
            tier["bound"],
            tier["proven"],
        )
        for tier in run.tiers
        if tier["value"] or not UNUSUAL.issuperset(tier["goals"])
    ]


def reason(rule: str) -> str:
    """Name why somebody does not get a seat."""
    return str(REASONS.get(rule, rule))


def open_told(row: Mapping[str, Any], told: Names) -> OpenTold:
    """Tell an open shift."""
    return OpenTold(
        shift_id=row["shift"],
        name=told.shift(row["shift"]),
        minimum=row["minimum"],
        wanted=row["wanted"],
        reasons=[
            (reason(rule), count, dict(row.get("alone", ())).get(rule, 0))
            for rule, count in row["reasons"]
        ],
        steps=[step_told(step, told) for step in row["change"] or ()],
        looked_for=row["change"] is not None,
        free=[told.person(person) for person in row["free"][:5]],
    )


def pins_told(rows: Iterable[Mapping[str, Any]], period: Period, told: Names) -> list[str]:
    """Tell what pinned placements break by themselves."""
    listed = list(rows)
    found = [breach_of(row) for row in listed]
    names = words_for(period, found)
    said = []
    for row, breach in zip(listed, found, strict=True):
        who = told.person(row["person"]) if row["person"] else ""
        where = told.shift(row["shift"]) if row["shift"] else ""
        said.append(
            _(
                "%(who)s – %(where)s: %(sentence)s",
                who=who or _("The crew"),
                where=where or _("several seats"),
                sentence=sentence(breach, period, names),
            )
        )
    return said

"""What breaches say to people: one whole sentence a rule, fit for the person and for their lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from solver.verify import Breach
from volunteer_app.kit import words
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.telling.bounds import days_off, runs, succession, totals
from volunteer_app.rosters.telling.names import Words, words_for


def sentence(breach: Breach, period: Period, told: Words | None = None) -> str:
    """Tell one breach in a whole sentence, in the reader's language."""
    told = told or words_for(period, [breach])
    return SENTENCES[breach.rule](breach.facts, told)


def sentences(breaches: Iterable[Breach], period: Period) -> list[str]:
    """Tell several breaches, each sentence once."""
    listed = list(breaches)
    told = words_for(period, listed)
    return list(dict.fromkeys(sentence(one, period, told) for one in listed))


def availability(facts: Mapping[str, Any], told: Words) -> str:
    """Tell how much of the shift lies outside what was offered."""
    return _(
        "%(missing)s of this shift lie outside the times offered.",
        missing=words.hours(int(facts["missing"])),
    )


def busy(facts: Mapping[str, Any], told: Words) -> str:
    """Tell of a clash with the person's own job."""
    return _(
        "Hours of the own job overlap this shift by %(overlap)s.",
        overlap=words.hours(int(facts["overlap"])),
    )


def overlap(facts: Mapping[str, Any], told: Words) -> str:
    """Tell of another seat at the same time."""
    if "other" in facts:
        return _("There is another seat at that time: %(other)s.", other=told.shift(facts["other"]))
    return _("There is a seat of another roster at that time.")


def rest(facts: Mapping[str, Any], told: Words) -> str:
    """Tell how much rest is missing, and beside which seat."""
    given = {
        "limit": words.hours(int(facts["limit"])),
        "missing": words.hours(int(facts["missing"])),
    }
    if "other" in facts:
        other = told.shift(facts["other"])
        return _(
            "The rest of %(limit)s between this and %(other)s would be %(missing)s short.",
            other=other,
            **given,
        )
    return _("The rest of %(limit)s between two duties would be %(missing)s short.", **given)


def travel(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that the way between two seats takes longer than there is time."""
    given = {
        "limit": words.hours(int(facts["limit"])),
        "missing": words.hours(int(facts["missing"])),
    }
    if "other" in facts:
        other = told.shift(facts["other"])
        return _(
            "The way between this and %(other)s takes %(limit)s, %(missing)s too long.",
            other=other,
            **given,
        )
    return _("The way from another duty takes %(limit)s, %(missing)s too long.", **given)


def limits(facts: Mapping[str, Any], told: Words) -> str:
    """Tell which limit would be exceeded, and by how much."""
    name, most, count = str(facts["limit"]), int(facts["most"]), int(facts["is"])
    if "minutes" in name:
        given = {"most": words.hours(most), "count": words.hours(count)}
        if name == "most_minutes_day":
            return _("That would be %(count)s within 24 hours; at most %(most)s.", **given)
        if name == "most_minutes_week":
            return _("That would be %(count)s in one week; at most %(most)s.", **given)
        return _("That would be %(count)s in this roster; at most %(most)s.", **given)
    if name == "most_shifts_day":
        return _(
            "That would be %(count)s shifts on one day; at most %(most)s.", most=most, count=count
        )
    if name == "most_shifts_week":
        return _(
            "That would be %(count)s shifts in one week; at most %(most)s.", most=most, count=count
        )
    if name == "most_shifts_month":
        return _(
            "That would be %(count)s shifts in one month; at most %(most)s.",
            most=most,
            count=count,
        )
    return _(
        "That would be %(count)s shifts in this roster; at most %(most)s.", most=most, count=count
    )


def streaks(facts: Mapping[str, Any], told: Words) -> str:
    """Tell of too many duty days."""
    given = {"count": facts["is"], "most": facts["most"], "day": told.day(int(facts["day"]))}
    if facts.get("limit") == "most_days_in_row":
        return _(
            "That would be %(count)s duty days in a row from %(day)s; at most %(most)s.", **given
        )
    return _(
        "That would be %(count)s duty days within 7 days from %(day)s; at most %(most)s.", **given
    )


def nights(facts: Mapping[str, Any], told: Words) -> str:
    """Tell of too many nights, or of a seat too soon after them."""
    if "missing" in facts:
        return _(
            "After nights in a row %(limit)s are off duty; %(missing)s would be missing.",
            limit=words.hours(int(facts["limit"])),
            missing=words.hours(int(facts["missing"])),
        )
    return _(
        "That would be %(count)s nights in a row; at most %(most)s.",
        count=facts["is"],
        most=facts["most"],
    )


def qualification(facts: Mapping[str, Any], told: Words) -> str:
    """Tell which proof is missing, or until when it was valid."""
    name = told.qualification(str(facts["qualification"]))
    if "until" in facts:
        return _(
            "The proof of “%(name)s” is valid until %(day)s only.",
            name=name,
            day=told.last_day(int(facts["until"])),
        )
    return _("There is no valid proof of “%(name)s”.", name=name)


def age(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that the seat is for adults."""
    if "adult_from" not in facts:
        return _("This duty is for adults, and the birth month is not known.")
    if facts.get("night"):
        return _("Duty between 22:00 and 06:00 is for people of 18 and older.")
    return _("This duty is for people of 18 and older.")


def insurance(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that accident cover is missing, or until when it lasts."""
    if "until" in facts:
        return _(
            "The accident insurance lasts until %(day)s only.",
            day=told.last_day(int(facts["until"])),
        )
    return _("There is no accident insurance for that day.")


def team(facts: Mapping[str, Any], told: Words) -> str:
    """Tell whose shift it is."""
    name = told.teams.get(str(facts["team"]), "")
    return _("This shift is for members of “%(team)s”.", team=name)


def wished(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that the kind of duty was not wished."""
    name = told.kinds.get(str(facts["duty"]), "")
    return _("“%(duty)s” was not wished for, and this roster keeps to wishes.", duty=name)


def capacity(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that the shift is full."""
    return _("This shift has %(most)s seats, and all are taken.", most=facts["most"])


def crew(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that nobody serves here in so small a crew."""
    return _(
        "At least %(least)s people serve here together; there are %(count)s.",
        least=facts["least"],
        count=facts["is"],
    )


def roles(facts: Mapping[str, Any], told: Words) -> str:
    """Tell which part in the crew nobody can fill."""
    name = str(facts["qualification"])
    if name.startswith("lead"):
        return _("Nobody in this crew may lead it.")
    return _(
        "At least %(least)s of this crew need “%(name)s”; %(count)s have it.",
        least=facts["least"],
        name=told.qualification(name),
        count=facts["is"],
    )


def experience(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that the crew is too new to this duty."""
    if "most" in facts:
        return _("At most %(most)s of this crew may be new to this duty.", most=facts["most"])
    if "percent" in facts:
        return _(
            "%(percent)s%% of this crew must be experienced in this duty: %(least)s; there are %(count)s.",
            percent=facts["percent"],
            least=facts["least"],
            count=facts["is"],
        )
    return _(
        "At least %(least)s of this crew must be experienced in this duty; there are %(count)s.",
        least=facts["least"],
        count=facts["is"],
    )


def guardian(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that a ward does not serve alone; nobody is named."""
    return _("A minor this young serves only together with a guardian.")


def kit(facts: Mapping[str, Any], told: Words) -> str:
    """Tell what there would not be enough of at the same time."""
    return _(
        "“%(kit)s”: %(count)s would be out at the same time; there are %(most)s.",
        kit=facts["kit"],
        count=facts["is"],
        most=facts["most"],
    )


def household(facts: Mapping[str, Any], told: Words) -> str:
    """Tell that somebody of the home has to stay; nobody is named."""
    return _(
        "%(count)s of one household would be on duty at the same time; at most %(most)s.",
        count=facts["is"],
        most=facts["most"],
    )


SENTENCES: Mapping[str, Callable[[Mapping[str, Any], Words], str]] = {
    "known": lambda _facts, _told: _("This shift was cancelled or moved meanwhile."),
    "availability": availability,
    "busy": busy,
    "weather": lambda _facts, _told: _("Heat or storm closes this outdoor shift."),
    "days_off": days_off,
    "overlap": overlap,
    "rest": rest,
    "succession": succession,
    "travel": travel,
    "limits": limits,
    "totals": totals,
    "streaks": streaks,
    "runs": runs,
    "nights": nights,
    "qualification": qualification,
    "age": age,
    "insurance": insurance,
    "team": team,
    "wished": wished,
    "declined": lambda _facts, _told: _("This seat was turned down before."),
    "bans": lambda _facts, _told: _("A lead keeps this person off this shift."),
    "opt_out": lambda _facts, _told: _("This person is placed by hand only, by their own wish."),
    "capacity": capacity,
    "crew": crew,
    "roles": roles,
    "experience": experience,
    "together": lambda _facts, _told: _(
        "This person serves together with somebody who is not in this crew."
    ),
    "apart": lambda _facts, _told: _("This person is kept apart from somebody in this crew."),
    "guardian": guardian,
    "kit": kit,
    "household": household,
    "pins": lambda _facts, _told: _("A pinned seat was taken away."),
}

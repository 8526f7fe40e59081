"""Whether a person may take a shift and a draft may stand, told by the solver's specification."""

from __future__ import annotations

from datetime import datetime

from solver.verify import LACKS, Breach, breaches, breaches_of, crew_breaches
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import Asked, gather, gather_for
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.models import Period, Policy
from volunteer_app.rosters.queries.shifts import period_of


def why_not(
    shift: Shift, person: Person, *, now: datetime, own_choice: bool = False
) -> list[Breach]:
    """
    Find what would be broken by putting a person on a shift; nothing means they may.

    Judged against the draft as it stands. With ``own_choice`` it is the person who asks for the
    seat: then the published seats count instead, and the person's own word (availability, caps,
    an earlier no) does not stand in the way. What the crew as a whole still lacks counts only
    when nobody who could come after would put it right.
    """
    period = period_of(shift)
    asked = gather_for(period, [person.id], now=now, shift_ids=[shift.id])
    return against(asked, period, str(person.id), str(shift.id), own_choice=own_choice)


def against(
    asked: Asked,
    period: Period,
    volunteer: str,
    seat: str,
    *,
    own_choice: bool = False,
    policy: Policy | None = None,
) -> list[Breach]:
    """
    Find what stands against a person in a seat, in a question that holds its crew; see `why_not`.

    Whoever asks about many seats gives the organisation's ``policy``, so that it is read once.
    """
    if seat not in asked.instance.shift_by_id:
        return [Breach("known", volunteer, seat)]
    before = asked.seats if own_choice else asked.draft
    after = before.with_(volunteer, seat)
    known = {one.mark for one in breaches_of(asked.instance, before, volunteer)}
    found = [
        one
        for one in breaches_of(asked.instance, after, volunteer)
        if one.rule not in (*LACKS, "opt_out") and one.mark not in known
    ]
    crew = [asked.instance.volunteer_by_id[one] for one in after.crew(seat)]
    found += [
        one
        for one in crew_breaches(asked.instance, asked.instance.shift_by_id[seat], crew)
        if one.rule in LACKS and beyond_repair(one, asked, len(crew))
    ]
    if own_choice:
        found = [one for one in found if not own_word(one, period, policy)]
    return found


def beyond_repair(breach: Breach, asked: Asked, crew: int) -> bool:
    """Say whether the seats left cannot make up for what a crew lacks."""
    room = (asked.instance.shift_by_id[str(breach.shift)].most or 0) - crew
    lack = int(breach.facts.get("least", 0)) - int(breach.facts.get("is", 0))
    if breach.rule in ("together", "guardian"):
        lack = 1
    share = int(breach.facts.get("percent", 0))
    if share:
        # Whoever comes makes the crew larger, too, and the share of it.
        hundredths = share * crew - 100 * int(breach.facts["is"])
        lack = -(-hundredths // (100 - share)) if share < 100 else room + 1
    return lack > max(0, room)


def own_word(breach: Breach, period: Period, policy: Policy | None = None) -> bool:
    """Say whether a breach goes against nothing but the person's own word."""
    if breach.rule == "limits" and breach.facts.get("limit") == "most_minutes_week":
        house = (policy or policy_of(period.organisation_id)).minutes_week
        binds = period.house_limits and house is not None
        return not (binds and int(breach.facts["is"]) > (house or 0))
    return breach.kind == "person"


def overridable(breach: Breach) -> bool:
    """
    Say whether a lead may decide against a rule with a written reason.

    House policy and a person's own earlier word can be decided against: the seat is only an
    offer, which the person may decline. Law and safety cannot, nor can there be more people
    than seats.
    """
    return breach.kind in ("policy", "person") and breach.rule != "capacity"


def roster_breaches(period: Period, *, now: datetime) -> list[Breach]:
    """Find everything the whole draft breaks."""
    asked = gather(period, now=now)
    return [one for one in breaches(asked.instance, asked.draft) if one.rule != "opt_out"]

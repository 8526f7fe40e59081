"""Publishing: the draft becomes seats people hold, at once or not at all, and each person hears of it once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit, chat, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions import drafts
from volunteer_app.rosters.actions.drafts import DraftChanged
from volunteer_app.rosters.judging import clearance
from volunteer_app.rosters.models import Period, Publication, Seat
from volunteer_app.rosters.queries import publishing as queries
from volunteer_app.rosters.queries import staff, trail
from volunteer_app.rosters.queries.drafts import Difference, Draft, Pair, difference, draft_of


class NotLawful(Refused):
    """The draft breaks a rule that nobody has overruled: it cannot be published."""


class NothingNew(Refused):
    """Nobody would be told anything."""


def publish(
    period: Period, by: Person, now: datetime, *, seen_version: int, note: str = ""
) -> Publication:
    """
    Turn the draft into offered seats and released ones, and write one letter to each person.

    All of it or nothing: the period is locked first, so of two who publish the same draft at
    once one wins and the other is told. Seats that did not change stay as they were answered.

    Raises
    ------
    DraftChanged
        If the draft is no longer the version that was seen, or was just published.
    NotLawful
        If the draft breaks a hard rule that nobody overruled with a reason.
    NothingNew
        If there is nothing to tell.
    """
    period = drafts.lock_draft(period.id)
    before = queries.latest(period)
    if before is not None and before.version == seen_version and before.by_id == by.id:
        return before
    if period.version != seen_version or (before and before.version == period.version):
        raise DraftChanged(trail.what_changed(period, seen_version - 1), version=period.version)
    if period.state == "closed":
        raise drafts.PeriodClosed(_("This period is closed; its roster no longer changes."))
    db.session.scalars(locked(select(Seat).where(Seat.period_id == period.id, Seat.held))).all()
    draft = draft_of(period)
    change = difference(draft, now=now)
    if not change and before is not None:
        raise NothingNew(_("Nothing has changed since it was last published."))
    must_be_lawful(period, now)
    publication = record(period, by, now, draft, change, note=note)
    release(draft, [*change.removed, *change.retimed], now)
    offer(period, publication, draft, [*change.added, *change.retimed], now)
    rename_leads(draft, change.relead)
    tell(period, publication, change, by)
    chat.announce(
        "roster_notice",
        unique_key=f"notice:{publication.id}",
        period=period,
        publication=publication,
    )
    return publication


def must_be_lawful(period: Period, now: datetime) -> None:
    """Refuse a draft that breaks a rule, naming how many there are."""
    against = clearance.objections(period, now=now)
    if against:
        told = queries.worded_objections(against, period)
        raise NotLawful(
            _(
                "This roster cannot be published yet: %(count)s places in it break a rule. "
                "They are listed below.",
                count=len(told),
            ),
            objections=told,
        )


def record(
    period: Period, by: Person, now: datetime, draft: Draft, change: Difference, *, note: str
) -> Publication:
    """Write the publication with its snapshot, and mark the period as published at this version."""
    number = db.session.scalar(
        select(func.coalesce(func.max(Publication.number), 0)).where(
            Publication.period_id == period.id
        )
    )
    publication = Publication(
        organisation_id=period.organisation_id,
        period_id=period.id,
        number=int(number or 0) + 1,
        version=period.version,
        by_id=by.id,
        at=now,
        note=note,
        seats=[list(pair) for pair in sorted(draft.placed_pairs)],
        change={
            kind: [list(pair) for pair in getattr(change, kind)]
            for kind in ("added", "removed", "retimed", "relead")
        },
    )
    db.session.add(publication)
    period.published_version = period.version
    period.state = "published"
    db.session.flush()
    audit.record(
        by,
        "published",
        period,
        version=[period.version - 1, period.version],
        publication=publication.number,
        added=len(change.added),
        removed=len(change.removed),
        retimed=len(change.retimed),
    )
    return publication


def release(draft: Draft, pairs: Iterable[Pair], now: datetime) -> None:
    """Free people of the seats that are no longer theirs."""
    for seat in held_seats(draft, pairs):
        seat.state, seat.held, seat.answered_at = "released", False, now
    db.session.flush()


def offer(
    period: Period, publication: Publication, draft: Draft, pairs: Iterable[Pair], now: datetime
) -> None:
    """Offer seats to the people placed on them."""
    shifts = queries.shifts_by_id({shift_id for shift_id, _person in pairs})
    for shift_id, person_id in pairs:
        shift, placement = shifts[shift_id], draft.placed_pairs[shift_id, person_id]
        db.session.add(
            Seat(
                organisation_id=period.organisation_id,
                period_id=period.id,
                shift_id=shift_id,
                person_id=person_id,
                publication_id=publication.id,
                starts=shift.starts,
                ends=shift.ends,
                leads=placement.leads,
                offered_at=now,
                answer_by=queries.answer_by(shift, period.accept_days, now),
                why=placement.why,
            )
        )
    db.session.flush()


def rename_leads(draft: Draft, pairs: Iterable[Pair]) -> None:
    """Pass on who leads where the seats stay."""
    for seat in held_seats(draft, pairs):
        seat.leads = draft.placed_pairs[seat.shift_id, seat.person_id].leads
    db.session.flush()


def held_seats(draft: Draft, pairs: Iterable[Pair]) -> list[Seat]:
    """Give the held seats of some (shift, person) pairs."""
    ids = [draft.held[pair].id for pair in pairs]
    return list(db.session.scalars(select(Seat).where(Seat.id.in_(ids)).order_by(Seat.id)))


def tell(period: Period, publication: Publication, change: Difference, by: Person) -> None:
    """Write one letter to each person with all that is new for them."""
    for person_id, told in queries.letters(change).items():
        outbox.write(
            "roster_published",
            told.person,
            unique_key=f"publication:{publication.id}:{person_id}",
            period=period,
            told=told,
            publication=publication,
            by=by,
            due=min(
                (
                    queries.answer_by(shift, period.accept_days, publication.at)
                    for shift in [*told.added, *told.retimed]
                ),
                default=None,
            ),
        )


def hand_over(period: Period, by: Person, now: datetime, *, note: str = "") -> int:
    """
    Tell the schedulers that a draft is ready to be published; once for each version of it.

    Raises
    ------
    NothingNew
        If nobody could publish it, or nothing has changed since it was published.
    """
    period = drafts.lock_draft(period.id)
    if period.published_version and not queries.waiting(period, now=now):
        raise NothingNew(_("Nothing has changed since it was last published."))
    readers = [one for one in staff.publishers_of(period) if one.id != by.id]
    if not readers:
        raise NothingNew(_("This organisation has nobody yet who may publish."))
    for reader in readers:
        outbox.write(
            "roster_ready",
            reader,
            unique_key=f"ready:{period.id}:{period.version}:{reader.id}",
            period=period,
            by=by,
            note=note,
        )
    audit.record(by, "handed_over", period, at_version=period.version)
    return len(readers)

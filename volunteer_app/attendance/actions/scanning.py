"""Coming and going by scanned code: the code judged, the seat found, one deed done."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from volunteer_app.attendance.actions.presence import check_in, check_out
from volunteer_app.attendance.codes import evidence_of
from volunteer_app.attendance.models import Attendance
from volunteer_app.attendance.proofs import evidence_in
from volunteer_app.attendance.queries.scans import Scan, seat_nearby
from volunteer_app.kit import words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Seat


class NoSeatHere(Refused):
    """Whoever scanned has no seat on this shift."""


def judge(scan: Scan, person: Person, now: datetime) -> str:
    """
    Give the evidence a scan is worth.

    Raises
    ------
    CodeForeign, CodeStale, NoSeatHere
        Each with a whole sentence.
    """
    evidence = evidence_of(scan.code, secret=scan.secret, shift_id=scan.shift_id, at=now)
    seat_of(scan, person, now)
    return evidence


def seat_of(scan: Scan, person: Person, now: datetime) -> Seat:
    """Give the person's seat, or tell where they are expected instead."""
    if scan.seat is not None and scan.seat.held:
        return scan.seat
    other = seat_nearby(person, now)
    if other is None:
        raise NoSeatHere(_("You have no seat on this shift. Please talk to the lead."))
    raise NoSeatHere(
        _(
            "You have no seat on this shift. You are expected at %(site)s at %(time)s.",
            site=words.named(other.shift.site),
            time=words.clock_time(other.starts, other.shift.site.zone),
        )
    )


def tap(
    scan: Scan, person: Person, now: datetime, *, step: str, proof: str, paid: bool, seal: str
) -> Attendance:
    """
    Check in or out with the one tap after a scan.

    The proof of the scan counts, not the code's age at the tap: people read before they press.

    Raises
    ------
    ProofOld, NoSeatHere
        And whatever checking in or out refuses.
    """
    evidence = evidence_in(seal, proof, shift_id=scan.shift_id, person_id=person.id)
    seat = seat_of(scan, person, now)
    if step == "in":
        return check_in(seat, person, now, evidence=evidence, paid_time=paid)
    return check_out(seat, person, now, evidence=evidence, paid_time=paid)

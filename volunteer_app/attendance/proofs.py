"""The proof that a person has just scanned a code: it lets them read the page before they tap."""

from __future__ import annotations

from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from volunteer_app.kit.errors import Refused

SALT = "attendance-scan"
#: how long somebody may look at the page before the tap
PATIENCE_SECONDS = 180


class ProofOld(Refused):
    """The scan was too long ago."""


def prove(secret_key: str, *, shift_id: int, person_id: int, evidence: str) -> str:
    """Sign that a person has scanned a shift's code, and what that is worth."""
    signer = URLSafeTimedSerializer(secret_key, salt=SALT)
    return str(signer.dumps([shift_id, person_id, evidence]))


def evidence_in(secret_key: str, proof: str, *, shift_id: int, person_id: int) -> str:
    """
    Give the evidence a proof holds for this person and shift.

    Raises
    ------
    ProofOld
        When it is older than three minutes, somebody else's, or another shift's.
    """
    signer = URLSafeTimedSerializer(secret_key, salt=SALT)
    try:
        told = signer.loads(proof, max_age=PATIENCE_SECONDS)
    except BadData:
        told = None
    if not isinstance(told, list) or told[:2] != [shift_id, person_id]:
        raise ProofOld(_("That scan was too long ago. Scan the code once more."))
    return str(told[2])

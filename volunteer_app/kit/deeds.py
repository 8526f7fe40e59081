"""Words for what the audit trail records: its verbs and the things they were done to."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

VERBS = {
    "accepted": _l("Accepted"),
    "added": _l("Added"),
    "added_days": _l("Added days"),
    "added_job_days": _l("Added days at the own job"),
    "added_job_hours": _l("Added hours at the own job"),
    "added_rota": _l("Added a rota of the own job"),
    "answered": _l("Answered"),
    "asked": _l("Asked"),
    "appointed": _l("Appointed"),
    "applied": _l("Applied to join"),
    "approved": _l("Approved"),
    "carried_over": _l("Took over last month's answer"),
    "changed": _l("Changed"),
    "changed_particulars": _l("Changed particulars"),
    "checked_in": _l("Checked in"),
    "checked_out": _l("Checked out"),
    "chose_hand_placing": _l("Chose how to be placed"),
    "cleared_job_days": _l("Cleared days at the own job"),
    "closed": _l("Closed"),
    "confirmed": _l("Confirmed"),
    "corrected": _l("Corrected"),
    "declined": _l("Declined"),
    "dropped": _l("Dropped"),
    "ended": _l("Ended"),
    "exported": _l("Exported"),
    "founded": _l("Founded"),
    "gave_consent": _l("Gave a consent"),
    "helped_back": _l("Made a link for a new password"),
    "handed_over": _l("Handed over"),
    "imported": _l("Imported"),
    "imported_availability": _l("Imported when somebody can serve"),
    "imported_shifts": _l("Imported shifts"),
    "invited": _l("Invited"),
    "joined": _l("Joined"),
    "left": _l("Left"),
    "made_codes": _l("Made codes"),
    "marked_day": _l("Marked a day"),
    "marked_may_lead": _l("Marked as able to lead"),
    "moved": _l("Moved"),
    "noted_absence": _l("Noted an absence"),
    "offered": _l("Offered"),
    "opened": _l("Opened"),
    "opened_again": _l("Opened again"),
    "painted_week": _l("Painted the week"),
    "paused": _l("Paused"),
    "pinned": _l("Pinned"),
    "placed": _l("Placed"),
    "pressed_solve": _l("Pressed Solve"),
    "published": _l("Published"),
    "put_off": _l("Put off"),
    "refused": _l("Refused"),
    "released": _l("Released"),
    "reminded": _l("Reminded"),
    "removed": _l("Removed"),
    "removed_days": _l("Removed days"),
    "removed_job_hours": _l("Removed hours at the own job"),
    "renewed": _l("Renewed"),
    "renewed_codes": _l("Renewed the codes"),
    "resumed": _l("Took up again"),
    "retired": _l("Retired"),
    "roll_call": _l("Called the roll"),
    "rotated_link": _l("Made a new joining link"),
    "saw_phone": _l("Looked at the phone number"),
    "set_insurance": _l("Entered insurance"),
    "set_level": _l("Set a rule of the levels"),
    "set_limits": _l("Set limits"),
    "set_password": _l("Set the password"),
    "shift_cancelled": _l("Cancelled the shift"),
    "signed_in": _l("Signed in"),
    "signed_out": _l("Signed out"),
    "signed_up": _l("Signed up"),
    "stopped": _l("Stopped"),
    "taken_up": _l("Taken up"),
    "told_times": _l("Told the times"),
    "took_back": _l("Took back"),
    "took_back_going": _l("Took back a departure"),
    "unmarked_day": _l("Unmarked a day"),
    "unpinned": _l("Unpinned"),
    "uploaded": _l("Uploaded"),
    "withdrawn": _l("Withdrew"),
    "withdrew": _l("Withdrew"),
    "withdrew_consent": _l("Withdrew a consent"),
}
THINGS = {
    "appointment": _l("role"),
    "attendance": _l("attendance"),
    "busy_window": _l("hours at the own job"),
    "cap": _l("own limits"),
    "check_point": _l("check-in codes"),
    "consent": _l("consent"),
    "dated_window": _l("days away or free"),
    "duty_kind": _l("kind of duty"),
    "holding": _l("proof of training"),
    "holiday_mark": _l("holiday"),
    "hours_question": _l("question about hours"),
    "import_batch": _l("import"),
    "insurance": _l("insurance"),
    "ledger_entry": _l("hours"),
    "level_rule": _l("rule of the levels"),
    "membership": _l("membership"),
    "organisation": _l("organisation"),
    "pattern": _l("weekly pattern"),
    "period": _l("roster period"),
    "period_answer": _l("answer to a period"),
    "person": _l("person"),
    "placement": _l("place in the draft"),
    "publication": _l("published roster"),
    "qualification": _l("qualification"),
    "roster_policy": _l("limits of duty"),
    "seat": _l("seat"),
    "shift": _l("shift"),
    "shift_close": _l("closing of a shift"),
    "site": _l("site"),
    "solve_run": _l("solver run"),
    "team": _l("team"),
    "waiting_minutes": _l("minutes that wait for a second word"),
    "weekly_window": _l("weekly availability"),
    "wished_duty": _l("wished duties"),
}


def verb(name: str) -> Any:
    """Give a verb of the trail in the reader's words; one that is not known stands as it is."""
    return VERBS.get(name, name.replace("_", " "))


def thing(name: str) -> Any:
    """Give the kind of thing in the reader's words."""
    return THINGS.get(name, name.replace("_", " "))


def init_app(app: Flask) -> None:
    """Give the templates the trail's words."""
    app.jinja_env.filters.update(deed=verb, thing_word=thing)

"""The words of the day: how states and grades of evidence are called and shown."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

#: state → word, tone, icon
STATES: dict[str, tuple[Any, str, str]] = {
    "due": (_l("Due"), "calm", "clock"),
    "late": (_l("Late"), "warn", "clock-exclamation"),
    "missing": (_l("Not noted"), "warn", "help-circle"),
    "here": (_l("Here"), "good", "user-check"),
    "left": (_l("Gone"), "good", "door-exit"),
    "absent": (_l("Absent"), "bad", "user-x"),
    "excused": (_l("Excused"), "calm", "user-minus"),
    "confirmed": (_l("Confirmed"), "good", "circle-check"),
}

#: grade of evidence → word, strongest first
EVIDENCE: dict[str, Any] = {
    "two_sided": _l("Both phones"),
    "post_code": _l("Code at the post"),
    "roll_call": _l("Lead's roll-call"),
    "back_filled": _l("Told afterwards"),
}

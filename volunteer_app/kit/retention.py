"""Forgetting: rows that served their purpose are deleted by the worker once they are old."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.jobs import Job, Turn, handles

JOB_DAYS = 90


@handles("forget_old_jobs")
def forget_old_jobs(_turn: Turn) -> dict[str, int]:
    """Delete jobs that ended long ago, however they ended."""
    gone: Any = db.session.execute(
        delete(Job).where(Job.ended_at < clock.now() - timedelta(days=JOB_DAYS))
    )
    return {"forgotten": gone.rowcount}

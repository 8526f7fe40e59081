"""Health and figures for whoever runs the house: /healthz and /metrics."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request
from prometheus_client import CollectorRegistry, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_flask_exporter import PrometheusMetrics
from prometheus_flask_exporter.multiprocess import MultiprocessPrometheusMetrics
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from volunteer_app.db import db, roll_back
from volunteer_app.kit import clock
from volunteer_app.kit.access import public
from volunteer_app.kit.jobs import Job
from volunteer_app.kit.outbox import Letter

bp = Blueprint("health", __name__)

#: work that waits longer than this tells that no worker is running
QUEUE_PATIENCE_SECONDS = 300


class Figures(MultiprocessPrometheusMetrics):
    """Request figures that add up over several processes."""

    def should_start_http_server(self) -> bool:
        """Open no port of its own."""
        return False


class House:
    """The house's own figures, read from the database when somebody asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give one gauge a figure."""
        yield GaugeMetricFamily(
            "red_vest_queue_age_seconds", "Age of the oldest work due", value=queue_age()
        )
        jobs = GaugeMetricFamily("red_vest_jobs", "Work by state", labels=["state"])
        for state, count in db.session.execute(
            select(Job.state, func.count(Job.id)).group_by(Job.state)
        ):
            jobs.add_metric([state], count)
        yield jobs
        waiting = select(func.count(Letter.id)).where(Letter.state == "waiting")
        yield GaugeMetricFamily(
            "red_vest_letters_waiting",
            "Letters not yet sent",
            value=db.session.scalar(waiting) or 0,
        )


def queue_age() -> float:
    """Give how many seconds the oldest due work has been waiting."""
    now = clock.now()
    oldest = db.session.scalar(
        select(func.min(Job.run_after)).where(Job.state == "waiting", Job.run_after <= now)
    )
    return (now - oldest).total_seconds() if oldest else 0.0


@bp.get("/healthz")
@public
def healthz() -> Any:
    """Say whether the database answers and the work gets done."""
    try:
        db.session.execute(text("SELECT 1"))
        age = queue_age()
    except SQLAlchemyError:
        roll_back()
        return jsonify(database="away"), 503
    late = age > QUEUE_PATIENCE_SECONDS
    return jsonify(database="ok", queue="late" if late else "ok", queue_age_seconds=round(age))


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Give the figures to this machine, or to whoever knows the token; 404 to all others."""
    token = current_app.extensions["settings"].metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    known = bool(token) and hmac.compare_digest(given.encode(), token.encode())
    here = not token and is_this_machine()
    if not (known or here):
        abort(404)
    body, _kind = current_app.extensions["figures"].generate_metrics()
    own = CollectorRegistry()
    own.register(House())
    return Response(body + generate_latest(own).decode(), mimetype="text/plain")


def is_this_machine() -> bool:
    """Say whether the request came straight from this machine, through no proxy."""
    through = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via"))
    return request.remote_addr in ("127.0.0.1", "::1") and not through


def init_app(app: Flask) -> None:
    """Count requests by endpoint, and open the two pages."""
    counts: dict[str, Any] = {"group_by": "url_rule", "excluded_paths": ["^/static", "^/parts"]}
    # PROMETHEUS_MULTIPROC_DIR decides this as the library is loaded; gunicorn.conf.py sets it.
    if values.ValueClass is not values.MutexValue:
        app.extensions["figures"] = Figures(app, **counts)
    else:
        app.extensions["figures"] = PrometheusMetrics(
            app, path=None, registry=CollectorRegistry(), **counts
        )
    app.register_blueprint(bp)

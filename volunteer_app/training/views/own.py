"""The page of one's own training and insurance."""

from __future__ import annotations

from flask import render_template

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.training.queries import proofs as queries
from volunteer_app.training.views import bp


@bp.get("/me/training")
@requires(signed_in)
def own_training() -> str:
    """Show what one is trained in and insured for."""
    return render_template(
        "training/own.html",
        holdings=queries.holdings_of(me().id),
        covers=queries.insurance_of(me().id),
        today=clock.today("Asia/Shanghai"),
    )

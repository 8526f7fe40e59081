"""Pages of the district's list of qualifications."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.training.access import can_edit_qualifications, can_see_qualifications
from volunteer_app.training.actions import qualifications as actions
from volunteer_app.training.forms.proofs import QualificationForm
from volunteer_app.training.models import Qualification
from volunteer_app.training.queries import proofs as queries
from volunteer_app.training.views import bp


@bp.get("/qualifications")
@requires(can_see_qualifications)
def qualifications() -> str:
    """List the district's qualifications."""
    return render_template(
        "training/qualifications.html",
        qualifications=queries.qualifications(),
        may_edit=can_edit_qualifications(me()),
    )


@bp.route("/qualifications/new", methods=["GET", "POST"])
@requires(can_edit_qualifications)
def add_qualification() -> Any:
    """Add a qualification."""
    form = QualificationForm(months=12)
    if form.accepts(actions.add_qualification, by=me()):
        flash(_("Stored."))
        return redirect(url_for("training.qualifications"))
    return form_page("training/qualification_form.html", form, qualification=None)


@bp.route("/qualifications/<int:qualification_id>", methods=["GET", "POST"])
@requires(can_edit_qualifications, queries.qualification)
def change_qualification(found: Qualification) -> Any:
    """Change a qualification."""
    form = QualificationForm(obj=found)
    if form.accepts(actions.change_qualification, found, by=me()):
        flash(_("Stored."))
        return redirect(url_for("training.qualifications"))
    return form_page("training/qualification_form.html", form, qualification=found)

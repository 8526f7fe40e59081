"""Pages of proofs and insurance: a person's, and what runs out soon."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pages import form_page
from volunteer_app.kit.paging import part_of
from volunteer_app.kit.words import named
from volunteer_app.teams import queries as team_queries
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries.people import Dossier, dossier
from volunteer_app.training.access import can_enter_proofs, can_see_proofs, can_see_rules
from volunteer_app.training.actions import proofs as actions
from volunteer_app.training.forms.proofs import InsuranceForm, ProofForm
from volunteer_app.training.queries import proofs as queries
from volunteer_app.training.queries.proofs import Proof
from volunteer_app.training.views import bp


def back_to(found: Dossier | Proof) -> Response:
    """Go back to the person's proofs."""
    return redirect(
        url_for("training.proofs", organisation_id=found.organisation.id, person_id=found.person.id)
    )


@bp.get("/o/<int:organisation_id>/running-out")
@requires(can_see_rules, team_queries.organisation)
def running_out(organisation: Organisation) -> str:
    """List the training and insurance that runs out soon."""
    today = clock.today(organisation.zone)
    return render_template(
        "training/running_out.html",
        organisation=organisation,
        endings=part_of(
            queries.running_out(me(), organisation.id, today),
            request.args.get("page", 1, row_number),
        ),
        today=today,
    )


@bp.get("/o/<int:organisation_id>/people/<int:person_id>/proofs")
@requires(can_see_proofs, dossier)
def proofs(found: Dossier) -> str:
    """Show what a person is trained in and insured for."""
    return render_template(
        "training/proofs.html",
        dossier=found,
        holdings=queries.holdings_of(found.person.id),
        covers=queries.insurance_of(found.person.id),
        today=clock.today(found.organisation.zone),
        may_enter=can_enter_proofs(me(), found),
    )


@bp.route("/o/<int:organisation_id>/people/<int:person_id>/proofs/new", methods=["GET", "POST"])
@requires(can_enter_proofs, dossier)
def enter_proof(found: Dossier) -> Any:
    """Enter or renew a proof of training."""
    form = ProofForm(since=clock.today(found.organisation.zone))
    form.qualification_id.choices = [(one.id, named(one)) for one in queries.qualifications()]
    if form.accepts(actions.enter_proof, found, by=me()):
        flash(_("The proof is stored."))
        return back_to(found)
    return form_page("training/proof_form.html", form, dossier=found)


@bp.post("/o/<int:organisation_id>/people/<int:person_id>/proofs/<int:holding_id>/end")
@requires(can_enter_proofs, queries.proof)
def end_proof(found: Proof) -> Response:
    """End a proof from today on."""
    today = clock.today(found.organisation.zone)
    actions.end_proof(found.dossier, found.row, by=me(), today=today)
    flash(_("The proof is ended."))
    return back_to(found)


@bp.route("/o/<int:organisation_id>/people/<int:person_id>/insurance", methods=["GET", "POST"])
@requires(can_enter_proofs, dossier)
def enter_insurance(found: Dossier) -> Any:
    """Enter a stretch of insurance."""
    form = InsuranceForm(since=clock.today(found.organisation.zone))
    if form.accepts(actions.enter_insurance, found, by=me()):
        flash(_("The insurance is stored."))
        return back_to(found)
    return form_page("training/insurance_form.html", form, dossier=found)


@bp.post("/o/<int:organisation_id>/people/<int:person_id>/insurance/<int:insurance_id>/end")
@requires(can_enter_proofs, queries.cover)
def end_insurance(found: Proof) -> Response:
    """End a stretch of insurance from today on."""
    today = clock.today(found.organisation.zone)
    actions.end_insurance(found.dossier, found.row, by=me(), today=today)
    flash(_("The insurance is ended."))
    return back_to(found)

"""Pages of importing: upload, preview with everything that is wrong, result, and blank workbooks."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.imports import blanks, queries, words
from volunteer_app.imports.access import (
    can_import,
    can_see_batch,
    imports_somewhere,
    owes_reason,
)
from volunteer_app.imports.actions import batches
from volunteer_app.imports.forms import ConfirmForm, UploadForm
from volunteer_app.imports.models import PREVIEW, ImportBatch
from volunteer_app.imports.plan.entry import SAME
from volunteer_app.imports.plan.whole import plan_batch
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import (
    organisation as organisation_within_reach,
)
from volunteer_app.teams.queries import (
    organisations_at_work,
    teams_of,
)

bp = Blueprint("imports", __name__)

#: entries of a kind that are listed; the rest is counted and imported all the same
LISTED = 300


@bp.get("/imports")
@requires(imports_somewhere)
def choose() -> Any:
    """List the organisations one may import into; a single one at once."""
    person = me()
    found = [one for one in organisations_at_work(person) if can_import(person, one)]
    if len(found) == 1:
        return redirect(url_for("imports.organisation", organisation_id=found[0].id))
    return render_template("imports/choose.html", organisations=found)


@bp.get("/o/<int:organisation_id>/imports")
@requires(can_import, organisation_within_reach)
def organisation(organisation: Organisation) -> Any:
    """Show the upload form and the latest uploads."""
    return upload_page(organisation, upload_form(organisation))


@bp.post("/o/<int:organisation_id>/imports")
@requires(can_import, organisation_within_reach)
def upload(organisation: Organisation) -> Any:
    """Read an uploaded file and go on to its preview."""
    form = upload_form(organisation)
    if form.accepts(batches.preview, organisation, me(), clock.now()):
        return redirect(url_for("imports.batch", batch_id=form.outcome.id))
    return upload_page(organisation, form)


def upload_form(organisation: Organisation) -> UploadForm:
    """Build the upload form with the organisation's teams and periods."""
    return UploadForm().offer(teams_of(organisation.id), queries.open_periods(organisation.id))


def upload_page(organisation: Organisation, form: UploadForm) -> Any:
    """Draw the upload page."""
    return form_page(
        "imports/upload.html",
        form,
        organisation=organisation,
        latest=queries.latest(organisation.id),
        owes_reason=owes_reason(me(), organisation),
        kinds=words.KINDS,
    )


@bp.get("/imports/<int:batch_id>")
@requires(can_see_batch, queries.batch)
def batch(batch: ImportBatch) -> Any:
    """Show what an upload would do, or what it did."""
    return batch_page(batch, ConfirmForm())


@bp.post("/imports/<int:batch_id>/confirm")
@requires(can_see_batch, queries.batch)
def confirm(batch: ImportBatch) -> Any:
    """Write what was chosen of an upload."""
    form = ConfirmForm()
    if form.accepts(batches.confirm, batch, me(), clock.now()):
        return redirect(url_for("imports.batch", batch_id=batch.id))
    if batch.state != PREVIEW:
        flash(form.form_errors[0])
        return redirect(url_for("imports.batch", batch_id=batch.id))
    return batch_page(batch, form)


@bp.post("/imports/<int:batch_id>/drop")
@requires(can_see_batch, queries.batch)
def drop(batch: ImportBatch) -> Response:
    """Throw an upload away."""
    batches.drop(batch, me(), clock.now())
    flash(_("The upload was dropped. Nothing of it was stored."))
    return redirect(url_for("imports.organisation", organisation_id=batch.organisation_id))


@bp.get("/imports/templates/<kind>.xlsx")
@requires(imports_somewhere)
def blank(kind: str) -> Response:
    """Hand out a blank workbook to fill in, in the reader's language."""
    name, content = blanks.workbook(kind)
    return send_file(
        BytesIO(content), mimetype=blanks.MIME, as_attachment=True, download_name=name, max_age=0
    )


def batch_page(batch: ImportBatch, form: ConfirmForm) -> Any:
    """Draw the preview of a waiting upload, or the result of a settled one."""
    if batch.state != PREVIEW:
        return render_template(
            "imports/result.html",
            batch=batch,
            kinds=words.KINDS,
            problems=words.problem_facts(batch.problems),
        )
    organisation = organisation_within_reach(me(), batch.organisation_id)
    plan = plan_batch(batch, clock.today(organisation.zone))
    listed = {
        kind: [
            words.entry_facts(entry, organisation.zone) for entry in entries if entry.status != SAME
        ][:LISTED]
        for kind, entries in plan.entries.items()
    }
    return form_page(
        "imports/preview.html",
        form,
        batch=batch,
        kinds=words.KINDS,
        lists=words.LISTS,
        counts=plan.counts(),
        open=sum(len(plan.effective(kind)) for kind in plan.entries),
        fresh=plan.new_names(),
        period=plan.known.period,
        listed=listed,
        problems=words.problem_facts([*batch.problems, *plan.problems()]),
    )

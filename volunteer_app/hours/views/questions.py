"""Questions about hours: asked by the person, answered by the lead."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from volunteer_app.hours import access
from volunteer_app.hours.actions import questions as actions
from volunteer_app.hours.forms.ledger import AnswerForm, AskForm
from volunteer_app.hours.models import LedgerEntry, Question
from volunteer_app.hours.queries import questions as queries
from volunteer_app.hours.queries.entries import own_entry
from volunteer_app.hours.queries.ledger import kept_to
from volunteer_app.hours.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.kit.pages import form_page
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation


@bp.route("/me/hours/<int:entry_id>/question", methods=["GET", "POST"])
@requires(signed_in, own_entry)
def ask(entry: LedgerEntry) -> Any:
    """Put a question about one of my entries."""
    form = AskForm()
    if form.accepts(actions.ask, entry, me(), clock.now()):
        flash(_("Your question is with the leads of the team."))
        return redirect(url_for("recognition.mine"))
    return form_page("hours/ask.html", form, entry=entry)


@bp.get("/o/<int:organisation_id>/hours/questions")
@requires(access.can_see_ledger, organisation)
def questions(found: Organisation) -> str:
    """Show the questions people have put."""
    return render_template(
        "hours/questions.html",
        organisation=found,
        questions=queries.questions(found.id, kept_to(me(), found)),
        may_answer=lambda one: access.can_answer(me(), one),
    )


@bp.post("/questions/<int:question_id>/answer")
@requires(access.can_answer, queries.question)
def answer(question: Question) -> Any:
    """Answer a question."""
    form = AnswerForm()
    if form.accepts(actions.answer, question, me(), clock.now()):
        flash(_("Answered."))
    else:
        flash(form.first_fault(), "error")
    return redirect(url_for("hours.questions", organisation_id=question.organisation_id))

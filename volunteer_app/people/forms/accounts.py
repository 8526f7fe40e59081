"""Forms of accounts: sign in, ask for a new password, set one, change it, take up an invitation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm, tidy
from volunteer_app.people.forms.consents import ConsentsForm


class SignInForm(HouseForm):
    """Ask for account and password."""

    account = StringField(
        _l("E-mail, phone or volunteer number"),
        filters=[tidy],
        validators=[answers.Visible(), Length(max=200)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = answers.password(_l("Password"), new=False)
    next = HiddenField()


class ForgottenForm(HouseForm):
    """Ask for the account whose password is forgotten."""

    account = StringField(
        _l("E-mail, phone or volunteer number"),
        filters=[tidy],
        validators=[answers.Visible(), Length(max=200)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


class NewPasswordForm(HouseForm):
    """Ask for a new password, twice."""

    password = answers.password(_l("New password"), new=True)
    repeated = answers.password(_l("The same once more"), new=True)


class ChangePasswordForm(NewPasswordForm):
    """Ask for the present password and a new one."""

    current = answers.password(_l("Present password"), new=False)


class WelcomeForm(ConsentsForm, NewPasswordForm):
    """Ask an invited person for a password, a language and the consents."""

    locale = answers.language(_l("Language of pages and letters"))

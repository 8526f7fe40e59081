"""The operator founds a house: its first organisation, and an administrator with a name."""

from __future__ import annotations

import re

from volunteer_app.db import db
from volunteer_app.people import links
from volunteer_app.people.models import Person
from volunteer_app.teams.models import DutyKind, Organisation

COMMAND = ["found", "--organisation", "港前街道办事处", "--name", "王芳", "--account"]


def test_the_first_administrator_has_a_name_and_a_link(app):
    said = app.test_cli_runner().invoke(args=[*COMMAND, "admin@example.org"])
    assert said.exit_code == 0, said.output
    token = re.search(r"/welcome/(\S+)", said.output).group(1)
    with app.test_request_context("/"):
        person = links.read(token, links.WELCOME)
        assert (person.name, person.email) == ("王芳", "admin@example.org")
        assert db.session.scalars(db.select(Organisation.name)).all() == ["港前街道办事处"]
        assert (db.session.scalar(db.select(db.func.count(DutyKind.id))) or 0) > 5


def test_a_house_with_people_is_not_founded_again(app, make):
    make.person()
    said = app.test_cli_runner().invoke(args=[*COMMAND, "admin@example.org"])
    assert said.exit_code == 1
    assert db.session.scalar(db.select(db.func.count(Person.id))) == 1

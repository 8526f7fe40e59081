"""Inviting everybody who has not joined: a letter or a slip each, once, and who may do it."""

from __future__ import annotations

import re

import pytest
from flask_security import hash_password

from tests.people.matrix import ELSEWHERE, ROLES, answers, district
from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.outbox import Letter
from volunteer_app.people import links
from volunteer_app.teams.actions import invitations

MAY = {"lead", "scheduler", "organisation_admin", "district_admin"}
LINK = re.compile(r"/welcome/([\w.-]+)")


def letters():
    return list(db.session.scalars(db.select(Letter).where(Letter.kind == "welcome")))


def joined(make, *teams):
    return make.person(*teams, name="已加入", password=hash_password("ten long marks"))


@pytest.fixture
def town(make):
    organisation = make.organisation()
    team, other = make.team(organisation), make.team(organisation)
    make.person(team, name="有邮箱", password=None)
    make.person(team, name="无邮箱", email=None, password=None)
    make.person(other, name="另一队", email=None, password=None)
    make.person(team, name="已退出", password=hash_password("ten long marks"))
    make.person(team, name="已离开", password=None, active=False)
    return organisation, team, other


def test_letters_for_those_with_an_address_slips_for_the_rest(visit, make, town, monkeypatch):
    organisation, team, _other = town
    drawn = []
    monkeypatch.setattr(
        "volunteer_app.teams.views.invitations.drawn", lambda address: drawn.append(address) or ""
    )
    visit.sign_in(make.appoint(joined(make), "scheduler", organisation=organisation)).speak("en")
    address = f"/o/{organisation.id}/people/invitations"
    visit.get(address).has("1 person with an e-mail", "For 2 people without an address")
    page = visit.post(address, {"team_id": ""}, status=200)
    page.has("1 letter was written", "Print 2 slips", "无邮箱", "另一队").lacks("已退出", "已离开")
    assert [letter.address for letter in letters()] == [letters()[0].address]
    opened = [links.read(LINK.search(one).group(1), links.WELCOME).name for one in drawn]
    assert sorted(opened) == ["另一队", "无邮箱"]
    again = visit.post(address, {"team_id": team.id}, status=200)
    again.has("already whose link is still good", "无邮箱").lacks("另一队")
    assert len(letters()) == 1
    with pytest.raises(Missing):
        links.read(LINK.search(drawn[opened.index("无邮箱")]).group(1), links.WELCOME)
    letter = letters()[0]
    assert links.read(LINK.search(letter.body).group(1), links.WELCOME).name == "有邮箱"


def test_a_lead_invites_the_teams_led(visit, make, town):
    organisation, team, other = town
    visit.sign_in(make.appoint(joined(make, team), "lead", team=team)).speak("en")
    address = f"/o/{organisation.id}/people/invitations"
    visit.get(address).has("For 1 person without an address")
    visit.post(address, {"team_id": ""}, status=200).has("无邮箱").lacks("另一队")
    visit.post(address, {"team_id": other.id}, status=422)


def test_too_many_slips_for_a_page_are_refused_in_words(visit, make, town, monkeypatch):
    organisation, team, _other = town
    monkeypatch.setattr(invitations, "MOST_SLIPS", 1)
    visit.sign_in(make.appoint(joined(make), "scheduler", organisation=organisation)).speak("en")
    address = f"/o/{organisation.id}/people/invitations"
    visit.post(address, {"team_id": ""}, status=422).has("2 slips", "Choose a team")
    assert letters() == []
    visit.post(address, {"team_id": team.id}, status=200).has("Print 1 slip")


def test_who_may_invite_everybody(visit, make):
    town = district(make)
    address = f"/o/{town.ours.id}/people/invitations"
    for role in ROLES[1:]:
        assert answers(visit, town.somebody(role), address) == (200 if role in MAY else 403), role
    for role in ELSEWHERE:
        assert answers(visit, town.somebody(role, elsewhere=True), address) == 404, role

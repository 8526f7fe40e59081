"""Q40: every text field of these pages takes nasty strings by refusing them or showing them inert."""

from __future__ import annotations

import pytest
from flask_security import hash_password

from volunteer_app.people import links

NASTY = {
    "empty": "",
    "ten kilobytes": "长" * 10_000,
    "emoji": "🦺👩🏽‍🚒🏳️‍🌈",
    "right to left": "‮gnp.exe‬ שלום",
    "NUL": "a\x00b",
    "rare characters": "𠮷𡃁𪚥𫝀𰻝䶮堃",
    "combining": "Z̸̢͖͎͓a̵l̶g̷o̸" * 3,
    "full width": "１２３４５６７８９０",
    "SQL": "'; DROP TABLE person; --",
    "HTML": '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "template": "{{ 7*7 }}{% raw %}${7*7}#{7*7}%(name)s %s {0}",
    "line breaks": "a\r\nSet-Cookie: b=c\r\n\r\nd",
    "formula": '=HYPERLINK("http://evil","x")',
    "lone surrogate": "\ud800",
}

FORMS = [
    ("nobody", "/sign-in", ["account", "password", "next"], {}),
    ("nobody", "/reset", ["account"], {}),
    (
        "nobody",
        "/join/{code}",
        ["name", "phone", "email", "born", "password", "repeated", "locale"],
        {
            "name": "名",
            "phone": "13900000000",
            "born": "1990-01",
            "password": "seven grey herons 9",
            "repeated": "seven grey herons 9",
            "locale": "en",
            "rules": "y",
        },
    ),
    ("nobody", "/welcome/{welcome}", ["password", "repeated", "locale"], {"rules": "y"}),
    (
        "member",
        "/me/particulars",
        [
            "name",
            "phone",
            "email",
            "born",
            "languages",
            "skills",
            "emergency_name",
            "emergency_phone",
            "locale",
        ],
        {"name": "名", "email": "me@example.org", "born": "1990-05", "locale": "en"},
    ),
    ("member", "/me/password", ["current", "password", "repeated"], {}),
    (
        "district",
        "/organisations/new",
        ["name", "name_en", "kind", "parent_id", "zone"],
        {"name": "新单位", "kind": "company", "parent_id": "", "zone": "Asia/Shanghai"},
    ),
    (
        "district",
        "/o/{o}/edit",
        ["name", "name_en", "kind", "parent_id", "zone"],
        {"name": "单位", "kind": "company", "parent_id": "", "zone": "Asia/Shanghai"},
    ),
    (
        "district",
        "/o/{o}/teams/new",
        ["name", "name_en", "parent_id"],
        {"name": "队", "parent_id": ""},
    ),
    (
        "district",
        "/teams/{team}/edit",
        ["name", "name_en", "parent_id"],
        {"name": "队", "parent_id": ""},
    ),
    ("district", "/teams/{team}/members/new", ["number"], {}),
    ("district", "/o/{o}/roles", ["number", "role", "team_id"], {"role": "lead", "team_id": ""}),
    ("district", "/district/roles", ["number", "role"], {"role": "auditor"}),
    (
        "district",
        "/o/{o}/sites/new",
        ["name", "name_en", "zone", "meeting_point", "meeting_point_en", "police_liaison"],
        {"name": "地点", "zone": "Asia/Shanghai"},
    ),
    (
        "district",
        "/sites/{site}",
        ["name", "zone", "meeting_point"],
        {"name": "地点", "zone": "Asia/Shanghai"},
    ),
    (
        "district",
        "/o/{o}/duty-kinds/new",
        [
            "name",
            "name_en",
            "needs",
            "least_crew",
            "experienced",
            "lead_seats",
            "lead_policy",
            "longest_minutes",
            "bring",
            "bring_en",
        ],
        {
            "name": "任务",
            "least_crew": "2",
            "experienced": "0",
            "lead_seats": "0",
            "lead_policy": "adult",
            "longest_minutes": "60",
        },
    ),
    (
        "district",
        "/qualifications/new",
        ["name", "name_en", "months"],
        {"name": "培训", "months": "12"},
    ),
    (
        "district",
        "/o/{o}/people/{member}/proofs/new",
        ["qualification_id", "since", "until"],
        {"since": "2026-12-01"},
    ),
    (
        "district",
        "/o/{o}/people/{member}/insurance",
        ["policy", "since", "until"],
        {"since": "2026-12-01", "until": "2026-12-31"},
    ),
    ("district", "/o/{o}/people/{member}/phone", ["reason"], {}),
]
CASES = [(*form[:2], field, form[3]) for form in FORMS for field in form[2]]


@pytest.mark.parametrize(("role", "address", "field", "rest"), CASES, ids=lambda v: str(v)[:24])
def test_nasty_strings(make, visit, role, address, field, rest):
    organisation = make.organisation()
    team = make.team(organisation)
    member = make.person(team, password=hash_password("seven grey herons 9"), phone="13912345678")
    district = make.appoint(make.person(), "district_admin")
    invited = make.person(team)
    make.qualification()
    place = {
        "code": team.join_code,
        "welcome": links.make(invited, links.WELCOME),
        "o": team.organisation_id,
        "team": team.id,
        "member": member.id,
        "site": make.site(organisation).id,
    }
    known = {"member": member, "district": district}
    if role in known:
        visit.sign_in(known[role])
    visit.speak("en")
    token = visit.token()
    for name, text in NASTY.items():
        data = {**rest, field: text.encode("utf-8", "surrogatepass"), "csrf_token": token}
        answer = visit.send(visit.client.post, address.format(**place), data=data)
        assert answer.status_code in (200, 302, 422), f"{name}: {answer.status_code}"
        assert "<script>alert(1)" not in answer.text, name
        assert 'onerror="alert(2)"' not in answer.text, name
        assert "4949" not in answer.text, name
        assert "Set-Cookie: b=c" not in str(answer.headers), name
        if answer.status_code == 302 and role == "nobody":
            visit.send(visit.client.post, "/sign-out", data={"csrf_token": visit.token()})
            token = visit.token()


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nasty_searches_find_nothing_and_break_nothing(make, visit, text):
    team = make.team()
    visit.sign_in(make.lead(team))
    query = {"q": text.encode("utf-8", "surrogatepass"), "page": "1"}
    answer = visit.send(visit.client.get, f"/o/{team.organisation_id}/people", query_string=query)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert 'onerror="' not in answer.text


@pytest.mark.parametrize("text", ["%", "_", "\\", "%%", "志_者", "%志"])
def test_signs_of_the_search_language_are_plain_text(make, visit, text):
    team = make.team()
    lead = make.lead(team, name="志愿者")
    visit.sign_in(lead).speak("en")
    visit.get(f"/o/{team.organisation_id}/people", query_string={"q": text}).has("Nobody found.")

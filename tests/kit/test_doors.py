"""The house's doors: health, figures, host names, limits, headers, sizes (Q56)."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from volunteer_app import create_app
from volunteer_app.kit import clock, health, jobs, pages
from volunteer_app.kit.access import local_path
from volunteer_app.kit.limits import limiter


def read(visit, address, **headers):
    return visit.send(visit.client.get, address, headers=headers)


def test_health_tells_of_the_database_and_of_work_left_lying(make, visit):
    assert read(visit, "/healthz").get_json()["queue"] == "ok"
    make.keep(
        jobs.Job(
            kind="x", args={}, run_after=clock.now() - timedelta(hours=1), asked_at=clock.now()
        )
    )
    told = read(visit, "/healthz").get_json()
    assert told["queue"] == "late"
    assert 3590 < told["queue_age_seconds"] < 3700


def test_health_says_when_the_database_is_away(visit, monkeypatch):
    def away():
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))

    monkeypatch.setattr(health, "queue_age", away)
    answer = read(visit, "/healthz")
    assert (answer.status_code, answer.get_json()) == (503, {"database": "away"})


def test_figures_are_for_this_machine_or_for_the_token(app, visit):
    assert "red_vest_queue_age_seconds 0.0" in read(visit, "/metrics").text
    assert read(visit, "/metrics", **{"X-Forwarded-For": "10.0.0.9"}).status_code == 404
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    assert visit.send(visit.client.get, "/metrics", environ_base=elsewhere).status_code == 404
    app.extensions["settings"] = replace(app.extensions["settings"], metrics_token="t" * 20)
    assert read(visit, "/metrics").status_code == 404
    assert read(visit, "/metrics", Authorization="Bearer wrong").status_code == 404
    told = read(visit, "/metrics", Authorization="Bearer " + "t" * 20)
    assert 'url_rule="/metrics"' in told.text


def test_figures_count_by_rule_and_name_no_secret(visit):
    read(visit, "/join/a-secret-of-a-team")
    told = read(visit, "/metrics").text
    assert 'url_rule="/join/<code>"' in told
    assert "a-secret" not in told


def test_figures_of_several_processes_add_up(tmp_path):
    """The library chooses files as it is loaded; gunicorn's settings must come before that."""
    check = (
        "exec(open('gunicorn.conf.py').read()); on_starting(None);"
        "from prometheus_client import values; print(values.ValueClass is values.MutexValue)"
    )
    said = subprocess.run(
        [sys.executable, "-c", check],
        cwd=pages.ROOT,
        env={**os.environ, "DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]", "", "a b"]
)
def test_foreign_host_names_are_refused_without_a_page(visit, host):
    answer = read(visit, "/sign-in", Host=host)
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_own_host_names_are_answered(visit):
    for host in ("localhost", "127.0.0.1:8000", "LOCALHOST:99", "[::1]:8000"):
        assert read(visit, "/sign-in", Host=host).status_code == 200


def test_no_address_in_a_letter_follows_the_host_header(visit):
    answer = read(visit, "/me", Host="127.0.0.1:1")
    assert answer.headers["Location"].startswith("/sign-in")


def test_too_many_requests_are_told_when_to_come_back(visit):
    limiter.reset()
    token = visit.token()
    data = {"account": "nobody@example.org", "csrf_token": token}
    statuses = [visit.send(visit.client.post, "/reset", data=data).status_code for _ in range(21)]
    assert statuses[:20] == [302] * 20
    assert statuses[20] == 429
    answer = visit.send(visit.client.post, "/reset", data=data)
    assert int(answer.headers["Retry-After"]) > 0
    limiter.reset()


WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("address", ["/sign-in", "/no-such-page", "/me", "/join/x"])
def test_every_page_carries_the_guarding_headers(visit, address):
    answer = read(visit, address, Origin="https://evil.example")
    for name, value in WANTED.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in (
        "default-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers


def test_cookies_stay_in_this_house(make, visit):
    visit.get("/sign-in")
    cookie = visit.client.get_cookie("session")
    assert cookie.http_only
    assert cookie.same_site == "Lax"


@pytest.mark.parametrize(
    ("wished", "led"),
    [
        ("/me?a=1#b", "/me?a=1#b"),
        ("//x", "/"),
        ("/\\x", "/"),
        ("http://x", "/"),
        ("", "/"),
        ("/a\tb", "/"),
        ("/a\x7f", "/"),
        ("javascript:x", "/"),
        ("/%2f%2fx", "/%2f%2fx"),
    ],
)
def test_addresses_of_other_houses_are_dropped(wished, led):
    assert local_path(wished) == led


def test_the_language_button_leads_nowhere_else(visit):
    answer = visit.post("/language", {"locale": "en", "back": "//evil.example"})
    assert answer.location == "/"
    visit.post("/language", {"locale": "xx", "back": "/me"})
    visit.get("/sign-in").has("Sign in")


def test_over_https_cookies_and_headers_say_so(tmp_path, app):
    settings = replace(app.extensions["settings"], secure_cookies=True)
    secured = create_app(settings)
    answer = secured.test_client().get("/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"

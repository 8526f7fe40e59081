"""Logs: one JSON line an event, with a request's number, without persons, proof against forgery."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog

from volunteer_app.kit import logs


@pytest.fixture
def lines():
    """Write lines as in service, into a text; give what was written as a list."""
    sink, before = io.StringIO(), structlog.get_config()
    logs.write_lines(logging.INFO, sink)
    yield lambda: [json.loads(line) for line in sink.getvalue().splitlines()]
    structlog.configure(**before)


def test_every_request_leaves_one_line_without_its_address(visit, lines):
    visit.get("/join/a-secret-of-a-team", status=404)
    [line] = lines()
    assert line["rule"] == "/join/<code>"
    assert (line["method"], line["status"], line["level"]) == ("GET", 404, "info")
    assert len(line["request"]) == 16
    assert "a-secret" not in json.dumps(line)


def test_the_number_is_in_the_answer_and_may_come_from_the_proxy(visit, lines):
    answer = visit.send(visit.client.get, "/sign-in", headers={"X-Request-ID": "ab" * 16})
    assert answer.headers["X-Request-ID"] == "ab" * 16
    forged = visit.send(visit.client.get, "/sign-in", headers={"X-Request-ID": 'x", "level": "no'})
    assert len(forged.headers["X-Request-ID"]) == 16
    assert next(line["request"] for line in lines()) == "ab" * 16


def test_a_refused_sign_in_names_nobody(visit, lines):
    visit.post("/sign-in", {"account": "anna@example.org", "password": "wr\nong"}, status=422)
    written = json.dumps(lines())
    assert "sign_in_refused" in written
    assert "anna" not in written
    assert "ong" not in written.replace("sign_in_refused", "").replace("long", "")


def test_a_fault_says_where_not_what(app, visit, lines):
    def broken():
        raise ValueError("张三 13900001111")

    broken.rule = "public"
    app.view_functions["people.start"] = broken
    page = visit.get("/", status=500)
    fault = next(line for line in lines() if line["event"] == "fault")
    assert fault["fault"] == "ValueError"
    assert fault["number"] in page.text
    assert any("test_logs.py" in frame for frame in fault["frames"])
    assert "13900001111" not in json.dumps(lines(), ensure_ascii=False)
    assert "13900001111" not in page.text


def test_line_breaks_and_private_words_are_harmless(lines):
    structlog.get_logger().info(
        "noted", text='a\n{"event": "forged"}', email="a@b.org", name="张三"
    )
    [line] = lines()
    assert line["event"] == "noted"
    assert (line["email"], line["name"]) == ("…", "…")


def test_libraries_write_the_same_lines():
    root = logging.getLogger()
    before, level = root.handlers, root.level
    try:
        logs.take_over_libraries(logging.INFO)
        record = logging.LogRecord("lib", logging.ERROR, "f", 1, "disk %s", ("full",), None)
        line = json.loads(root.handlers[0].format(record))
        assert (line["event"], line["level"]) == ("disk full", "error")
    finally:
        root.handlers, root.level = before, level

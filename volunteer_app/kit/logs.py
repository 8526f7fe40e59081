"""Logs: one JSON line an event, with the request's number and nothing about persons."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()

NUMBER = re.compile(r"[0-9a-f]{8,64}")
#: what a traceback's last line or a library's message might carry in, and must not be written out
PRIVATE = frozenset(
    {"account", "address", "email", "name", "password", "phone", "token", "subject"}
)


def without_persons(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Blot out what could tell of a person, should somebody log it by mistake."""
    return {key: "…" if key in PRIVATE else value for key, value in event.items()}


def in_one_line(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Shorten endless texts; JSON itself makes line breaks harmless."""
    return {key: value[:8000] if isinstance(value, str) else value for key, value in event.items()}


def frames_only(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """
    Write where a fault arose and its kind, not its message.

    A database's message repeats the row it refused, with names and numbers in it.
    """
    fault = event.pop("exc_info", None)
    if fault is True:
        fault = sys.exc_info()
    if isinstance(fault, BaseException):
        fault = (type(fault), fault, fault.__traceback__)
    if fault and fault[0] is not None:
        event["fault"] = fault[0].__name__
        event["frames"] = frames(fault[2])
    return event


def frames(trace: Any) -> list[str]:
    """Name the lines a fault passed through, the innermost last."""
    passed = []
    while trace is not None:
        code = trace.tb_frame.f_code
        passed.append(f"{code.co_filename.rsplit('/site-packages/')[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return passed[-25:]


STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    frames_only,
    without_persons,
    in_one_line,
]


def init_app(app: Flask, level: str) -> None:
    """Write JSON lines from here on, and one for every request."""
    if not app.testing:
        lowest = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        write_lines(lowest)
        take_over_libraries(lowest)
    app.before_request(begin)
    app.after_request(end)


def write_lines(lowest: int, sink: Any = None) -> None:
    """Have every event written as one line of JSON."""
    structlog.configure(
        processors=[*STEPS, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
        logger_factory=structlog.PrintLoggerFactory(sink),
        cache_logger_on_first_use=False,
    )


def take_over_libraries(level: int) -> None:
    """Give what libraries log the same form."""
    sink = logging.StreamHandler()
    sink.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=STEPS,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [sink]
    root.setLevel(max(level, logging.WARNING))


def begin() -> None:
    """Give the request its number, that of the proxy in front where it sent one."""
    given = request.headers.get("X-Request-ID", "").replace("-", "").lower()
    g.request_number = given if NUMBER.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_number)


def end(response: Response) -> Response:
    """Write the request's line: the rule of its address, never the address, which may hold a secret."""
    began = g.get("began")
    if began is not None:
        response.headers["X-Request-ID"] = g.request_number
    if began is not None and request.endpoint != "static":
        log.info(
            "request",
            method=request.method,
            rule=str(request.url_rule or "-"),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )
    return response

"""Q53: an answer takes as long for an unknown account as for a known one: sign-in, reset, joining."""

from __future__ import annotations

import itertools
import statistics
import time

import pytest
from flask_security import hash_password

from volunteer_app.db import db
from volunteer_app.kit.limits import limiter
from volunteer_app.people import gate
from volunteer_app.people.models import SignInTry

ROUNDS = 20
#: of the median; the clocks of a shared machine alone jump by some percent
APART = 0.05
PATIENCE = 4


@pytest.fixture
def real_cost(app):
    """Let passwords cost what they cost in service: the default of argon2id."""
    context = app.extensions["security"].pwd_context
    quick = context.to_dict()
    context.update(argon2__time_cost=3, argon2__memory_cost=65536, argon2__parallelism=4)
    gate.nobodys.cache_clear()
    yield
    context.load(quick)
    gate.nobodys.cache_clear()


def apart(one, other):
    """Measure two deeds in turn and say how far apart their medians lie."""
    times = {one: [], other: []}
    for deed in (one, other):
        deed()
    for _ in range(ROUNDS):
        for deed in (one, other):
            began = time.perf_counter()
            deed()
            times[deed].append(time.perf_counter() - began)
    medians = sorted(statistics.median(found) for found in times.values())
    return (medians[1] - medians[0]) / medians[1]


def close(one, other):
    """Measure again when the machine was busy with something else."""
    found = [apart(one, other)]
    while found[-1] > APART and len(found) < PATIENCE:
        found.append(apart(one, other))
    return min(found) <= APART, found


def sender(visit, address, token, **data):
    filled = {**data, "csrf_token": token}
    return lambda: visit.send(visit.client.post, address, data=filled)


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    """Let one address knock as often as measuring needs."""
    monkeypatch.setattr(limiter, "enabled", False)
    monkeypatch.setattr(gate, "TRIES_PER_ACCOUNT", 10_000)
    monkeypatch.setattr(gate, "TRIES_PER_ADDRESS", 10_000)


def test_signing_in(make, visit, real_cost):
    make.person(email="known@example.org", password=hash_password("seven grey herons 9"))
    make.person(email="closed@example.org", password=None)
    token = visit.token()
    db.session.commit()
    known, unknown, closed = (
        sender(visit, "/sign-in", token, account=f"{name}@example.org", password="wrong one 1")
        for name in ("known", "unknwn", "closed")
    )
    for other in (unknown, closed):
        same, found = close(known, other)
        assert same, found
    assert db.session.scalar(db.select(db.func.count(SignInTry.id))) > 0


def test_asking_for_a_new_password(make, visit):
    make.person(email="known@example.org")
    token = visit.token()
    db.session.commit()
    known, unknown = (
        sender(visit, "/reset", token, account=f"{name}@example.org")
        for name in ("known", "unknwn")
    )
    same, found = close(known, unknown)
    assert same, found


def test_joining_a_team(make, visit, real_cost):
    team = make.team()
    make.person(email="known@example.org")
    token = visit.token()
    db.session.commit()
    numbers = itertools.count(1)

    def join(email):
        data = {
            "name": "林小溪",
            "email": email,
            "born": "1990-01",
            "password": "seven grey herons 9",
            "repeated": "seven grey herons 9",
            "locale": "en",
            "rules": "y",
            "csrf_token": token,
        }
        answer = visit.send(visit.client.post, f"/join/{team.join_code}", data=data)
        assert answer.status_code == 302

    same, found = close(
        lambda: join("known@example.org"), lambda: join(f"new{next(numbers)}@example.org")
    )
    assert same, found

"""The ledger keeps: the store refuses changes (Q33), and the chain finds what was changed past it (Q29)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, event, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from volunteer_app.db import db
from volunteer_app.hours.actions.enter import enter
from volunteer_app.hours.chain import START, digest
from volunteer_app.hours.facts import Facts
from volunteer_app.hours.models import LedgerEntry, LedgerHead
from volunteer_app.hours.queries.mine import verified_total
from volunteer_app.hours.queries.verification import verify_chain

NOW = datetime(2026, 12, 7, 12, 30, 15, 123456, tzinfo=UTC)


def write(make, count: int = 6, **facts):
    """Write some entries of one organisation."""
    organisation = make.organisation()
    person = make.person()
    for number in range(count):
        plain = {"minutes": 60 + number, "served_on": date(2026, 12, 1 + number)}
        enter(
            Facts(
                organisation_id=organisation.id,
                person_id=person.id,
                kind="service",
                evidence="roll_call",
                reason="备注 “引号” \\ é 😀",
                starts=NOW,
                **{**plain, **facts},
            ),
            now=NOW,
        )
    db.session.commit()
    return organisation, person


def past_the_guard(*statements: str) -> None:
    """Do what only somebody with the store in their hands can do."""
    db.session.commit()
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER IF EXISTS ledger_entry_no_update"))
            connection.execute(text("DROP TRIGGER IF EXISTS ledger_entry_no_delete"))
        else:
            connection.execute(text("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_frozen"))
        for statement in statements:
            connection.execute(text(statement))
    db.session.rollback()
    db.session.expire_all()


def change_all():
    db.session.execute(update(LedgerEntry).values(minutes=9999))


def delete_all():
    db.session.execute(delete(LedgerEntry))


def change_one():
    entry = db.session.scalars(select(LedgerEntry)).first()
    entry.minutes += 1
    db.session.flush()


@pytest.mark.parametrize("deed", [change_all, delete_all, change_one])
def test_the_store_refuses_to_change_or_delete_an_entry(make, deed):
    write(make, 2)
    with pytest.raises(DBAPIError, match="append-only"):
        deed()
    db.session.rollback()
    left = db.session.scalars(select(LedgerEntry.minutes).order_by(LedgerEntry.id)).all()
    assert left == [60, 61]


def test_the_store_refuses_to_empty_the_ledger(make):
    write(make, 1)
    if db.engine.dialect.name == "postgresql":
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text("TRUNCATE ledger_entry CASCADE"))
        db.session.rollback()
    assert db.session.scalars(select(LedgerEntry)).one()


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": -1},
        {"verified_by": "person"},
        {"second_by": "person"},
        {"kind": "gift"},
        {"kind": "correction"},
    ],
)
def test_the_store_refuses_entries_that_cannot_be(make, wrong):
    organisation, person = make.organisation(), make.person()
    facts = {
        "organisation_id": organisation.id,
        "person_id": person.id,
        "kind": "service",
        "minutes": 60,
        "served_on": date(2026, 12, 1),
        "evidence": "roll_call",
    }
    facts |= {name: person.id if value == "person" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError):
        enter(Facts(**facts), now=NOW)


def test_a_whole_chain_is_found_whole(make):
    organisation, _person = write(make)
    check = verify_chain(organisation.id)
    assert (check.whole, check.entries) == (True, 6)
    head = db.session.get_one(LedgerHead, organisation.id)
    assert (head.number, head.digest) == (6, check.digest)
    assert verify_chain(make.organisation().id).whole


def test_the_digest_can_be_computed_by_anybody(make):
    facts = Facts(1, 2, "service", 60, date(2026, 12, 1), "roll_call", starts=NOW)
    told = digest(facts, number=1, entered_at=NOW, previous=START)
    assert told == digest(Facts.read(facts.plain()), number=1, entered_at=NOW, previous=START)
    assert told == "14f97f5024cd3eb6579e7cf32c769455761ab72dd26ca4bc2c0066227ad77342"


@pytest.mark.parametrize(
    ("statement", "fault", "number"),
    [
        ("UPDATE ledger_entry SET minutes = 6000 WHERE number = 3", "changed", 3),
        ("UPDATE ledger_entry SET minutes = minutes + 1 WHERE number = 6", "changed", 6),
        ("UPDATE ledger_entry SET person_id = {other} WHERE number = 1", "changed", 1),
        ("UPDATE ledger_entry SET served_on = '2026-11-30' WHERE number = 2", "changed", 2),
        ("UPDATE ledger_entry SET evidence = 'two_sided' WHERE number = 4", "changed", 4),
        ("UPDATE ledger_entry SET reason = '' WHERE number = 5", "changed", 5),
        (
            "UPDATE ledger_entry SET digest = 'x' || substr(digest, 2) WHERE number = 2",
            "changed",
            2,
        ),
        ("UPDATE ledger_entry SET previous = 'x' WHERE number = 3", "link", 3),
        ("DELETE FROM ledger_entry WHERE number = 4", "missing", 4),
        ("DELETE FROM ledger_entry WHERE number = 1", "missing", 1),
        ("DELETE FROM ledger_entry WHERE number = 6", "cut", 6),
        ("DELETE FROM ledger_entry", "cut", 1),
        ("UPDATE ledger_entry SET number = 70 WHERE number = 3", "missing", 3),
        ("UPDATE ledger_head SET digest = 'x'", "cut", 7),
    ],
)
def test_the_first_bad_entry_is_found(make, statement, fault, number):
    organisation, _person = write(make)
    past_the_guard(statement.format(other=make.person().id))
    check = verify_chain(organisation.id)
    assert (check.fault, check.number) == (fault, number)
    assert check.entries == min(number - 1, 6)


def test_a_row_slipped_in_with_a_digest_of_its_own_is_found(make):
    """Somebody who knows the rule can forge one row, but not the ones after it."""
    organisation, person = write(make)
    rows = list(db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.number)))
    forged = Facts.of(rows[2])
    forged = Facts(**{**forged.columns(), "minutes": 6000})
    own = digest(forged, number=3, entered_at=rows[2].entered_at, previous=rows[1].digest)
    past_the_guard(f"UPDATE ledger_entry SET minutes = 6000, digest = '{own}' WHERE number = 3")
    check = verify_chain(organisation.id)
    assert (check.fault, check.number) == ("link", 4)
    assert person.id


def test_another_organisations_chain_is_its_own(make):
    first, _person = write(make)
    second, _person = write(make, 3)
    past_the_guard(
        f"UPDATE ledger_entry SET minutes = 1 WHERE number = 2 AND organisation_id = {first.id}"
    )
    assert not verify_chain(first.id).whole
    assert verify_chain(second.id).entries == 3


def test_a_total_is_the_sum_of_the_entries_and_one_minute_too_many_is_found(make):
    """Nothing but the entries is added up: there is no stored total that could differ (Q34)."""
    organisation, person = write(make)
    assert verified_total(person.id) == sum(60 + number for number in range(6))
    past_the_guard("UPDATE ledger_entry SET minutes = minutes + 1 WHERE number = 2")
    assert verify_chain(organisation.id).number == 2


def test_a_long_chain_is_read_in_parts(make):
    organisation, _person = write(make, 3)
    seen = []
    listener = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    verify_chain(organisation.id)
    event.remove(db.engine, "before_cursor_execute", listener)
    assert len(seen) <= 3

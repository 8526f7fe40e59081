"""The commands of ``flask``: each a few lines over one action."""

from __future__ import annotations

import sys

import click
from flask import Flask, current_app
from flask.cli import with_appcontext


@click.command("worker")
@click.option("--threads", default=2, show_default=True, help="Pieces of work done at a time.")
@with_appcontext
def worker(threads: int) -> None:
    """Do background work until told to stop."""
    from volunteer_app.worker import work

    work(current_app._get_current_object(), threads=threads)  # type: ignore[attr-defined]


@click.command("found")
@click.option("--organisation", required=True, help="The first organisation's name.")
@click.option("--name", required=True, help="The first administrator's name, as people see it.")
@click.option("--account", required=True, help="The first administrator's e-mail address.")
@click.option("--zone", default="Asia/Shanghai", show_default=True)
@with_appcontext
def found(organisation: str, name: str, account: str, zone: str) -> None:
    """Make the first organisation and its administrator; print the link for the password."""
    from volunteer_app.db import commit
    from volunteer_app.founding import found_house
    from volunteer_app.kit import clock
    from volunteer_app.kit.errors import Refused

    try:
        token = found_house(
            organisation=organisation, name=name, account=account, zone=zone, now=clock.now()
        )
    except Refused as refusal:
        sys.exit(refusal.sentence)
    commit()
    click.echo(f"{current_app.extensions['settings'].base_url}/welcome/{token}")


@click.command("check-ledger")
@with_appcontext
def check_ledger() -> None:
    """Walk every organisation's hash chain; end with 1 when an entry is not as it was written."""
    from volunteer_app.db import db, reading
    from volunteer_app.hours.queries.verification import verify_chain
    from volunteer_app.teams.models import Organisation

    broken = False
    with reading():
        for one in db.session.scalars(db.select(Organisation).order_by(Organisation.id)).all():
            chain = verify_chain(one.id)
            broken = broken or not chain.whole
            said = "whole" if chain.whole else f"{chain.fault} at number {chain.number}"
            click.echo(f"{one.name}: {chain.entries:,} entries, {said}")
    if broken:
        sys.exit(1)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for command in (worker, found, check_ledger):
        app.cli.add_command(command)

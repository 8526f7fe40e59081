"""The commands of ``flask``: each a few lines over one action."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

demo = AppGroup("demo", help="The demonstration district.")


@click.command("worker")
@click.option("--threads", default=2, show_default=True, help="Pieces of work done at a time.")
@with_appcontext
def worker(threads: int) -> None:
    """Do background work until told to stop."""
    from volunteer_app.worker import work

    work(current_app._get_current_object(), threads=threads)  # type: ignore[attr-defined]


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    app.cli.add_command(worker)
    app.cli.add_command(demo)

"""How migrations meet the database: our tables only, one transaction for all steps."""

from alembic import context
from flask import current_app

from volunteer_app.db import Instant


def is_ours(name, kind, _parents):
    """Leave the queue's tables alone where it shares a PostgreSQL with us."""
    return kind != "table" or not name.startswith("huey")


def plain_type(kind, thing, _autogen):
    """Write our moments as the type the store knows, so that old migrations need no code of ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Instant) else False


def run():
    """Run the migrations that were asked for."""
    db = current_app.extensions["migrate"].db
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_name=is_ours,
            render_item=plain_type,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()

"""Where sites lie, so that daylight is known there."""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    # no batches: SQLite adds and drops plain columns itself, and keeps what points at the table
    op.add_column("site", sa.Column("latitude", sa.Double(), nullable=True))
    op.add_column("site", sa.Column("longitude", sa.Double(), nullable=True))


def downgrade():
    op.drop_column("site", "longitude")
    op.drop_column("site", "latitude")

"""Sessions of those who signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.columns import ID, MOMENT, NAME

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("person", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_person_began_at", "sessions", ["person", "began_at"])
    op.create_index("ix_sessions_ends_at", "sessions", ["ends_at"])

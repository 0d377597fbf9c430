"""Drafts of rule sets that authors are writing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.columns import MOMENT, NAME

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("author", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", NAME, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("author", "name", name="pk_drafts"),
    )

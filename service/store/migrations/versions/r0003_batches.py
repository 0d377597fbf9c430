"""Batches of rows that are judged one after the other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.columns import ID, MOMENT, NAME

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", ID, nullable=False),
        sa.Column("caller", NAME, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("title", NAME, nullable=False),
        sa.Column("ruleset", NAME, nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("token", ID, nullable=False),
        sa.Column("beat", MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_index("ix_batches_caller_created_at", "batches", ["caller", "created_at"])
    op.create_table(
        "batch_rows",
        sa.Column("batch", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("batch", "number", name="pk_batch_rows"),
    )

"""Determinations in a chain, their redactions, idempotency keys, API keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.columns import DIGEST, ID, MOMENT, NAME, NUMBER, begin, chained
from service.store.migrations.guards import guard, guard_heads

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "chains",
        sa.Column("name", NAME, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("hash", DIGEST, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_chains"),
    )
    chained(
        "determinations",
        sa.Column("outcomes", sa.Text, nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("country", NAME),
    )
    op.create_table(
        "determination_facets",
        sa.Column("facet", sa.BigInteger, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("facet", "sequence", name="pk_determination_facets"),
        sqlite_with_rowid=False,
    )
    chained(
        "redactions",
        sa.Column("chain", NAME, nullable=False),
        sa.Column("entry", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.UniqueConstraint("chain", "entry", "number", name="uq_redactions_chain_entry_number"),
    )
    op.create_table(
        "idempotency",
        sa.Column("caller", NAME, nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("request", DIGEST, nullable=False),
        sa.Column("token", ID, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("reference", NAME),
        sa.PrimaryKeyConstraint("caller", "key", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_claimed_at", "idempotency", ["claimed_at"])
    op.create_table(
        "api_keys",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("hash", DIGEST, nullable=False),
        sa.Column("role", NAME, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", NAME, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.Column("revoked_by", NAME),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
    )
    begin("determinations", "redactions")
    guard_heads()
    guard("redactions", redactable=False)
    guard("determinations", redactable=True)

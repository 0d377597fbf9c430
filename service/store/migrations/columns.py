"""Columns and types as revisions write them. What a revision has used is never changed: a new shape gets a new name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
DIGEST, MOMENT, ID, NAME = sa.String(71), sa.String(27), sa.String(64), sa.String(200)


def chained(table: str, *own: sa.Column[Any] | sa.Constraint) -> None:
    """A table of a chain, with columns of its own."""
    op.create_table(
        table,
        sa.Column("sequence", NUMBER, nullable=False, autoincrement=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("caller", NAME, nullable=False),
        sa.Column("previous", DIGEST, nullable=False),
        sa.Column("hash", DIGEST, nullable=False),
        sa.Column("seal", DIGEST, nullable=False),
        sa.Column("redactions", sa.Integer, nullable=False),
        *own,
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=f"pk_{table}"),
        sa.UniqueConstraint("id", name=f"uq_{table}_id"),
    )
    op.create_index(f"ix_{table}_recorded_at_sequence", table, ["recorded_at", "sequence"])


def recorded(table: str, *own: sa.Column[Any] | sa.Constraint) -> None:
    """A table of a chain of records, which are found by their subject."""
    chained(table, sa.Column("subject", NAME, nullable=False), *own)
    op.create_index(f"ix_{table}_subject_sequence", table, ["subject", "sequence"])


def begin(*names: str) -> None:
    """The heads of chains that have no entries yet."""
    heads = sa.table("chains", sa.column("name"), sa.column("sequence"), sa.column("hash"), sa.column("recorded_at"))
    before = f"sha256:{'0' * 64}"
    op.bulk_insert(heads, [{"name": name, "sequence": 0, "hash": before, "recorded_at": ""} for name in names])

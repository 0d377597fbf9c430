"""Cases with their events, judgements, register overrides, published rule sets; how far retention has come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.columns import DIGEST, NAME, NUMBER, begin, recorded
from service.store.migrations.guards import guard, keep

revision = "0002"
down_revision = "0001"
RECORDS = ("cases", "events", "judgements", "overrides", "publications")


def upgrade() -> None:
    for table in RECORDS:
        recorded(table, *(_of_events() if table == "events" else ()))
        guard(table, redactable=True)
    begin(*RECORDS)
    op.create_table(
        "bundles",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_bundles"),
    )
    keep("bundles")
    op.create_table(
        "retention",
        sa.Column("policy", DIGEST, nullable=False),
        sa.Column("chain", NAME, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("policy", "chain", name="pk_retention"),
    )


def _of_events() -> tuple[sa.Column[int] | sa.Column[str] | sa.Constraint, ...]:
    return (
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.UniqueConstraint("subject", "number", name="uq_events_subject_number"),
        sa.UniqueConstraint("subject", "name", name="uq_events_subject_name"),
    )

"""Batches of the lines of the log, beside those of the rows of a sheet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("batches", sa.Column("kind", sa.String(16), nullable=False, server_default="sheet"))

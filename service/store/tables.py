"""The tables as they are now. How a database comes to have them is in `migrations/`; a test holds the two equal.

Moments are text in UTC (`2026-11-22T05:01:29.123456Z`), which sorts as time and is hashed as it stands. Documents are
canonical JSON. Every table of a chain begins with the same columns (see `chain.py`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""64 bits; in SQLite the row's own number."""
LONGEST_ID = 64
DIGEST, MOMENT, ID, NAME = String(71), String(27), String(LONGEST_ID), String(200)


def may_be_id(text: str) -> bool:
    """Whether anything can be kept under it: a database refuses some characters, where there is just nothing."""
    return text.isprintable() and len(text) <= LONGEST_ID


def _chained(name: str, *own: Column[Any] | UniqueConstraint | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("sequence", NUMBER, primary_key=True, autoincrement=False),
        Column("id", ID, nullable=False, unique=True),
        Column("recorded_at", MOMENT, nullable=False),
        Column("caller", NAME, nullable=False),
        Column("previous", DIGEST, nullable=False),
        Column("hash", DIGEST, nullable=False),
        Column("seal", DIGEST, nullable=False),
        Column("redactions", Integer, nullable=False),
        *own,
        Column("document", Text, nullable=False),
        Index(f"ix_{name}_recorded_at_sequence", "recorded_at", "sequence"),
    )


chains = Table(
    "chains",
    metadata,
    Column("name", NAME, primary_key=True),
    Column("sequence", NUMBER, nullable=False),
    Column("hash", DIGEST, nullable=False),
    Column("recorded_at", MOMENT, nullable=False),
)
"""The head of each chain: its last entry. Who appends locks it first."""

determinations = _chained(
    "determinations",
    Column("outcomes", Text, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("country", NAME),
)

determination_facets = Table(
    "determination_facets",
    metadata,
    Column("facet", BigInteger, primary_key=True),
    Column("sequence", NUMBER, primary_key=True),
    sqlite_with_rowid=False,
)
"""For each combination of filters that a determination answers to, its sequence: a page is one stretch of an index."""

redactions = _chained(
    "redactions",
    Column("chain", NAME, nullable=False),
    Column("entry", ID, nullable=False),
    Column("number", Integer, nullable=False),
    UniqueConstraint("chain", "entry", "number"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("caller", NAME, primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("request", DIGEST, nullable=False),
    Column("token", ID, nullable=False),
    Column("claimed_at", MOMENT, nullable=False, index=True),
    Column("reference", NAME),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("hash", DIGEST, nullable=False),
    Column("role", NAME, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", NAME, nullable=False),
    Column("expires_at", MOMENT),
    Column("revoked_at", MOMENT),
    Column("revoked_by", NAME),
)


def _recorded(name: str, *own: Column[Any] | UniqueConstraint) -> Table:
    """A chain of records, found by their subject."""
    return _chained(
        name,
        Column("subject", NAME, nullable=False),
        *own,
        Index(f"ix_{name}_subject_sequence", "subject", "sequence"),
    )


cases = _recorded("cases")
"""Subject: the definition that the case follows."""

events = _recorded(
    "events",
    Column("number", Integer, nullable=False),
    Column("name", NAME, nullable=False),
    UniqueConstraint("subject", "number"),
    UniqueConstraint("subject", "name"),
)
"""Subject: the id of the case."""

judgements = _recorded("judgements")
"""Subject: what was judged, as `determinations/ID` or `cases/ID`."""

overrides = _recorded("overrides")
"""Subject: the register."""

publications = _recorded("publications")
"""Subject: the digest of the bundle of rule sets."""

bundles = Table(
    "bundles",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

retention = Table(
    "retention",
    metadata,
    Column("policy", DIGEST, primary_key=True),
    Column("chain", NAME, primary_key=True),
    Column("sequence", NUMBER, nullable=False),
)
"""How far along each chain a policy has been applied."""

batches = Table(
    "batches",
    metadata,
    Column("id", ID, primary_key=True),
    Column("caller", NAME, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("state", String(16), nullable=False),
    Column("title", NAME, nullable=False),
    Column("ruleset", NAME, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("token", ID, nullable=False),
    Column("beat", MOMENT, nullable=False),
    Column("content", Text, nullable=False),
    Column("kind", String(16), nullable=False, server_default="sheet"),
    Index("ix_batches_caller_created_at", "caller", "created_at"),
)
"""Sheets whose rows are judged one after the other, and logs whose lines are taken together. `token` and `beat`: of
the worker that is at it."""

batch_rows = Table(
    "batch_rows",
    metadata,
    Column("batch", ID, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
)
"""What came of each row of a sheet, or of each stretch of a log."""

drafts = Table(
    "drafts",
    metadata,
    Column("author", NAME, primary_key=True),
    Column("name", NAME, primary_key=True),
    Column("saved_at", MOMENT, nullable=False),
    Column("saved_by", NAME, nullable=False),
    Column("content", Text, nullable=False),
)
"""What authors are writing on the workbench: text, never rules in force."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("person", NAME, nullable=False),
    Column("name", NAME, nullable=False),
    Column("roles", Text, nullable=False),
    Column("began_at", MOMENT, nullable=False),
    Column("ends_at", MOMENT, nullable=False, index=True),
    Index("ix_sessions_person_began_at", "person", "began_at"),
)
"""Who is signed in. A row that is gone is a session that is over."""

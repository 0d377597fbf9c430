"""Which tables a database has, and how it comes to have those of this version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from service.store import faults
from service.store.connection import Database

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""The revisions in `migrations/versions`, oldest first; a test holds them equal. (To ask Alembic costs start-up.)"""
MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 4_821_070_233
"""The number of PostgreSQL's lock that migrations hold."""


def revision(connection: Connection) -> str | None:
    """The revision that the tables have; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def require_current(database: Database) -> None:
    """Raises SchemaError unless the tables are those of this version."""
    if database.is_sqlite and not Path(database.url.database or "").exists():
        raise faults.no_schema(database.where)  # to connect would make the file
    with database.reading() as connection:
        found = revision(connection)
    if found is None:
        raise faults.no_schema(database.where)
    if found not in REVISIONS:
        raise faults.newer_schema(database.where)
    if found != REVISIONS[-1]:
        raise faults.older_schema(database.where)


def migrate(database: Database, to: str = REVISIONS[-1]) -> tuple[str | None, str]:
    """Brings the tables to a revision, whole or not at all: the revision before, and after. Raises SchemaError."""
    from alembic import command  # noqa: PLC0415 - slow, and needed for this only
    from alembic.config import Config  # noqa: PLC0415

    if database.is_sqlite:
        try:
            Path(database.url.database or "").parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise faults.broken(database.where) from None
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = revision(connection)
        if before is not None and before not in REVISIONS:
            raise faults.newer_schema(database.where)
        if before is None or REVISIONS.index(before) < REVISIONS.index(to):
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            return before, to
        return before, before

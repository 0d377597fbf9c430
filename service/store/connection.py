"""Connections to SQLite and PostgreSQL, transactions that read or write, and the faults of a driver in our words."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from service.store import faults

WAIT = 10
"""Seconds that a transaction waits for others before it gives up."""
ANSWER_WITHIN = 30
"""Seconds that one statement may take."""
_WRITES = "hantei_writes"
_POSTGRES = {
    "connect_timeout": 5,
    "application_name": "hantei",
    "options": f"-c statement_timeout={ANSWER_WITHIN}s -c lock_timeout={WAIT}s"
    " -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on -c timezone=UTC",
}
_NO_ROOM = 65_536
"""Bytes: a disk with less is called full when SQLite tells of a fault in writing."""
_BUSY = {"55P03", "57014", "40001", "40P01"}
_FULL = {"53100"}


class Database:
    """One database and its pool of connections; may be used by many threads."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.where = url.render_as_string(hide_password=True)
        """What people are shown: without the password."""
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """A transaction that only reads; with `snapshot` all its statements see one state. Raises StoreError."""
        with self._told(), self.engine.connect() as connection:
            if snapshot and not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")  # in SQLite each sees one state
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is stored when the block ends well, else nothing. Raises StoreError."""
        with (
            self._told(),
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def forget_old_pages(self) -> None:
        """Takes what SQLite's log still holds of older contents off the disk, if nobody reads it just now."""
        if self.is_sqlite:
            # what is stored is stored: if somebody reads old pages just now, the next checkpoint takes them off
            with suppress(sqlite3.OperationalError), closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeoutError as error:
            raise faults.busy(self.where) from error
        except (DBAPIError, sqlite3.Error) as error:
            known = self._known(error.orig if isinstance(error, DBAPIError) else error)
            if known is None:
                raise
            raise known from error

    def _known(self, error: BaseException | None) -> faults.StoreError | None:
        """What a driver's fault means; None for what only a mistake of ours brings about."""
        if isinstance(error, sqlite3.Error):
            return self._of_sqlite(error)
        state = getattr(error, "sqlstate", None)
        if state in _FULL:
            return faults.full(self.where)
        if state in _BUSY:
            return faults.busy(self.where)
        if state is None:
            return faults.unavailable(self.where) if type(error).__name__ == "OperationalError" else None
        return faults.unavailable(self.where) if state[:2] in {"08", "53", "57", "58", "XX"} else None

    def _of_sqlite(self, error: sqlite3.Error) -> faults.StoreError | None:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and self._no_room()):
            return faults.full(self.where)
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return faults.busy(self.where)
        if code in {
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_NOTADB,
            sqlite3.SQLITE_PERM,
        }:
            return faults.broken(self.where)
        return None

    def _no_room(self) -> bool:
        try:
            return shutil.disk_usage(Path(self.url.database or "").parent).free < _NO_ROOM
        except OSError:
            return False


def database(url: str) -> Database:
    """The database that `sqlite:///FILE` or `postgresql://…` names; nothing is connected yet. Raises StoreError."""
    try:
        made = make_url(url)
    except ArgumentError:
        raise faults.not_a_database(_shortened(url)) from None
    if made.drivername in {"sqlite", "sqlite+pysqlite"} and made.database not in {None, "", ":memory:"}:
        return Database(made)
    if made.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        if find_spec("psycopg") is None:
            raise faults.driver_missing()
        return Database(made.set(drivername="postgresql+psycopg"))
    raise faults.not_a_database(made.render_as_string(hide_password=True))


def _shortened(url: str) -> str:
    """A text that is no URL, without what may be a password."""
    return url.partition(":")[0][:40]


def _engine(url: URL) -> Engine:
    if url.drivername.startswith("postgresql"):
        return create_engine(
            url, connect_args=_POSTGRES, pool_pre_ping=True, pool_timeout=WAIT, pool_recycle=1800, hide_parameters=True
        )
    engine = create_engine(url, connect_args={"timeout": WAIT}, pool_timeout=WAIT, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """WAL, so that readers and a writer do not stop one another; FULL, so that what is acknowledged is on the disk."""
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
    until = time.monotonic() + WAIT
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:  # two processes set up one new file: SQLite does not wait here by itself
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    """Who will write takes the lock at once: to take it later can fail without waiting.

    Asked of the driver itself, as every page begins some transactions that only read.
    """
    writes = connection.get_execution_options().get(_WRITES, False)
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

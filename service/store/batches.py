"""Batches: rows of a sheet that are judged, or lines of the log that are taken together, one after the other; kept so
that a reload or another process loses nothing. They are work under way, not a record: who began one can take it away.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from engine.receipt import canonical
from engine.records import dataclass
from service.store import moments
from service.store.chain import checked_name
from service.store.connection import Database
from service.store.tables import batch_rows, batches, may_be_id

HELD = timedelta(seconds=20)
"""How long a worker may be silent before another may go on: it is then taken to have died."""
WAITING, DONE, CANCELLED = "waiting", "done", "cancelled"
SHEET, LOG = "sheet", "log"
"""What a batch goes through."""
Json = dict[str, Any]
_OWN = tuple(column for column in batches.c if column.name != "content")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch without its rows. `state`: waiting (or under way), done, cancelled; `done`: so many of `total`."""

    id: str
    caller: str
    created_at: str
    state: str
    title: str
    ruleset: str
    as_of: str
    total: int
    done: int
    beat: str
    """When its worker was last heard of; empty where none has begun."""
    kind: str = SHEET


class Batches:
    """The batches of all callers."""

    def __init__(self, database: Database, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def begin(self, caller: str, named: Mapping[str, str], content: Mapping[str, Any], total: int) -> str:
        """Keeps what is to be gone through; its id. `named`: title, ruleset, as_of, kind. Raises StoreError."""
        checked_name(caller)
        id_ = self._new_id()
        values = {"id": id_, "caller": caller, "created_at": self._now(), "state": WAITING, **named}
        with self._database.writing() as connection:
            connection.execute(
                insert(batches).values(**values, total=total, done=0, token="", beat="", content=canonical(content))
            )
        return id_

    def get(self, id_: str) -> Batch | None:
        """A batch as it stands. Raises StoreError."""
        if not may_be_id(id_):
            return None
        with self._database.reading() as connection:
            row = connection.execute(select(*_OWN).where(batches.c.id == id_)).one_or_none()
        return None if row is None else _batch(row)

    def of(self, caller: str, kind: str = SHEET, limit: int = 50) -> tuple[Batch, ...]:
        """The batches of a kind of a caller, newest first. Raises StoreError."""
        wanted = select(*_OWN).where(batches.c.caller == caller, batches.c.kind == kind)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(batches.c.created_at.desc()).limit(limit)).all()
        return tuple(map(_batch, rows))

    def content(self, id_: str) -> Json:
        """The sheet of a batch. Raises StoreError, LookupError where there is no such batch."""
        with self._database.reading() as connection:
            found = connection.execute(select(batches.c.content).where(batches.c.id == id_)).scalar_one_or_none()
        if found is None:
            raise LookupError(id_)
        read: Json = json.loads(found)
        return read

    def take(self, id_: str) -> str | None:
        """The right to go on with a batch, for one worker at a time; None where there is none. Raises StoreError."""
        now, token = self._clock(), secrets.token_hex(16)
        free = batches.c.beat < moments.written(now - HELD)
        with self._database.writing() as connection:
            taken = connection.execute(
                update(batches)
                .where(batches.c.id == id_, batches.c.state == WAITING, free)
                .values(token=token, beat=moments.written(now))
            )
        return token if taken.rowcount == 1 else None

    def advance(self, id_: str, token: str, rows: Sequence[tuple[int, Mapping[str, Any]]], count: int) -> bool:
        """Keeps what came of `count` more; False where the batch was cancelled, is gone, or another worker has it."""
        with self._database.writing() as connection:
            mine = connection.execute(
                update(batches).where(_held(id_, token)).values(done=batches.c.done + count, beat=self._now())
            )
            if mine.rowcount != 1:
                return False
            told = [{"batch": id_, "number": number, "document": canonical(one)} for number, one in rows]
            if told:
                connection.execute(insert(batch_rows), told)
        return True

    def finish(self, id_: str, token: str) -> None:
        """Says that all of it is done. Raises StoreError."""
        with self._database.writing() as connection:
            connection.execute(update(batches).where(_held(id_, token)).values(state=DONE))

    def cancel(self, id_: str) -> None:
        """Ends a batch that is not done; what came of it so far stays. Raises StoreError."""
        with self._database.writing() as connection:
            connection.execute(
                update(batches).where(batches.c.id == id_, batches.c.state == WAITING).values(state=CANCELLED, token="")
            )

    def remove(self, id_: str) -> None:
        """Takes a batch away with all its rows. Raises StoreError."""
        with self._database.writing() as connection:
            connection.execute(delete(batch_rows).where(batch_rows.c.batch == id_))
            connection.execute(delete(batches).where(batches.c.id == id_))
        self._database.forget_old_pages()

    def results(self, id_: str, after: int = 0, limit: int | None = None) -> tuple[tuple[int, Json], ...]:
        """What came of the rows after a number, in their order. Raises StoreError."""
        wanted = select(batch_rows.c.number, batch_rows.c.document).where(
            batch_rows.c.batch == id_, batch_rows.c.number > after
        )
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(batch_rows.c.number).limit(limit)).all()
        return tuple((row.number, json.loads(row.document)) for row in rows)

    def _now(self) -> str:
        return moments.written(self._clock())


def _held(id_: str, token: str) -> ColumnElement[bool]:
    return (batches.c.id == id_) & (batches.c.token == token) & (batches.c.state == WAITING)


def _batch(row: Any) -> Batch:
    return Batch(
        row.id,
        row.caller,
        row.created_at,
        row.state,
        row.title,
        row.ruleset,
        row.as_of,
        row.total,
        row.done,
        row.beat,
        row.kind,
    )

"""Sessions of those who signed in: a row while one lasts, taken away when it is ended, swept when its time is over.

The id alone lets nobody in: the cookie that names it is signed (`service/access/sessions.py`).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from engine.receipt import canonical
from engine.records import dataclass
from service.store import moments
from service.store.connection import Database
from service.store.tables import may_be_id
from service.store.tables import sessions as table

MOST_OF_ONE = 20
"""Sessions of one person: one more ends the one that began first."""
SWEPT = 100
"""Sessions past their time that one new one takes away."""
_OF_ID = select(table).where(table.c.id == bindparam("wanted"))
"""Asked at every request of those who signed in: to put it together takes as long as to ask it."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. `person`: the caller that is recorded; moments are text in UTC."""

    id: str
    person: str
    name: str
    roles: tuple[str, ...]
    began_at: str
    ends_at: str


class Sessions:
    """The sessions that last."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def begin(self, person: str, name: str, roles: Iterable[str], lasts: timedelta) -> Session:
        """A new session. Raises StoreError."""
        now = self._clock()
        values = {
            "id": secrets.token_hex(16),
            "person": person,
            "name": name,
            "roles": canonical(sorted(set(roles))),
            "began_at": moments.written(now),
            "ends_at": moments.written(now + lasts),
        }
        with self._database.writing() as connection:
            over = select(table.c.id).where(table.c.ends_at <= moments.written(now)).limit(SWEPT)
            connection.execute(delete(table).where(table.c.id.in_(over)))
            connection.execute(insert(table).values(values))
            newest = table.c.began_at.desc(), table.c.id
            beyond = (
                select(table.c.id).where(table.c.person == person).order_by(*newest).offset(MOST_OF_ONE).limit(SWEPT)
            )
            connection.execute(delete(table).where(table.c.id.in_(beyond)))
        return _session(values)

    def find(self, id_: str) -> Session | None:
        """The session of that id, if it lasts. Raises StoreError."""
        with self._database.reading() as connection:
            row = connection.execute(_OF_ID, {"wanted": id_}).mappings().one_or_none()
        return _session(row) if row is not None and moments.written(self._clock()) < row["ends_at"] else None

    def all(self, person: str | None = None) -> tuple[Session, ...]:
        """The sessions that last, of everybody or of one person, oldest first. Raises StoreError."""
        asked = select(table).where(table.c.ends_at > moments.written(self._clock()))
        if person is not None:
            asked = asked.where(table.c.person == person)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(table.c.began_at, table.c.id)).mappings().all()
        return tuple(map(_session, rows))

    def end(self, id_: str) -> bool:
        """Ends a session at once; False where there is none that lasts. Raises StoreError."""
        return may_be_id(id_) and self._end(table.c.id == id_) == 1

    def end_all(self, person: str) -> int:
        """Ends every session of a person at once: how many there were. Raises StoreError."""
        return self._end(table.c.person == person) if person.isprintable() else 0

    def _end(self, which: Any) -> int:
        lasting = table.c.ends_at > moments.written(self._clock())
        with self._database.writing() as connection:
            return connection.execute(delete(table).where(which, lasting)).rowcount


def _session(row: Any) -> Session:
    roles = tuple(json.loads(row["roles"]))
    return Session(row["id"], row["person"], row["name"], roles, row["began_at"], row["ends_at"])

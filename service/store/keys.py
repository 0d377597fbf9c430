"""API keys: shown once when they are made, kept as a hash, never deleted but revoked.

A key is `hantei_ID_SECRET`. The secret has 256 random bits, so its hash needs neither salt nor stretching: there is
nothing to guess.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from engine.receipt import canonical
from engine.records import dataclass
from service.store import moments
from service.store.connection import Database
from service.store.tables import api_keys as table

PREFIX = "hantei"
LONGEST = 200
"""Characters of a text that may be a key."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, without its secret. Moments are text in UTC."""

    id: str
    name: str
    role: str
    scopes: tuple[str, ...]
    created_at: str
    created_by: str
    expires_at: str | None
    revoked_at: str | None
    revoked_by: str | None


class ApiKeys:
    """The keys of programs."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def create(
        self, name: str, role: str, scopes: Iterable[str], by: str, expires: datetime | None = None
    ) -> tuple[ApiKey, str]:
        """A new key and the text that its holder sends, which nobody can show again. Raises StoreError."""
        id_, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
        values = {
            "id": id_,
            "name": name,
            "role": role,
            "scopes": canonical(sorted(set(scopes))),
            "created_at": moments.written(self._clock()),
            "created_by": by,
            "expires_at": None if expires is None else moments.written(expires),
        }
        with self._database.writing() as connection:
            connection.execute(insert(table).values(hash=_hash(secret), **values))
        return _key({**values, "revoked_at": None, "revoked_by": None}), f"{PREFIX}_{id_}_{secret}"

    def holder(self, shown: str) -> ApiKey | None:
        """The key that a program sent, if it is one, in force now. Raises StoreError."""
        prefix, _, rest = shown.partition("_")
        id_, _, secret = rest.partition("_")
        if prefix != PREFIX or not (shown.isascii() and shown.isprintable()) or len(shown) > LONGEST:
            return None
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == id_)).mappings().one_or_none()
        # compared where there is no such key, too, so that the time does not tell which ids there are
        same = hmac.compare_digest(_hash(secret), row["hash"] if row is not None else _hash(""))
        if row is None or not same:
            return None
        now = moments.written(self._clock())
        in_force = row["revoked_at"] is None and (row["expires_at"] is None or now < row["expires_at"])
        return _key(row) if in_force else None

    def all(self) -> tuple[ApiKey, ...]:
        """Every key that was made, oldest first. Raises StoreError."""
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.created_at, table.c.id)).mappings().all()
        return tuple(map(_key, rows))

    def revoke(self, id_: str, by: str) -> bool:
        """Ends a key for good; False where there is none that is in force. Raises StoreError."""
        ended = update(table).where(table.c.id == id_, table.c.revoked_at.is_(None))
        with self._database.writing() as connection:
            done = connection.execute(ended.values(revoked_at=moments.written(self._clock()), revoked_by=by))
        return done.rowcount == 1


def _hash(secret: str) -> str:
    return f"sha256:{hashlib.sha256(secret.encode()).hexdigest()}"


def _key(row: Any) -> ApiKey:
    scopes = tuple(json.loads(row["scopes"]))
    return ApiKey(
        row["id"],
        row["name"],
        row["role"],
        scopes,
        row["created_at"],
        row["created_by"],
        row["expires_at"],
        row["revoked_at"],
        row["revoked_by"],
    )

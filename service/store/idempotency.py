"""Idempotency keys: a request that is sent twice is stored once, and answered the second time with what was stored."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Executable, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.records import dataclass
from service.store import faults, moments
from service.store.chain import checked_name
from service.store.connection import Database
from service.store.tables import idempotency as table

KEPT = timedelta(hours=24)
"""How long a key is remembered."""
HELD = timedelta(seconds=30)
"""How long a request holds a key, if nothing else is said: who held it longer is taken to have died, and the same
request sent again takes it over."""
LONGEST = 255
"""Characters of a key."""
SWEPT = 100
"""Keys past their time that one claim takes away."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to store what a request with this key asks for, once."""

    caller: str
    key: str
    token: str


@dataclass(frozen=True, slots=True)
class InFlight:
    """Another request with this key is under way. After `seconds` it is taken to have died."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A request with this key has been answered: with what stands under `reference`."""

    reference: str


@dataclass(frozen=True, slots=True)
class OtherRequest:
    """The key belongs to a request that asked for something else."""


Claimed = Claim | InFlight | Answered | OtherRequest


class IdempotencyKeys:
    """The keys of all callers."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def claim(self, caller: str, key: str, request: str, held: timedelta = HELD) -> Claimed:
        """Asks for the right to answer a request. `request`: the digest of its body (`sha256:…`); `held`: how long any
        request holds a key, the same wherever keys are claimed. Raises StoreError."""
        checked_name(caller)
        checked_name(key, LONGEST)
        now = self._clock()
        with self._database.writing() as connection:
            self._sweep(connection, now)
            token = secrets.token_hex(16)
            values = {"request": request, "token": token, "claimed_at": moments.written(now), "reference": None}
            if connection.execute(self._insert(caller, key, values)).first() is not None:
                return Claim(caller, key, token)
            mine = (table.c.caller == caller) & (table.c.key == key)
            row = connection.execute(select(table).where(mine).with_for_update()).one()
            if row.claimed_at >= moments.written(now - KEPT):
                if row.request != request:
                    return OtherRequest()
                if row.reference is not None:
                    return Answered(row.reference)
                left = moments.read(row.claimed_at) + held - now
                if left > timedelta():
                    return InFlight(math.ceil(left.total_seconds()))
            connection.execute(update(table).where(mine).values(**values))
            return Claim(caller, key, token)

    def release(self, claim: Claim) -> None:
        """Gives the right back, where nothing was stored. Raises StoreError."""
        with self._database.writing() as connection:
            connection.execute(delete(table).where(_held_by(claim)))

    def _insert(self, caller: str, key: str, others: Mapping[str, str | None]) -> Executable:
        """Gives the key back as a row, if nobody has it."""
        values = {"caller": caller, "key": key, **others}
        if self._database.is_sqlite:
            return sqlite.insert(table).values(values).on_conflict_do_nothing().returning(table.c.key)
        return postgresql.insert(table).values(values).on_conflict_do_nothing().returning(table.c.key)

    @staticmethod
    def _sweep(connection: Connection, now: datetime) -> None:
        old = (
            select(table.c.caller, table.c.key)
            .where(table.c.claimed_at < moments.written(now - KEPT))
            .order_by(table.c.claimed_at)
            .limit(SWEPT)
            .with_for_update(skip_locked=True)
        )
        for row in connection.execute(old).all():
            connection.execute(delete(table).where((table.c.caller == row.caller) & (table.c.key == row.key)))


def fulfil(connection: Connection, claim: Claim, reference: str) -> None:
    """Notes, in the transaction that stores it, what a request was answered with. Raises ClaimLostError."""
    done = connection.execute(update(table).where(_held_by(claim)).values(reference=reference))
    if done.rowcount != 1:
        raise faults.claim_lost()


def _held_by(claim: Claim) -> ColumnElement[bool]:
    mine = (table.c.caller == claim.caller) & (table.c.key == claim.key)
    return mine & (table.c.token == claim.token) & table.c.reference.is_(None)

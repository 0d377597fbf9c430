"""Everything that is stored, behind one value."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from service import clock
from service.store.batches import Batches
from service.store.cases import Cases, Events
from service.store.connection import Database, database
from service.store.determinations import Determinations
from service.store.drafts import Drafts
from service.store.idempotency import IdempotencyKeys
from service.store.keys import ApiKeys
from service.store.officers import Judgements, Overrides
from service.store.publications import Publications
from service.store.schema import migrate, require_current
from service.store.sessions import Sessions


class Store:
    """The repositories of one database. Any number of threads may use it, any number of processes open the database."""

    def __init__(
        self,
        opened: Database,
        now: Callable[[], datetime] = clock.now,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self.database = opened
        self.determinations = Determinations(opened, now, new_id)
        self.cases = Cases(opened, now, new_id)
        self.events = Events(opened, now, new_id)
        self.judgements = Judgements(opened, now, new_id)
        self.overrides = Overrides(opened, now, new_id)
        self.publications = Publications(opened, now, new_id)
        self.batches = Batches(opened, now, new_id)
        self.drafts = Drafts(opened, now)
        self.keys = ApiKeys(opened, now)
        self.sessions = Sessions(opened, now)
        self.idempotency = IdempotencyKeys(opened, now)

    def check(self) -> None:
        """That the database answers and has the tables of this version. Raises StoreError."""
        require_current(self.database)

    def close(self) -> None:
        """Lets all connections go."""
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(url: str) -> Store:
    """The store in the database that `sqlite:///FILE` or `postgresql://…` names. Raises StoreError.

    An SQLite file that is not there is made. Tables of another version are refused: `hantei migrate` brings them up.
    """
    opened = database(url)
    try:
        if opened.is_sqlite and not Path(opened.url.database or "").exists():
            migrate(opened)
        else:
            require_current(opened)
    except BaseException:
        opened.close()
        raise
    return Store(opened)

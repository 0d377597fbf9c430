"""Cases and their events: what is told is added, nothing is changed; a correction is a later event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from service.store import chain, faults, tables
from service.store.idempotency import Claim, fulfil
from service.store.records import Record, Records, all_of


class Cases(Records):
    """The cases: each is a record whose subject is the definition that it follows."""

    table = tables.cases

    def open(self, definition: str, fields: Mapping[str, Any], caller: str, claim: Claim | None = None) -> Record:
        """Begins a case. `fields`: its title and whatever else is known of it. Raises StoreError."""
        return self._append(definition, fields, caller, claim)


class Events(Records):
    """The events of all cases, in the order in which they were told; the subject of each is the id of its case.

    An event is the JSON of one (`engine.cases.event_json`), with an `id` that is its own within the case. Its fields
    and its note can be taken out; when what happened, and what it corrects, stays.
    """

    table = tables.events
    open_fields = frozenset({"id", "event", "on", "recorded_on", "corrects", "withdraws"})

    def append(
        self, case: str, event: Mapping[str, Any], caller: str, *, after: int | None = None, claim: Claim | None = None
    ) -> Record | None:
        """Adds an event to a case; None where there is no such case. The same event told again is stored once.

        `after`: how many events the caller has seen; if there are more by now nothing is stored. Raises ConflictError
        for that and for another event with the same id, StoreError where it cannot be stored.
        """
        chain.checked_name(event["id"])
        with self._database.writing() as connection:
            if not _is_there(connection, case):
                return None
            chain.lock(connection, self.table)
            made = self._told(connection, case, event)
            if made is None:
                told = _count(connection, case)
                if after is not None and after != told:
                    raise faults.case_moved_on(case, told)
                made = self._insert(connection, case, event, self._said(caller), told + 1)
            if claim is not None:
                fulfil(connection, claim, made.entry.id)
        return made

    def _told(self, connection: Connection, case: str, event: Mapping[str, Any]) -> Record | None:
        """The event with the same id, if it is the same event. Raises ConflictError if it is another."""
        table = self.table
        wanted = all_of(table).where(table.c.subject == case, table.c.name == event["id"])
        row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        made = self._record(row)
        if made.fields != dict(event):
            raise faults.taken(event["id"])
        return made


def _is_there(connection: Connection, case: str) -> bool:
    return connection.execute(select(tables.cases.c.sequence).where(tables.cases.c.id == case)).first() is not None


def _count(connection: Connection, case: str) -> int:
    found = select(func.max(tables.events.c.number)).where(tables.events.c.subject == case)
    return connection.execute(found).scalar_one() or 0

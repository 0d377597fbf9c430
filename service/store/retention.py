"""Retention: after a time, personal facts are taken out of what is stored. Outcomes and the chains stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Table, delete, insert, select

from engine.receipt import redacted_facts
from engine.receipt.canonical import digest
from engine.records import dataclass
from service.store import chain, moments, tables

if TYPE_CHECKING:
    from service.store.determinations import Determinations
    from service.store.opening import Store
    from service.store.records import Records

AT_ONCE = 100
BY = "retention"
"""Who is said to have taken the facts out."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which facts are personal (patterns as of file names: `applicant.*`), and how long they are kept."""

    facts: tuple[str, ...]
    kept: timedelta

    def names(self, document: chain.Json) -> tuple[str, ...]:
        """The personal facts that are still in a document."""
        gone = frozenset(redacted_facts(document))
        return tuple(
            name
            for name in document["facts"]
            if name not in gone and any(fnmatchcase(name, pattern) for pattern in self.facts)
        )


@dataclass(frozen=True, slots=True)
class Retained:
    """What a policy took out of one chain: from how many entries, how many facts."""

    chain: str
    entries: int
    facts: int


def retain(
    store: Store, policy: Policy, now: Callable[[], datetime], *, only_count: bool = False
) -> tuple[Retained, ...]:
    """Applies a policy to everything that was recorded longer ago than it allows. Raises StoreError.

    Entry by entry, so it can be broken off and begun again; what was seen once by the same policy is not looked at
    again. With `only_count` nothing is taken out.
    """
    before = moments.written(now() - policy.kept)
    redacting: dict[Table, Determinations | Records] = {
        tables.determinations: store.determinations,
        tables.cases: store.cases,
        tables.events: store.events,
        tables.judgements: store.judgements,
        tables.overrides: store.overrides,
    }
    done = []
    for table, repository in redacting.items():
        entries = facts = 0
        last = _reached(store, policy, table)
        while rows := _old(store, table, last, before):
            for row in rows:
                names = policy.names(chain.read(row.document))
                if names and not only_count:
                    repository.redact(row.id, names, BY, f"kept for {policy.kept.days} days")
                entries, facts = entries + bool(names), facts + len(names)
            last = rows[-1].sequence
            if not only_count:
                _note(store, policy, table, last)
        done.append(Retained(table.name, entries, facts))
    return tuple(done)


def _old(store: Store, table: Table, last: int, before: str) -> Sequence[Row[Any, Any, Any]]:
    wanted = (
        select(table.c.sequence, table.c.id, table.c.document)
        .where(table.c.sequence > last, table.c.recorded_at < before)
        .order_by(table.c.sequence)
        .limit(AT_ONCE)
    )
    with store.database.reading() as connection:
        return connection.execute(wanted).all()


def _reached(store: Store, policy: Policy, table: Table) -> int:
    with store.database.reading() as connection:
        return _mark(connection, policy, table) or 0


def _mark(connection: Connection, policy: Policy, table: Table) -> int | None:
    of = tables.retention.c
    return connection.execute(
        select(of.sequence).where(of.policy == _name(policy), of.chain == table.name)
    ).scalar_one_or_none()


def _note(store: Store, policy: Policy, table: Table, sequence: int) -> None:
    of = tables.retention.c
    with store.database.writing() as connection:
        chain.lock(connection, table)  # two that apply one policy at once do not trip over the mark
        reached = max(sequence, _mark(connection, policy, table) or 0)
        connection.execute(delete(tables.retention).where(of.policy == _name(policy), of.chain == table.name))
        values = {"policy": _name(policy), "chain": table.name, "sequence": reached}
        connection.execute(insert(tables.retention).values(values))


def _name(policy: Policy) -> str:
    """What marks are kept under: the facts. A longer or shorter time goes on where the last run came to."""
    return digest(sorted(policy.facts))

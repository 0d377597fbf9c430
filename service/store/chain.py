"""Chains: tables whose entries are kept for good, each with the hash of the one before.

An entry's hash covers its place, its id, when and by whom it was recorded, and the *seal* of its document. A seal stays
the same when single facts are taken out of a document (`engine.receipt`), so redaction leaves the chain valid.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, insert, select, update

from engine.receipt import canonical
from engine.receipt.canonical import digest
from engine.records import dataclass
from service.store import faults, tables

Json = dict[str, Any]

GENESIS = f"sha256:{'0' * 64}"
"""What stands for the hash before the first entry."""


class Said(NamedTuple):
    """Who records an entry under which id, and the moment at which it is done (`moments.written`)."""

    id: str
    caller: str
    moment: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a chain, without its document."""

    sequence: int
    id: str
    recorded_at: str
    caller: str
    hash: str
    seal: str
    redactions: int
    """How often facts were taken out of it."""


def link(chain: str, sequence: int, previous: str, said: Said, document: Mapping[str, Any]) -> str:
    """The hash of an entry: what an audit computes again. The signature is covered here, since no seal covers it."""
    return digest({
        "chain": chain,
        "sequence": str(sequence),
        "previous": previous,
        "id": said.id,
        "recorded_at": said.moment,
        "caller": said.caller,
        "seal": document["hash"],
        "signature": document.get("signature"),
    })  # fmt: skip


def checked_name(name: str, most: int = 200) -> str:
    """A name that a column holds on every database. Raises NameLengthError."""
    if not (0 < len(name) <= most and name.isprintable()):
        raise faults.name_too_long(name, most)
    return name


def append(connection: Connection, table: Table, said: Said, document: Json, columns: Mapping[str, Any]) -> Entry:
    """Adds a document as the last entry of the chain of a table. Others who append wait until this transaction ends.

    `document` has its seal in `hash`. Where clocks disagree, an entry is recorded at the moment of the one before.
    """
    checked_name(said.id, 64)
    checked_name(said.caller)
    head = lock(connection, table)
    said = said._replace(moment=max(said.moment, head.recorded_at))
    sequence, seal = head.sequence + 1, document["hash"]
    made = link(table.name, sequence, head.hash, said, document)
    own = {"sequence": sequence, "id": said.id, "recorded_at": said.moment, "caller": said.caller}
    sealed = {"previous": head.hash, "hash": made, "seal": seal, "redactions": 0, "document": canonical(document)}
    connection.execute(insert(table).values(**own, **sealed, **columns))
    connection.execute(
        update(tables.chains)
        .where(tables.chains.c.name == table.name)
        .values(sequence=sequence, hash=made, recorded_at=said.moment)
    )
    return Entry(sequence, said.id, said.moment, said.caller, made, seal, 0)


def lock(connection: Connection, table: Table) -> Row[Any]:
    """The head of the chain of a table, held until the transaction ends."""
    return connection.execute(select(tables.chains).where(tables.chains.c.name == table.name).with_for_update()).one()


def entry_of(row: Row[Any]) -> Entry:
    """The entry in a row of a table of a chain."""
    return Entry(row.sequence, row.id, row.recorded_at, row.caller, row.hash, row.seal, row.redactions)


def entry_columns(table: Table) -> list[Any]:
    """The columns that `entry_of` needs."""
    return [table.c[name] for name in ("sequence", "id", "recorded_at", "caller", "hash", "seal", "redactions")]


def document_of(connection: Connection, table: Table, entry: str, *, lock: bool = False) -> Json | None:
    """The document of the entry with that id, as it is now; with `lock` nobody else changes it meanwhile."""
    wanted = select(table.c.document).where(table.c.id == entry)
    found = connection.execute(wanted.with_for_update() if lock else wanted).scalar_one_or_none()
    return None if found is None else read(found)


def read(document: str) -> Json:
    """A document as it is stored. Raises ValueError for what is none."""
    made = json.loads(document)
    if not isinstance(made, dict):
        raise ValueError("no document")
    return made

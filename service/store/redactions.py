"""What was taken out of entries, by whom and why: a chain of its own. It names facts, never what they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from engine.receipt import canonical, redacted_facts, seal
from engine.records import dataclass
from service.store import chain
from service.store.chain import Json, Said
from service.store.tables import redactions as table

FORMAT = "hantei-redaction-1"


@dataclass(frozen=True, slots=True)
class Redaction:
    """The facts taken out of an entry of a chain in one go."""

    chain: str
    entry: str
    facts: tuple[str, ...]
    by: str
    why: str


def newly_taken_out(before: Json, after: Json) -> tuple[str, ...]:
    """The facts that are gone in `after` and were there in `before`."""
    gone = frozenset(redacted_facts(before))
    return tuple(name for name in redacted_facts(after) if name not in gone)


def rewrite(  # noqa: PLR0913, PLR0917 - an entry, its new document, and who redacts it
    connection: Connection, table_of: Table, done: Redaction, after: Json, columns: Mapping[str, Any], said: Said
) -> tuple[int, str]:
    """Puts a redacted document in the place of an entry's: its sequence and caller. The redaction is kept first."""
    _record(connection, done, said)
    row = connection.execute(
        update(table_of)
        .where(table_of.c.id == done.entry)
        .values(document=canonical(after), redactions=table_of.c.redactions + 1, **columns)
        .returning(table_of.c.sequence, table_of.c.caller)
    ).one()
    return row.sequence, row.caller


def _record(connection: Connection, done: Redaction, said: Said) -> None:
    before = connection.execute(
        select(func.count()).where(table.c.chain == done.chain, table.c.entry == done.entry)
    ).scalar_one()
    document: Json = {
        "format": FORMAT,
        "chain": done.chain,
        "entry": done.entry,
        "facts": list(done.facts),
        "by": done.by,
        "why": done.why,
        "places": [],
    }
    document["hash"] = seal(document)
    chain.append(connection, table, said, document, {**derived(document), "number": before + 1})


def derived(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the table says of a redaction beside its document, less its number."""
    return {"chain": document["chain"], "entry": document["entry"]}


def redaction_of(document: Json) -> Redaction:
    """The redaction that a document of the chain tells of."""
    return Redaction(document["chain"], document["entry"], tuple(document["facts"]), document["by"], document["why"])

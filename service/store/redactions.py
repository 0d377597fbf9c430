"""What was taken out of entries, by whom and why: a chain of its own. It names facts, never what they were."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from engine.receipt import seal
from engine.records import dataclass
from service.store import chain
from service.store.chain import Said
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


def record_redaction(connection: Connection, done: Redaction, said: Said) -> None:
    """Keeps that facts are taken out. It comes first: without it the entry cannot be updated."""
    before = connection.execute(
        select(func.count()).where(table.c.chain == done.chain, table.c.entry == done.entry)
    ).scalar_one()
    document: dict[str, Any] = {
        "format": FORMAT,
        "chain": done.chain,
        "entry": done.entry,
        "facts": list(done.facts),
        "by": done.by,
        "why": done.why,
        "places": [],
    }
    document["hash"] = seal(document)
    columns = {"chain": done.chain, "entry": done.entry, "number": before + 1}
    chain.append(connection, table, said, document, columns)


def redaction_of(document: chain.Json) -> Redaction:
    """The redaction that a document of the chain tells of."""
    return Redaction(document["chain"], document["entry"], tuple(document["facts"]), document["by"], document["why"])

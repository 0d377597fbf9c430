"""Whether everything is as it was stored: each chain is followed from its first entry to its head.

An audit sees an entry that was changed, moved, added between or taken out; a head that is not the last entry; an index
that says something else than its document; and facts that were taken out without a record of it. It cannot see that
a whole chain was written anew by somebody who owns the database: for that, keep the heads that it prints elsewhere and
name them the next time (`known`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from engine.diagnostics import Diagnostic, Text
from engine.errors import HanteiError
from engine.receipt import redacted_facts, seal
from engine.records import dataclass
from engine.text import quoted
from service.store import chain, determinations, records, redactions, tables
from service.store.chain import GENESIS, Json, Said
from service.store.connection import Database
from service.store.publications import digest_of

AT_ONCE = 200
"""Entries that are read at once."""
MOST_FAULTS = 50
Derive = Callable[[Mapping[str, Any]], Json]

CHAINS: tuple[tuple[Table, Derive], ...] = (
    (tables.determinations, determinations.derived),
    (tables.redactions, redactions.derived),
    *((table, partial(records.derived, table=table)) for table in (
        tables.cases, tables.events, tables.judgements, tables.overrides, tables.publications
    )),
)  # fmt: skip
"""Every chain, with what its table says of a document beside it."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A chain that was followed: its entries, the hash of the last one, how many had facts taken out."""

    chain: str
    entries: int
    head: str
    redacted: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. It holds where there are no faults (of many the first are told)."""

    chains: tuple[Audited, ...]
    faults: tuple[Diagnostic, ...]


def audit(database: Database, known: Iterable[str] = ()) -> Audit:
    """Follows every chain, in one state of the database. `known`: hashes that must be in one of them.

    Raises StoreError where the database cannot be read.
    """
    wanted, followed, found = dict.fromkeys(one for one in known if one != GENESIS), [], []
    with database.reading(snapshot=True) as connection:
        for table, derive in CHAINS:
            one = _Follower(connection, table, derive)
            for fault in one.faults():
                found.append(fault)
                if len(found) >= MOST_FAULTS:
                    break
            followed.append(one.audited())
            for hash_ in one.seen(wanted):
                del wanted[hash_]
            if len(found) >= MOST_FAULTS:
                return Audit(tuple(followed), tuple(found))
        found += [_unknown_hash(hash_) for hash_ in wanted]
        found += _bundles(connection)
    return Audit(tuple(followed), tuple(found))


class _Follower:
    """Follows one chain."""

    def __init__(self, connection: Connection, table: Table, derive: Derive) -> None:
        self._connection = connection
        self._table = table
        self._derive = derive
        self._sequence = 0
        self._head = GENESIS
        self._redacted = 0
        self._found_by = 0

    def audited(self) -> Audited:
        return Audited(self._table.name, self._sequence, self._head, self._redacted)

    def seen(self, wanted: Iterable[str]) -> list[str]:
        """Those of the hashes that are in this chain."""
        hashes = select(self._table.c.hash).where(self._table.c.hash.in_(list(wanted)))
        return list(dict.fromkeys(self._connection.execute(hashes).scalars()))

    def faults(self) -> Iterator[Diagnostic]:
        whole = True
        for row in self._rows():
            wrong = self._wrong(row)
            if wrong is not None:
                whole = False
                yield _broken(self._table.name, row.sequence, wrong)
            self._sequence, self._head = row.sequence, row.hash
        head = self._connection.execute(select(tables.chains).where(tables.chains.c.name == self._table.name)).first()
        if head is None or (head.sequence, head.hash) != (self._sequence, self._head):
            yield _other_head(self._table.name, self._sequence)
        if whole and self._is_found_by_more():
            yield _found_by_more(self._table.name)

    def _rows(self) -> Iterator[Row[Any]]:
        place = self._table.c.sequence
        last: int | None = None
        while True:
            wanted = select(self._table).order_by(place).limit(AT_ONCE)
            rows = self._connection.execute(wanted if last is None else wanted.where(place > last)).all()
            yield from rows
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].sequence

    def _wrong(self, row: Row[Any]) -> Text | None:
        """What does not hold of an entry, the first of it."""
        if row.sequence != self._sequence + 1:
            return Text("entries before it are missing", "その前の記録が欠けています")
        if row.previous != self._head:
            return Text("it does not follow the entry before", "直前の記録につながっていません")
        try:
            document = chain.read(row.document)
            return self._wrong_in(row, document)
        except (HanteiError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
            return _CHANGED

    def _wrong_in(self, row: Row[Any], document: Json) -> Text | None:
        said = Said(row.id, row.caller, row.recorded_at)
        if not seal(document) == document["hash"] == row.seal:
            return _CHANGED
        if chain.link(self._table.name, row.sequence, row.previous, said, document) != row.hash:
            return Text("its hash is another one", "ハッシュが一致しません")
        columns = self._derive(document)
        if any(getattr(row, name) != value for name, value in columns.items()):
            return _INDEX
        if self._table is tables.determinations and not self._is_found(row, columns):
            return _INDEX
        return self._wrong_redactions(row, document)

    def _is_found(self, row: Row[Any], columns: Json) -> bool:
        """Whether a line of the log is found by each filter that it answers to."""
        numbers, expected = tables.determination_facets.c, determinations.facets_in(columns, row.caller)
        found = select(numbers.facet).where(numbers.sequence == row.sequence, numbers.facet.in_(expected))
        self._found_by += len(expected)
        return len(self._connection.execute(found).all()) == len(expected)

    def _is_found_by_more(self) -> bool:
        """Whether some filter finds a line of the log that does not answer to it."""
        if self._table is not tables.determinations:
            return False
        count = select(func.count()).select_from(tables.determination_facets)
        return self._connection.execute(count).scalar_one() != self._found_by

    def _wrong_redactions(self, row: Row[Any], document: Json) -> Text | None:
        gone = redacted_facts(document) if "facts" in document and self._table is not tables.redactions else ()
        if not gone and not row.redactions:
            return None
        self._redacted += 1
        of = tables.redactions.c
        kept = (
            self._connection.execute(select(of.document).where(of.chain == self._table.name, of.entry == row.id))
            .scalars()
            .all()
        )
        recorded = [name for one in kept for name in redactions.redaction_of(chain.read(one)).facts]
        if len(kept) != row.redactions or sorted(recorded) != sorted(gone):
            return Text("facts are gone without a record of it", "記録のないまま事実が伏せられています")
        return None


_CHANGED = Text("its document was changed", "内容が変更されています")
_INDEX = Text("it is listed as something that it is not", "一覧の項目が内容と一致しません")


def _bundles(connection: Connection) -> Iterator[Diagnostic]:
    """Bundles of published rule sets whose bytes have another hash, or that are not there."""
    published = connection.execute(select(tables.publications.c.subject).distinct()).scalars().all()
    for digest in published:
        content = connection.execute(
            select(tables.bundles.c.content).where(tables.bundles.c.digest == digest)
        ).scalar_one_or_none()
        if not isinstance(content, bytes | memoryview) or digest_of(bytes(content)) != digest:
            yield Diagnostic(
                "bundle-altered",
                Text(
                    f"the bundle {quoted(digest)} is not the one that was published",
                    f"規則集のバンドル {quoted(digest)} は公開されたものではありません",
                ),
                _RESTORE,
            )


_RESTORE = Text(
    "compare with a backup from before; who can write to the database can do this, Hantei itself does not",
    "以前の控えと比べてください。データベースに書き込める人には可能ですが、Hantei 自身が行うことはありません",
)


def _broken(name: str, sequence: int, wrong: Text) -> Diagnostic:
    return Diagnostic(
        "chain-broken",
        Text(f"{quoted(name)}, entry {sequence}: {wrong.en}", f"{quoted(name)} の {sequence} 番目の記録：{wrong.ja}"),
        _RESTORE,
    )


def _other_head(name: str, last: int) -> Diagnostic:
    return Diagnostic(
        "chain-head-differs",
        Text(
            f"{quoted(name)} ends with entry {last}, which is not the one that was recorded last",
            f"{quoted(name)} の末尾は {last} 番目の記録ですが、最後に記録されたものではありません",
        ),
        _RESTORE,
    )


def _found_by_more(name: str) -> Diagnostic:
    return Diagnostic(
        "index-altered",
        Text(
            f"filters find entries of {quoted(name)} that do not answer to them",
            f"{quoted(name)} の絞り込みで、条件に合わない記録が見つかります",
        ),
        _RESTORE,
    )


def _unknown_hash(hash_: str) -> Diagnostic:
    return Diagnostic(
        "known-hash-missing",
        Text(f"no chain has the hash {quoted(hash_)}", f"ハッシュ {quoted(hash_)} はどの連鎖にもありません"),
        Text(
            "if an earlier audit printed it, chains were written anew since; else check how it was copied",
            "以前の監査で表示されたものであれば、連鎖が書き直されています。そうでなければ写し間違いを確認してください",
        ),
    )

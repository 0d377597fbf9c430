"""Records: what people tell about a subject (an event of a case, a judgement, an override), kept in a chain for good.

A record is laid out like a receipt, so that the same seal covers it and the same redaction takes single fields out:

    {"format": "hantei-record-1", "open": {"subject": …}, "facts": {"by": {"value": "Hana"}}, "places": […], "hash": …}

`open` holds what a record is found by, which is never taken out. Of a field that is a mapping each member is a fact of
its own (`facts.cost`), so that it can be taken out by itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Connection, Select, Table, bindparam, select

from engine.diagnostics import Diagnostic
from engine.receipt import redact, seal
from engine.receipt.sealing import is_redacted
from engine.records import dataclass
from engine.source import escape
from service.store import chain, faults, moments, paging
from service.store.chain import Entry, Json, Said
from service.store.connection import Database
from service.store.idempotency import Claim, fulfil
from service.store.redactions import Redaction, newly_taken_out, rewrite
from service.store.tables import may_be_id

FORMAT = "hantei-record-1"


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is now. Of a field that was taken out, `fields` holds `{"redacted": "sha256:…"}`."""

    entry: Entry
    subject: str
    fields: Json
    number: int | None = None
    """Of an event: its place among those of its case, in the order of telling, from 1."""

    def left(self) -> Json:
        """The fields without what was taken out: what is not among them is not known."""
        shown = {
            name: {part: one for part, one in value.items() if not is_redacted(one)}
            if isinstance(value, dict)
            else value
            for name, value in self.fields.items()
            if not is_redacted(value)
        }
        return {name: value for name, value in shown.items() if value != {} or self.fields[name] == {}}


class Records:
    """The records of one kind. A kind names its table and the fields that stay open beside the subject."""

    table: ClassVar[Table]
    open_fields: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, database: Database, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def get(self, id_: str) -> Record | None:
        """The record with that id. Raises StoreError."""
        if not may_be_id(id_):
            return None
        wanted = all_of(self.table).where(self.table.c.id == id_)
        with self._database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else self._record(row)

    def page(
        self, subject: str | None = None, cursor: str | None = None, limit: int = paging.USUAL
    ) -> paging.Page[Record]:
        """Records, newest first: of one subject, or all. Raises CursorError, PageLimitError, StoreError."""
        limit = paging.checked_limit(limit)
        listed = f"{self.table.name} {subject if subject is None else repr(subject)}"
        below = None if cursor is None else paging.place_of(listed, cursor)
        wanted = _page_of(self.table, of_subject=subject is not None, is_first=below is None)
        with self._database.reading() as connection:
            rows = connection.execute(wanted, {"wanted": subject, "below": below, "most": limit + 1}).all()
        items = tuple(self._record(row) for row in rows[:limit])
        more = len(rows) > limit
        return paging.Page(items, paging.cursor_after(listed, items[-1].entry.sequence) if more else None)

    def of(self, subject: str) -> tuple[Record, ...]:
        """All records of a subject, oldest first. Raises StoreError."""
        with self._database.reading() as connection:
            rows = connection.execute(_of_subject(self.table), {"wanted": subject}).all()
        return tuple(self._record(row) for row in rows)

    def redact(self, id_: str, names: Iterable[str], by: str, why: str) -> tuple[Record | None, list[Diagnostic]]:
        """Takes fields out for good: the record as it is then, or what is wrong with the naming. Raises StoreError."""
        with self._database.writing() as connection:
            before = chain.document_of(connection, self.table, id_, lock=True)
            if before is None:
                return None, [faults.no_such_entry(id_)]
            after, found = redact(before, names)
            if found:
                return None, found
            gone = newly_taken_out(before, after)
            if gone:
                said = Said(self._new_id(), by, moments.written(self._clock()))
                rewrite(connection, self.table, Redaction(self.table.name, id_, gone, by, why), after, {}, said)
        self._database.forget_old_pages()
        return self.get(id_), []

    def _append(self, subject: str, fields: Mapping[str, Any], caller: str, claim: Claim | None = None) -> Record:
        with self._database.writing() as connection:
            made = self._insert(connection, subject, fields, self._said(caller))
            if claim is not None:
                fulfil(connection, claim, made.entry.id)
        return made

    def _insert(
        self, connection: Connection, subject: str, fields: Mapping[str, Any], said: Said, number: int | None = None
    ) -> Record:
        document = sealed(subject, fields, self.open_fields, number)
        entry = chain.append(connection, self.table, said, document, derived(document, self.table))
        return Record(entry, subject, fields_of(document), number)

    def _said(self, caller: str, id_: str | None = None) -> Said:
        return Said(id_ or self._new_id(), caller, moments.written(self._clock()))

    @staticmethod
    def _record(row: Any) -> Record:
        document = chain.read(row.document)
        return Record(chain.entry_of(row), row.subject, fields_of(document), _number(document))


@cache
def all_of(table: Table) -> Select[Any]:
    """What records are made of, of every row of a table of theirs."""
    return select(*chain.entry_columns(table), table.c.subject, table.c.document)


@cache
def _of_subject(table: Table) -> Select[Any]:
    """Kept because pages ask it again and again: to put it together takes as long as to ask it."""
    return all_of(table).where(table.c.subject == bindparam("wanted")).order_by(table.c.subject, table.c.sequence)


@cache
def _page_of(table: Table, *, of_subject: bool, is_first: bool) -> Select[Any]:
    """Records, newest first; kept as that of a subject is."""
    order = (table.c.subject.desc(), table.c.sequence.desc()) if of_subject else (table.c.sequence.desc(),)
    wanted = all_of(table).order_by(*order).limit(bindparam("most"))
    if of_subject:
        wanted = wanted.where(table.c.subject == bindparam("wanted"))
    return wanted if is_first else wanted.where(table.c.sequence < bindparam("below"))


def sealed(subject: str, fields: Mapping[str, Any], open_fields: Iterable[str], number: int | None = None) -> Json:
    """The document of a record. Raises CanonicalError where a field holds a number: figures are text here."""
    chain.checked_name(subject)
    shown = frozenset(open_fields)
    facts = {name: {"value": value} for name, value in _flat(fields) if name not in shown}
    document: Json = {
        "format": FORMAT,
        "open": {
            "subject": subject,
            **({} if number is None else {"number": str(number)}),
            "fields": {name: fields[name] for name in fields if name in shown},
        },
        "facts": facts,
        "places": [{"at": f"/facts/{escape(name)}", "shows": [name], "salt": secrets.token_hex(16)} for name in facts],
    }
    return {**document, "hash": seal(document)}


def fields_of(document: Mapping[str, Any]) -> Json:
    """The fields of a record as they were given, less what was taken out."""
    found: Json = dict(document["open"]["fields"])
    for name, given in document["facts"].items():
        head, dot, member = name.partition(".")
        value = given["value"] if "value" in given else dict(given)
        if dot:
            found.setdefault(head, {})[member] = value
        else:
            found[name] = value
    return found


def derived(document: Mapping[str, Any], table: Table) -> Json:
    """What a table says of a record beside its document, so that an audit can compare the two."""
    named = {"subject": document["open"]["subject"]}
    if "number" in table.c:
        named |= {"number": _number(document), "name": document["open"]["fields"]["id"]}
    return named


def _number(document: Mapping[str, Any]) -> int | None:
    number = document["open"].get("number")
    return None if number is None else int(number)


def _flat(fields: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in fields.items():
        if "." in name:
            raise ValueError(f"a field of a record has a dot in its name: {name}")
        if isinstance(value, dict) and value:
            yield from ((f"{name}.{member}", one) for member, one in value.items())
        else:
            yield name, value

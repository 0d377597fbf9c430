"""The log of determinations: receipts that are kept for good, found by what was asked, redacted but never changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select

from engine.diagnostics import Diagnostic
from engine.receipt import canonical, redact, seal
from engine.receipt.faults import altered
from engine.records import dataclass
from service.store import chain, faults, moments, paging
from service.store.chain import Entry, Json, Said
from service.store.connection import Database
from service.store.facets import Outcome, facet, facets_of, programme_of
from service.store.idempotency import Claim, fulfil
from service.store.redactions import Redaction, newly_taken_out, rewrite
from service.store.tables import determination_facets, may_be_id
from service.store.tables import determinations as table

COUNTRY = "host_country"
"""The fact by which the log is filtered as `country`."""


@dataclass(frozen=True, slots=True)
class StoredDetermination:
    """A line of the log."""

    entry: Entry
    outcomes: tuple[Outcome, ...]
    as_of: date
    country: str | None
    """None where it was not given, or has been taken out."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines of the log are wanted; None asks nothing. `since` and `until`: days in Tokyo of recording, both in.

    `programme` is the first part of a rule set's id. Rule set and outcome are those of one determination together.
    """

    ruleset: str | None = None
    programme: str | None = None
    outcome: str | None = None
    country: str | None = None
    caller: str | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Filter()
_OWN = (table.c.outcomes, table.c.as_of, table.c.country)
_LINE = select(*chain.entry_columns(table), *_OWN)
_OF_ID = _LINE.add_columns(table.c.document).where(table.c.id == bindparam("wanted"))
_AT_PLACES = _LINE.where(table.c.sequence.in_(bindparam("places", expanding=True))).order_by(table.c.sequence.desc())
"""Statements that pages ask again and again: to put one together takes as long as to ask it."""


class Determinations:
    """The log of determinations."""

    def __init__(self, database: Database, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def append(self, receipt: Mapping[str, Any], caller: str, claim: Claim | None = None) -> StoredDetermination:
        """Keeps a receipt; with a claim, its idempotency key is answered with the new id in the same transaction.

        Raises ValueError for a receipt whose hash does not hold, StoreError where it cannot be stored.
        """
        document = dict(receipt)
        if seal(document) != document["hash"]:
            raise ValueError(altered().message.en)
        said = Said(self._new_id(), caller, moments.written(self._clock()))
        with self._database.writing() as connection:
            stored = insert_determination(connection, document, said)
            if claim is not None:
                fulfil(connection, claim, said.id)
        return stored

    def get(self, id_: str) -> tuple[StoredDetermination, Json] | None:
        """A line of the log with its receipt as it is now. Raises StoreError."""
        if not may_be_id(id_):
            return None
        with self._database.reading() as connection:
            row = connection.execute(_OF_ID, {"wanted": id_}).one_or_none()
        return None if row is None else (_stored(row), chain.read(row.document))

    def page(
        self, asked: Filter = EVERYTHING, cursor: str | None = None, limit: int = paging.USUAL
    ) -> paging.Page[StoredDetermination]:
        """Lines of the log, newest first. Raises CursorError, PageLimitError, StoreError."""
        limit, named = paging.checked_limit(limit), listed(asked)
        below = None if cursor is None else paging.place_of(named, cursor)
        with self._database.reading() as connection:
            places = _places(connection, asked, below, limit + 1)
            rows = connection.execute(_AT_PLACES, {"places": places[:limit]}).all()
        return paging.Page(tuple(map(_stored, rows)), _after(places, named, limit))

    def reach(self, asked: Filter = EVERYTHING) -> tuple[int, str | None]:
        """How many lines are wanted, and the cursor at which they begin: what comes later is not among them.

        None where there are none. Raises StoreError.
        """
        with self._database.reading() as connection:
            chosen = _chosen(connection, asked, None)
            if chosen is None:
                return 0, None
            place, conditions = chosen
            count, last = connection.execute(select(func.count(), func.max(place)).where(*conditions)).one()
        return (count, paging.cursor_after(listed(asked), last + 1)) if count else (0, None)

    def receipts(
        self, asked: Filter, cursor: str, limit: int = paging.MOST
    ) -> paging.Page[tuple[StoredDetermination, Json]]:
        """Lines of the log with their receipts, newest first. Raises CursorError, PageLimitError, StoreError."""
        limit, named = paging.checked_limit(limit), listed(asked)
        with self._database.reading() as connection:
            places = _places(connection, asked, paging.place_of(named, cursor), limit + 1)
            rows = connection.execute(_AT_PLACES.add_columns(table.c.document), {"places": places[:limit]}).all()
        found = tuple((_stored(row), chain.read(row.document)) for row in rows)
        return paging.Page(found, _after(places, named, limit))

    def redact(self, id_: str, facts: Iterable[str], by: str, why: str) -> tuple[Json | None, list[Diagnostic]]:
        """Takes facts out of a receipt for good: the receipt as it is then, or what is wrong with the naming.

        Who did it and why is kept in a chain of its own. Raises StoreError.
        """
        with self._database.writing() as connection:
            before = chain.document_of(connection, table, id_, lock=True)
            if before is None:
                return None, [faults.no_such_entry(id_)]
            after, found = redact(before, facts)
            if found:
                return None, found
            gone = newly_taken_out(before, after)
            if gone:
                said = Said(self._new_id(), by, moments.written(self._clock()))
                _rewrite(connection, Redaction(table.name, id_, gone, by, why), before, after, said)
        self._database.forget_old_pages()
        return after, []


def insert_determination(connection: Connection, document: Json, said: Said) -> StoredDetermination:
    """Adds a receipt to the log, in a transaction that writes."""
    found = derived(document)
    entry = chain.append(connection, table, said, document, found)
    outcomes = _outcomes(found["outcomes"])
    _index(connection, entry.sequence, facets_of(outcomes, found["country"], said.caller))
    return StoredDetermination(entry, outcomes, date.fromisoformat(found["as_of"]), found["country"])


def derived(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the log says of a receipt: nothing that is not in it, so that an audit can compare the two."""
    digests = {one["id"]: one["digest"] for one in document["request"]["rulesets"]}
    outcomes = [
        [one["ruleset"]["id"], digests.get(one["ruleset"]["id"], ""), one["outcome"]]
        for one in document["answer"]["determinations"]
    ]
    country = document["facts"].get(COUNTRY, {}).get("value")
    known = isinstance(country, str) and len(country) <= 200 and "\0" not in country
    return {
        "outcomes": canonical(outcomes),
        "as_of": document["request"]["as_of"],
        "country": country if known else None,
    }


def facets_in(columns: Mapping[str, Any], caller: str) -> frozenset[int]:
    """The facets of a line of the log, of what `derived` gives."""
    return facets_of(_outcomes(columns["outcomes"]), columns["country"], caller)


def _rewrite(connection: Connection, done: Redaction, before: Json, after: Json, said: Said) -> None:
    sequence, caller = rewrite(connection, table, done, after, derived(after), said)
    was, now = (facets_in(derived(document), caller) for document in (before, after))
    number = determination_facets.c.facet
    gone = number.in_(was - now) & (determination_facets.c.sequence == sequence)
    connection.execute(delete(determination_facets).where(gone))
    _index(connection, sequence, now - was)


# --- pages -----------------------------------------------------------------------------------------------------------


Chosen = tuple[ColumnElement[int], list[ColumnElement[bool]]]
"""The column that places lines, and what is asked of them."""


def _places(connection: Connection, asked: Filter, below: int | None, count: int) -> Sequence[int]:
    """The sequences of the lines wanted, newest first: read from one index alone."""
    chosen = _chosen(connection, asked, below)
    if chosen is None:
        return ()
    place, conditions = chosen
    # the order names the facet, too, so that the index of both is the one that serves it
    order = [] if place is table.c.sequence else [determination_facets.c.facet.desc()]
    wanted = select(place).where(*conditions).order_by(*order, place.desc()).limit(count)
    return connection.execute(wanted).scalars().all()


def _chosen(connection: Connection, asked: Filter, below: int | None) -> Chosen | None:
    """What a filter asks; None where nothing can answer to it."""
    if asked.ruleset is not None and asked.programme not in {None, programme_of(asked.ruleset)}:
        return None
    number = facet(
        ruleset=asked.ruleset,
        programme=asked.programme if asked.ruleset is None else None,
        outcome=asked.outcome,
        country=asked.country,
        caller=asked.caller,
    )
    place = table.c.sequence if number is None else determination_facets.c.sequence
    conditions = [] if number is None else [determination_facets.c.facet == number]
    if below is not None:
        conditions.append(place < below)
    if asked.since is not None:
        first = _first_since(connection, moments.beginning_of(asked.since))
        if first is None:
            return None
        conditions.append(place >= first)
    if asked.until is not None:
        after = _first_since(connection, moments.end_of(asked.until))
        if after is not None:
            conditions.append(place < after)
    return place, conditions


def _after(places: Sequence[int], named: str, limit: int) -> str | None:
    """The cursor of the lines that follow, of which one place more was read."""
    return paging.cursor_after(named, places[limit - 1]) if len(places) > limit else None


def _first_since(connection: Connection, moment: str) -> int | None:
    """The first sequence recorded at a moment or after it: moments never go back along the chain."""
    return connection.execute(
        select(table.c.sequence)
        .where(table.c.recorded_at >= moment)
        .order_by(table.c.recorded_at, table.c.sequence)
        .limit(1)
    ).scalar_one_or_none()


def listed(asked: Filter) -> str:
    """The name of the list that a filter makes, to which its cursors belong."""
    return canonical([
        "determinations",
        asked.ruleset,
        asked.programme,
        asked.outcome,
        asked.country,
        asked.caller,
        asked.since and asked.since.isoformat(),
        asked.until and asked.until.isoformat(),
    ])  # fmt: skip


def _stored(row: Any) -> StoredDetermination:
    return StoredDetermination(chain.entry_of(row), _outcomes(row.outcomes), date.fromisoformat(row.as_of), row.country)


def _outcomes(written: str) -> tuple[Outcome, ...]:
    return tuple(Outcome(*one) for one in json.loads(written))


def _index(connection: Connection, sequence: int, facets: Iterable[int]) -> None:
    rows = [{"facet": number, "sequence": sequence} for number in sorted(facets)]
    if rows:
        connection.execute(insert(determination_facets), rows)

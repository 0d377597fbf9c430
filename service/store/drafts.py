"""Drafts that authors are writing: text in fields, kept for whoever writes it, never read as rules here.

Who saves says what each field was before. A field that is another by then was saved elsewhere: nothing is written over,
unless that is asked for. Fields that others did not touch are saved side by side.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.receipt import canonical
from engine.records import dataclass
from service.store import faults, moments
from service.store.chain import checked_name
from service.store.connection import Database
from service.store.tables import drafts as table

LARGEST = 2_000_000
"""Bytes of a draft, all fields together."""
MOST = 30
"""Drafts of an author."""
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is kept. `tabs`: which page saved a field last; `begun_from`: the mark of its origin."""

    author: str
    name: str
    saved_at: str
    saved_by: str
    fields: Fields
    tabs: Fields
    begun_from: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page sends: fields as typed, the mark of each as the page had it, and what the page calls itself.

    `anyway`: what was saved elsewhere is written over.
    """

    fields: Fields
    was: Fields = field(default_factory=dict)
    tab: str = ""
    by: str = ""
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Nothing was saved: these fields were saved elsewhere meanwhile. `saved_at`: empty where the origin changed."""

    fields: tuple[str, ...]
    saved_at: str = ""
    saved_by: str = ""


def mark(text: str) -> str:
    """By which two texts are told apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def mark_of(fields: Fields) -> str:
    """The mark of several fields."""
    return mark(canonical(dict(fields)))


class Drafts:
    """The drafts of all authors."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def get(self, author: str, name: str) -> Draft | None:
        """A draft as it stands. Raises StoreError."""
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(_is(author, name))).one_or_none()
        return None if row is None else _draft(row)

    def of(self, author: str) -> tuple[tuple[str, str], ...]:
        """The names of an author's drafts, last saved first, each with when that was. Raises StoreError."""
        wanted = select(table.c.name, table.c.saved_at).where(table.c.author == author)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(table.c.saved_at.desc(), table.c.name)).all()
        return tuple((row.name, row.saved_at) for row in rows)

    def save(self, author: str, name: str, typed: Typed, origin: Fields | None) -> Draft | Overtaken | None:
        """Keeps what was typed. `origin`: what the draft is begun from, where it is new; None: from nothing.

        None where nothing is typed that is not in the origin. Raises StoreError: too large, too many.
        """
        checked_name(author)
        checked_name(name)
        try:
            with self._database.writing() as connection:
                return self._save(connection, author, name, typed, origin)
        except IntegrityError:  # another began it in this moment: it is there now
            with self._database.writing() as connection:
                return self._save(connection, author, name, typed, origin)

    def arrange(self, draft: Draft, fields: Fields) -> None:
        """The same text in other fields, unless it was saved again meanwhile. Raises StoreError."""
        content = _content(fields, {}, draft.begun_from)
        same = _is(draft.author, draft.name) & (table.c.content == _content(draft.fields, draft.tabs, draft.begun_from))
        with self._database.writing() as connection:
            connection.execute(update(table).where(same).values(content=content))

    def remove(self, author: str, name: str) -> None:
        """Takes a draft away. Raises StoreError."""
        with self._database.writing() as connection:
            connection.execute(delete(table).where(_is(author, name)))
        self._database.forget_old_pages()

    def _save(
        self, connection: Connection, author: str, name: str, typed: Typed, origin: Fields | None
    ) -> Draft | Overtaken | None:
        row = connection.execute(select(table).where(_is(author, name)).with_for_update()).one_or_none()
        kept = None if row is None else _draft(row)
        before = kept.fields if kept else origin
        if before is not None:
            own = {one for one, tab in kept.tabs.items() if tab and tab == typed.tab} if kept else set()
            changed = {
                one: text
                for one, text in typed.fields.items()
                if before.get(one) != text and (one in own or mark(text) != typed.was.get(one))
            }
            if not changed:
                return kept
            lost = [one for one in changed if one not in own and mark(before.get(one, "")) != typed.was.get(one)]
            if lost and not typed.anyway:
                return Overtaken(tuple(lost), *((kept.saved_at, kept.saved_by) if kept else ()))
        else:
            changed = dict(typed.fields)
        tabs = {**(kept.tabs if kept else {}), **dict.fromkeys(changed, typed.tab)}
        begun_from = kept.begun_from if kept else mark_of(origin or {})
        content = _content({**(before or {}), **changed}, tabs, begun_from)
        if len(content.encode()) > LARGEST:
            raise faults.draft_too_large(LARGEST)
        values = {"saved_at": moments.written(self._clock()), "saved_by": typed.by[:200], "content": content}
        if kept is None:
            others = select(func.count()).select_from(table).where(table.c.author == author)
            if connection.execute(others).scalar_one() >= MOST:
                raise faults.too_many_drafts(MOST)
            connection.execute(insert(table).values(author=author, name=name, **values))
        else:
            connection.execute(update(table).where(_is(author, name)).values(**values))
        return Draft(author, name, values["saved_at"], values["saved_by"], *_read(content))


def _is(author: str, name: str) -> Any:
    return (table.c.author == author) & (table.c.name == name)


def _content(fields: Fields, tabs: Fields, begun_from: str) -> str:
    # pairs: fields stay in their order
    return canonical({"fields": [list(one) for one in fields.items()], "tabs": dict(tabs), "begun_from": begun_from})


def _read(content: str) -> tuple[Fields, Fields, str]:
    told = json.loads(content)
    return dict(told["fields"]), told["tabs"], told["begun_from"]


def _draft(row: Any) -> Draft:
    return Draft(row.author, row.name, row.saved_at, row.saved_by, *_read(row.content))

"""The lines of the log that a filter chooses, taken together stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from service.pages.officer.background import Step, Steps
from service.pages.officer.portfolio import Portfolio, portfolio_of, read, written
from service.store import LOG, Filter

if TYPE_CHECKING:
    from service.store import Batch, Store

MOST_KEPT = 20
"""Portfolios of one officer that are kept; older ones give way."""
NAMES = ("ruleset", "programme", "outcome", "country", "caller")
DAYS = ("since", "until")


def begin(store: Store, caller: str, asked: Filter, on: date) -> str | None:
    """Keeps what is to be taken together, as the log stands now; its id. None where there is nothing.

    Raises StoreError.
    """
    count, cursor = store.determinations.reach(asked)
    if cursor is None:
        return None
    named = {"title": "", "ruleset": asked.ruleset or "", "as_of": on.isoformat(), "kind": LOG}
    content = {"filter": filter_texts(asked), "cursor": cursor}
    id_ = store.batches.begin(caller, named, content, count)
    for old in store.batches.of(caller, LOG)[MOST_KEPT:]:
        store.batches.remove(old.id)
    return id_


def steps_of(store: Store, id_: str) -> Steps:
    """The stretches that are left."""
    content = store.batches.content(id_)
    asked = filter_again(content["filter"])

    def left(done: int) -> Iterator[Step]:
        # each stretch is kept under the number of its last line, and says where the next begins
        cursor = store.batches.results(id_, done - 1)[-1][1]["next"] if done else content["cursor"]
        while cursor is not None:
            found = store.determinations.receipts(asked, cursor)
            cursor, count = found.next, len(found.items)
            done += count
            yield Step([(done, {**written(portfolio_of(found.items)), "next": cursor})], count)

    return left


def taken_together(store: Store, found: Batch) -> Portfolio:
    """What came of it so far."""
    return reduce(add, (read(document) for _, document in store.batches.results(found.id)), Portfolio())


def filter_texts(asked: Filter) -> dict[str, str]:
    """A filter as it stands in an address."""
    told = {name: getattr(asked, name) for name in NAMES} | {
        name: found.isoformat() for name in DAYS if (found := getattr(asked, name)) is not None
    }
    return {name: text for name, text in told.items() if text is not None}


def filter_again(texts: Mapping[str, Any]) -> Filter:
    """The filter of such texts."""
    days: dict[str, Any] = {name: date.fromisoformat(texts[name]) for name in DAYS if name in texts}
    return Filter(**{name: texts[name] for name in NAMES if name in texts}, **days)

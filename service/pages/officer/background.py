"""A batch gone through in the background, step by step; whoever looks on takes over from a dead worker."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import Request

from engine.records import dataclass
from service.access.permission import caller_of
from service.pages.faults import NOT_FOUND, PageFaultError
from service.store import StoreError
from service.web.state import store_of

if TYPE_CHECKING:
    from service.store import Batch, Store

log = logging.getLogger("hantei")
AT_ONCE = 0.5
"""Seconds that whoever begins a batch waits, so that a short one is there at once."""


@dataclass(frozen=True, slots=True)
class Step:
    """What came of the next `count` things, by their numbers, to be kept together."""

    told: Sequence[tuple[int, dict[str, Any]]]
    count: int


Steps = Callable[[int], Iterator[Step]]
"""The steps that are left when so many things are done."""


def own_batch(request: Request, id_: str, kind: str) -> Batch:
    """A batch of a kind of the officer who asks. Raises PageFaultError for what is none, StoreError."""
    found = store_of(request).batches.get(id_)
    if found is None or found.caller != caller_of(request) or found.kind != kind:
        raise PageFaultError(404, NOT_FOUND)
    return found


def go_on(store: Store, id_: str, steps: Steps, *, wait: float = 0) -> None:
    """Has the rest of a batch done in the background, unless somebody is at it. Waits so many seconds for its end."""
    token = store.batches.take(id_)
    if token is not None:
        worker = threading.Thread(target=_run, args=(store, id_, token, steps), name=f"batch {id_}", daemon=True)
        worker.start()
        worker.join(wait)


def _run(store: Store, id_: str, token: str, steps: Steps) -> None:
    """The steps that are left. A fault of ours ends the worker; who looks on later takes over."""
    try:
        found = store.batches.get(id_)
        for step in steps(0 if found is None else found.done):
            if not store.batches.advance(id_, token, step.told, step.count):
                return
        store.batches.finish(id_, token)
    except StoreError as error:
        log.warning("batch %s: %s", id_, error.fault.message.en)
    except Exception:  # a thread has nobody above it to tell
        log.exception("batch %s", id_)

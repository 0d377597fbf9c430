"""What first visits would wait for is made ready beside the requests: templates, plans, what is made of all rules.

Each step is short and runs in a thread, so that requests go on meanwhile and a process that is told to stop does not
wait; whatever was not made ready yet is made by the visit itself, as without this.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from service.pages.author.keeping import clauses_of
from service.pages.author.searching import listed_of
from service.pages.rendering import environment
from service.pages.routing import LANGUAGES
from service.store import StoreError

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from service.publications.rules import Rules

log = logging.getLogger("hantei.pages")
DELAY = 1.0
"""Seconds after the start: probes and the first requests come first."""
EVERY = 5.0
"""Seconds between two looks whether other rules are in force."""


@contextlib.asynccontextmanager
async def warming(rules: Rules) -> AsyncIterator[None]:
    """Makes ready what pages need of the rules in force while the block runs, again when others are."""
    task = asyncio.create_task(_warm(rules))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _warm(rules: Rules) -> None:
    await asyncio.sleep(DELAY)
    await _done(_templates())
    warmed: Catalogue | None = None
    while True:
        with contextlib.suppress(StoreError):  # which rules are in force is not known yet
            catalogue = await asyncio.to_thread(lambda: rules.catalogue)
            if catalogue is not warmed:
                await _done(steps(catalogue))
                await asyncio.to_thread(_set_aside)
                warmed = catalogue
        await asyncio.sleep(EVERY)


async def _done(works: Iterator[Callable[[], object]]) -> None:
    for work in works:
        try:
            await asyncio.to_thread(work)
        except Exception:
            log.exception("a page could not be made ready")


def _set_aside() -> None:
    """Spares the collector of garbage what stays: going through all rules again and again costs every request.

    What was set aside before comes back first, so that rules no longer in force can go.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _templates() -> Iterator[Callable[[], object]]:
    for lang in LANGUAGES:
        made = environment(lang)
        yield from (partial(made.get_template, name) for name in made.list_templates(extensions=["html"]))


def steps(catalogue: Catalogue) -> Iterator[Callable[[], object]]:
    """The plans one by one, then what is made of all of them."""
    yield from (partial(catalogue.plan, ruleset) for ruleset in catalogue.ids())
    yield partial(listed_of, catalogue)
    yield partial(clauses_of, catalogue)
    yield catalogue.registers

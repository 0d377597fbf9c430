"""What first visits would wait for is made ready beside the requests: templates, plans, what is made of all rules, and
what is asked first.

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

from service.checks.explanations import Rendering, background, rendered
from service.clock import today
from service.interview.session import Session
from service.pages.applicant.judging import judged
from service.pages.applicant.programmes import day_to_ask, programmes
from service.pages.applicant.standing import Standing
from service.pages.author.keeping import clauses_of
from service.pages.author.searching import listed_of
from service.pages.rendering import environment
from service.pages.routing import LANGUAGES
from service.store import StoreError

if TYPE_CHECKING:
    from datetime import date

    from engine.catalogue import Catalogue
    from engine.plan import Plan
    from service.publications.rules import Rules

log = logging.getLogger("hantei.pages")
DELAY = 1.0
"""Seconds after the start: probes and the first requests come first."""
REST = 0.05
"""Seconds between two steps: requests that a step held up are answered first."""
ALLOCATIONS = 50_000
"""Things made before the collector of garbage looks at them: by default 700, which a page makes several times. With
this many it takes some 50 ms once in hundreds of pages; with fewer it meets a twentieth of those that make most."""
EVERY = 5.0
"""Seconds between two looks whether other rules are in force, or another day has begun."""


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
    warmed: tuple[Catalogue, date] | None = None
    while True:
        with contextlib.suppress(StoreError):  # which rules are in force is not known yet
            catalogue, day = await asyncio.to_thread(lambda: rules.catalogue), today()
            if warmed is None or catalogue is not warmed[0] or day != warmed[1]:
                await _done(steps(catalogue, day))
                await asyncio.to_thread(set_aside)
                warmed = catalogue, day
        await asyncio.sleep(EVERY)


async def _done(works: Iterator[Callable[[], object]]) -> None:
    for work in works:
        try:
            await asyncio.to_thread(work)
        except Exception:
            log.exception("a page could not be made ready")
        await asyncio.sleep(REST)


def set_aside() -> None:
    """Spares the collector of garbage what stays, and has it look less often: both would cost every request.

    What was set aside before comes back first, so that rules no longer in force can go.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])


def _templates() -> Iterator[Callable[[], object]]:
    for lang in LANGUAGES:
        made = environment(lang)
        yield from (partial(made.get_template, name) for name in made.list_templates(extensions=["html"]))


def steps(catalogue: Catalogue, day: date) -> Iterator[Callable[[], object]]:
    """The plans one by one, what is made of all of them, then what is asked first of who comes on this day."""
    yield from (partial(catalogue.plan, ruleset) for ruleset in catalogue.ids())
    yield partial(listed_of, catalogue)
    yield partial(clauses_of, catalogue)
    yield catalogue.registers
    every = programmes(catalogue)
    yield from (partial(_asked_first, catalogue, (plan,), day) for plan in every)
    yield partial(_asked_first, catalogue, every, day)
    plans = [plan for ruleset in catalogue.ids() if (plan := catalogue.plan(ruleset)[0]) is not None]
    yield from (partial(_asked_first, catalogue, (one,), day) for one in plans if one not in every)
    yield from (partial(_told_first, catalogue, one, day) for one in plans)


def _asked_first(catalogue: Catalogue, plans: tuple[Plan, ...], day: date) -> object:
    """The first questions by the rules of the day that is proposed: they are kept for whoever has told nothing yet."""
    proposed = day_to_ask(plans[0], day) if len(plans) == 1 else day
    return Session(catalogue, plans, proposed, None, {}).questions()


def _told_first(catalogue: Catalogue, plan: Plan, day: date) -> None:
    """What a rule set comes to by its own, of which most stays the same whatever is answered."""
    found = judged(Standing((plan.id,), (plan,), day_to_ask(plan, day)), catalogue)
    behind = background(found.inquiry, found.answer, catalogue)
    for lang in LANGUAGES:
        rendered(found.answer, catalogue, behind, Rendering.HTML, lang)

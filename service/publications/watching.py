"""What goes on beside the requests: a look for published rules every few seconds, and at once on SIGHUP."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import AsyncIterator

from service.publications.rules import Rules
from service.store import StoreError

log = logging.getLogger("hantei.rules")


@contextlib.asynccontextmanager
async def watching(rules: Rules, seconds: float) -> AsyncIterator[None]:
    """Looks for published rules while the block runs. SIGHUP: the folder is read again, and the database asked."""
    hurry = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread()
    if signals:
        loop.add_signal_handler(signal.SIGHUP, hurry.set)
    task = asyncio.create_task(_watch(rules, seconds, hurry))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        if signals:
            loop.remove_signal_handler(signal.SIGHUP)


async def _watch(rules: Rules, seconds: float, hurry: asyncio.Event) -> None:
    told: str | None = None
    while True:
        again = hurry.is_set()
        hurry.clear()
        try:
            found = await asyncio.to_thread(_look, rules, again)
        except StoreError as error:
            found = error.fault.message.en
        except Exception:
            log.exception("the look for published rules failed")
            found = None
        if found is not None and found != told:
            log.warning("rules: %s", found)
        told = found
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(hurry.wait(), seconds)


def _look(rules: Rules, again: bool) -> str | None:
    """Why the rules that should be in force are not; None where they are."""
    faults = rules.reread() if again else []
    if rules.refresh():
        log.info("rules in force: %s", rules.held.digest or rules.catalogue.root)
    rules.keep_folder()
    faults = [*faults, *rules.refused]
    return faults[0].message.en if faults else None

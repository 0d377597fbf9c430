"""How often somebody may ask: token buckets, in the memory of this process."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from starlette.requests import Request

MOST = 50_000
"""Buckets that are kept. Beyond that those that were used longest ago are forgotten, which fills them."""


class Buckets:
    """A bucket for each name: `burst` requests at once, filled up by `per_minute`. Zero a minute: no limit."""

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._burst = float(max(burst, 1))
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> int:
        """Takes one request out of a bucket: 0, or the whole seconds until there is one."""
        if not self._rate:
            return 0
        held, now = self._filled(name)
        if held < 1:
            return self._until_one(held)
        self._held[name] = (held - 1, now)
        self._held.move_to_end(name)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
        return 0

    async def paced(self, name: str) -> None:
        """Waits until there is a request in a bucket, and takes it."""
        while wait := self.take(name):
            await asyncio.sleep(wait)

    def wait(self, name: str) -> int:
        """The whole seconds until there is a request in a bucket; 0 where there is one now."""
        if not self._rate:
            return 0
        held, _ = self._filled(name)
        return 0 if held >= 1 else self._until_one(held)

    def _until_one(self, held: float) -> int:
        return max(1, math.ceil((1 - held) / self._rate))

    def _filled(self, name: str) -> tuple[float, float]:
        now = self._clock()
        held, then = self._held.get(name, (self._burst, now))
        return min(self._burst, held + (now - then) * self._rate), now


async def pace(request: Request) -> None:
    """To be awaited for each check of a stream: strangers get their answers no faster than by single requests."""
    paced: Callable[[], Awaitable[None]] | None = getattr(request.state, "paced", None)
    if paced is not None:
        await paced()

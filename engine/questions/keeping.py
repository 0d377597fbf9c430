"""What the facts of one rule set are worth, kept for the same facts.

A fact on which nothing of the day rests, and after which none is asked, cannot matter: it is left out first. So who
has answered for one programme finds what was worked out for another where that asks for none of it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from engine import possibilities
from engine.facts import Facts
from engine.possibilities import Oracle, Request, ground_of

T = TypeVar("T")
MOST_KEPT = 2_000
"""The one used longest ago goes first."""
_KEPT: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


def kept(request: Request, work_out: Callable[[Oracle], Mapping[str, T]]) -> Mapping[str, T]:
    """What `work_out` finds for the facts of the request that can matter."""
    oracle = Oracle(_of_use(request))
    key = (work_out, oracle.ground, frozenset(oracle.base.told.signs.items()))
    found = _KEPT.pop(key, None)
    if found is None:
        found = work_out(oracle)
    _KEPT[key] = found
    while len(_KEPT) > MOST_KEPT:
        _KEPT.popitem(last=False)
    return found  # type: ignore[no-any-return]  # it is what this function gave


def forget() -> None:
    """Lets all go, and the parts that it was worked out from: for benches, which are to measure the work."""
    _KEPT.clear()
    possibilities.forget()


def _of_use(request: Request) -> Request:
    """The request without the facts that cannot matter."""
    of_use = ground_of(request).of_use
    given = {name: one for name, one in request.facts.given.items() if name in of_use}
    return replace(request, facts=Facts(given, request.facts.exemptions))

"""What the facts of one rule set are worth, kept for the same facts.

A fact on which nothing of the day rests, and after which none is asked, cannot matter: it is left out first. So who
has answered for one programme finds what was worked out for another where that asks for none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from engine.evaluator.keeping import Kept, signs_of
from engine.facts import Facts
from engine.facts.given import EXEMPTED
from engine.possibilities import Oracle, Request, ground_of

T = TypeVar("T")
MOST_KEPT = 2_000
MOST_FIRST = 512
_KEPT: Kept[Any] = Kept(MOST_KEPT)
_FIRST: Kept[Any] = Kept(MOST_FIRST)
"""Of those who have told nothing that matters: everyone begins there, and what others told does not push it out."""


def kept(request: Request, work_out: Callable[[Oracle], T]) -> T:
    """What `work_out` finds for the facts of the request that can matter."""
    ground, told = ground_of(request), request.facts
    signs = {name: sign for name, sign in signs_of(told).items() if name in ground.of_use or name.startswith(EXEMPTED)}
    held = _KEPT if signs else _FIRST

    def made() -> T:
        given = {name: one for name, one in told.given.items() if name in signs}
        return work_out(Oracle(replace(request, facts=Facts(given, told.exemptions))))

    found: T = held.get((work_out, ground, frozenset(signs.items())), made)
    return found

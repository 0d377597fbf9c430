"""The plain agenda loop: what durable-rules is held equal to, and what runs where durable-rules does not build."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from engine.chaining.strata import asked, strata
from engine.chaining.world import Key, World, key_of
from engine.plan import ConclusionRule


def chain(rules: Sequence[ConclusionRule], world: World) -> frozenset[Key]:
    """Every conclusion that follows. Stratum by stratum, so that what is absent is settled before it is asked for."""
    concluded: set[Key] = set()
    for stratum in strata(rules):
        _run(stratum, world, concluded)
    return frozenset(concluded)


def _run(stratum: Sequence[ConclusionRule], world: World, concluded: set[Key]) -> None:
    """Semi-naive: after the first look, only a rule that asks for a new conclusion is looked at again."""
    readers: dict[Key, list[ConclusionRule]] = {}
    for rule in stratum:
        for key, _ in asked(rule.when):
            readers.setdefault(key, []).append(rule)
    agenda = deque(stratum)
    while agenda:
        rule = agenda.popleft()
        key = key_of(rule)
        if key not in concluded and world.holds(rule.when, concluded):
            concluded.add(key)
            agenda.extend(readers.get(key, ()))

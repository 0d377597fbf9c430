"""The most favourable that a proposal can still come to, found by narrowing one fact after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.possibilities.oracle import Oracle, State
from engine.possibilities.parts import Parts

PartsOf = Callable[[str], Parts]


def favourable(oracle: Oracle, parts: PartsOf, state: State | None = None) -> State:
    """The state in which each missing fact in turn takes the part that stands in the way least.

    Facts that decide only together are gone through twice: the first of them had nothing to hold on to.
    """
    begun = state or oracle.base
    names = (*begun.missing(), *_later(begun))
    narrowed = _narrowed(oracle, parts, names, begun)
    unmet = frozenset[str]().union(*(one.facts for one in narrowed.criteria() if not one.passes))
    again = (name for name in names if name in unmet and name not in narrowed.missing())
    return _narrowed(oracle, parts, (*narrowed.missing(), *again), narrowed)


def _narrowed(oracle: Oracle, parts: PartsOf, names: Sequence[str], state: State) -> State:
    for name in names:
        options = [oracle.supposing({name: part}, state) for part in parts(name).values]
        state = max(options, key=favour, default=state)
    return state


def _later(state: State) -> list[str]:
    """The facts that are asked only after others."""
    told, facts = state.told.signs, state.ground.plan.facts.values()
    return [one.name for one in facts if one.asked_after is not None and one.name not in told]


def favour(state: State) -> tuple[int, int, int]:
    """How well a proposal stands: little against it, much for it, little open."""
    return -state.marks.against, state.marks.speaking, -state.open_amounts()

"""Whether the answer can still turn on a fact: found by two answers that differ in this fact alone, or ruled out.

Exact where the facts around it have parts that can be gone through; where the search is cut short or a domain cannot
be covered (names of countries, texts, lists), the fact stays a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from engine.determination import Amount, Outcome
from engine.determination import State as FindingState
from engine.possibilities import Oracle, PartsOf, State, favour, favourable

MOST_ASKED = 400
"""Answers that the search for one set of facts may ask of the oracle."""


@dataclass(slots=True)
class Relevance:
    """The search for one rule set and one set of facts."""

    oracle: Oracle
    parts: PartsOf
    most: int = MOST_ASKED
    _end: int = 0

    def of(self, names: Sequence[str]) -> dict[str, bool | None]:
        """For each name whether the answer can turn on it; None where that was not found out."""
        self._end = self.oracle.asked + self.most
        best = favourable(self.oracle, self.parts)
        found: dict[str, bool | None] = {name: self._turns(name, best) or None for name in names}
        for name, turns in found.items():
            if not turns:
                found[name] = self._search(name, self._around(name, best)) or self._search(name, self.oracle.base)
        return found

    def _around(self, name: str, best: State) -> State:
        """The favourable state with only those facts left open that decide together with `name`."""
        own, given = self._resting(name), best.told.facts.given
        known = self.oracle.request.facts.given
        apart = [other for other in given if other not in known and own.isdisjoint(self._resting(other))]
        return self.oracle.supposing({other: given[other].value for other in apart if other != name})

    def _turns(self, name: str, state: State) -> bool:
        """Whether two parts of the fact surely give different answers while all else is as in `state`."""
        options = [self.oracle.supposing({name: part}, state) for part in self.parts(name).values]
        return any(surely_differ(one, other) for one, other in combinations(options, 2))

    def _search(self, name: str, state: State) -> bool | None:
        """Goes through the parts of the other facts until the answer turns on `name`, or cannot."""
        if name not in state.missing():
            return False
        if self.oracle.asked >= self._end:
            return None
        own = self.parts(name)
        options = [self.oracle.supposing({name: part}, state) for part in own.values]
        if any(surely_differ(one, other) for one, other in combinations(options, 2)):
            return True
        pivot = self._pivot(name, options)
        if pivot is None:
            return False if own.whole and _all_alike(options) else None
        return self._branch(name, pivot, state)

    def _pivot(self, name: str, options: Sequence[State]) -> str | None:
        """The next other fact that one of the answers waits for, first those that decide together with `name`."""
        others = dict.fromkeys(other for state in options for other in state.missing() if other != name)
        own = self._resting(name)
        return min(others, key=lambda other: own.isdisjoint(self._resting(other)), default=None)

    def _resting(self, name: str) -> set[str]:
        criteria, values = self.oracle.resting(name)
        return {one.id for one in criteria} | {one.name for one in values}

    def _branch(self, name: str, pivot: str, state: State) -> bool | None:
        parts = self.parts(pivot)
        open_ = not parts.whole
        states = [self.oracle.supposing({pivot: part}, state) for part in parts.values]
        for narrowed in sorted(states, key=favour, reverse=True):
            if pivot in narrowed.missing() and narrowed.shown() == state.shown():
                open_ = True
                continue
            turns = self._search(name, narrowed)
            if turns:
                return True
            open_ |= turns is None
        return None if open_ else False


def surely_differ(one: State, other: State) -> bool:
    """Whether the answers differ whatever the facts that both leave open turn out to be."""
    outcomes = (one.outcome, other.outcome)
    if outcomes[0] is not outcomes[1] and _is_final(one) and _is_final(other):
        return True
    here, there = one.amounts(), other.amounts()
    return any(_apart(here.get(name), there.get(name)) for name in {*here, *there})


def _is_final(state: State) -> bool:
    """Whether the outcome stays what it is."""
    return state.outcome is not Outcome.UNDETERMINED or not state.missing()


def _apart(one: Amount | None, other: Amount | None) -> bool:
    """Whether one is there for sure and the other is not, or both are and share no figure."""
    if one is other:
        return False
    if one is None or other is None:
        there = one or other
        return there is not None and there.applies is FindingState.MET
    if one.applies is not FindingState.MET or other.applies is not FindingState.MET:
        return False
    (low, high), (least, most) = _ends(one), _ends(other)
    below = high is not None and least is not None and high < least
    return bool(below or (most is not None and low is not None and most < low))


def _ends(amount: Amount) -> tuple[Any, Any]:
    figure = amount.figure
    return (figure.at_least, figure.at_most) if figure.value is None else (figure.value, figure.value)


def _all_alike(options: Sequence[State]) -> bool:
    """Whether the answers are the same and final, none of them open for facts that are asked only after others."""
    first = options[0].shown()
    return all(not one.missing() and one.shown() == first and not _hides_facts(one) for one in options)


def _hides_facts(state: State) -> bool:
    """Whether the outcome is open, and facts are held back until another one is known."""
    given, facts = state.told.facts.given, state.ground.plan.facts.values()
    held = (one for one in facts if one.asked_after is not None and one.name not in given)
    return state.outcome is Outcome.UNDETERMINED and any(one.asked_after not in given for one in held)

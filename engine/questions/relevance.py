"""Whether the answer can still turn on a fact: found by two answers that differ in this fact alone, or ruled out.

Exact where the facts around it have parts that can be gone through; where the search is cut short or a domain cannot
be covered (names of countries, texts, lists), the fact stays a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from engine.determination import Amount, Outcome
from engine.determination import State as FindingState
from engine.possibilities import Oracle, Parts, PartsOf, State, favour, favourable, point_of

MOST_ASKED = 400
"""Answers that the search for one set of facts may ask of the oracle."""


@dataclass(slots=True)
class Relevance:
    """The search for one rule set and one set of facts."""

    oracle: Oracle
    parts: PartsOf
    most: int = MOST_ASKED
    best: State = field(init=False)
    _single: dict[str, Parts] = field(default_factory=dict)
    _alone: dict[str, list[State]] = field(default_factory=dict)
    _around_best: dict[str, list[State]] = field(default_factory=dict)
    _end: int = field(init=False)

    def __post_init__(self) -> None:
        self._end = self.oracle.asked + self.most
        self.best = favourable(self.oracle, self._points)

    def of(self, names: Sequence[str]) -> dict[str, bool | None]:
        """For each name whether the answer can turn on it; None where that was not found out."""
        found: dict[str, bool | None] = {name: _turns(self.around_best(name)) or None for name in names}
        for name, turns in found.items():
            if not turns:
                found[name] = self._search(name, self._around(name, self.best)) or self._search(name, self.oracle.base)
        return found

    def alone(self, name: str) -> list[State]:
        """What each part of the fact leaves while all else is as it was told."""
        if name not in self._alone:
            self._alone[name] = self._options(name, self.oracle.base)
        return self._alone[name]

    def around_best(self, name: str) -> list[State]:
        """What a value out of each part of the fact leaves while all else is as favourable as it may be."""
        if name not in self._around_best:
            points = self._points(name).values
            self._around_best[name] = [self.oracle.supposing({name: point}, self.best) for point in points]
        return self._around_best[name]

    def _points(self, name: str) -> Parts:
        """A value out of each part: single values decide more than stretches do."""
        if name not in self._single:
            self._single[name] = Parts(tuple(point_of(part) for part in self.parts(name).values), whole=False)
        return self._single[name]

    def _around(self, name: str, best: State) -> State:
        """The favourable state with only those facts left open that decide together with `name`."""
        own, given = self._resting(name), best.told.facts.given
        known = self.oracle.request.facts.given
        apart = [other for other in given if other not in known and own.isdisjoint(self._resting(other))]
        return self.oracle.supposing({other: given[other].value for other in apart if other != name})

    def _options(self, name: str, state: State) -> list[State]:
        return [self.oracle.supposing({name: part}, state) for part in self.parts(name).values]

    def _search(self, name: str, state: State) -> bool | None:
        """Goes through the parts of the other facts until the answer turns on `name`, or cannot."""
        if name not in state.missing():
            return False
        if self.oracle.asked >= self._end:
            return None
        own = self.parts(name)
        options = self.alone(name) if state is self.oracle.base else self._options(name, state)
        if _turns(options):
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

    def _resting(self, name: str) -> frozenset[str]:
        return self.oracle.ground.reading(name).by

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


def _turns(options: Sequence[State]) -> bool:
    """Whether two of the answers surely differ."""
    return any(surely_differ(one, other) for one, other in combinations(options, 2))


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
    told, facts = state.told.signs, state.ground.plan.facts.values()
    held = (one for one in facts if one.asked_after is not None and one.name not in told)
    return state.outcome is Outcome.UNDETERMINED and any(one.asked_after not in told for one in held)

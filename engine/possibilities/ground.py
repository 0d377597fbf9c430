"""The rules of one day as a search meets them: what there is, what rests on what, and what each part comes to.

What a criterion or an amount came to is kept by the facts that it rests on (`engine.evaluator.keeping`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.determination import Amount, State
from engine.evaluator.amounts import Valued, amount_of
from engine.evaluator.assessed import PASSING, Assessed, Effect
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day, is_covered, is_in_force
from engine.evaluator.findings import assess
from engine.evaluator.index import index_of
from engine.evaluator.keeping import Kept
from engine.evaluator.reach import expressions_of_value, facts_behind, reached
from engine.evaluator.sides import chosen_sides
from engine.fact_fields import holder_of
from engine.facts import Facts
from engine.plan import Criterion, Plan, Value
from engine.possibilities.request import Request
from engine.possibilities.told import Told

MOST_GROUNDS = 256
"""Days and choices of readings of plans that are kept."""
MOST_KEPT = 10_000
"""Parts of all grounds together that are kept; the one used longest ago goes first."""


class Marks(NamedTuple):
    """What a part does to the whole, or all parts together: how many of them are this or that."""

    stopping: int = 0
    against: int = 0
    """cannot come to let the proposal pass"""
    speaking: int = 0
    open: int = 0
    unclear: int = 0
    """may stand in the way"""
    open_amounts: int = 0

    def exchanged(self, was: Marks, now: Marks) -> Marks:
        """All together where one part becomes another."""
        return Marks(*[own - old + new for own, old, new in zip(self, was, now, strict=True)])


class Part(NamedTuple):
    """A criterion or an amount that was worked out; None for a criterion whose clause is gone."""

    of: Assessed | Valued | None
    marks: Marks


class Rule(NamedTuple):
    """A criterion or an amount of the day, with the facts (`exemption.…` among them) that it rests on, however deep."""

    position: int
    of: Criterion | Value
    facts: tuple[str, ...]


class Ground:
    """A plan on one day, with chosen readings. The criteria come first among its rules."""

    def __init__(self, plan: Plan, day: Day, readings: Mapping[str, str]) -> None:
        self.plan, self.day, self.readings = plan, day, chosen_sides(plan, readings)
        self.index, self.covered = index_of(plan), is_covered(plan, day)
        criteria = [one for one in plan.criteria if is_in_force(one, plan, day)]
        parts: list[Criterion | Value] = [*criteria, *(value for value in plan.values.values() if value.amount)]
        self.rules = tuple(self._rule(at, one) for at, one in enumerate(parts))
        self.criteria = len(criteria)
        self._resting: dict[str, tuple[Rule, ...]] = {}
        later = {one.asked_after for one in plan.facts.values() if one.asked_after is not None}
        self.of_use = later.union(*(rule.facts for rule in self.rules))
        """The names of all facts that can matter."""
        for rule in self.rules:
            for name in rule.facts:
                self._resting[name] = (*self._resting.get(name, ()), rule)

    def resting(self, name: str) -> tuple[Rule, ...]:
        """The rules that rest on a fact, or on the one that a field belongs to."""
        known = self._resting.get(name)
        return self._resting.get(holder_of(name, self.plan.facts), ()) if known is None else known

    def part(self, rule: Rule, told: Told) -> Part:
        """What a rule comes to for these facts."""
        key = (self, rule.position, *map(told.signs.get, rule.facts))
        return _KEPT.get(key, lambda: self._worked_out(rule.of, told))

    def amount(self, name: str, facts: Facts) -> Amount | None:
        """One amount alone, with how it came about; None where it is left out."""
        computing = Computing(self.plan, facts, self.day, self.readings)
        return amount_of(self.plan.values[name], computing, covered=self.covered).amount

    def computing(self, told: Told) -> Computing:
        """The evaluator on these facts."""
        return told.computing(self.plan, self.day, self.readings)

    def _worked_out(self, rule: Criterion | Value, told: Told) -> Part:
        computing = self.computing(told)
        if isinstance(rule, Criterion):
            assessed = assess(rule, computing)
            return Part(assessed, NOTHING if assessed is None else _marks(assessed.effects))
        valued = amount_of(rule, computing, covered=self.covered)
        if valued.amount is None:
            return Part(valued, NOTHING)
        is_open = valued.amount.figure.value is None or valued.amount.applies is not State.MET
        kept = replace(valued, amount=replace(valued.amount, steps=()))
        return Part(kept, OPEN_AMOUNT if is_open else NOTHING)

    def _rule(self, position: int, of: Criterion | Value) -> Rule:
        if isinstance(of, Criterion):
            return Rule(position, of, facts_behind(of, self.plan))
        names = reached(self.plan, expressions_of_value(of, self.plan))
        return Rule(position, of, tuple(name for name in names if name in self.plan.facts))


_HELPS, _STOPS = frozenset((Effect.HELPS,)), frozenset((Effect.STOPS,))
NOTHING, OPEN_AMOUNT = Marks(), Marks(open_amounts=1)
_KEPT: Kept[Part] = Kept(MOST_KEPT)
_GROUNDS: Kept[Ground] = Kept(MOST_GROUNDS)


def _marks(effects: frozenset[Effect]) -> Marks:
    return Marks(
        effects == _STOPS, effects.isdisjoint(PASSING), effects == _HELPS, len(effects) > 1, not effects <= PASSING
    )


def total(parts: Sequence[Part]) -> Marks:
    """What all parts do to the whole."""
    return Marks(*map(sum, zip(NOTHING, *(part.marks for part in parts), strict=True)))


def ground_of(asked: Request) -> Ground:
    """The ground of a request, kept while it is in use. Raises MisuseError where a reading has no such side."""
    key = (index_of(asked.plan), asked.as_of, asked.known_on, tuple(sorted(asked.readings.items())))
    return _GROUNDS.get(key, lambda: Ground(asked.plan, Day(asked.as_of, asked.known_on), asked.readings))

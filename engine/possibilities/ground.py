"""The rules of one day as a search meets them: what there is, what rests on what, and what each part comes to.

What a criterion or an amount came to is kept by the facts that it rests on (`engine.evaluator.keeping`). Amounts are
worked out when they are asked for: a search for what makes a proposal eligible does not ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from engine.determination import Amount
from engine.evaluator.amounts import amount_of
from engine.evaluator.assessed import PASSING, Assessed, Effect
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day, is_covered, is_in_force
from engine.evaluator.findings import assess
from engine.evaluator.index import index_of
from engine.evaluator.keeping import Kept
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, facts_behind, names_behind, reached
from engine.evaluator.sides import chosen_sides
from engine.fact_fields import holder_of
from engine.facts import Facts
from engine.feel import Expression
from engine.plan import Criterion, Plan, Value
from engine.possibilities.request import Request
from engine.possibilities.told import Told

Of = TypeVar("Of", bound="Criterion | Value")
MOST_GROUNDS = 256
"""Days and choices of readings of plans that are kept."""
MOST_KEPT = 10_000
"""Criteria, and amounts, of all grounds together that are kept; the one used longest ago goes first."""


class Marks(NamedTuple):
    """What a part does to the whole, or all parts together: how many of them are this or that."""

    stopping: int = 0
    against: int = 0
    """cannot come to let the proposal pass"""
    speaking: int = 0
    helpful: int = 0
    """may speak for it"""
    open: int = 0
    unclear: int = 0
    """may stand in the way"""

    def exchanged(self, was: Marks, now: Marks) -> Marks:
        """All together where one part becomes another."""
        return Marks(
            self.stopping - was.stopping + now.stopping,
            self.against - was.against + now.against,
            self.speaking - was.speaking + now.speaking,
            self.helpful - was.helpful + now.helpful,
            self.open - was.open + now.open,
            self.unclear - was.unclear + now.unclear,
        )


class Part(NamedTuple):
    """A criterion that was worked out; None where its clause is gone."""

    of: Assessed | None
    marks: Marks
    passes: bool
    """Whether that is settled: it speaks for the proposal, or does not apply."""


class Rule(NamedTuple, Generic[Of]):
    """A criterion or an amount of the day, with the facts (`exemption.…` among them) that it rests on, however deep."""

    position: int
    of: Of
    facts: tuple[str, ...]


class Reading(NamedTuple):
    """The expressions of the criteria and amounts that rest on a fact, and the names that they read, however deep."""

    expressions: tuple[Expression, ...]
    names: tuple[str, ...]
    by: frozenset[str]
    """The ids of these criteria, and the names of these amounts."""


class Ground:
    """A plan on one day, with chosen readings: its criteria and amounts."""

    def __init__(self, plan: Plan, day: Day, readings: Mapping[str, str]) -> None:
        self.plan, self.day, self.readings = plan, day, chosen_sides(plan, readings)
        self.index, self.covered = index_of(plan), is_covered(plan, day)
        criteria = (one for one in plan.criteria if is_in_force(one, plan, day))
        amounts = (value for value in plan.values.values() if value.amount)
        self.criteria = tuple(Rule(at, one, facts_behind(one, plan)) for at, one in enumerate(criteria))
        self.positions = {rule.of.id: rule.position for rule in self.criteria}
        self.amounts = tuple(Rule(at, one, names_behind(one.name, plan).facts) for at, one in enumerate(amounts))
        later = {one.asked_after for one in plan.facts.values() if one.asked_after is not None}
        self.of_use = later.union(*(one.facts for one in self.criteria), *(one.facts for one in self.amounts))
        """The names of all facts that can matter."""
        self._reading: dict[str, Reading] = {}
        self._criteria_on, self._amounts_on = _by_fact(self.criteria), _by_fact(self.amounts)

    def criteria_on(self, name: str) -> tuple[Rule[Criterion], ...]:
        """The criteria that rest on a fact, or on the one that a field belongs to."""
        return self._of(name, self._criteria_on)

    def amounts_on(self, name: str) -> tuple[Rule[Value], ...]:
        """The amounts that rest on a fact, or on the one that a field belongs to."""
        return self._of(name, self._amounts_on)

    def reading(self, name: str) -> Reading:
        """What reads a fact, or rests on it some other way."""
        if name not in self._reading:
            criteria = [rule.of for rule in self.criteria_on(name)]
            amounts = [rule.of for rule in self.amounts_on(name)]
            required = (one for criterion in criteria for one in expressions_of_criterion(criterion))
            computed = (one for value in amounts for one in expressions_of_value(value, self.plan))
            expressions = (*required, *computed)
            by = frozenset((*(one.id for one in criteria), *(one.name for one in amounts)))
            self._reading[name] = Reading(expressions, reached(self.plan, expressions), by)
        return self._reading[name]

    def part(self, rule: Rule[Criterion], told: Told) -> Part:
        """What a criterion comes to for these facts."""
        key = (self, rule.position, *map(told.signs.get, rule.facts))
        return _PARTS.get(key, lambda: _part(assess(rule.of, self.computing(told))))

    def bare_amount(self, rule: Rule[Value], told: Told) -> Amount | None:
        """What an amount comes to for these facts, without how it came about; None where it is left out."""
        key = (self, rule.position, *map(told.signs.get, rule.facts))
        return _AMOUNTS.get(key, lambda: self._without_steps(rule.of, self.computing(told)))

    def amount(self, name: str, facts: Facts) -> Amount | None:
        """One amount with how it came about; None where it is left out."""
        computing = Computing(self.plan, facts, self.day, self.readings)
        return amount_of(self.plan.values[name], computing, covered=self.covered).amount

    def computing(self, told: Told) -> Computing:
        """The evaluator on these facts."""
        return told.computing(self.plan, self.day, self.readings)

    def _of(self, name: str, known: Mapping[str, tuple[Rule[Of], ...]]) -> tuple[Rule[Of], ...]:
        found = known.get(name)
        return known.get(holder_of(name, self.plan.facts), ()) if found is None else found

    def _without_steps(self, value: Value, computing: Computing) -> Amount | None:
        amount = amount_of(value, computing, covered=self.covered).amount
        return None if amount is None else replace(amount, steps=())


_HELPS, _STOPS = frozenset((Effect.HELPS,)), frozenset((Effect.STOPS,))
NOTHING = Marks()
_PARTS: Kept[Part] = Kept(MOST_KEPT)
_AMOUNTS: Kept[Amount | None] = Kept(MOST_KEPT)
_GROUNDS: Kept[Ground] = Kept(MOST_GROUNDS)


def _by_fact(rules: Iterable[Rule[Of]]) -> dict[str, tuple[Rule[Of], ...]]:
    found: dict[str, tuple[Rule[Of], ...]] = {}
    for rule in rules:
        for name in rule.facts:
            found[name] = (*found.get(name, ()), rule)
    return found


def _part(assessed: Assessed | None) -> Part:
    if assessed is None:
        return Part(None, NOTHING, passes=False)
    effects = assessed.effects
    marks = Marks(
        stopping=effects == _STOPS,
        against=effects.isdisjoint(PASSING),
        speaking=effects == _HELPS,
        helpful=Effect.HELPS in effects,
        open=len(effects) > 1,
        unclear=not effects <= PASSING,
    )
    return Part(assessed, marks, passes=len(effects) == 1 and not marks.unclear)


def total(parts: Sequence[Part]) -> Marks:
    """What all parts do to the whole."""
    return Marks(*map(sum, zip(NOTHING, *(part.marks for part in parts), strict=True)))


def ground_of(asked: Request) -> Ground:
    """The ground of a request, kept while it is in use. Raises MisuseError where a reading has no such side."""
    key = (index_of(asked.plan), asked.as_of, asked.known_on, tuple(sorted(asked.readings.items())))
    return _GROUNDS.get(key, lambda: Ground(asked.plan, Day(asked.as_of, asked.known_on), asked.readings))

"""The evaluator as an oracle: what a proposal comes to when some facts are supposed to be otherwise.

The only place outside the evaluator that asks it for single criteria and amounts. Supposing a fact costs no more than
the criteria and amounts that rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.determination import Amount, Figure, Outcome
from engine.determination import State as FindingState
from engine.evaluator.amounts import Valued, amount_of
from engine.evaluator.asking import missing_facts
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day, is_covered, is_in_force
from engine.evaluator.determining import outcome_of
from engine.evaluator.findings import EXEMPTION, Assessed, Effect, assess
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, reached
from engine.evaluator.sides import chosen_sides
from engine.fact_fields import holder_of, laid_in, place_of
from engine.facts import Facts, Given
from engine.plan import Criterion, FactSpec, Plan, Value
from engine.possibilities.request import Request

Shown = tuple[Outcome, tuple[tuple[str, Figure, FindingState], ...]]


@dataclass(frozen=True, slots=True)
class State:
    """What a proposal comes to: every criterion of the day by id (None: its clause is gone), every amount by name."""

    assessed: Mapping[str, Assessed | None]
    values: Mapping[str, Valued]
    computing: Computing
    covered: bool

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.criteria(), covered=self.covered)

    def criteria(self) -> tuple[Assessed, ...]:
        return tuple(one for one in self.assessed.values() if one is not None)

    def open(self) -> int:
        """The criteria that may still come to one thing or another."""
        return sum(len(one.effects) > 1 for one in self.criteria())

    def amounts(self) -> dict[str, Amount]:
        return {name: valued.amount for name, valued in self.values.items() if valued.amount is not None}

    def open_amounts(self) -> int:
        return sum(amount.figure.value is None or amount.applies is not FindingState.MET for amount in self._shown())

    def missing(self) -> tuple[str, ...]:
        """The facts that the evaluator waits for, in its order."""
        return missing_facts(self.outcome, self.criteria(), self._shown(), self.computing)

    def shown(self) -> Shown:
        """The part of the answer that a fact must be able to change to be worth a question: outcome and amounts."""
        return self.outcome, tuple((one.name, one.figure, one.applies) for one in self._shown())

    def is_settled(self) -> bool:
        """Whether nothing that is shown can differ any more."""
        return self.outcome is not Outcome.UNDETERMINED and not self.open_amounts()

    def blocking(self) -> tuple[Assessed, ...]:
        """The criteria that stand in the way of eligible, whatever the facts that are not known turn out to be."""
        passing = {Effect.HELPS, Effect.LETS_PASS}
        return tuple(one for one in self.criteria() if one.effects.isdisjoint(passing))

    def unevidenced(self) -> tuple[Assessed, ...]:
        """The criteria that stay open whatever the facts turn out to be: their figures or lists are not evidenced."""
        return tuple(one for one in self.criteria() if len(one.effects) > 1 and not one.finding.missing)

    def _shown(self) -> list[Amount]:
        plan = self.computing.plan
        return [amount for name, amount in self.amounts().items() if plan.values[name].amount]


@dataclass(slots=True)
class Oracle:
    """Answers for one request, however its facts are changed. `asked` counts the answers given."""

    request: Request
    asked: int = 0
    _plan: Plan = field(init=False)
    _day: Day = field(init=False)
    _readings: Mapping[str, str] = field(init=False)
    _criteria: tuple[Criterion, ...] = field(init=False)
    _values: tuple[Value, ...] = field(init=False)
    _covered: bool = field(init=False)
    _resting: dict[str, tuple[list[Criterion], list[Value]]] = field(init=False)
    base: State = field(init=False)

    def __post_init__(self) -> None:
        plan, day = self.request.plan, self.request.as_of
        self._plan, self._day = plan, Day(day, self.request.known_on)
        self._readings = chosen_sides(plan, self.request.readings)
        self._covered = is_covered(plan, self._day)
        self._criteria = tuple(one for one in plan.criteria if is_in_force(one, plan, self._day))
        self._values = tuple(value for value in plan.values.values() if value.amount)
        self._resting = self._rests()
        self.base = self._state(self.request.facts, self._criteria, self._values, None)

    def supposing(self, values: Mapping[str, Any], state: State | None = None) -> State:
        """The state with these facts (`exemption.…` among them) as given, the others as in `state` or as told."""
        before = state or self.base
        facts = _laid_over(before.computing.facts, values, self._plan.facts)
        criteria = {one.id: one for name in values for one in self.resting(name)[0]}
        resting = {one.name: one for name in values for one in self.resting(name)[1]}
        return self._state(facts, criteria.values(), resting.values(), before)

    def resting(self, name: str) -> tuple[list[Criterion], list[Value]]:
        """The criteria and amounts of the day that rest on a fact, however deep."""
        if name.startswith(EXEMPTION):
            return [one for one in self._criteria if name == f"{EXEMPTION}{one.id}"], []
        return self._resting.get(holder_of(name, self._plan.facts), ([], []))

    def _state(
        self, facts: Facts, criteria: Iterable[Criterion], values: Iterable[Value], before: State | None
    ) -> State:
        self.asked += 1
        computing = Computing(self._plan, facts, self._day, self._readings)
        assessed = {one.id: assess(one, computing) for one in criteria}
        valued = {one.name: amount_of(one, computing, covered=self._covered) for one in values}
        if before is None:
            return State(assessed, valued, computing, self._covered)
        return State({**before.assessed, **assessed}, {**before.values, **valued}, computing, self._covered)

    def _rests(self) -> dict[str, tuple[list[Criterion], list[Value]]]:
        found: dict[str, tuple[list[Criterion], list[Value]]] = {name: ([], []) for name in self._plan.facts}
        for criterion in self._criteria:
            for name in reached(self._plan, expressions_of_criterion(criterion)):
                if name in found:
                    found[name][0].append(criterion)
        for value in self._values:
            for name in reached(self._plan, expressions_of_value(value, self._plan)):
                if name in found:
                    found[name][1].append(value)
        return found


def _laid_over(facts: Facts, values: Mapping[str, Any], specs: Mapping[str, FactSpec]) -> Facts:
    given: dict[str, Given] = {}
    for name, value in values.items():
        place = None if name in specs or name.startswith(EXEMPTION) else place_of(name, specs)
        if place is not None:
            before = given.get(place.fact) or facts.given.get(place.fact)
            given[place.fact] = Given(laid_in(place, value, before.value if before else None))
        elif not name.startswith(EXEMPTION):
            given[name] = Given(value)
    exempted = {
        name.removeprefix(EXEMPTION): Given(value) for name, value in values.items() if name.startswith(EXEMPTION)
    }
    return Facts({**facts.given, **given}, {**facts.exemptions, **exempted})

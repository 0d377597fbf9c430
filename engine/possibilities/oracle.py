"""The evaluator as an oracle: what a proposal comes to when some facts are supposed to be otherwise.

The only place outside the evaluator that asks it for single criteria and amounts. Supposing a fact costs no more than
the criteria and amounts that rest on it, and little more than looking them up where they were asked for before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.determination import Amount, Figure, Outcome
from engine.determination import State as FindingState
from engine.evaluator.asking import missing_facts
from engine.evaluator.assessed import PASSING, Assessed
from engine.evaluator.computing import Computing
from engine.evaluator.conflicts import conflicts_of
from engine.evaluator.determining import outcome_from
from engine.feel.values.unknown import Unknown
from engine.plan import Criterion, FactSpec, Value
from engine.possibilities.ground import Ground, Marks, Part, Rule, ground_of, total
from engine.possibilities.request import Request
from engine.possibilities.told import Told

Shown = tuple[Outcome, tuple[tuple[str, Figure, FindingState], ...]]


class State:
    """What a proposal comes to: every criterion of the day, in the order of the ground, and what else is asked for."""

    __slots__ = (
        "_amounts",
        "_conflicting",
        "_criteria",
        "_missing",
        "_paid",
        "ground",
        "marks",
        "outcome",
        "parts",
        "told",
    )

    def __init__(self, ground: Ground, told: Told, parts: list[Part], marks: Marks, paid: State | None = None) -> None:
        """`paid`: a state whose amounts are the same."""
        self.ground, self.told, self.parts, self.marks, self._paid = ground, told, parts, marks, paid
        passed = not marks.unclear and marks.speaking > 0
        self.outcome = outcome_from(marks.stopping > 0, passed, covered=ground.covered)
        self._criteria: tuple[Assessed, ...] | None = None
        self._amounts: Mapping[str, Amount] | None = None
        self._missing: tuple[str, ...] | None = None
        self._conflicting: tuple[Assessed, ...] | None = None

    @property
    def covered(self) -> bool:
        """Whether the criteria are complete for the day."""
        return self.ground.covered

    @property
    def computing(self) -> Computing:
        """The evaluator on the facts of this state."""
        return self.ground.computing(self.told)

    def found(self, criterion: str) -> Assessed | None:
        """What a criterion of the day came to; None: its clause is gone."""
        return self.parts[self.ground.positions[criterion]].of

    def criteria(self) -> tuple[Assessed, ...]:
        if self._criteria is None:
            self._criteria = tuple([part.of for part in self.parts if part.of is not None])
        return self._criteria

    def may_be_helped(self) -> bool:
        """Whether a criterion may turn out to speak for the proposal."""
        return self.marks.helpful > 0

    def open(self) -> int:
        """The criteria that may still come to one thing or another."""
        return self.marks.open

    def amounts(self) -> Mapping[str, Amount]:
        """Every amount of the day that is not left out, by its name."""
        if self._amounts is None and self._paid is not None:
            self._amounts = self._paid.amounts()
        elif self._amounts is None:
            found = (self.ground.bare_amount(rule, self.told) for rule in self.ground.amounts)
            self._amounts = {amount.name: amount for amount in found if amount is not None}
        return self._amounts

    def open_amounts(self) -> int:
        """The amounts of which the figure is open, or whether there are any."""
        shown = self.amounts().values()
        return sum(one.figure.value is None or one.applies is not FindingState.MET for one in shown)

    def missing(self) -> tuple[str, ...]:
        """The facts that the evaluator waits for, in its order."""
        if self._missing is None:
            amounts, index = self.amounts().values(), self.ground.index
            self._missing = missing_facts(self.outcome, self.criteria(), amounts, index, self.told.signs)
        return self._missing

    def shown(self) -> Shown:
        """The part of the answer that a fact must be able to change to be worth a question: outcome and amounts."""
        return self.outcome, tuple((one.name, one.figure, one.applies) for one in self.amounts().values())

    def blocking(self) -> tuple[Assessed, ...]:
        """The criteria that stand in the way of eligible, whatever the facts that are not known turn out to be."""
        if not self.marks.against:
            return ()
        return tuple(one for one in self.criteria() if one.effects.isdisjoint(PASSING))

    def facts_against(self) -> frozenset[str]:
        """The facts, given or not, on which the criteria rest that stand in the way."""
        placed = zip(self.ground.criteria, self.parts, strict=True)
        return frozenset(name for rule, part in placed if part.marks.against for name in rule.facts)

    def conflicting(self) -> tuple[Assessed, ...]:
        """Open criteria that cannot all be met, where nothing else stands in the way."""
        if self.outcome is not Outcome.UNDETERMINED or self.marks.open < 2:
            return ()
        if self._conflicting is None:
            names = conflicts_of(self.outcome, self.criteria(), self.computing)
            self._conflicting = tuple(one for one in self.criteria() if one.finding.criterion in names)
        return self._conflicting

    def unevidenced(self) -> tuple[Assessed, ...]:
        """The criteria that stay open whatever the facts turn out to be: their figures or lists are not evidenced."""
        if not self.marks.open:
            return ()
        return tuple(one for one in self.criteria() if len(one.effects) > 1 and not one.finding.missing)


class _Touched(NamedTuple):
    """What may come to something else with facts: criteria, and whether any amount does."""

    criteria: tuple[Rule[Criterion], ...]
    pays: bool
    narrowed: bool
    """Whether whatever is supposed of the facts lies within what they may be in the base."""


class Oracle:
    """Answers for one request, however its facts are changed. `asked` counts the answers given."""

    def __init__(self, request: Request) -> None:
        self.request, self.asked = request, 1
        self.ground = ground_of(request)
        self._touched: dict[tuple[str, ...], _Touched] = {}
        told = Told.of(request.facts)
        parts = [self.ground.part(rule, told) for rule in self.ground.criteria]
        self.base = State(self.ground, told, parts, total(parts))

    def supposing(self, values: Mapping[str, Any], state: State | None = None) -> State:
        """The state with these facts (`exemption.…` among them) as given, the others as in `state` or as told.

        What passes for all that a fact may be passes for each part of it: it is not worked out again.
        """
        self.asked += 1
        before = state or self.base
        told = before.told.supposing(values, self.ground.plan.facts)
        if told is before.told:
            return before
        touched = self._touched_by(tuple(values))
        parts, marks = before.parts.copy(), before.marks
        for rule in touched.criteria:
            was = parts[rule.position]
            if touched.narrowed and was.passes and was is self.base.parts[rule.position]:
                continue
            now = parts[rule.position] = self.ground.part(rule, told)
            if now.marks != was.marks:
                marks = marks.exchanged(was.marks, now.marks)
        if touched.pays:
            return State(self.ground, told, parts, marks)
        return State(self.ground, told, parts, marks, before._paid or before)

    def resting(self, name: str) -> tuple[list[Criterion], list[Value]]:
        """The criteria and amounts of the day that rest on a fact, however deep."""
        ground = self.ground
        return [rule.of for rule in ground.criteria_on(name)], [rule.of for rule in ground.amounts_on(name)]

    def _touched_by(self, names: tuple[str, ...]) -> _Touched:
        if names not in self._touched:
            rules = {rule.position: rule for name in names for rule in self.ground.criteria_on(name)}
            pays = any(map(self.ground.amounts_on, names))
            self._touched[names] = _Touched(tuple(rules.values()), pays, all(map(self._is_narrowed, names)))
        return self._touched[names]

    def _is_narrowed(self, name: str) -> bool:
        """Whether whatever is supposed of the fact lies within what it may be in the base: it is not known there."""
        spec = self.ground.plan.facts.get(name)
        return spec is not None and name not in self.base.told.signs and self._is_unknown(spec)

    def _is_unknown(self, spec: FactSpec) -> bool:
        """Whether a fact that is not told may be all that it is ever supposed to be."""
        if spec.null_when_absent or spec.minimum_length or spec.maximum_length is not None:
            return False
        return spec.counted is None or isinstance(self.base.computing.fact_values[spec.name], Unknown)

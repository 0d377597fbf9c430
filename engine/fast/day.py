"""What the rules of one day and one choice of readings leave open: all that does not hang on facts is settled here.

Parameters and lists are constants of the day; criteria and amounts whose clause is gone are left out; each that is
left knows the facts that it rests on, however deep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day, is_covered, is_in_force, value_on
from engine.evaluator.findings import assess
from engine.evaluator.index import expressions_of, only_for_membership
from engine.evaluator.sides import chosen_sides
from engine.facts import Facts
from engine.feel import Expression
from engine.feel.values.unknown import Unknown, names_in
from engine.plan import BestOf, Bound, Criterion, Formula, Plan, Rounding, Table, TableRef


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion of the day, at the chosen side of each reading."""

    criterion: Criterion
    applies: Expression | None
    requires: Expression
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One value or table of the day. `bounds`: those whose clause is not gone; one without an id is a formula.

    `constant`: it hangs on no fact, or is not evidenced on the day; its value, and what bound it.
    """

    name: str
    bounds: tuple[Bound, ...]
    greatest: bool
    table: Table | None
    rounding: Rounding | None
    applies: Expression | None
    facts: tuple[str, ...]
    uses: tuple[str, ...]
    constant: tuple[Any, str | None, tuple[str, ...]] | None


class DayRules:
    """The rules of a plan on one day, with chosen readings."""

    def __init__(self, plan: Plan, day: Day, readings: Mapping[str, str]) -> None:
        self.plan, self.day = plan, day
        self.readings = chosen_sides(plan, readings)
        self.blank = self.computing(Facts())
        self.index = self.blank.index
        self.covered = is_covered(plan, day)
        self.constants = {name: self.blank.named(name).value for name in (*plan.parameters, *plan.lists)}
        self.sums = {name: found for name in (*plan.tables, *plan.values) if (found := self._sum(name)) is not None}
        self.rules = tuple(rule for criterion in plan.criteria if (rule := self._rule(criterion)) is not None)
        self.amounts = tuple(name for name, value in plan.values.items() if value.amount and self._may_show(name))
        self.unevidenced = frozenset(self.blank.not_evidenced)

    def computing(self, facts: Facts) -> Computing:
        """The reference evaluator on these facts, for what is not taken here."""
        return Computing(self.plan, facts, self.day, self.readings)

    def facts_behind(self, name: str) -> tuple[str, ...]:
        return self._in_order(self.blank.named(name).facts)

    def is_open(self, name: str) -> bool:
        """Whether a table or value hangs on no fact, and yet is not known on the day."""
        constant = self.sums[name].constant
        return constant is not None and bool(names_in((constant[0],)))

    def constant_in(self, name: str, expression: Expression | None) -> Any:
        """A parameter or list of the day; a list with open members is unknown where more is asked than who is on it."""
        value = self.constants[name]
        open_list = type(value) is list and self.blank.is_open_list(name)
        if open_list and (expression is None or not only_for_membership(expression, name)):
            return Unknown(frozenset((name,)))
        return value

    def _in_order(self, names: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=self.index.order.__getitem__))

    def _rule(self, criterion: Criterion) -> Rule | None:
        in_force = is_in_force(criterion, self.plan, self.day)
        assessed = assess(criterion, self.blank) if in_force else None
        if assessed is None:
            return None
        definition, _ = self.blank.taken(criterion.requires)
        return Rule(criterion, criterion.applies_when, definition.expression, self._in_order(assessed.facts))

    def _may_show(self, name: str) -> bool:
        """Whether the amount is ever there: its clause, and that of its condition, is not gone."""
        applies = self.plan.values[name].applies_when
        gone = applies is not None and self.blank.expression(applies).ended
        return name in self.sums and not gone

    def _sum(self, name: str) -> Sum | None:
        found = self.blank.named(name)
        if found.ended:
            return None
        facts, known = self._in_order(found.facts), (found.value, found.bound_by, found.may_be_bound_by)
        if name in self.plan.tables:
            own = self.plan.tables[name]
            uses = self._uses(expressions_of(own.decision))
            return Sum(name, (), False, own, None, None, facts, uses, None if facts else known)
        value = self.plan.values[name]
        definition, _ = self.blank.taken(value_on(value.steps, self.day))
        bounds: tuple[Bound, ...] = ()
        reached: tuple[str, ...] = ()
        if isinstance(definition, Formula):
            bounds = (Bound("", definition.expression, definition.source),)
        elif isinstance(definition, BestOf):
            bounds = tuple(one for one in definition.bounds if not self.blank.expression(one.expression).ended)
        elif isinstance(definition, TableRef):
            reached = (definition.table,)
        uses = reached or self._uses(tuple(one.expression for one in bounds))
        table = self.plan.tables[definition.table] if isinstance(definition, TableRef) else None
        greatest = isinstance(definition, BestOf) and definition.greatest
        constant = known if not facts else None
        return Sum(name, bounds, greatest, table, value.rounding, value.applies_when, facts, uses, constant)

    def _uses(self, expressions: tuple[Expression, ...]) -> tuple[str, ...]:
        """The tables and values that the expressions read themselves."""
        read = self.index.reads_all(expressions)
        return tuple(name for name in read if name in self.plan.tables or name in self.plan.values)

"""What each expression of a plan reads, worked out once a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from engine.evaluator.domains import fact_value
from engine.evaluator.keeping import OfEach
from engine.fact_fields import fields_of, place_of
from engine.facts import Facts
from engine.feel import Expression, paths
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.syntax.table import DecisionTable
from engine.plan import FactSpec, Plan

MOST_PLANS = 64


class Behind(NamedTuple):
    """What a criterion or a name that a plan defines rests on, any day and at any side: facts (`counted` from registers
    where they are not given), and names that the plan defines."""

    facts: tuple[str, ...]
    others: tuple[str, ...]
    counted: tuple[str, ...]


class Index:
    """The names that expressions read, by expression: facts with their dotted names, and what the plan defines."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.defined = frozenset((*plan.parameters, *plan.lists, *plan.tables, *plan.values))
        self.order = {name: position for position, name in enumerate(plan.facts)}
        self.counted = tuple(spec for spec in plan.facts.values() if spec.counted is not None)
        self._declared = self.defined | frozenset(plan.facts)
        self._reads: dict[int, tuple[Expression, tuple[str, ...]]] = {}
        self.behind_criteria: dict[str, Behind] = {}
        """See `reach.behind_criterion`."""
        self.behind_names: dict[str, Behind] = {}
        """See `reach.names_behind`."""
        self.repeated: dict[tuple[int, ...], tuple[tuple[Expression, ...], tuple[str, ...]]] = {}
        """See `repeated.repeated`; the expressions are held, so that no other takes the id of one."""
        self._left_out = {name: fact_value(spec, Facts()) for name, spec in plan.facts.items()}

    def values(self, facts: Facts) -> dict[str, Any]:
        """Every fact as a value of FEEL: as it was given, or as what it may be where it was left out."""
        specs = self.plan.facts
        given = {name: fact_value(specs[name], facts) for name in facts.given if name in specs}
        return {**self._left_out, **given}

    def reads(self, expression: Expression) -> tuple[str, ...]:
        """The facts and defined names that the expression reads, in the order in which its text names them."""
        known = self._reads.get(id(expression))
        if known is None:
            found = [name for path in paths(expression, self._declared) for name in self._meant(path)]
            names = tuple(sorted(set(found), key=lambda name: (expression.text.find(name), name)))
            known = self._reads[id(expression)] = (expression, names)
        return known[1]

    def reads_all(self, expressions: Sequence[Expression]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for expression in expressions for name in self.reads(expression)))

    def counting(self, spec: FactSpec) -> tuple[str, ...]:
        """The facts that the count of a fact from a register reads; none for a fact that is not counted."""
        if spec.counted is None:
            return ()
        columns = self.plan.registers[spec.counted.register].columns
        read = self.reads(spec.counted.expression)
        return tuple(name for name in read if name in self.order and name not in columns)

    def counting_all(self, names: frozenset[str]) -> frozenset[str]:
        """The facts that the counts of these facts read."""
        if not self.counted:
            return frozenset()
        return frozenset(read for spec in self.counted if spec.name in names for read in self.counting(spec))

    def behind(self, names: Iterable[str]) -> frozenset[str]:
        """The declared names behind those of unknown values: `work_start.year` waits for `work_start`.

        A field that was left out of a record (`chillers[2].cop`) stands for itself.
        """
        found = set()
        for name in names:
            if place_of(name, self.plan.facts) is not None:
                found.add(name)
                continue
            while name and name not in self._declared:
                name = name.rpartition(".")[0]  # noqa: PLW2901 - cut until something is left that is declared
            found.add(name)
        return frozenset(found - {""})

    def position(self, name: str) -> tuple[int, int, int] | None:
        """Where a fact stands in the order of the plan, or a field of one within it; None for other names."""
        if name in self.order:
            return self.order[name], 0, 0
        place = place_of(name, self.plan.facts)
        if place is None:
            return None
        fields = list(fields_of(self.plan.facts[place.fact]))
        return self.order[place.fact], place.row or 0, fields.index(place.field)

    def _meant(self, path: str) -> Iterator[str]:
        """A declared name, or every fact inside the context that the path names."""
        if path in self._declared:
            yield path
        else:
            yield from (name for name in self.plan.facts if name.startswith(f"{path}."))


def expressions_of(table: DecisionTable) -> tuple[Expression, ...]:
    """Every expression of a table: inputs, cells, outputs, the default and the priorities."""
    rows = (expression for row in table.rows for expression in (*row.when, *row.then))
    priorities = (expression for values in table.priorities for expression in values)
    return (*table.inputs, *rows, *(table.default or ()), *priorities)


def only_for_membership(expression: Expression, name: str) -> bool:
    """Whether the expression asks of the list `name` only who is on it: an open member then is simply not decided."""
    return _count(expression.node, name) == sum(_asked_for_members(node, name) for node in ast.walk(expression.node))


def _count(node: Node, name: str) -> int:
    return sum(type(found) is ast.Name and found.name == name for found in ast.walk(node))


def _asked_for_members(node: Node, name: str) -> int:
    if isinstance(node, ast.In | ast.UnaryTests):
        return sum(isinstance(test, ast.Name) and test.name == name for test in node.tests)
    if isinstance(node, ast.Call) and isinstance(node.function, ast.Name) and node.function.name == "list contains":
        first = node.arguments[:1]
        return sum(isinstance(argument, ast.Name) and argument.name == name for argument in first)
    return 0


_INDEXES = OfEach(MOST_PLANS, Index)


def index_of(plan: Plan) -> Index:
    """The index of a plan; plans are immutable, and the last ones used keep theirs."""
    return _INDEXES(plan)

"""What is never known without a figure that is not evidenced on the day, whatever the missing facts turn out to be.

Sure where it says so: of a formula the operands of which all are needed, of the branches of `if` that may be taken, of
bounds, and of the rows of a table that may be hit. Of anything else it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.evaluator.dating import value_on
from engine.evaluator.index import expressions_of
from engine.feel import Expression, evaluate
from engine.feel.evaluator.partial import truths
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.tables import ask
from engine.feel.values.unknown import ANYTHING, Unknown
from engine.plan import BestOf, Formula, Table, TableRef, Value

if TYPE_CHECKING:
    from engine.evaluator.computing import Computing

_POLICIES = frozenset(("UNIQUE", "FIRST", "ANY"))
_NEEDING_ALL = frozenset(("min", "max", "sum", "floor", "ceiling", "abs", "round up", "round down"))
"""Built-ins that give a figure only where all that they are given is one."""


def never_evidenced(value: Value, computing: Computing) -> bool:
    """Whether a value of the plan, computed before, needs a figure that is not evidenced, to be known or to apply."""
    return _Needing(computing).is_never_there(value)


class _Needing:
    """What needs such a figure, each name looked at once."""

    def __init__(self, computing: Computing) -> None:
        self.computing = computing
        self._names: dict[str, bool] = {}

    def is_never_there(self, value: Value) -> bool:
        applies = value.applies_when
        return self.name(value.name) or (applies is not None and self.part(applies.node, applies))

    def name(self, name: str) -> bool:
        if name not in self._names:
            self._names[name] = self._of_name(name)
        return self._names[name]

    def _of_name(self, name: str) -> bool:
        plan = self.computing.plan
        if name in self.computing.not_evidenced:
            found = self.computing.named(name).value
            return type(found) is Unknown and found.domain == ANYTHING
        if name in plan.tables:
            return self._of_table(plan.tables[name])
        return name in plan.values and self._of_value(plan.values[name])

    def _of_value(self, value: Value) -> bool:
        definition, _ = self.computing.taken(value_on(value.steps, self.computing.day))
        if isinstance(definition, TableRef):
            return self.name(definition.table)
        if isinstance(definition, BestOf):
            bounds = (one.expression for one in definition.bounds)
            return any(self.part(one.node, one) for one in bounds if not self.computing.read((one,)).ended)
        return isinstance(definition, Formula) and self.part(definition.expression.node, definition.expression)

    def _of_table(self, table: Table) -> bool:
        decision = table.decision
        if decision.hit_policy not in _POLICIES or decision.default is not None:
            return False
        answer = ask(decision, self.computing.scope_for(expressions_of(decision)))
        rows = {*answer.hit, *answer.possible}
        outputs = [output for row in decision.rows if row.id in rows for output in row.then]
        return bool(outputs) and all(self.part(output.node, output) for output in outputs)

    def part(self, node: Node, whole: Expression) -> bool:
        """Whether a part of an expression cannot come to a figure, or to true, without one that is not evidenced."""
        if isinstance(node, ast.Name):
            return self.name(node.name)
        if isinstance(node, ast.If):
            return self._all(self._branches(node, whole), whole)
        if isinstance(node, ast.Or):
            return self._all(node.items, whole)
        if isinstance(node, ast.And | ast.ListLiteral):
            return self._any(node.items, whole)
        if isinstance(node, ast.Arithmetic | ast.Comparison):
            return self._any((node.left, node.right), whole)
        if isinstance(node, ast.Negate):
            return self.part(node.operand, whole)
        if isinstance(node, ast.In):
            return self.part(node.value, whole) or self._all(node.tests, whole)
        called = node.function if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and isinstance(called, ast.Name) and called.name in _NEEDING_ALL:
            return self._any(node.arguments, whole)
        return False

    def _any(self, parts: Iterable[Node], whole: Expression) -> bool:
        return any(self.part(one, whole) for one in parts)

    def _all(self, parts: Iterable[Node], whole: Expression) -> bool:
        return all(self.part(one, whole) for one in parts)

    def _branches(self, node: ast.If, whole: Expression) -> tuple[Node, ...]:
        condition = evaluate(Expression(whole.text, node.condition), self.computing.scope_for((whole,))).value
        if type(condition) is not Unknown:
            return (node.then if condition is True else node.otherwise,)
        options = truths(condition)
        then = (node.then,) if True in options else ()
        return then if options == {True} else (*then, node.otherwise)

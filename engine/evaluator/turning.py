"""Where criteria turn: the values of a fact at which a comparison with it becomes another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from engine.evaluator.computing import Computing
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, reached
from engine.evaluator.repeated import compared_sides
from engine.feel import Expression, evaluate
from engine.feel.evaluator.operators import add, divide, multiply, subtract
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node, dotted
from engine.feel.values.faults import FeelError
from engine.plan import ByReading, Criterion, Definition


def turning_points(name: str, criteria: Iterable[Criterion], computing: Computing) -> Iterator[Any]:
    """The values at which a comparison that asks for the fact turns, as far as the rest of it is known."""
    for expression in _expressions(criteria, computing):
        if name not in computing.index.reads(expression):
            continue
        computing.read((expression,))
        scope = computing.scope_for((expression,))

        def known(node: Node, scope: Mapping[str, Any] = scope) -> Any:
            return evaluate(Expression("", node), scope).value

        for side, other in compared_sides(expression):
            if _asks(side, name):
                yield from _solved(side, known(other), name, known)


def _expressions(criteria: Iterable[Criterion], computing: Computing) -> list[Expression]:
    """What the criteria rest on, at the sides of readings that were chosen; values on the way included."""

    def sides(choice: ByReading) -> Iterable[Definition]:
        return (choice.sides[computing.readings[choice.reading]],)

    plan = computing.plan
    tops = [one for criterion in criteria for one in expressions_of_criterion(criterion, sides)]
    values = (plan.values[name] for name in reached(plan, tops, sides=sides) if name in plan.values)
    return [*tops, *(one for value in values for one in expressions_of_value(value, plan, sides=sides))]


def _asks(node: Node, name: str) -> bool:
    return any(dotted(one) == name for one in ast.walk(node))


def _solved(side: Node, target: Any, name: str, known: Callable[[Node], Any]) -> Iterator[Any]:
    """At which value of the fact one side of a comparison, a sum or product with it, comes to the other."""
    if dotted(side) == name:
        yield target
    elif target is not None and type(side) is ast.Arithmetic and side.operator in _UNDONE:
        left = _asks(side.left, name)
        undo = _UNDONE[side.operator][0 if left else 1]
        inner, other = (side.left, side.right) if left else (side.right, side.left)
        yield from _solved(inner, _worked_out(undo, target, known(other)), name, known)


def _worked_out(undo: Callable[[Any, Any], Any], target: Any, other: Any) -> Any:
    try:
        return undo(target, other)
    except FeelError:
        return None


_UNDONE: Mapping[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "+": (subtract, subtract),
    "-": (lambda target, other: add(other, target), lambda target, other: subtract(other, target)),
    "*": (divide, divide),
    "/": (multiply, lambda target, other: divide(other, target)),
}
"""What takes back an operator with the fact on its left, and on its right."""

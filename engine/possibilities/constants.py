"""The constants that the rules compare a fact with: where they change their mind about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.evaluator.dating import value_on
from engine.evaluator.index import Index, index_of
from engine.evaluator.keeping import OfEach
from engine.evaluator.reach import expressions_of_value
from engine.fact_fields import holder_of, spec_named
from engine.feel import Expression, evaluate
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.syntax.table import DecisionTable
from engine.feel.values.unknown import Unknown
from engine.plan import Bounds, FactSpec, Gone
from engine.possibilities.oracle import Oracle

MOST_EXPRESSIONS = 10_000
_MAKES = frozenset(("date", "duration"))


def constants_near(name: str, oracle: Oracle) -> list[Any]:
    """Every constant of the rules of the day that may stand against the fact, the nearest ones first, each once."""
    facts = oracle.request.plan.facts
    spec, name = spec_named(name, facts) or facts[name], holder_of(name, facts)
    found = [*_beside(name, spec, oracle), *_figures(name, spec, oracle)]
    return [value for position, value in enumerate(found) if value not in found[:position]]


def _beside(name: str, spec: FactSpec, oracle: Oracle) -> Iterator[Any]:
    """What stands in the same expression or column: literals, dated figures and members of lists."""
    plan = oracle.request.plan
    index = index_of(plan)
    for expression in _expressions(name, oracle):
        names = index.reads(expression)
        if name in names:
            yield from _LITERALS(expression)
            yield from (value for other in names if other != name for value in _known(spec, other, oracle))
    for table in oracle.ground.reading(name).names:
        if table in plan.tables:
            yield from _in_columns(name, plan.tables[table].decision, index)


def _in_columns(name: str, table: DecisionTable, index: Index) -> Iterator[Any]:
    """The constants in the cells of the columns that ask for the fact."""
    columns = [position for position, one in enumerate(table.inputs) if name in index.reads(one)]
    for row in table.rows:
        for position in columns:
            yield from _LITERALS(row.when[position])


def _figures(name: str, spec: FactSpec, oracle: Oracle) -> Iterator[Any]:
    """Dated figures of the same unit in whatever rests on the fact: a floor that a product is compared with."""
    plan = oracle.request.plan
    if spec.unit is None:
        return
    for other in oracle.ground.reading(name).names:
        parameter = plan.parameters.get(other)
        if parameter is not None and parameter.unit == spec.unit:
            yield from _of_the_day(other, oracle)


def _expressions(name: str, oracle: Oracle) -> Iterator[Expression]:
    """Every expression of the criteria and amounts that rest on a fact, values on the way included."""
    plan = oracle.request.plan
    yield from oracle.ground.reading(name).expressions
    for other in oracle.ground.reading(name).names:
        if other in plan.values:
            yield from expressions_of_value(plan.values[other], plan)


def _known(spec: FactSpec, other: str, oracle: Oracle) -> Iterator[Any]:
    """What is known of another name in the same expression: a figure of the same unit, a list, a fact given."""
    plan = oracle.request.plan
    parameter = plan.parameters.get(other)
    if parameter is not None and parameter.unit != spec.unit:
        return
    given = oracle.request.facts.given.get(other)
    if given is not None and not isinstance(given.value, Unknown | list | dict):
        yield given.value
    yield from _of_the_day(other, oracle)


def _of_the_day(name: str, oracle: Oracle) -> Iterator[Any]:
    """The value of a dated figure, or the members of a list, on the day."""
    plan, computing = oracle.request.plan, oracle.base.computing
    if name in plan.parameters:
        value = value_on(plan.parameters[name].steps, computing.day)
        if isinstance(value, Bounds):
            yield from (end for end in (value.at_least, value.at_most) if end is not None)
        elif not isinstance(value, Gone):
            yield value
    elif name in plan.lists:
        members = computing.named(name).value
        if isinstance(members, list):
            yield from (member for member in members if isinstance(member, str))


def literals_in(expression: Expression) -> Iterator[Any]:
    """The constants that an expression writes: numbers, texts, dates and durations."""
    for node in ast.walk(expression.node):
        if isinstance(node, ast.Number | ast.String):
            yield node.value
        elif isinstance(node, ast.AtLiteral) or _makes_constant(node):
            yield evaluate(Expression(expression.text, node), {}).value


_LITERALS: OfEach[Expression, tuple[Any, ...]] = OfEach(MOST_EXPRESSIONS, lambda one: tuple(literals_in(one)))


def _makes_constant(node: Node) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.function, ast.Name)
        and node.function.name in _MAKES
        and all(isinstance(argument, ast.String | ast.Number) for argument in node.arguments)
    )

"""A closer look: values that those of the worked examples leave out, and what was left out of the rows of lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import prod
from typing import Any

from engine.evaluator.index import expressions_of
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value
from engine.fact_fields import fields_of, place_of, row_name
from engine.feel import Expression
from engine.feel.syntax import ast
from engine.plan import FactSpec, Plan
from tests.fast.values import beside, spread, unlike, within

Values = Mapping[str, Any]

APART = (1, 20, 45, 75, 100, 400)
"""Days by which two days may lie apart so that a term of the rules has run out between them, or not."""
MOST_LOOKED_AT = 40_000
MOST_COUNTS = 100
LONGEST_RUN = 12
"""Years that a list of years goes through at most."""


def looked_closer(
    plan: Plan, known: Values, few: Mapping[str, Sequence[Any]], most: int = MOST_LOOKED_AT
) -> Mapping[str, Sequence[Any]]:
    """More values for each of the facts; where these are too many together, for those for which they are not."""
    closer = {name: list(values) for name, values in few.items()}
    for name in few:
        more = unlike([*few[name], *more_of(plan, name, known)])
        if prod(map(len, {**closer, name: more}.values())) <= most:
            closer[name] = more
    return closer


def more_of(plan: Plan, name: str, known: Values) -> list[Any]:
    spec = plan.facts.get(name)
    if spec is None:
        return []
    days = sorted({one for one in known.values() if isinstance(one, date)})
    figures = list(figures_of(plan))
    if spec.type == "date":
        printed = [one for one in figures if isinstance(one, date)]
        apart = (one + timedelta(days=sign * off) for one in days for off in APART for sign in (1, -1))
        return [*(one + timedelta(days=off) for one in printed for off in (-1, 0, 1)), *apart]
    if spec.type in ("number", "integer"):
        own = [*columns_of(plan, name), *(one for one in figures if isinstance(one, Decimal))]
        return [*(one for one in (*own, *counts_of(spec)) if within(spec, one)), *beside(spec, known, plan)]
    if spec.type == "list" and spec.items is not None and spec.items.type == "integer":
        return list(runs_of_years({day.year for day in days}))
    alike = [known[one.name] for one in plan.facts.values() if one.type == spec.type == "text" and one.name in known]
    return [*columns_of(plan, name), *alike]


def counts_of(spec: FactSpec) -> list[Decimal]:
    """Every whole number of a short range."""
    whole = spec.type == "integer" and spec.minimum is not None and spec.maximum is not None
    if not whole or spec.maximum - spec.minimum > MOST_COUNTS:
        return []
    return [Decimal(number) for number in range(int(spec.minimum), int(spec.maximum) + 1)]


def figures_of(plan: Plan) -> Iterator[Any]:
    """The figures and days of the rules."""
    for parameter in plan.parameters.values():
        yield from (step.value for step in parameter.steps if isinstance(step.value, Decimal | date))


def runs_of_years(starts: set[int]) -> Iterator[list[Decimal]]:
    """Lists of years one after another, from the years of the days that are known or the year after."""
    for start in sorted({one + off for one in starts for off in (0, 1)}):
        yield from ([Decimal(start + year) for year in range(length)] for length in range(1, LONGEST_RUN))


def columns_of(plan: Plan, name: str) -> list[Any]:
    """What registers say in the columns that rules look the fact up in."""
    found = []
    for expression in every_expression(plan):
        for node in ast.walk(expression.node):
            if type(node) is ast.Comparison and type(node.left) is ast.Name and written(node.right) == name:
                rows = (row for register in plan.registers.values() for row in register.records)
                found += [row.values[node.left.name] for row in rows if node.left.name in row.values]
    return found


def every_expression(plan: Plan) -> Iterator[Expression]:
    for criterion in plan.criteria:
        yield from expressions_of_criterion(criterion)
    for value in plan.values.values():
        yield from expressions_of_value(value, plan)
    for table in plan.tables.values():
        yield from expressions_of(table.decision)


def written(node: ast.Node) -> str:
    if type(node) is ast.Path:
        return f"{written(node.source)}.{node.member}"
    return node.name if type(node) is ast.Name else ""


# --- rows with cells that were left out -------------------------------------------------------------------------------


def open_cells(plan: Plan, known: Values, domains: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """What may stand in each cell that was left out of a row, by its name (`chillers[2].cop`)."""
    found: dict[str, list[Any]] = {}
    for name, value in known.items():
        fields = fields_of(plan.facts[name])
        rows = value if isinstance(value, list) else [value]
        for number, row in enumerate(rows, 1) if fields else ():
            place = row_name(name, number if isinstance(value, list) else None)
            for key, field in fields.items():
                if isinstance(row, dict) and key not in row and not field.null_when_absent:
                    found[f"{place}.{key}"] = cell_values(field, key, domains.get(name, ()))
    return found


def cell_values(field: FactSpec, key: str, told: Sequence[Any]) -> list[Any]:
    rows = [row for rows in told for row in (rows if isinstance(rows, list) else [rows]) if isinstance(row, dict)]
    said = [True, False] if field.type == "boolean" else list(field.choices) or [row[key] for row in rows if key in row]
    return unlike(spread(field, unlike(said)))


def put_in(plan: Plan, known: Values, point: Values) -> dict[str, Any]:
    """The facts with those of the point; a cell goes into its row."""
    found = {**known, **{name: value for name, value in point.items() if name in plan.facts}}
    for name, value in point.items():
        place = None if name in plan.facts else place_of(name, plan.facts)
        if place is None:
            continue
        held = found[place.fact]
        if place.row is None:
            found[place.fact] = {**held, place.field: value}
        else:
            row = {**held[place.row - 1], place.field: value}
            found[place.fact] = [*held[: place.row - 1], row, *held[place.row :]]
    return found

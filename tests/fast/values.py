"""Values that are tried for facts: those told of, those at the ends, and those that stand against other facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engine.plan import FactSpec, Plan

MOST_BESIDE = 12
FAR = Decimal(10) ** 24
"""Beyond every figure of the rules: what a number without a maximum may be."""
HARDLY = Decimal(1).scaleb(-9)
"""How near a bound that is excluded a number may lie."""


LONG_AGO, SOME_DAY = date(1990, 1, 1), date(2100, 1, 1)


def spread(spec: FactSpec, told: Sequence[Any]) -> list[Any]:
    """Values that reach every end: those told of, the bounds of numbers, days long ago and far off, other countries."""
    if spec.null_when_absent:
        return list(told)
    ends: list[Any] = []
    if spec.type in ("number", "integer"):
        step = Decimal(1) if spec.type == "integer" else HARDLY
        ends = [
            FAR if spec.maximum is None else spec.maximum - step * spec.maximum_excluded,
            -FAR if spec.minimum is None else spec.minimum + step * spec.minimum_excluded,
        ]
    elif spec.type == "date":
        ends = [LONG_AGO, SOME_DAY]
    elif spec.type == "country":
        ends = ["JP", "VN", "IS"]
    elif spec.type == "list" and spec.items is not None:
        ends = [[LONG_AGO], [SOME_DAY]] if spec.items.type == "date" else []
        ends += rows_at_their_ends(spec.items, told)
        ends += [] if spec.minimum_length else [[]]
    return [*(one for one in ends if one not in told), *told]


def rows_at_their_ends(spec: FactSpec, told: Sequence[Any]) -> list[Any]:
    """Of records, the rows told of, each alone and with each of its numbers at its ends."""
    rows = [row for rows in told for row in rows] if spec.type == "record" else []
    numbers = {name: field for name, field in spec.fields.items() if field.type in ("number", "integer")}
    moved = [
        {**row, name: end}
        for row in rows
        for name, field in numbers.items()
        if name in row
        for end in spread(field, [])
    ]
    return [[row] for row in (*rows, *moved)]


def beside(spec: FactSpec, known: Mapping[str, Any], plan: Plan) -> list[Any]:
    """Where a fact stands against the others: on their days and just off them, at their figures and what adds up."""
    if spec.null_when_absent or spec.type not in ("number", "integer", "date"):
        return []
    same = [known[one.name] for one in plan.facts.values() if one.type == spec.type and one.name in known]
    others = [one for one in same if one is not None]
    if spec.type == "date":
        days = {day + timedelta(days=off) for day in others for off in (-1, 0, 1)}
        return sorted(day for day in days if LONG_AGO < day < SOME_DAY)[:MOST_BESIDE]
    adding = [sum(others), *(2 * one - sum(others) for one in others)] if len(others) > 1 else []
    found = [one for one in dict.fromkeys((*others, *adding)) if within(spec, one)]
    return found[:MOST_BESIDE]


def within(spec: FactSpec, value: Decimal) -> bool:
    above = spec.minimum is None or spec.minimum < value or (spec.minimum == value and not spec.minimum_excluded)
    below = spec.maximum is None or value < spec.maximum or (spec.maximum == value and not spec.maximum_excluded)
    return above and below and (spec.type != "integer" or value == value.to_integral_value())


def unlike(values: Sequence[Any]) -> list[Any]:
    return [value for place, value in enumerate(values) if value not in values[:place]]

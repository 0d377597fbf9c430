"""The types of all names that an expression of a rule set may read."""

from __future__ import annotations

from engine.compiler.order import ordered
from engine.compiler.shared import Found
from engine.compiler.sheet import FIGURE, Sheet
from engine.feel import check
from engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    Type,
    context_of,
    join,
    list_of,
    nested,
    number,
)
from engine.feel.values.durations import YearsMonths, parse_duration
from engine.model.definitions import ListModel, ParameterModel, ParameterStep
from engine.plan import FactSpec, Register
from engine.units import ALGEBRA

PLAIN: dict[str, Type] = {"boolean": BOOLEAN, "date": DATE, "number": NUMBER, "integer": NUMBER, "duration": ANY}
"""Types of facts in FEEL; what is not here is text. A duration may be of either kind."""


def scope(sheet: Sheet) -> dict[str, Type]:
    """By name, the dotted ones nested in contexts. What could not be worked out accepts anything, so that one fault is
    not reported twice.

    Of two things of one name, which is a fault of its own, the first counts.
    """
    types = dict(_fact_types(sheet.found))
    for name, parameter in sheet.model.parameters.items():
        types.setdefault(name, _parameter_type(parameter))
    for name, named in sheet.model.lists.items():
        types.setdefault(name, _list_type(named, sheet))
    for name in ordered(sheet):
        types.setdefault(name, _computed_type(sheet, name, types))
    for name in (*sheet.model.tables, *sheet.model.values):
        types.setdefault(name, ANY)
    return types


def _fact_types(found: Found) -> dict[str, Type]:
    """Those of all facts, worked out once for all rule sets."""
    if not found.types:
        found.types.update(nested({name: fact_type(fact) for name, fact in found.facts.items()}))
    return found.types


def fact_type(fact: FactSpec) -> Type:
    """The type of a fact's value."""
    if fact.type == "list":
        return list_of(fact_type(fact.items) if fact.items else ANY)
    if fact.type == "record":
        return context_of({name: fact_type(held) for name, held in fact.fields.items()})
    if fact.type == "number" and fact.unit is None:
        return ANY
    if fact.type in {"number", "integer"}:
        return number(fact.unit)
    return PLAIN.get(fact.type, STRING)


def _parameter_type(parameter: ParameterModel) -> Type:
    if parameter.type == "number":
        return number(parameter.unit)
    if parameter.type != "duration":
        return PLAIN.get(parameter.type, STRING)
    steps = [step.value for step in parameter.values.values() if isinstance(step, ParameterStep)]
    kinds = {type(parse_duration(value)) for value in steps if isinstance(value, str)}
    if len(kinds) != 1:
        return ANY
    return MONTHS if kinds == {YearsMonths} else DAYS


def record_type(register: Register) -> Type:
    """The type of each record of a table: its columns, and its id."""
    return context_of({"id": STRING, **{name: fact_type(column) for name, column in register.columns.items()}})


def _list_type(named: ListModel, sheet: Sheet) -> Type:
    register = sheet.found.registers.get(named.register_id or "")
    if register is not None and register.columns:
        return list_of(record_type(register))
    return list_of(PLAIN.get(named.of or "text", STRING))


def _computed_type(sheet: Sheet, name: str, types: dict[str, Type]) -> Type:
    """Of a table or a value: as its unit says, else as its formulas come to."""
    table = sheet.model.tables.get(name)
    unit = table.unit if table else sheet.model.values[name].unit
    if unit is not None:
        kind = number(unit)
    else:
        owner = f"{'table' if table else 'value'}:{name}"
        made = [snippet for snippet in sheet.snippets if snippet.owner == owner and snippet.purpose == FIGURE]
        expressions = [sheet.expressions[snippet.pointer] for snippet in made if snippet.pointer in sheet.expressions]
        found = [check(expression, types, units=ALGEBRA)[0] for expression in expressions]
        kind = join(found) if len(found) == len(made) and found else ANY
    collected = table is not None and (
        table.hit_policy in {"RULE ORDER", "OUTPUT ORDER"} or (table.hit_policy == "COLLECT" and not table.aggregation)
    )
    return list_of(kind) if collected else kind

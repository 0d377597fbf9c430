"""Facts as values of FEEL: given ones as they are, those left out as unknown, with all that the vocabulary says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from engine.fact_fields import fields_of, row_name
from engine.facts import Facts
from engine.feel.values import numbers
from engine.feel.values.unknown import ANYTHING, MOST_CHOICES, Between, Domain, Listed, OneOf, Some, Unknown
from engine.plan import FactSpec

_ORDERED = frozenset(("number", "integer", "date", "duration"))


def domain_of_fact(spec: FactSpec) -> Domain:
    """Every value that the fact may have, as far as its type, choices and bounds say."""
    if spec.type == "boolean":
        return _with_null(spec, (True, False))
    if spec.type == "choice":
        return _with_null(spec, tuple(spec.choices)) if len(spec.choices) < MOST_CHOICES else ANYTHING
    if spec.nullable or spec.type not in _ORDERED:
        return ANYTHING
    counted = _whole_numbers(spec)
    if counted is not None:
        return OneOf(counted)
    if spec.type == "integer":
        return Between(*_whole_ends(spec), whole=True)
    return Between(spec.minimum, spec.maximum, not spec.minimum_excluded, not spec.maximum_excluded)


def _with_null(spec: FactSpec, values: tuple[Any, ...]) -> Domain:
    return OneOf((*values, None)) if spec.nullable else OneOf(values)


def _whole_ends(spec: FactSpec) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest whole number within the bounds: above 0 that is 1."""
    low = None if spec.minimum is None else spec.minimum.to_integral_value(ROUND_CEILING)
    high = None if spec.maximum is None else spec.maximum.to_integral_value(ROUND_FLOOR)
    return (
        numbers.add(low, numbers.ONE) if low is not None and spec.minimum_excluded and low == spec.minimum else low,
        numbers.subtract(high, numbers.ONE)
        if high is not None and spec.maximum_excluded and high == spec.maximum
        else high,
    )


def _whole_numbers(spec: FactSpec) -> tuple[Decimal, ...] | None:
    """The members of a short range of whole numbers: an integer between 1 and 3 is not 2.5."""
    low, high = _whole_ends(spec) if spec.type == "integer" else (None, None)
    if low is None or high is None or high - low >= MOST_CHOICES:
        return None
    return tuple(Decimal(number) for number in range(int(low), int(high) + 1))


def fact_value(spec: FactSpec, facts: Facts) -> Any:
    """The value given, null for an optional fact that was left out, else unknown with its name."""
    given = facts.given.get(spec.name)
    if given is not None:
        return completed(spec, given.value) if fields_of(spec) else given.value
    return None if spec.null_when_absent else _not_given(spec, spec.name)


def _not_given(spec: FactSpec, name: str) -> Any:
    """What a fact may be that was left out: of a record what each of its fields may be, of a list what its members."""
    if spec.nullable:
        return Unknown(frozenset((name,)), domain_of_fact(spec))
    if spec.fields:
        return {key: _in_any_record(field, name) for key, field in spec.fields.items()}
    if spec.items is None:
        return Unknown(frozenset((name,)), domain_of_fact(spec))
    members = Some(_not_given(spec.items, name), spec.minimum_length, spec.maximum_length)
    return Unknown(frozenset((name,)), Listed((members,)))


def _in_any_record(field: FactSpec, name: str) -> Any:
    """What a field may be of a record of which nothing is known: null, too, where it may be left out of it."""
    spec = replace(field, nullable=field.nullable or field.null_when_absent)
    return Unknown(frozenset((name,)), domain_of_fact(spec))


def completed(spec: FactSpec, value: Any) -> Any:
    """Records as given, with the fields that were left out: unknown by their names (`chillers[2].cop`), or null."""
    if spec.items is not None and isinstance(value, list):
        return [_record(spec.items, row, row_name(spec.name, number)) for number, row in enumerate(value, 1)]
    return _record(spec, value, spec.name)


def _record(spec: FactSpec, row: Any, name: str) -> Any:
    if not isinstance(row, dict):
        return row
    return {key: row[key] if key in row else _left_out(field, f"{name}.{key}") for key, field in spec.fields.items()}


def _left_out(field: FactSpec, name: str) -> Any:
    return None if field.null_when_absent else Unknown(frozenset((name,)), domain_of_fact(field))


def is_whole(spec: FactSpec, value: Any) -> bool:
    """Whether every record in the value has all the fields that are not optional."""
    wanted = {key for key, field in fields_of(spec).items() if not field.null_when_absent}
    rows = value if isinstance(value, list) else (value,)
    return all(row is None or (isinstance(row, dict) and wanted <= row.keys()) for row in rows)


class Scope(dict[str, Any]):
    """The context of expressions: it holds values of FEEL only, so none is looked through for others of Python."""


def nested(values: Mapping[str, Any]) -> Scope:
    """Values by dotted name, as the nested contexts that expressions read."""
    scope = Scope()
    for name, value in values.items():
        if "." not in name:
            scope[name] = value
            continue
        *heads, last = name.split(".")
        inner: dict[str, Any] = scope
        for head in heads:
            inner = inner.setdefault(head, {})
        inner[last] = value
    return scope

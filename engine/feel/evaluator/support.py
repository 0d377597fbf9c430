"""What generated code may call, and nothing else: its globals, without Python's builtins."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from engine.feel.evaluator import access, membership, operators, partial
from engine.feel.evaluator.calls import invoke
from engine.feel.evaluator.reference import passes_test, walk
from engine.feel.evaluator.scopes import Frame
from engine.feel.values import numbers
from engine.feel.values.unknown import Unknown

LONGEST_UNWATCHED_TEXT = 10_000
"""Longer texts than this are made by the reference evaluator, which watches the bound that the caller set."""


class GiveUp(Exception):  # noqa: N818  (no error: the reference evaluator takes over)
    """The generated code does not treat this case."""


def give_up(*_values: Any) -> Any:
    """The value of a case that generated code leaves to the reference evaluator."""
    raise GiveUp


def added(left: Any, right: Any) -> Any:
    value = operators.add(left, right)
    return give_up() if type(value) is str and len(value) > LONGEST_UNWATCHED_TEXT else value


def _part(value: Any, member: str) -> Any:
    return give_up() if type(value) in (list, Unknown) else access.entry(value, member)


def _all_of(values: Sequence[Any]) -> Any:
    return partial.all_of(value for value in _truth_values(values) if value is not True)


def _any_of(values: Sequence[Any]) -> Any:
    return partial.any_of(value for value in _truth_values(values) if value is not False)


def _truth_values(values: Sequence[Any]) -> Sequence[Any]:
    return values if all(v is None or type(v) in (bool, Unknown) for v in values) else give_up()


def _passes(value: Any, outcome: Any, about_input: bool) -> Any:
    return partial.or_null(membership.cell_passes, value, outcome, about_input)


GLOBALS: dict[str, Any] = {
    "__builtins__": {},
    "type_": type,
    "decimal": Decimal,
    "text": str,
    "list_": list,
    "dict_": dict,
    "unknown": Unknown,
    "give_up": give_up,
    "absent_from": membership.absent_from,
    "all_of": _all_of,
    "any_of": _any_of,
    "part": _part,
    "passes": _passes,
    "range_of": membership.range_of,
    "between": operators.between,
    "negate": operators.negate,
    "short_negate": numbers.negate,
    "walk": walk,
    "invoke": invoke,
    "frame_of": Frame,
    "passes_test": passes_test,
}

"""Which overload of a built-in the arguments fit, and the coercions that make them fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.equality import ORDERED, kind
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Builtin, Overload, Parameter
from engine.feel.values.temporal import FeelDateTime, FeelTime, at_midnight
from engine.feel.values.unknown import Unknown

_NO_FIT = object()
_TYPES: dict[str, tuple[type, ...]] = {
    "number": (Decimal,),
    "string": (str,),
    "boolean": (bool,),
    "date": (date, FeelDate),
    "time": (FeelTime,),
    "date and time": (FeelDateTime,),
    "years and months duration": (YearsMonths,),
    "days and time duration": (DaysTime,),
    "list": (list,),
    "context": (dict,),
    "comparable": (Decimal, str, date, FeelDate, FeelTime, FeelDateTime, YearsMonths, DaysTime),
}
"""The Python types that are of a type of the language at sight."""


def bind(
    function: Builtin, positional: Sequence[Any], named: Mapping[str, Any] | None = None
) -> tuple[Overload, list[Any]]:
    """The first overload that fits, and its arguments in order, coerced."""
    fault: FeelError | None = None
    for overload in function.overloads:
        arguments = _in_order(overload, positional, named)
        if arguments is None:
            continue
        try:
            return overload, _coerced(function, overload, arguments)
        except FeelError as error:
            fault = error
    raise fault or _wrong_arguments(function, positional, named)


def _in_order(overload: Overload, positional: Sequence[Any], named: Mapping[str, Any] | None) -> list[Any] | None:
    """The arguments by position; None where number or names do not fit. Left-out ones are cut off or null."""
    if named is None:
        fits = len(positional) >= overload.fewest and (overload.most is None or len(positional) <= overload.most)
        return list(positional) if fits else None
    names = [p.name for p in overload.parameters]
    if not named.keys() <= set(names):
        return None
    if any(not (p.optional or p.nullable) and p.name not in named for p in overload.parameters):
        return None
    while len(names) > overload.fewest and names[-1] not in named:
        names.pop()
    return [named.get(name) for name in names]


def _coerced(function: Builtin, overload: Overload, arguments: list[Any]) -> list[Any]:
    parameters = overload.parameters
    last = len(parameters) - 1
    coerced = []
    for index, argument in enumerate(arguments):
        wanted = parameters[min(index, last)]
        value = coerce(argument, wanted)
        if value is _NO_FIT:
            raise _wrong_type(function, wanted, argument)
        coerced.append(value)
    return coerced


def coerce(value: Any, wanted: Parameter) -> Any:
    """The value as the parameter wants it: itself, in a list, out of a list of one, a date as its midnight."""
    if type(value) in _at_sight(wanted.type) or type(value) is Unknown or wanted.type == "Any":
        return value
    if value is None:
        return None if wanted.nullable else _NO_FIT
    alternatives = _alternatives(wanted.type)
    for name in alternatives:
        if conforms(value, name):
            return value
    for name in alternatives:
        changed = _changed(value, name)
        if changed is not _NO_FIT:
            return changed
    return _NO_FIT


@lru_cache(maxsize=256)
def _at_sight(type_text: str) -> frozenset[type]:
    return frozenset(found for name in _alternatives(type_text) for found in _TYPES.get(name, ()))


@lru_cache(maxsize=256)
def _alternatives(type_text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in type_text.split("|"))


def conforms(value: Any, name: str) -> bool:
    """Whether a value is of the named type, which null is not; unknown elements of a list fit any element type."""
    if name == "Any":
        return True
    if name == "comparable":
        return kind(value) in ORDERED
    base, _, inner = name.partition("<")
    if kind(value) != base:
        return False
    element = inner.removesuffix(">")
    if base != "list" or not element or element == "Any":
        return True
    return all(type(item) is Unknown or conforms(item, element) for item in value)


def _changed(value: Any, name: str) -> Any:
    if name.startswith("list"):
        return [value] if not isinstance(value, list) and conforms([value], name) else _NO_FIT
    if isinstance(value, list):
        if len(value) != 1 or value[0] is None:
            return _NO_FIT
        return value[0] if type(value[0]) is Unknown or conforms(value[0], name) else _NO_FIT
    if name == "date and time" and isinstance(value, date | FeelDate):
        return at_midnight(value)
    return _NO_FIT


def _wrong_arguments(function: Builtin, positional: Sequence[Any], named: Mapping[str, Any] | None) -> FeelError:
    given = ", ".join(named) if named is not None else str(len(positional))
    wanted = " or ".join(f"({signature(overload)})" for overload in function.overloads)
    return FeelError(
        "wrong-arguments",
        f"`{function.name}` takes {wanted}, not ({given})",
        f"`{function.name}` の引数は {wanted} で、({given}) ではありません",
    )


def signature(overload: Overload) -> str:
    """`string: string, start position: number, length?: number`."""
    return ", ".join(
        f"{p.name}{'?' if p.optional else '…' if p.variadic else ''}{f': {p.type}' if p.type != 'Any' else ''}"
        for p in overload.parameters
    )


def _wrong_type(function: Builtin, wanted: Parameter, value: Any) -> FeelError:
    found = kind(value)
    return FeelError(
        "wrong-type",
        f"`{wanted.name}` of `{function.name}` is {wanted.type}, not {found}",
        f"`{function.name}` の `{wanted.name}` は {wanted.type} で、{found} ではありません",
    )

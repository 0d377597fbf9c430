"""Values of Python that callers have at hand, as values of the language. Floats are refused: they are not exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from types import NoneType
from typing import Any

from engine.errors import MisuseError
from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import HOUR, MINUTE, NANOSECONDS, DaysTime, YearsMonths
from engine.feel.values.functions import Builtin, Closure
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import FeelDateTime, FeelTime
from engine.feel.values.unknown import Unknown

_OURS = frozenset(
    (
        NoneType, bool, str, Decimal, date, FeelDate, FeelTime, FeelDateTime, YearsMonths, DaysTime, Range, Closure,
        Builtin, Unknown,
    )
)  # fmt: skip


def from_python(value: Any) -> Any:
    """The value in the language: int, datetime, time, timedelta, tuples and mappings are converted, at any depth.

    A value that needs nothing is returned as it is, not copied. Raises MisuseError for a float and any other type.
    """
    of = type(value)
    if of in _OURS:
        return value
    if of is list:
        return value if _OURS.issuperset(map(type, value)) else [from_python(item) for item in value]
    return _dict(value) if of is dict else _converted(value)


def _dict(value: dict[str, Any]) -> dict[str, Any]:
    changed = value
    for name, item in value.items():
        if type(item) in _OURS:
            continue
        converted = from_python(item)
        if converted is not item:
            changed = dict(value) if changed is value else changed
            changed[name] = converted
    return changed


def _converted(value: Any) -> Any:
    for of, convert in _CONVERSIONS:
        if isinstance(value, of):
            return convert(value)
    hint = (
        "a float is not exact: give a Decimal, an int or text" if isinstance(value, float) else "it has no counterpart"
    )
    raise MisuseError(f"a {type(value).__name__} is no value of FEEL; {hint}")


def _zone_name(zone: tzinfo | None) -> str | None:
    """The name in the zone database of a `zoneinfo` zone; none of other kinds of zones."""
    name = getattr(zone, "key", None)
    return name if isinstance(name, str) else None


def _time(value: time) -> FeelTime:
    nanoseconds = value.hour * HOUR + value.minute * MINUTE + value.second * NANOSECONDS + value.microsecond * 1000
    zone = _zone_name(value.tzinfo)
    if zone:
        return FeelTime(nanoseconds, None, zone)
    offset = value.utcoffset()
    return FeelTime(nanoseconds, None if offset is None else int(offset.total_seconds()))


def _date_time(value: datetime) -> FeelDateTime:
    zone = _zone_name(value.tzinfo)
    if zone or value.tzinfo is None:
        return FeelDateTime(value.date(), _time(value.timetz()), bool(value.fold and zone))
    offset = value.utcoffset() or timedelta()
    return FeelDateTime(value.date(), FeelTime(_time(value.time()).nanoseconds, int(offset.total_seconds())))


def _duration(value: timedelta) -> DaysTime:
    return DaysTime(((value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds) * 1000)


def _mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: from_python(item) for name, item in value.items()}


_CONVERSIONS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (int, Decimal),
    (datetime, _date_time),
    (time, _time),
    (timedelta, _duration),
    (tuple, lambda value: [from_python(item) for item in value]),
    (Mapping, _mapping),
    (str, str),
)

"""Equality and order of values as the language has them: three-valued, null where two kinds do not compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import NANOSECONDS, DaysTime, YearsMonths
from engine.feel.values.functions import Builtin, Closure
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import FeelDateTime, FeelTime

_KINDS: dict[type, str] = {
    bool: "boolean",
    Decimal: "number",
    str: "string",
    date: "date",
    FeelDate: "date",
    FeelTime: "time",
    FeelDateTime: "date and time",
    YearsMonths: "years and months duration",
    DaysTime: "days and time duration",
    list: "list",
    tuple: "list",
    dict: "context",
    Range: "range",
    Closure: "function",
    Builtin: "function",
}
ORDERED = frozenset(
    ("number", "string", "date", "time", "date and time", "years and months duration", "days and time duration")
)
"""The kinds that `<` compares."""


def kind(value: Any) -> str:
    """The name of the value's kind in the language; "null" for null, "Any" for what is no value of it."""
    return "null" if value is None else _KINDS.get(type(value), "Any")


def equal(left: Any, right: Any) -> bool | None:
    """`left = right`: null equals only null; values of two kinds do not compare (None)."""
    if left is None or right is None:
        return left is right
    of = _KINDS.get(type(left))
    if of is None or of != _KINDS.get(type(right)):
        return None
    of_parts = _BY_PARTS.get(of)
    if of_parts is not None:
        return of_parts(left, right)
    return _Comparison(equal).of(left, right) if of in ("list", "context") else bool(left == right)


def only_texts(items: Iterable[Any]) -> bool:
    """Whether all items are texts, at the speed of C: only texts can be joined."""
    try:
        "".join(items)
    except TypeError:
        return False
    return True


class _Comparison:
    """A comparison of lists and contexts by a test of their parts, each pair of lists or contexts once.

    Values may share parts, so that going down every path would take exponential time.
    """

    def __init__(self, test: Callable[[Any, Any], bool | None]) -> None:
        self.test = test
        self.known: dict[tuple[int, int], bool | None] = {}

    def of(self, left: Any, right: Any) -> bool | None:
        if not (isinstance(left, list | tuple) and isinstance(right, list | tuple)) and not (
            isinstance(left, dict) and isinstance(right, dict)
        ):
            return self.test(left, right)
        key = id(left), id(right)
        if key not in self.known:
            self.known[key] = self._by_parts(left, right)
        return self.known[key]

    def _by_parts(self, left: Any, right: Any) -> bool | None:
        if len(left) != len(right):
            return False
        if not isinstance(left, dict):
            return _all_equal(map(self.of, left, right))
        if left.keys() != right.keys():
            return False
        return _all_equal(self.of(value, right[key]) for key, value in left.items())


def _seconds(left: Any, right: Any) -> tuple[int, int]:
    """The values of two times, or of two dates with times, that the language compares: instants in whole seconds.

    One without an offset takes the other's.
    """
    if left.is_local() and not right.is_local():
        left = _placed(left, right)
    elif right.is_local() and not left.is_local():
        right = _placed(right, left)
    return left.instant() // NANOSECONDS, right.instant() // NANOSECONDS


def _placed(local: Any, like: Any) -> Any:
    """The same wall clock with the offset or in the zone of the other moment."""
    if isinstance(local, FeelTime):
        return replace(local, offset=like.offset, zone=like.zone)
    return replace(local, time=replace(local.time, offset=like.time.offset, zone=like.time.zone))


def _equal_moments(left: Any, right: Any) -> bool:
    one, other = _seconds(left, right)
    return one == other


def _equal_ranges(left: Range, right: Range) -> bool | None:
    if (left.low_closed, left.high_closed, left.sign) != (right.low_closed, right.high_closed, right.sign):
        return False
    return _all_equal((equal(left.low, right.low), equal(left.high, right.high)))


def _all_equal(parts: Iterable[bool | None]) -> bool | None:
    """False as soon as one pair differs; parts that do not compare leave it open (None)."""
    result: bool | None = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            result = None
    return result


_BY_PARTS: dict[str, Callable[[Any, Any], bool | None]] = {
    "time": _equal_moments,
    "date and time": _equal_moments,
    "range": _equal_ranges,
}


def less(left: Any, right: Any) -> bool | None:
    """`left < right`; None where there is no order between the two."""
    of = kind(left)
    if of not in ORDERED or of != kind(right):
        return None
    if of in ("time", "date and time"):
        one, other = _seconds(left, right)
        return one < other
    return bool(left < right)


def less_or_equal(left: Any, right: Any) -> bool | None:
    """`left <= right`; None where there is no order between the two."""
    after = less(right, left)
    return None if after is None else not after


def same(left: Any, right: Any) -> bool:
    """`is(left, right)`: the same value of the same kind, offset and zone included, fractions of seconds too."""
    if kind(left) != kind(right):
        return False
    if isinstance(left, list | tuple | dict):
        return _Comparison(same).of(left, right) is True
    return bool(left == right)


def contains(held: Range, value: Any) -> bool | None:
    """`value in held`; None where the value and an end do not compare."""
    if held.sign in ("=", "!="):
        found = equal(value, held.low)
        return found if held.sign == "=" or found is None else not found
    if value is None or (held.low is None and held.high is None):
        return None
    above = True if held.low is None else (less_or_equal if held.low_closed else less)(held.low, value)
    below = True if held.high is None else (less_or_equal if held.high_closed else less)(value, held.high)
    if above is None or below is None:
        return None
    return above and below


def identity(value: Any) -> Any:
    """Something hashable that is equal for values that `=` holds equal, and differs for all others.

    A moment without an offset is kept apart from those with one, for it equals several that are not equal themselves.
    """
    of = _KINDS.get(type(value))
    if of == "list":
        return of, tuple(identity(item) for item in value)
    if of == "context":
        return of, frozenset((key, identity(item)) for key, item in value.items())
    if of in ("time", "date and time"):
        return of, value.is_local(), value.instant() // NANOSECONDS
    if of == "range":
        ends = identity(value.low), identity(value.high)
        return of, *ends, value.low_closed, value.high_closed, value.sign
    return of, value

"""Equality and order of values as the language has them: three-valued, null where two kinds do not compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import DaysTime, YearsMonths
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


def _clock(value: FeelTime | FeelDateTime) -> tuple[int, int | None]:
    """The parts `=` compares: hour, minute and whole second as one number, and the offset."""
    time = value.time if isinstance(value, FeelDateTime) else value
    return time.nanoseconds // 1_000_000_000, value.utc_offset()


def _equal_times(left: FeelTime, right: FeelTime) -> bool:
    return _clock(left) == _clock(right)


def _equal_moments(left: FeelDateTime, right: FeelDateTime) -> bool:
    return bool(left.date == right.date) and _clock(left) == _clock(right)


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
    "time": _equal_times,
    "date and time": _equal_moments,
    "range": _equal_ranges,
}


def less(left: Any, right: Any) -> bool | None:
    """`left < right`; None where there is no order between the two."""
    if kind(left) not in ORDERED or kind(left) != kind(right):
        return None
    try:
        return bool(left < right)
    except TypeError:
        return None


def less_or_equal(left: Any, right: Any) -> bool | None:
    """`left <= right`: not `right < left`, so moments compare by instant here too; None where there is no order."""
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
    """Something hashable that is equal for values that `=` holds equal, and differs for all others."""
    of = _KINDS.get(type(value))
    if of == "list":
        return of, tuple(identity(item) for item in value)
    if of == "context":
        return of, frozenset((key, identity(item)) for key, item in value.items())
    if of == "time":
        return of, _clock(value)
    if of == "date and time":
        return of, value.date, _clock(value)
    if of == "range":
        ends = identity(value.low), identity(value.high)
        return of, *ends, value.low_closed, value.high_closed, value.sign
    return of, value

"""Ranges as values: `[1..3]`, `(2..4]`, `(< 10)`, `(=5)`; and the text that `range(…)` reads."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from engine.feel.values.durations import DaysTime, YearsMonths, parse_duration
from engine.feel.values.numbers import parse_number
from engine.feel.values.strings import unescaped
from engine.feel.values.temporal_text import parse_date, parse_date_time, parse_temporal, parse_time
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """An interval of one ordered kind. An end of None is unbounded.

    `sign` is the operator of a range that is a comparison ("<", "<=", ">", ">=", "=", "!="), else empty. A range
    unbounded on one side, such as `(..10]`, is one; a range whose end is null, such as `(null..10]`, is none. A range
    `!=` holds every comparable value but its end.
    """

    low: Any
    high: Any
    low_closed: bool = True
    high_closed: bool = True
    sign: str = ""


def comparison_range(sign: str, end: Any) -> Range:
    """The range of a unary test in parentheses: `(< 10)` has no start, `(=10)` only 10, `(!=10)` all but 10."""
    if sign in ("<", "<="):
        return Range(None, end, False, sign == "<=", sign)
    if sign in (">", ">="):
        return Range(end, None, sign == ">=", False, sign)
    return Range(end, end, sign == "=", sign == "=", sign)


PROPERTIES = ("start", "end", "start included", "end included")


def range_property(value: Range, name: str) -> Any:
    """What `value.name` means for a range; None for no such property."""
    if name == "start":
        return value.low
    if name == "end":
        return value.high
    if name == "start included":
        return value.low_closed
    return value.high_closed if name == "end included" else None


_STRING = r'"(?:[^"\\]|\\.)*"'
_END = rf"""\s*(-?[0-9.]*[0-9](?:[eE][+-]?[0-9]+)?|{_STRING}|@\s*{_STRING}
    |(?:date\ and\ time|date|time|duration)\s*\(\s*{_STRING}\s*\))?\s*"""
_RANGE = rf"\s*([\[\](]){_END}\.\.{_END}([\]\[)])\s*"
_CALL = rf"(date and time|date|time|duration)\s*\(\s*({_STRING})\s*\)"
_READERS = {"date and time": parse_date_time, "date": parse_date, "time": parse_time, "duration": parse_duration}
_LONGEST = 4096


def parse_range(text: str) -> Range | None:
    """The range a text such as `[1..3]` means; its ends are literals. None if malformed or if the ends do not fit."""
    found = re.fullmatch(_RANGE, text, re.VERBOSE) if len(text) <= _LONGEST else None
    if not found:
        return None
    opening, low_text, high_text, closing = found.groups()
    low, high = (_endpoint(end) if end else None for end in (low_text, high_text))
    if (low_text and low is None) or (high_text and high is None):
        return None
    if low is None or high is None:
        return _one_sided(low, high, opening, closing)
    made = Range(low, high, opening == "[", closing == "]")
    return made if _fits(made) else None


def _one_sided(low: Any, high: Any, opening: str, closing: str) -> Range | None:
    """The range unbounded on one side, which is open there; None if it is on both."""
    if low is None and high is not None and opening != "[":
        return comparison_range("<=" if closing == "]" else "<", high)
    if high is None and low is not None and closing != "]":
        return comparison_range(">=" if opening == "[" else ">", low)
    return None


def _endpoint(text: str) -> Any:
    if text[0] == '"':
        return unescaped(text[1:-1])
    if text[0] == "@":
        return parse_temporal(unescaped(text[1:].strip()[1:-1]))
    call = re.fullmatch(_CALL, text)
    return _READERS[call[1]](unescaped(call[2][1:-1])) if call else parse_number(text)


def _fits(made: Range) -> bool:
    """Whether both ends are of one kind and in order."""
    if kind_of_end(made.low) != kind_of_end(made.high):
        return False
    try:
        return bool(made.low <= made.high)
    except TypeError:
        return False


def kind_of_end(value: Any) -> str:
    """A name that is equal for ends that may bound one range."""
    if isinstance(value, Decimal | str | YearsMonths | DaysTime):
        return type(value).__name__
    return type(value).__name__.removeprefix("Feel").lower()

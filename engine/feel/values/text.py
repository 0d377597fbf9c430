"""The text of a value: what `string(…)` gives, and what traces and messages show."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.functions import Builtin, Closure
from engine.feel.values.numbers import number_text
from engine.feel.values.ranges import Range
from engine.feel.values.strings import quoted
from engine.feel.values.temporal import FeelDateTime, FeelTime
from engine.feel.values.temporal_text import temporal_text
from engine.feel.values.unknown import Unknown

_PLAIN_KEY = r"[^\W\d][\w]*(?: [\w]+)*"
_DEEPEST = 100


def text_of(value: Any) -> str | None:
    """`string(value)`: a string as it is, null for null, all else in the language's own notation."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date | FeelDate | FeelTime | FeelDateTime | YearsMonths | DaysTime):
        return temporal_text(value)
    return literal_of(value)


def literal_of(value: Any, depth: int = 0) -> str:
    """The value as a literal: strings quoted, dates as `@"…"`. What is nested deeper than 100 is shown as `…`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, date | FeelDate | FeelTime | FeelDateTime | YearsMonths | DaysTime):
        return f"@{quoted(temporal_text(value))}"
    return _composite(value, depth)


def _composite(value: Any, depth: int) -> str:
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal_of(item, depth + 1) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {literal_of(item, depth + 1)}' for key, item in value.items())}}}"
    if isinstance(value, Range):
        return range_text(value)
    if isinstance(value, Unknown):
        return f"unknown({', '.join(sorted(value.names))})"
    return function_text(value)


def _key(key: str) -> str:
    return key if re.fullmatch(_PLAIN_KEY, key) else quoted(key)


def range_text(value: Range) -> str:
    """`[1..3)`, `(..5]`, `(!= 10)`."""
    if value.sign in ("=", "!="):
        return f"({value.sign} {literal_of(value.low)})"
    low, high = ("" if end is None and value.sign else literal_of(end) for end in (value.low, value.high))
    return f"{'[' if value.low_closed else '('}{low}..{high}{']' if value.high_closed else ')'}"


def function_text(value: Any) -> str:
    """`function(x, y)` for one an expression defined, the name for a built-in."""
    if isinstance(value, Closure):
        return f"function({', '.join(value.parameters)})"
    return value.name if isinstance(value, Builtin) else "function"

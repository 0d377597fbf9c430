"""The neighbours of a value as written: one unit of its last place, one day, or the other truth value away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

_DAY = timedelta(days=1)
_DURATION = re.compile(r"^(-?P.*?)([0-9]+)([A-Z])$")
_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def neighbours(value: Any) -> Iterator[Any]:
    """The values next to a decimal, a date, a truth value or a text that is a date or a duration; else none."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Decimal):
        yield from numbers_beside(value)
    elif isinstance(value, date):
        yield from (value - _DAY, value + _DAY)
    elif isinstance(value, str) and _DATE.match(value):
        yield from days_beside(value)
    elif isinstance(value, str) and (found := _DURATION.match(value)):
        yield from (f"{found[1]}{int(found[2]) + step}{found[3]}" for step in (-1, 1) if int(found[2]) + step >= 0)


def numbers_beside(value: Decimal) -> Iterator[Decimal]:
    """One unit of the last place less, and one more."""
    exponent = value.as_tuple().exponent
    unit = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    yield from (value - unit, value + unit)


def days_beside(day: str) -> Iterator[str]:
    """The day before and the day after, as `YYYY-MM-DD`."""
    middle = date.fromisoformat(day)
    yield from ((middle - _DAY).isoformat(), (middle + _DAY).isoformat())

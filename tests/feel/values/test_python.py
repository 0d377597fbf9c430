"""What callers have at hand in Python, as values of the language."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.errors import MisuseError
from engine.feel.values.python import from_python
from engine.feel.values.text import literal_of

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, "3"),
        (True, "true"),
        (date(2024, 2, 29), '@"2024-02-29"'),
        (datetime(2024, 2, 29, 10, 30, 0, 500, UTC), '@"2024-02-29T10:30:00.0005Z"'),
        (datetime(2024, 2, 29, 10, 30), '@"2024-02-29T10:30:00"'),
        (datetime(2024, 2, 29, 10, 30, tzinfo=TOKYO), '@"2024-02-29T10:30:00@Asia/Tokyo"'),
        (datetime(2024, 2, 29, tzinfo=timezone(timedelta(hours=-2))), '@"2024-02-29T00:00:00-02:00"'),
        (time(10, 30), '@"10:30:00"'),
        (time(10, 30, tzinfo=TOKYO), '@"10:30:00@Asia/Tokyo"'),
        (timedelta(days=-1, microseconds=1), '@"-PT23H59M59.999999S"'),
        ((1, (2,)), "[1, [2]]"),
        ({"a": {"b": [1, None]}}, "{a: {b: [1, null]}}"),
        (MappingProxyType({"a": 1}), "{a: 1}"),
        ([{"a": 1}, "x"], '[{a: 1}, "x"]'),
    ],
)
def test_a_value_of_python_is_converted_at_any_depth(value: Any, shown: str) -> None:
    assert literal_of(from_python(value)) == shown


def test_the_second_run_of_a_repeated_hour_stays_the_second() -> None:
    paris = ZoneInfo("Europe/Paris")
    first, second = (datetime(2024, 10, 27, 2, 30, tzinfo=paris, fold=fold) for fold in (0, 1))
    assert literal_of(from_python(second)) == literal_of(from_python(first))
    assert from_python(second).instant() - from_python(first).instant() == 3600 * 10**9


def test_what_needs_nothing_is_not_copied() -> None:
    value = {"country": "VN", "costs": [Decimal("0.40"), None], "empty": {}}
    assert from_python(value)["costs"] is value["costs"]
    assert from_python(value["costs"]) is value["costs"]


@pytest.mark.parametrize("value", [0.1, [1, 0.1], {"a": (0.1,)}, object(), {1, 2}, b"bytes"])
def test_floats_and_strangers_are_refused(value: Any) -> None:
    with pytest.raises(MisuseError):
        from_python(value)

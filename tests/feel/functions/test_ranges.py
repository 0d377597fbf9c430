"""The relations of points and ranges agree with what they mean for the sets of points, tried on a fine grid."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.functions import BUILTINS
from engine.feel.values.equality import contains
from engine.feel.values.ranges import Range, comparison_range

from .worlds import result

COUNT = 10 * int(os.environ.get("HANTEI_EXAMPLES", "30"))
GRID = [Decimal(quarter) / 4 for quarter in range(-8, 25)]
ENDS = st.integers(0, 4).map(Decimal)
SIDES = st.booleans()


def not_empty(low: Decimal, width: int, low_closed: bool, high_closed: bool) -> Range:
    return Range(low, low + width, low_closed or not width, high_closed or not width)


RANGES = st.builds(not_empty, ENDS, st.integers(0, 2), SIDES, SIDES)


def points(held: Range) -> set[Decimal]:
    return {point for point in GRID if contains(held, point)}


def ask(name: str, one: Any, other: Any) -> Any:
    return result(BUILTINS[name], [one, other])


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(RANGES, RANGES)
def test_two_ranges(one: Range, other: Range) -> None:
    a, b = points(one), points(other)
    starts_alike = (one.low, one.low_closed) == (other.low, other.low_closed)
    ends_alike = (one.high, one.high_closed) == (other.high, other.high_closed)
    assert ask("before", one, other) is (max(a) < min(b))
    assert ask("after", one, other) is (min(a) > max(b))
    assert ask("overlaps", one, other) is bool(a & b)
    assert ask("includes", one, other) is (a >= b)
    assert ask("during", one, other) is (a <= b)
    assert ask("starts", one, other) is (starts_alike and a <= b)
    assert ask("started by", one, other) is (starts_alike and a >= b)
    assert ask("finishes", one, other) is (ends_alike and a <= b)
    assert ask("finished by", one, other) is (ends_alike and a >= b)
    assert ask("coincides", one, other) is (a == b)
    assert ask("overlaps before", one, other) is (min(a) < min(b) <= max(a) <= max(b) and bool(a & b))
    assert ask("overlaps after", other, one) is ask("overlaps before", one, other)
    assert ask("meets", one, other) is (one.high == other.low and one.high_closed and other.low_closed)
    assert ask("met by", other, one) is ask("meets", one, other)


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(RANGES, st.sampled_from(GRID))
def test_a_point_and_a_range(held: Range, point: Decimal) -> None:
    inside = points(held)
    assert ask("before", point, held) is (point < min(inside))
    assert ask("before", held, point) is (point > max(inside))
    assert ask("after", point, held) is (point > max(inside))
    assert ask("after", held, point) is (point < min(inside))
    assert ask("includes", held, point) is (point in inside)
    assert ask("during", point, held) is (point in inside)
    assert ask("starts", point, held) is (held.low_closed and point == held.low)
    assert ask("started by", held, point) is ask("starts", point, held)
    assert ask("finishes", point, held) is (held.high_closed and point == held.high)
    assert ask("finished by", held, point) is ask("finishes", point, held)


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("before", comparison_range("<", Decimal(5)), Decimal(5), True),
        ("before", comparison_range("<=", Decimal(5)), Decimal(5), False),
        ("includes", comparison_range(">=", Decimal(5)), Range(Decimal(6), Decimal(7)), True),
        ("includes", Range(Decimal(6), Decimal(7)), comparison_range(">=", Decimal(5)), False),
        ("overlaps", comparison_range("<", Decimal(5)), comparison_range(">", Decimal(4)), True),
        ("overlaps", comparison_range("<", Decimal(5)), comparison_range(">=", Decimal(5)), False),
        ("starts", comparison_range("<", Decimal(5)), comparison_range("<", Decimal(6)), True),
        ("coincides", comparison_range("=", Decimal(5)), Range(Decimal(5), Decimal(5)), True),
        ("before", comparison_range("!=", Decimal(5)), Decimal(5), None),
        ("before", Range("a", "b"), Decimal(5), None),
    ],
)
def test_ranges_without_an_end(name: str, one: Any, other: Any, expected: bool | None) -> None:
    assert ask(name, one, other) is expected

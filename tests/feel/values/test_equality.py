"""Equality and order with three truth values; sameness; one hashable identity for what is equal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.feel.functions import BUILTINS
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.equality import equal, identity, kind, less, less_or_equal, same
from engine.feel.values.temporal_text import parse_temporal


def D(text: str) -> Decimal:
    return Decimal(text)


def at(text: str) -> Any:
    return parse_temporal(text)


EQUALITIES: list[tuple[Any, Any, bool | None]] = [
    (None, None, True),
    (None, D("0"), False),
    ([], None, False),
    (True, True, True),
    (True, D("1"), None),
    (D("1"), D("1.00"), True),
    (D("1"), "1", None),
    ("Ａ", "A", False),
    ([D("1"), "a"], [D("1.0"), "a"], True),
    ([D("1")], [D("1"), D("1")], False),
    ([D("1"), "a"], [D("1"), D("2")], None),
    ([D("1"), "a"], [D("2"), D("2")], False),
    ({"a": D("1"), "b": None}, {"b": None, "a": D("1")}, True),
    ({"a": D("1")}, {"b": D("1")}, False),
    ({}, [], None),
    (date(2024, 1, 1), at("2024-01-01"), True),
    (at("10000-01-01"), at("10000-01-01"), True),
    (date(2024, 1, 1), at("2024-01-01T00:00:00"), None),
    (at("10:30:00.0001"), at("10:30:00.0002"), True),
    (at("10:30:00.9"), at("10:30:01"), False),
    (at("12:00:00-01:00"), at("17:00:00+04:00"), True),
    (at("12:00:00-01:00"), at("12:00:00+04:00"), False),
    (at("2002-04-02T12:00:00-01:00"), at("2002-04-02T17:00:00+04:00"), True),
    (at("2018-10-08T00:00:00+02:00"), at("2018-10-08T00:00:00@Europe/Paris"), True),
    (at("2018-12-08T00:00:00+02:00"), at("2018-12-08T00:00:00@Europe/Paris"), False),
    (at("2018-12-07T23:00:00Z"), at("2018-12-08T00:00:00@Europe/Paris"), True),
    (at("P1Y"), at("P12M"), True),
    (at("P1Y"), at("P365D"), None),
    (BUILTINS["sum"], BUILTINS["sum"], True),
    (BUILTINS["sum"], BUILTINS["max"], False),
]


@pytest.mark.parametrize(("left", "right", "expected"), EQUALITIES)
def test_equality(left: Any, right: Any, expected: bool | None) -> None:
    assert equal(left, right) is expected
    assert equal(right, left) is expected


@pytest.mark.parametrize(("left", "right", "expected"), EQUALITIES)
def test_the_identity_is_the_same_exactly_where_values_are_equal(left: Any, right: Any, expected: bool | None) -> None:
    assert (identity(left) == identity(right)) is (expected is True)


@pytest.mark.parametrize(
    ("left", "right", "before", "not_after"),
    [
        (D("1"), D("2"), True, True),
        (D("2"), D("2.0"), False, True),
        (D("3"), D("2"), False, False),
        ("a", "b", True, True),
        (D("1"), "2", None, None),
        (None, D("1"), None, None),
        (True, False, None, None),
        ([D("1")], [D("2")], None, None),
        (date(2024, 1, 1), at("20240-01-01"), True, True),
        (at("2024-01-01T09:00:00+09:00"), at("2024-01-01T00:00:00Z"), False, True),
        (at("10:30:00.1"), at("10:30:00.2"), False, True),
        (at("10:30:00.9"), at("10:30:01.1"), True, True),
        (at("10:30:00"), at("10:30:01+09:00"), True, True),
        (at("10:30:00+09:00"), at("10:30:00"), False, True),
        (at("2024-07-01T10:00:00"), at("2024-07-01T10:00:01@Europe/Paris"), True, True),
        (DaysTime(1), YearsMonths(1), None, None),
    ],
)
def test_order(left: Any, right: Any, before: bool | None, not_after: bool | None) -> None:
    assert less(left, right) is before
    assert less_or_equal(left, right) is not_after


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (at("23:00:50Z"), at("23:00:50+00:00"), True),
        (at("23:00:50"), at("23:00:50Z"), False),
        (at("23:00:50@Australia/Melbourne"), at("23:00:50@Australia/Sydney"), False),
        (at("10:30:00.0001"), at("10:30:00.0002"), False),
        (at("P1D"), at("PT24H"), True),
        (D("1"), D("1.0"), True),
        (D("1"), True, False),
        (None, None, True),
        ([D("1"), None], [D("1.0"), None], True),
        ({"a": D("1")}, {"a": True}, False),
    ],
)
def test_sameness_is_stricter_than_equality(left: Any, right: Any, expected: bool) -> None:
    assert same(left, right) is expected


def test_a_moment_without_an_offset_takes_that_of_the_other() -> None:
    local, tokyo, utc = at("10:30:00"), at("10:30:00+09:00"), at("10:30:00Z")
    assert equal(local, tokyo) is equal(local, utc) is True
    assert equal(tokyo, utc) is False
    assert len({identity(local), identity(tokyo), identity(utc)}) == 3


@pytest.mark.parametrize(
    "texts", [("10:30:00.1", "10:30:00.2"), ("09:00:00Z", "10:30:00@Asia/Tokyo"), ("10:30:00", "10:30:01Z")]
)
def test_of_two_moments_one_is_less_or_they_are_equal(texts: tuple[str, str]) -> None:
    left, right = map(at, texts)
    assert [less(left, right), equal(left, right), less(right, left)].count(True) == 1


def test_the_kind_of_a_value_is_its_name_in_the_language() -> None:
    values = [None, True, D("1"), "a", date(2024, 1, 1), at("-1000-01-01"), at("10:30:00"), [], {}, BUILTINS["sum"]]
    assert [kind(value) for value in values] == [
        "null", "boolean", "number", "string", "date", "date", "time", "list", "context", "function",
    ]  # fmt: skip

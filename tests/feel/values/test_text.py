"""The text of values, and string literals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.functions import BUILTINS
from engine.feel.values.functions import Closure
from engine.feel.values.ranges import Range, comparison_range
from engine.feel.values.strings import quoted, unescaped
from engine.feel.values.temporal_text import parse_temporal
from engine.feel.values.text import literal_of, text_of
from engine.feel.values.unknown import unknown

from .counts import COUNT


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("横綱", "横綱"),
        (True, "true"),
        (Decimal("0.40"), "0.40"),
        (Decimal("1E+3"), "1000"),
        (date(2024, 2, 29), "2024-02-29"),
        (parse_temporal("P1DT2H"), "P1DT2H"),
        (['"foo"', None], '["\\"foo\\"", null]'),
        ({"eligible cost": Decimal(1), "a+b": {"{": False}}, '{eligible cost: 1, "a+b": {"{": false}}'),
        ({"費用": date(2024, 2, 29)}, '{費用: @"2024-02-29"}'),
        (Range(Decimal(1), None, True, False), "[1..null)"),
        (comparison_range("<", Decimal(10)), "(..10)"),
        (comparison_range("!=", Decimal(10)), "(!= 10)"),
        (Closure(("x", "y"), None, None), "function(x, y)"),
        (BUILTINS["string length"], "string length"),
        ([unknown("b.c", "a")], "[unknown(a, b.c)]"),
    ],
)
def test_the_text_of_a_value(value: Any, text: str | None) -> None:
    assert text_of(value) == text


def test_what_is_nested_deeper_than_a_hundred_is_cut() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert literal_of(deep) == "[" * 101 + "…" + "]" * 101


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"a\nb\t\"c\"\\", 'a\nb\t"c"\\'),
        (r"\u3042", "あ"),
        (r"\ud83d\uDCA9", "💩"),
        (r"\U01F40E", "🐎"),
        (r"\\u0009", "\\u0009"),
        (r"\s\d", r"\s\d"),
        (r"\U110000", r"\U110000"),
    ],
)
def test_escapes_of_a_literal(body: str, text: str) -> None:
    assert unescaped(body) == text


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(st.text())
def test_a_quoted_string_reads_back(text: str) -> None:
    assert unescaped(quoted(text)[1:-1]) == text

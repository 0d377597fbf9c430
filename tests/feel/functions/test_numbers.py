"""Rounding to a scale in every mode, remainders, and digits kept to the last."""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.values.numbers import number_text

from .worlds import BUILTINS, result

COUNT = int(os.environ.get("HANTEI_EXAMPLES", "50"))
MODES = ("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down")


def D(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("n", "scale", "expected"),
    [
        ("2.5", 0, "2 2 3 3 2 3 2"),
        ("-2.5", 0, "-2 -3 -2 -3 -2 -3 -2"),
        ("3.5", 0, "4 3 4 4 3 4 3"),
        ("1.1", 0, "1 1 2 2 1 1 1"),
        ("-1.1", 0, "-1 -2 -1 -2 -1 -1 -1"),
        ("-0.4", 0, "0 -1 0 -1 0 0 0"),
        ("1.125", 2, "1.12 1.12 1.13 1.13 1.12 1.13 1.12"),
        ("1250", -2, "1200 1200 1300 1300 1200 1300 1200"),
        ("7", 2, "7.00 7.00 7.00 7.00 7.00 7.00 7.00"),
        ("0", 1, "0.0 0.0 0.0 0.0 0.0 0.0 0.0"),
        ("9" * 34, 2, " ".join(["9" * 34] * 7)),
    ],
)
def test_each_mode_of_rounding(n: str, scale: int, expected: str) -> None:
    found = [result(BUILTINS[mode], [D(n), D(str(scale))]) for mode in MODES]
    assert [number_text(value) for value in found] == expected.split()


def test_a_scale_is_cut_to_a_whole_number_and_bounded() -> None:
    assert result(BUILTINS["decimal"], [D("1.255"), D("1.9")]) == D("1.3")
    assert result(BUILTINS["floor"], [D("5.5"), D("6176")]) == D("5.5")
    assert result(BUILTINS["floor"], [D("5.5"), D("6177")]) is None


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(NUMBERS, NUMBERS.filter(bool))
def test_modulo_is_the_dividend_less_the_divisor_times_the_floor_of_the_quotient(a: Decimal, b: Decimal) -> None:
    exact = Fraction(a) - Fraction(b) * floor(Fraction(a) / Fraction(b))
    assert Fraction(result(BUILTINS["modulo"], [a, b])) == exact


def test_a_remainder_of_numbers_far_apart_is_exact() -> None:
    assert result(BUILTINS["modulo"], [D("1e6000"), D("7")]) == pow(10, 6000, 7)
    assert result(BUILTINS["even"], [D("1e6000")]) is True
    assert result(BUILTINS["odd"], [D("1" + "0" * 33 + "1")]) is True


def test_roots_and_logarithms_have_34_digits() -> None:
    assert result(BUILTINS["sqrt"], [D("2")]) == D("1.414213562373095048801688724209698")
    assert result(BUILTINS["exp"], [D("1")]) == D("2.718281828459045235360287471352662")
    assert result(BUILTINS["log"], [D("10")]) == D("2.302585092994045684017991454684364")


def test_sums_and_means_are_exact_decimals() -> None:
    assert result(BUILTINS["sum"], [[D("0.1")] * 10]) == D("1.0")
    assert result(BUILTINS["mean"], [[D("0.1"), D("0.2"), D("0.3")]]) == D("0.2")
    assert result(BUILTINS["stddev"], [[D("2"), D("4"), D("4"), D("4"), D("5"), D("5"), D("7"), D("9")]]) == D(
        "2.138089935299395077476427847038028"
    )

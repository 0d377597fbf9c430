"""Numbers are exact decimals of 34 digits, half-even, with the exponent as written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.values import numbers
from engine.feel.values.numbers import number_text, parse_number

from .counts import COUNT


def D(text: str) -> Decimal:
    return Decimal(text)


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert numbers.add(D("0.1"), D("0.2")) == D("0.3")


def test_a_third_times_three_is_not_one_but_34_nines() -> None:
    third = numbers.divide(D("1"), D("3"))
    assert str(third) == "0." + "3" * 34
    assert str(numbers.multiply(third, D("3"))) == "0." + "9" * 34


def test_results_are_rounded_half_to_even_at_34_digits() -> None:
    most = D("1" + "0" * 33)
    assert numbers.add(most, D("0.5")) == most
    assert numbers.add(most, D("1.5")) == D("1" + "0" * 32 + "2")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.40", "0.40"),
        ("007", "7"),
        (".5", "0.5"),
        ("-12", "-12"),
        ("1.23e4", "12300"),
        ("1.23E-4", "0.000123"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("9" * 34, "9" * 34),
        ("1" + "0" * 33 + "6", "1" + "0" * 32 + "10"),
    ],
)
def test_a_literal_keeps_its_digits_and_is_shown_without_exponent(text: str, shown: str) -> None:
    value = parse_number(text)
    assert value is not None
    assert number_text(value) == shown


@pytest.mark.parametrize(
    "text", ["", "-", "+1", "1.", "1_000", "0x10", "NaN", "Infinity", "1e", "1e9999999", "１２", "1 2", "1,5", "1e7000"]
)
def test_what_is_no_literal_has_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_powers_are_exact_where_they_can_be_and_anything_to_the_zero_is_one() -> None:
    assert numbers.power(D("10"), D("-5")) == D("0.00001")
    assert numbers.power(D("0"), D("0")) == 1
    assert numbers.power(D("-2"), D("3")) == -8


@pytest.mark.parametrize(
    ("base", "exponent"), [("0", "-1"), ("-8", "0.5"), ("9" * 34, "9" * 34), ("-1.5", "0.1"), ("10", "6145")]
)
def test_a_power_without_result_raises(base: str, exponent: str) -> None:
    with pytest.raises(numbers.NumberError):
        numbers.power(D(base), D(exponent))


DECIMALS = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(DECIMALS, DECIMALS)
def test_sums_and_products_that_fit_are_those_of_fractions(a: Decimal, b: Decimal) -> None:
    assert Fraction(numbers.add(a, b)) == Fraction(a) + Fraction(b)
    assert Fraction(numbers.multiply(a, b)) == Fraction(a) * Fraction(b)


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(DECIMALS)
def test_the_text_of_a_number_reads_back_as_the_same_number(a: Decimal) -> None:
    assert parse_number(number_text(a)) == a

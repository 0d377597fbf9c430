"""Units multiply and divide exactly; nothing is converted silently; pint agrees and knows the factors."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pint
import pytest

from engine.diagnostics import Place, Text
from engine.units import ALGEBRA, DEFINITIONS, factor, powers, unit_faults, written


@pytest.mark.parametrize(
    ("left", "right", "times", "by"),
    [
        ("JPY", "1", "JPY", "JPY"),
        ("JPY/tCO2", "tCO2", "JPY", "JPY/tCO2^2"),
        ("MWh", "tCO2/MWh", "tCO2", "MWh^2/tCO2"),
        ("m", "m", "m^2", "1"),
        ("1", "year", "year", "1/year"),
    ],
)
def test_units_multiply_and_divide(left: str, right: str, times: str, by: str) -> None:
    assert ALGEBRA.product(left, right) == times
    assert ALGEBRA.quotient(left, right) == by


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("JPY", "JPY", True),
        ("JPY", "USD", False),
        ("MWh", "kWh", False),
        ("tCO2/MWh", "tCO2/MWh", True),
        ("JPY*year", "year*JPY", True),
        ("1", "JPY", False),
        ("t", "tCO2", False),
        ("m2", "m*m", False),
    ],
)
def test_only_the_same_product_of_units_fits(one: str, other: str, fits: bool) -> None:
    assert ALGEBRA.same(one, other) is fits


def test_what_is_no_unit_is_said_once_and_fits_everywhere_else() -> None:
    place = Place("f", 1, 1)
    (fault,) = unit_faults("tCO", place)
    assert (fault.code, fault.place) == ("unknown-unit", place)
    assert fault.help == Text("did you mean `tCO2`?", "`tCO2` のことですか")
    assert ALGEBRA.same("tCO", "JPY")
    assert list(unit_faults("JPY/tCO2", place)) == []


@pytest.mark.parametrize("unit", ["", "JPY+USD", "JPY^99", "JPY^", "3", "JPY//", "x" * 10_000])
def test_texts_that_are_no_units(unit: str) -> None:
    assert powers(unit) is None


def test_a_unit_is_written_as_it_is_read() -> None:
    for unit in ("JPY", "1", "JPY/tCO2", "1/year", "m^2"):
        assert written(powers(unit) or ()) == unit


def test_the_help_for_another_unit_of_the_same_kind_has_the_factor() -> None:
    assert factor("MWh", "kWh") == 1000
    assert factor("kWh", "GJ") == Decimal("0.0036")
    assert factor("year", "month") == 12
    assert factor("JPY", "USD") is None
    assert factor("t", "tCO2") is None
    assert ALGEBRA.mismatch_help("MWh", "kWh") == Text("multiply it by 1000 kWh/MWh", "1000 kWh/MWh を掛けてください")
    assert ALGEBRA.mismatch_help("JPY", "USD").en == "use a figure in `USD`"


def test_pint_knows_every_unit_and_finds_no_two_that_fit_by_mistake() -> None:
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(None, non_int_type=Decimal)
    for symbol, definition in DEFINITIONS.items():
        registry.define(f"{symbol} = {definition}")
    for one, other in product(DEFINITIONS, repeat=2):
        if ALGEBRA.same(one, other):
            assert registry.Quantity(Decimal(1), one).to(other).magnitude == 1

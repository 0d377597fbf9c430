"""Durations: read from ISO 8601, shown in canonical text, scaled exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.values.durations import DaysTime, YearsMonths, duration_property, parse_duration, scaled, shared

from .counts import COUNT


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("P1Y2M", "P1Y2M"),
        ("P26M", "P2Y2M"),
        ("-P100M", "-P8Y4M"),
        ("P0Y", "P0M"),
        ("-P0M", "P0M"),
        ("P999999999M", "P83333333Y3M"),
        ("P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"),
        ("PT1000M", "PT16H40M"),
        ("PT24H", "P1D"),
        ("P2DT100M", "P2DT1H40M"),
        ("PT0.000S", "PT0S"),
        ("PT0.S", "PT0S"),
        ("-PT0.5S", "-PT0.5S"),
        ("PT0.0000000019S", "PT0.000000001S"),
    ],
)
def test_a_duration_has_one_canonical_text(text: str, canonical: str) -> None:
    assert str(parse_duration(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "-P",
        "P1",
        "1Y",
        "P1DT",
        "P1Y2D",
        "P1M2Y",
        "PT1D",
        "P-1D",
        "+P1D",
        "P1.5D",
        "PT.5S",
        "P１D",
        " P1Y",
    ],
)
def test_what_is_no_duration_of_one_kind_is_not_read(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("P1Y2M", "years", "1"),
        ("P1Y2M", "months", "2"),
        ("-P1Y2M", "months", "-2"),
        ("P1DT2H3M4.9S", "days", "1"),
        ("P1DT2H3M4.9S", "hours", "2"),
        ("P1DT2H3M4.9S", "minutes", "3"),
        ("P1DT2H3M4.9S", "seconds", "4"),
    ],
)
def test_the_parts_of_a_duration_are_whole_and_signed(text: str, name: str, part: str) -> None:
    duration = parse_duration(text)
    assert duration is not None
    assert duration_property(duration, name) == Decimal(part)


def test_the_parts_of_the_other_kind_are_not_there() -> None:
    assert duration_property(YearsMonths(12), "days") is None
    assert duration_property(DaysTime(1), "years") is None


@pytest.mark.parametrize(
    ("text", "factor", "product"),
    [
        ("P1Y11M", "-2.5", "-P4Y9M"),
        ("P2M", "1.5", "P3M"),
        ("P4DT1H", "1.5", "P6DT1H30M"),
        ("PT23H", "2.5", "P2DT9H30M"),
        ("P1M", "0", "P0M"),
    ],
)
def test_a_duration_times_a_number_cuts_what_is_less_than_its_unit(text: str, factor: str, product: str) -> None:
    duration = parse_duration(text)
    assert duration is not None
    assert str(scaled(duration, Decimal(factor))) == product


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(st.integers(-(10**18), 10**18), st.integers(1, 1000))
def test_sharing_undoes_scaling(nanoseconds: int, factor: int) -> None:
    duration = DaysTime(nanoseconds)
    assert shared(scaled(duration, Decimal(factor)), Decimal(factor)) == duration


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(st.one_of(st.integers(-(10**18), 10**18).map(DaysTime), st.integers(-(10**9), 10**9).map(YearsMonths)))
def test_the_text_of_a_duration_reads_back(duration: DaysTime | YearsMonths) -> None:
    assert parse_duration(str(duration)) == duration


def test_durations_of_two_kinds_have_no_order() -> None:
    with pytest.raises(TypeError):
        assert YearsMonths(1) < DaysTime(1)

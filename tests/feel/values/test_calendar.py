"""The calendar over any year: leap days, weekdays, weeks, month ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.values.calendar import (
    FURTHEST_YEAR,
    FeelDate,
    date_text,
    day_number,
    day_of_year,
    days_in_month,
    from_day_number,
    make_date,
    months_between,
    months_later,
    week_of_year,
    weekday,
)

from .counts import COUNT

YEARS = st.one_of(st.integers(-FURTHEST_YEAR, FURTHEST_YEAR), st.integers(-5, 5), st.integers(9990, 10010))


def day(year: int, month: int, day_: int) -> date | FeelDate:
    made = make_date(year, month, day_)
    assert made is not None
    return made


def test_years_that_python_holds_are_its_dates_and_others_are_ours() -> None:
    assert type(day(9999, 12, 31)) is date
    assert type(day(10000, 1, 1)) is FeelDate
    assert type(day(0, 1, 1)) is FeelDate


def test_far_and_near_dates_compare_with_each_other() -> None:
    assert day(0, 12, 31) < date(1, 1, 1) < date(9999, 12, 31) < day(10000, 1, 1)
    assert date(9999, 12, 31) < day(10000, 1, 1)
    assert not day(10000, 1, 1) <= date(9999, 12, 31)
    assert day(10000, 1, 1) == FeelDate(10000, 1, 1)


def test_days_go_on_across_the_ends_of_what_python_holds() -> None:
    assert day_number(day(10000, 1, 1)) == day_number(date(9999, 12, 31)) + 1
    assert day_number(day(0, 12, 31)) == day_number(date(1, 1, 1)) - 1
    assert day_number(date(1970, 1, 1)) == 0


@pytest.mark.parametrize(
    ("year", "month", "day_"), [(2023, 2, 29), (1900, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 1, 0)]
)
def test_a_day_that_is_not_in_the_calendar_is_none(year: int, month: int, day_: int) -> None:
    assert make_date(year, month, day_) is None


def test_years_beyond_the_furthest_are_none() -> None:
    assert make_date(FURTHEST_YEAR + 1, 1, 1) is None
    assert from_day_number(day_number(day(FURTHEST_YEAR, 12, 31)) + 1) is None
    assert months_later(day(FURTHEST_YEAR, 12, 1), 1) is None


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(YEARS, st.integers(1, 12), st.integers(1, 31))
def test_a_day_number_leads_back_to_its_day(year: int, month: int, day_: int) -> None:
    made = day(year, month, min(day_, days_in_month(year, month)))
    assert from_day_number(day_number(made)) == made


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(st.dates())
def test_near_dates_agree_with_python(value: date) -> None:
    assert weekday(value) == value.isoweekday()
    assert day_of_year(value) == value.timetuple().tm_yday
    assert week_of_year(value) == value.isocalendar().week
    assert date_text(value) == value.isoformat()


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(st.dates(date(2000, 3, 1), date(2399, 12, 31)), st.integers(-1000, 1000))
def test_the_calendar_comes_again_after_400_years(value: date, cycles: int) -> None:
    far = day(value.year + 400 * cycles, value.month, value.day)
    assert weekday(far) == value.isoweekday()
    assert week_of_year(far) == value.isocalendar().week


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2023, 1, 31), 1, (2023, 2, 28)),
        ((2024, 3, 31), -1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2024, 2, 29), 48, (2028, 2, 29)),
        ((1, 1, 15), -1, (0, 12, 15)),
        ((9999, 12, 31), 2, (10000, 2, 29)),
    ],
)
def test_months_later_takes_the_last_day_of_a_shorter_month(
    start: tuple[int, int, int], months: int, end: tuple[int, int, int]
) -> None:
    assert months_later(day(*start), months) == day(*end)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ((2011, 12, 22), (2013, 8, 24), 20),
        ((2013, 8, 24), (2011, 12, 22), -20),
        ((2014, 12, 31), (2019, 10, 1), 57),
        ((2024, 1, 31), (2024, 2, 29), 0),
        ((2024, 2, 29), (2024, 1, 31), 0),
        ((2024, 2, 29), (2024, 2, 29), 0),
        ((2019, 4, 1), (2020, 4, 1), 12),
    ],
)
def test_a_month_counts_when_its_day_is_reached(
    start: tuple[int, int, int], end: tuple[int, int, int], months: int
) -> None:
    assert months_between(day(*start), day(*end)) == months


@settings(max_examples=COUNT, derandomize=True, deadline=None)
@given(st.dates(), st.dates(), st.dates())
def test_more_months_lie_between_dates_that_are_further_apart(start: date, one: date, other: date) -> None:
    nearer, further = sorted((one, other))
    assert months_between(start, nearer) <= months_between(start, further)
    assert months_between(nearer, start) >= months_between(further, start)


def test_a_fiscal_year_of_japan_has_365_or_366_days() -> None:
    assert date(2024, 4, 1) - date(2023, 4, 1) == timedelta(days=366)
    assert day_number(date(2023, 4, 1)) - day_number(date(2022, 4, 1)) == 365

"""Times, dates with times, offsets, zones and their arithmetic."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.feel.values.arithmetic import divided, minus, plus, times
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.temporal import FeelDateTime, temporal_property
from engine.feel.values.temporal_text import parse_date, parse_date_time, parse_temporal, parse_time, temporal_text
from engine.feel.values.zones import zone_of


def at(text: str) -> Any:
    found = parse_temporal(text)
    assert found is not None, text
    return found


def shown(value: Any) -> str | None:
    return None if value is None else temporal_text(value)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29",
        "-2021-01-01",
        "0000-12-25",
        "999999999-12-31",
        "10:30:00",
        "10:30:00.0001+05:00:01",
        "23:59:00Z",
        "10:30:00@Asia/Tokyo",
        "2024-02-29T23:59:59.999999999-02:45",
        "999999999-12-31T23:59:59.999999999@Europe/Paris",
        "-99999-12-31T11:22:33",
    ],
)
def test_a_literal_reads_back_as_it_was_written(text: str) -> None:
    assert shown(at(text)) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2024-02-29T24:00:00", "2024-03-01T00:00:00"),
        ("24:00:00", "00:00:00"),
        ("10:30:00+00:00", "10:30:00Z"),
        ("10:30:00-00:00", "10:30:00Z"),
        ("10:30:00.500", "10:30:00.5"),
    ],
)
def test_other_spellings_have_a_canonical_one(text: str, canonical: str) -> None:
    assert shown(at(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "2012-12-25T",
        "998-12-31",
        "01211-12-31",
        "+2012-12-02",
        "9999999999-12-25",
        "2017-13-10",
        "2023-02-29",
        "2012-12-25Z",
        "２０２４-02-29",
        "24:00:01",
        "25:00:00",
        "23:59:60",
        "07:01:2",
        "13:20:00+19:00",
        "13:20:00+5:00",
        "13:20:00+02:00@Europe/Paris",
        "13:20:00@Mars/Olympus",
        "13:20:00@../etc/passwd",
        "2011-12-0310:15:30",
        "2017-12-31T7:00:00",
        "tomorrow",
        "",
    ],
)
def test_what_is_malformed_is_not_read(text: str) -> None:
    assert parse_temporal(text) is None


def test_a_date_is_read_as_its_midnight_where_a_date_and_time_is_wanted() -> None:
    assert shown(parse_date_time("2018-12-08")) == "2018-12-08T00:00:00"
    assert parse_date("2018-12-08T00:00:00") is None
    assert parse_time("2018-12-08") is None


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2021-01-02", "-PT1S", "2021-01-01"),
        ("2021-01-02", "PT23H59M59S", "2021-01-02"),
        ("2020-03-01", "-PT24H", "2020-02-29"),
        ("P1D", "2021-01-01", "2021-01-02"),
        ("-2021-01-01T10:10:10+11:00", "-P1M", "-2022-12-01T10:10:10+11:00"),
        ("-2021-01-01T10:10:10@Australia/Melbourne", "-P1D", "-2022-12-31T10:10:10@Australia/Melbourne"),
        ("23:30:00", "PT1H", "00:30:00"),
        ("10:15:00+11:00", "P1D", "10:15:00+11:00"),
        ("P1Y", "-P2M", "P10M"),
        ("PT24H", "P1D", "P2D"),
        ("P1D", "P1Y", None),
        ("10:15:00", "P1Y", None),
        ("2021-01-01", "2021-01-01", None),
        ("999999999-12-31", "P1D", None),
    ],
)
def test_sums(left: str, right: str, result: str | None) -> None:
    assert shown(plus(at(left), at(right))) == result


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("2021-01-02", "1995-01-01", "P9498D"),
        ("2021-01-02T00:00:00Z", "2021-01-02", "PT0S"),
        ("2021-01-02", "2021-01-01T10:10:10@Australia/Melbourne", "P1DT49M50S"),
        ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
        ("2021-01-01T00:00:00", "2021-01-02", None),
        ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10", None),
        ("10:10:10+11:00", "11:10:10+11:00", "-PT1H"),
        ("10:10:10", "11:10:10+11:00", None),
        ("10:10:10@Asia/Tokyo", "10:10:10Z", "-PT9H"),
        ("P1D", "PT2H", "PT22H"),
        ("P1Y", "P1D", None),
    ],
)
def test_differences(left: str, right: str, result: str | None) -> None:
    assert shown(minus(at(left), at(right))) == result


def test_a_day_in_a_zone_is_24_hours_and_the_wall_clock_follows_the_summer_time() -> None:
    before = at("2024-03-30T12:00:00@Europe/Paris")
    assert shown(plus(before, DaysTime(86_400 * 10**9))) == "2024-03-31T13:00:00@Europe/Paris"
    assert shown(plus(before, YearsMonths(1))) == "2024-04-30T12:00:00@Europe/Paris"


def test_the_second_run_of_a_repeated_hour_is_not_the_first() -> None:
    start = at("2024-10-27T01:30:00@Europe/Paris")
    twice = plus(start, at("PT2H"))
    assert shown(twice) == "2024-10-27T02:30:00@Europe/Paris"
    assert shown(minus(twice, start)) == "PT2H"
    assert temporal_property(twice, "time offset") == at("PT1H")
    assert temporal_property(plus(start, at("PT1H")), "time offset") == at("PT2H")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2024-07-01T00:00:00@Europe/Paris", "PT2H"),
        ("2024-01-01T00:00:00@Europe/Paris", "PT1H"),
        ("20240-07-01T00:00:00@Europe/Paris", "PT2H"),
        ("-0004-02-29T00:00:00@Asia/Tokyo", "PT9H18M59S"),
        ("12:00:00@Europe/Paris", "PT1H"),
        ("12:00:00@Australia/Melbourne", "PT10H"),
        ("12:00:00@Etc/UTC", "PT0S"),
        ("12:00:00-02:45:55", "-PT2H45M55S"),
    ],
)
def test_the_offset_of_a_zone_is_that_of_the_day_and_of_a_bare_time_the_standard_one(text: str, offset: str) -> None:
    assert temporal_property(at(text), "time offset") == at(offset)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("2018-12-10", "weekday", 1),
        ("2018-12-10", "year", 2018),
        ("20000-05-06", "month", 5),
        ("2018-12-10T10:30:01.9", "second", 1),
        ("2018-12-10T10:30:01", "day", 10),
        ("10:30:01", "hour", 10),
        ("10:30:01", "minute", 30),
    ],
)
def test_the_parts_of_a_moment(text: str, name: str, value: int) -> None:
    assert temporal_property(at(text), name) == Decimal(value)


def test_a_local_time_has_neither_offset_nor_zone() -> None:
    assert temporal_property(at("10:30:00"), "time offset") is None
    assert temporal_property(at("10:30:00"), "timezone") is None
    assert temporal_property(at("10:30:00@Asia/Tokyo"), "timezone") == "Asia/Tokyo"
    assert temporal_property(at("2018-12-10"), "hour") is None


def test_moments_with_and_without_offset_have_no_order() -> None:
    with pytest.raises(TypeError):
        assert at("10:30:00") < at("10:30:00Z")
    assert at("2024-01-01T09:00:00@Asia/Tokyo") <= at("2024-01-01T00:00:00Z")
    assert at("2024-01-01T09:00:00@Asia/Tokyo") < at("2024-01-01T00:00:01Z")


def test_durations_divide_by_numbers_and_by_each_other() -> None:
    assert divided(at("P1D"), at("PT1H")) == 24
    assert shown(divided(at("P10Y"), Decimal(3))) == "P3Y4M"
    assert divided(at("P1Y"), at("P0M")) is None
    assert divided(at("P1Y"), Decimal(0)) is None
    assert times(at("2021-01-01"), Decimal(2)) is None


@pytest.mark.parametrize("name", ["", "Asia", "/etc/localtime", "../Tokyo", "Asia/Tokyo/", "x" * 100, "東京"])
def test_only_names_of_the_zone_database_are_zones(name: str) -> None:
    assert zone_of(name) is None


def test_a_date_and_time_keeps_its_zone_when_it_moves() -> None:
    moved = plus(at("2011-12-31T10:15:30.987@Europe/Paris"), at("PT0.013S"))
    assert isinstance(moved, FeelDateTime)
    assert shown(moved) == "2011-12-31T10:15:31@Europe/Paris"

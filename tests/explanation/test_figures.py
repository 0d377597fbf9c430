"""Figures, dates and durations as people of each language write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.determination import Figure
from engine.diagnostics import Text
from engine.explanation.figures import day, days_in_words, figure, quantity, scalar
from engine.feel.values.durations import DAY, HOUR, DaysTime, YearsMonths


def plain(text: str) -> str:
    """With the no-break spaces of figures as spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "en", "ja"),
    [
        ("400000000", "JPY", "JPY 400,000,000", "4億円（400,000,000円）"),
        ("150000000", "JPY", "JPY 150,000,000", "1億5,000万円（150,000,000円）"),
        ("50000000", "JPY", "JPY 50,000,000", "5,000万円（50,000,000円）"),
        ("49999999", "JPY", "JPY 49,999,999", "49,999,999円"),
        ("9999", "JPY", "JPY 9,999", "9,999円"),
        ("0", "JPY", "JPY 0", "0円"),
        ("1200000000000", "JPY", "JPY 1,200,000,000,000", "1兆2,000億円（1,200,000,000,000円）"),
        ("5000000.00", "USD", "USD 5,000,000", "500万米ドル（5,000,000米ドル）"),
        ("4999999.99", "USD", "USD 4,999,999.99", "4,999,999.99米ドル"),
        ("0.40", "1", "40%", "40%"),
        ("0.125", "1", "12.5%", "12.5%"),
        ("1", "1", "100%", "100%"),
        ("12.50", "tCO2", "12.50 tCO2", "12.50 tCO2"),
        ("3", None, "3", "3"),
        ("3", "year", "3 years", "3年"),
        ("1", "person", "1 person", "1人"),
        ("2.5", "tCO2/year", "2.5 tCO2/year", "2.5 tCO2/年"),
    ],
)
def test_a_quantity_is_written_as_in_each_language(value: str, unit: str | None, en: str, ja: str) -> None:
    assert plain(quantity(Decimal(value), unit, "en")) == en
    assert plain(quantity(Decimal(value), unit, "ja")) == ja


@pytest.mark.parametrize(
    ("shown", "en", "ja"),
    [
        (
            Figure("JPY", at_least=Decimal(300_000_000), at_most=Decimal(500_000_000)),
            "between JPY 300,000,000 and JPY 500,000,000",
            "3億円以上5億円以下（300,000,000円〜500,000,000円）",
        ),
        (Figure("JPY", at_most=Decimal(2_000_000_000)), "at most JPY 2,000,000,000", "20億円以下（〜2,000,000,000円）"),
        (Figure("JPY", at_least=Decimal(123)), "at least JPY 123", "123円以上"),
        (Figure("1", at_least=Decimal("0.3"), at_most=Decimal("0.5")), "between 30% and 50%", "30%以上50%以下"),
        (Figure("USD"), "not known yet", "まだわかりません"),
        (Figure("JPY", Decimal(10_000)), "JPY 10,000", "1万円（10,000円）"),
    ],
)
def test_a_figure_is_settled_or_known_by_its_bounds(shown: Figure, en: str, ja: str) -> None:
    assert plain(figure(shown, "en")) == en
    assert plain(figure(shown, "ja")) == ja


@pytest.mark.parametrize(
    ("value", "en", "ja"),
    [
        (None, "none", "なし"),
        (True, "yes", "はい"),
        (False, "no", "いいえ"),
        (date(2020, 3, 31), "31 March 2020", "2020年3月31日"),
        (YearsMonths(6), "6 months", "6か月"),
        (YearsMonths(18), "1 year 6 months", "1年6か月"),
        (YearsMonths(0), "0 months", "0か月"),
        (YearsMonths(-12), "-1 year", "-1年"),
        (DaysTime(20 * DAY), "20 days", "20日"),
        (DaysTime(DAY + 2 * HOUR), "1 day 2 hours", "1日2時間"),
        ("Acme 株式会社", "Acme 株式会社", "Acme 株式会社"),
    ],
)
def test_a_value_is_written_as_in_each_language(value: Any, en: str, ja: str) -> None:
    assert plain(scalar(value, "en")) == en
    assert scalar(value, "ja") == ja


def test_no_line_may_end_inside_a_date_or_a_figure() -> None:
    assert " " not in day(date(2019, 6, 1), "en")
    assert " " not in quantity(Decimal(5), "JPY", "en")


OVER = Text("over by", "超過")


@pytest.mark.parametrize(
    ("ends", "en", "ja"),
    [
        ((-50_000_000, -50_000_000), "over by JPY 50,000,000", "5,000万円（50,000,000円）超過"),
        ((0, 0), "JPY 0", "0円"),
        ((7, 7), "JPY 7", "7円"),
        # surely over: the nearer end of the interval is the least excess
        ((-9, -5), "over by between JPY 5 and JPY 9", "5円以上9円以下の超過"),
        ((None, -5), "over by at least JPY 5", "5円以上の超過"),
        ((-5, 9), "at most JPY 9, or over by at most JPY 5", "9円以下、または5円以下の超過"),
        ((-5, None), "over by at most JPY 5", "5円以下の超過"),
        ((None, 9), "at most JPY 9", "9円以下"),
        ((None, None), "not known yet", "まだわかりません"),
    ],
)
def test_a_figure_below_zero_is_told_in_the_words_of_its_rule(
    ends: tuple[int | None, int | None], en: str, ja: str
) -> None:
    low, high = (None if end is None else Decimal(end) for end in ends)
    settled = low == high and low is not None
    shown = Figure("JPY", low, below_zero=OVER) if settled else Figure("JPY", None, low, high, below_zero=OVER)
    assert plain(figure(shown, "en")) == en
    assert plain(figure(shown, "ja")) == ja


@pytest.mark.parametrize(
    ("text", "en", "ja"),
    [
        ("は 2020-04-01 より前", "は 1 April 2020 より前", "は2020年4月1日より前"),
        ("`--as-of 2020-04-01`", "`--as-of 2020-04-01`", "`--as-of 2020-04-01`"),
        ('"as_of": "2020-04-01"', '"as_of": "2020-04-01"', '"as_of": "2020-04-01"'),
        ("2019-04-01, 2020-03-31", "1 April 2019, 31 March 2020", "2019年4月1日,2020年3月31日"),
        ("2020-02-30", "2020-02-30", "2020-02-30"),
        ("fy-2020-04-01-x", "fy-2020-04-01-x", "fy-2020-04-01-x"),
    ],
)
def test_days_in_a_sentence_are_told_in_words_but_not_those_to_be_copied(text: str, en: str, ja: str) -> None:
    """The 30th of February is no day, and stays as it was written."""
    assert (plain(days_in_words(text, "en")), days_in_words(text, "ja")) == (en, ja)

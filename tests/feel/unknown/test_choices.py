"""What is one of several values is one of each once, whichever kind they are of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.feel.values.calendar import FeelDate
from engine.feel.values.domains import one_of
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.unknown import MOST_CHOICES, Between, OneOf


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ([date(2019, 4, 1), date(2020, 4, 1), date(2019, 4, 1)], (date(2019, 4, 1), date(2020, 4, 1))),
        ([FeelDate(10000, 1, 1), FeelDate(10000, 1, 1), date(9999, 1, 1)], (FeelDate(10000, 1, 1), date(9999, 1, 1))),
        ([YearsMonths(1), DaysTime(1), YearsMonths(1), DaysTime(1)], (YearsMonths(1), DaysTime(1))),
        ([Decimal("1.0"), True, Decimal(1), True], (Decimal("1.0"), True)),
        ([[date(2019, 4, 1)], [date(2019, 4, 1)], None, None], ([date(2019, 4, 1)], None)),
    ],
)
def test_each_value_is_a_choice_once_and_kinds_stay_apart(values: list[Any], kept: tuple[Any, ...]) -> None:
    found = one_of(values)
    assert isinstance(found, OneOf)
    assert [*map(repr, found.values)] == [*map(repr, kept)]


def test_more_days_than_are_told_apart_are_the_stretch_between_them() -> None:
    days = [date.fromordinal(date(2019, 4, 1).toordinal() + number % 100) for number in range(300)]
    assert len(set(days)) > MOST_CHOICES
    assert one_of(days) == Between(date(2019, 4, 1), date(2019, 7, 9))

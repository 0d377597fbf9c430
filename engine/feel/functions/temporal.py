"""Built-ins of the calendar and the clock. The clock is given by the caller; nothing here reads one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.functions.registry import Host, builtin
from engine.feel.values.calendar import MONTHS, AnyDate, FeelDate, day_of_year, week_of_year, weekday
from engine.feel.values.faults import FeelError
from engine.feel.values.python import from_python
from engine.feel.values.temporal import FeelDateTime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _day_of(value: AnyDate | FeelDateTime) -> AnyDate:
    return value if isinstance(value, date | FeelDate) else value.date


@builtin("day of year", "date: date | date and time", result="number")
def day_of_year_(value: AnyDate | FeelDateTime) -> Decimal:
    """1 for the first of January, up to 366."""
    return Decimal(day_of_year(_day_of(value)))


@builtin("day of week", "date: date | date and time", result="string")
def day_of_week(value: AnyDate | FeelDateTime) -> str:
    """The English name of the weekday."""
    return _DAYS[weekday(_day_of(value)) - 1]


@builtin("month of year", "date: date | date and time", result="string")
def month_of_year(value: AnyDate | FeelDateTime) -> str:
    """The English name of the month."""
    return MONTHS[_day_of(value).month - 1]


@builtin("week of year", "date: date | date and time", result="number")
def week_of_year_(value: AnyDate | FeelDateTime) -> Decimal:
    """The week by ISO 8601: weeks start on Monday, week 1 holds the first Thursday."""
    return Decimal(week_of_year(_day_of(value)))


@builtin("now", result="date and time", host=True)
def now(host: Host | None) -> FeelDateTime:
    """The date and time the caller gave."""
    given = from_python(host.now()) if host else None
    if not isinstance(given, FeelDateTime):
        raise FeelError("no-clock", "no date and time was given for `now`", "`now` のための日時が与えられていません")
    return given


@builtin("today", result="date", host=True)
def today(host: Host | None) -> Any:
    """The date the caller gave."""
    given = from_python(host.now()) if host else None
    if given is None:
        raise FeelError("no-clock", "no date was given for `today`", "`today` のための日付が与えられていません")
    return _day_of(given)

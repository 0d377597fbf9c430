"""Arithmetic with dates, times and durations. What the standard does not define has no result here (None)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.values import numbers
from engine.feel.values.calendar import AnyDate, FeelDate, day_number, from_day_number, months_later
from engine.feel.values.durations import DAY, NANOSECONDS, DaysTime, YearsMonths, amount, scaled, shared
from engine.feel.values.temporal import FeelDateTime, FeelTime, at_midnight
from engine.feel.values.zones import wall_clock

DATE = date | FeelDate
DURATION = YearsMonths | DaysTime
MOST_UNITS = 10**34
"""Months or nanoseconds of a duration: as many digits as a number has. A longer one has no value."""


def plus(left: Any, right: Any) -> Any:
    """`left + right` where at least one is temporal: a moment and a duration, or two durations of a kind."""
    if isinstance(left, DURATION):
        if type(left) is type(right):
            return _same_kind(left, amount(left) + amount(right))
        return moved(right, left) if isinstance(right, DATE | FeelTime | FeelDateTime) else None
    if isinstance(right, DURATION) and isinstance(left, DATE | FeelTime | FeelDateTime):
        return moved(left, right)
    return None


def minus(left: Any, right: Any) -> Any:
    """`left - right` where at least one is temporal: a moment less a duration, or what lies between two moments."""
    if isinstance(right, DURATION):
        if type(left) is type(right):
            return _same_kind(right, amount(left) - amount(right))
        return plus(left, negated(right)) if not isinstance(left, DURATION) else None
    return between(left, right)


def times(left: Any, right: Any) -> Any:
    """A duration times a number, in either order."""
    if isinstance(left, DURATION) and isinstance(right, Decimal):
        return _bounded(scaled(left, right))
    if isinstance(right, DURATION) and isinstance(left, Decimal):
        return _bounded(scaled(right, left))
    return None


def divided(left: Any, right: Any) -> Any:
    """A duration by a number is a duration, by a duration of its kind a number; by zero there is none."""
    if not isinstance(left, DURATION):
        return None
    if isinstance(right, Decimal):
        return _bounded(shared(left, right)) if right else None
    if type(left) is not type(right) or not amount(right):
        return None
    return numbers.divide(Decimal(amount(left)), Decimal(amount(right)))


def negated(duration: YearsMonths | DaysTime) -> YearsMonths | DaysTime:
    return YearsMonths(-duration.months) if isinstance(duration, YearsMonths) else DaysTime(-duration.nanoseconds)


def _same_kind(like: YearsMonths | DaysTime, units: int) -> YearsMonths | DaysTime | None:
    return _bounded(YearsMonths(units) if isinstance(like, YearsMonths) else DaysTime(units))


def _bounded(duration: YearsMonths | DaysTime | None) -> YearsMonths | DaysTime | None:
    return duration if duration is not None and abs(amount(duration)) < MOST_UNITS else None


def moved(moment: AnyDate | FeelTime | FeelDateTime, by: YearsMonths | DaysTime) -> Any:
    """The moment later by a duration. Months keep the day or take the month's last one; a time goes round the clock."""
    if isinstance(by, YearsMonths):
        return _moved_by_months(moment, by.months)
    if isinstance(moment, FeelTime):
        return FeelTime((moment.nanoseconds + by.nanoseconds) % DAY, moment.offset, moment.zone)
    if isinstance(moment, FeelDateTime):
        return _moved_date_time(moment, by.nanoseconds)
    return from_day_number(day_number(moment) + by.nanoseconds // DAY)


def _moved_by_months(moment: AnyDate | FeelTime | FeelDateTime, months: int) -> Any:
    if isinstance(moment, FeelTime):
        return None
    if not isinstance(moment, FeelDateTime):
        return months_later(moment, months)
    day = months_later(moment.date, months)
    return FeelDateTime(day, moment.time) if day is not None else None


def _moved_date_time(moment: FeelDateTime, nanoseconds: int) -> FeelDateTime | None:
    """Exact time goes by: in a named zone the wall clock follows the zone's rules."""
    instant, later = moment.instant() + nanoseconds, False
    offset = moment.utc_offset() or 0
    if moment.time.zone:
        offset, later = wall_clock(moment.time.zone, instant)
    days, rest = divmod(instant + offset * NANOSECONDS, DAY)
    day = from_day_number(days)
    return FeelDateTime(day, FeelTime(rest, moment.time.offset, moment.time.zone), later) if day is not None else None


def between(left: Any, right: Any) -> DaysTime | None:
    """`left - right` of two moments of a kind, both with or both without an offset; a date is its midnight in UTC."""
    if isinstance(left, DATE) and isinstance(right, DATE):
        return DaysTime((day_number(left) - day_number(right)) * DAY)
    left = at_midnight(left) if isinstance(left, DATE) else left
    right = at_midnight(right) if isinstance(right, DATE) else right
    if (
        type(left) is not type(right)
        or not isinstance(left, FeelTime | FeelDateTime)
        or left.is_local() != right.is_local()
    ):
        return None
    return DaysTime(left.instant() - right.instant())

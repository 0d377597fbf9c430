"""The proleptic Gregorian calendar over any year, year 0 included: days since 1970-01-01 and back."""

from __future__ import annotations

from datetime import date
from functools import total_ordering

from engine.records import dataclass

FURTHEST_YEAR = 999_999_999
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""As FEEL and English write them."""
_EPOCH = date(1970, 1, 1).toordinal()
_DAYS_OF_400_YEARS = 146_097


@total_ordering
@dataclass(frozen=True, slots=True)
class FeelDate:
    """A date whose year `datetime.date` cannot hold (below 1 or beyond 9999). It compares with both kinds."""

    year: int
    month: int
    day: int

    def __lt__(self, other: object) -> bool:
        if isinstance(other, FeelDate | date):
            return (self.year, self.month, self.day) < (other.year, other.month, other.day)
        return NotImplemented

    def isoformat(self) -> str:
        return date_text(self)

    def __str__(self) -> str:
        return date_text(self)


AnyDate = date | FeelDate


def make_date(year: int, month: int, day: int) -> AnyDate | None:
    """The date, or None where the calendar has no such day or the year is beyond ±999999999."""
    if not (1 <= month <= 12 and abs(year) <= FURTHEST_YEAR and 1 <= day <= days_in_month(year, month)):
        return None
    return date(year, month, day) if 1 <= year <= 9999 else FeelDate(year, month, day)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(value: AnyDate) -> int:
    """Days since 1970-01-01."""
    if isinstance(value, date):
        return value.toordinal() - _EPOCH
    cycles, within = _near(value.year)
    return date(within, value.month, value.day).toordinal() - _EPOCH + cycles * _DAYS_OF_400_YEARS


def from_day_number(days: int) -> AnyDate | None:
    """The date that many days after 1970-01-01; None beyond the furthest year."""
    cycles, rest = divmod(days + _EPOCH - 1, _DAYS_OF_400_YEARS)
    near = date.fromordinal(rest + 1)
    return make_date(near.year + 400 * cycles, near.month, near.day)


def _near(year: int) -> tuple[int, int]:
    """The year as (400-year cycles, a year from 1 to 400 with the same days and weekdays)."""
    cycles, rest = divmod(year - 1, 400)
    return cycles, rest + 1


def weekday(value: AnyDate) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day_number(value) + 3) % 7 + 1


def day_of_year(value: AnyDate) -> int:
    return date(_near(value.year)[1], value.month, value.day).timetuple().tm_yday


def week_of_year(value: AnyDate) -> int:
    """The ISO 8601 week: week 1 holds the year's first Thursday."""
    return date(_near(value.year)[1] + 400, value.month, value.day).isocalendar().week


def months_later(value: AnyDate, months: int) -> AnyDate | None:
    """The same day that many months later, or the last day of a shorter month; None beyond the furthest year."""
    count = value.year * 12 + value.month - 1 + months
    year, month = divmod(count, 12)
    return make_date(year, month + 1, min(value.day, days_in_month(year, month + 1)))


def months_between(start: AnyDate, end: AnyDate) -> int:
    """Whole months from `start` to `end`, signed; a month counts when its day is reached."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        return months - 1
    if months < 0 and end.day > start.day:
        return months + 1
    return months


def date_text(value: AnyDate) -> str:
    """`2020-01-31`, `-2021-01-01`, `999999999-12-31`."""
    return f"{'-' if value.year < 0 else ''}{abs(value.year):04d}-{value.month:02d}-{value.day:02d}"

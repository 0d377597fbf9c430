"""Conversions between strings and values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.functions.completions import distance
from engine.feel.functions.registry import builtin
from engine.feel.values import numbers
from engine.feel.values.calendar import AnyDate, FeelDate, make_date, months_between
from engine.feel.values.durations import NANOSECONDS, DaysTime, YearsMonths, parse_duration
from engine.feel.values.faults import FeelError
from engine.feel.values.temporal import UTC_MIDNIGHT, FeelDateTime, FeelTime
from engine.feel.values.temporal_text import clock_nanoseconds, parse_date, parse_date_time, parse_time
from engine.feel.values.text import text_of
from engine.feel.values.unknown import Unknown
from engine.feel.values.zones import FURTHEST_OFFSET


def _unread(what_en: str, what_ja: str, text: str) -> FeelError:
    shown = text if len(text) <= 80 else text[:79] + "…"
    return FeelError("cannot-convert", f"`{shown}` is no {what_en}", f"`{shown}` は{what_ja}ではありません")


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise _unread("whole number", "整数", numbers.number_text(value))
    return int(value)


@builtin("string", "from", result="string")
def string(value: Any) -> str | None:
    """The text of a value, in the language's own notation; null for null."""
    return text_of(value)


@builtin(
    "number",
    "from: string",
    "grouping separator: string | null",
    "decimal separator: string | null",
    result="number",
)
def number(text: str, grouping: str | None, decimal: str | None) -> Decimal:
    """The number a text means, with a separator of groups (space, comma or point) and of decimals (point or comma)."""
    if grouping not in (None, " ", ",", ".") or decimal not in (None, ".", ",") or (grouping == decimal and grouping):
        raise FeelError(
            "wrong-separator",
            "the separators are a space, a comma or a point, and differ",
            "区切り文字は空白・コンマ・ピリオドのいずれかで、互いに異なるものにします",
        )
    plain = text.replace(grouping, "") if grouping else text
    found = numbers.parse_number(plain.replace(decimal, ".") if decimal else plain)
    if found is None or (decimal and decimal != "." and "." in plain):
        raise _unread("number", "数値", text)
    return found


@builtin("date", "from: string | date | date and time", result="date")
def date_(value: str | AnyDate | FeelDateTime) -> AnyDate:
    """The date of a text, or of a date and time."""
    if isinstance(value, FeelDateTime):
        return value.date
    if not isinstance(value, str):
        return value
    found = parse_date(value)
    if found is None:
        raise _unread("date", "日付", value)
    return found


@builtin("date", "year: number", "month: number", "day: number", result="date")
def date_of_parts(year: Decimal, month: Decimal, day: Decimal) -> AnyDate:
    """The date of a year, a month and a day."""
    found = make_date(_whole(year), _whole(month), _whole(day))
    if found is None:
        raise _unread("date", "日付", f"{year}-{month}-{day}")
    return found


@builtin("time", "from: string | time | date and time | date", result="time")
def time(value: str | FeelTime | FeelDateTime | AnyDate) -> FeelTime:
    """The time of a text, or of a date and time; of a date its midnight in UTC."""
    if isinstance(value, FeelTime):
        return value
    if isinstance(value, FeelDateTime):
        return value.time
    if isinstance(value, date | FeelDate):
        return UTC_MIDNIGHT
    found = parse_time(value)
    if found is None:
        raise _unread("time", "時刻", value)
    return found


@builtin(
    "time",
    "hour: number",
    "minute: number",
    "second: number",
    "offset?: days and time duration | null",
    result="time",
)
def time_of_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None) -> FeelTime:
    """The time of an hour, a minute and a second, with an offset from UTC or none."""
    seconds = numbers.whole(second)
    east = None if offset is None else _cut(offset.nanoseconds, NANOSECONDS)
    whole_hour, whole_minute = _whole(hour), _whole(minute)
    in_day = 0 <= whole_hour <= 23 and 0 <= whole_minute <= 59 and 0 <= second < 60
    if not in_day or (east is not None and abs(east) > FURTHEST_OFFSET):
        raise _unread("time", "時刻", f"{hour}:{minute}:{second}")
    fraction = int(numbers.multiply(numbers.subtract(second, Decimal(seconds)), Decimal(NANOSECONDS)))
    return FeelTime(clock_nanoseconds(whole_hour, whole_minute, seconds) + fraction, east)


def _cut(amount: int, unit: int) -> int:
    return abs(amount) // unit * (-1 if amount < 0 else 1)


@builtin("date and time", "from: string", result="date and time")
def date_and_time(text: str) -> FeelDateTime:
    """The date and time of a text; of a date alone its midnight."""
    found = parse_date_time(text)
    if found is None:
        raise _unread("date and time", "日時", text)
    return found


@builtin("date and time", "date: date | date and time", "time: time", result="date and time")
def date_and_time_of_parts(day: AnyDate | FeelDateTime, clock: FeelTime) -> FeelDateTime:
    """A date with a time; the offset or zone is that of the time."""
    return FeelDateTime(day.date if isinstance(day, FeelDateTime) else day, clock)


@builtin("duration", "from: string", result="duration")
def duration(text: str) -> YearsMonths | DaysTime:
    """The duration of an ISO 8601 text: `P1Y2M` or `P1DT2H`."""
    found = parse_duration(text)
    if found is None:
        raise _unread("duration", "期間", text)
    return found


@builtin(
    "years and months duration",
    "from: date | date and time",
    "to: date | date and time",
    result="years and months duration",
    unknowns="own",
)
def years_and_months_duration(start: Any, end: Any) -> Any:
    """The whole months from one date to another; times of day do not count."""
    if type(start) is Unknown or type(end) is Unknown:
        return distance(_months, start, end)
    return _months(start, end)


def _months(start: AnyDate | FeelDateTime, end: AnyDate | FeelDateTime) -> YearsMonths:
    first, last = (value.date if isinstance(value, FeelDateTime) else value for value in (start, end))
    return YearsMonths(months_between(first, last))

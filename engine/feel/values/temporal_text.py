"""Dates, times and durations as text: what the standard's literals mean, and the canonical text of each value."""

from __future__ import annotations

import re
from datetime import date

from engine.feel.values.calendar import AnyDate, FeelDate, date_text, from_day_number, make_date
from engine.feel.values.calendar import day_number as _day_number
from engine.feel.values.durations import (
    DAY,
    HOUR,
    MINUTE,
    NANOSECONDS,
    DaysTime,
    YearsMonths,
    fraction_nanoseconds,
    fraction_text,
    parse_duration,
)
from engine.feel.values.temporal import MIDNIGHT, FeelDateTime, FeelTime, Temporal
from engine.feel.values.zones import FURTHEST_OFFSET, offset_text, zone_of

_DATE = r"(-?)([1-9][0-9]{4,8}|[0-9]{4})-([0-9]{2})-([0-9]{2})"
_TIME = (
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,32}))?"
    r"(?:(Z|z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([^\s@]+))?"
)
_LONGEST = 128


def parse_date(text: str) -> AnyDate | None:
    """`2020-01-31`, `-2021-01-01`, `999999999-12-31`; None if malformed or not in the calendar."""
    found = re.fullmatch(_DATE, text)
    if not found:
        return None
    sign, year, month, day = found.groups()
    return make_date(-int(year) if sign else int(year), int(month), int(day))


def parse_time(text: str) -> FeelTime | None:
    """`10:30:00`, `10:30:00.5+09:00`, `10:30:00@Asia/Tokyo`, `24:00:00` (midnight); None if malformed."""
    found = _parse_clock(text)
    return FeelTime(found.nanoseconds % DAY, found.offset, found.zone) if found else None


def parse_date_time(text: str) -> FeelDateTime | None:
    """A date, `T` and a time; a date alone is its midnight, 24:00:00 is the next day's. None if malformed."""
    day_text, separator, clock_text = text.partition("T")
    day = parse_date(day_text)
    clock = _parse_clock(clock_text) if separator else MIDNIGHT
    if day is None or clock is None:
        return None
    if clock.nanoseconds < DAY:
        return FeelDateTime(day, clock)
    following = from_day_number(_day_number(day) + 1)
    return FeelDateTime(following, FeelTime(0, clock.offset, clock.zone)) if following else None


def parse_temporal(text: str) -> Temporal | None:
    """What `@"…"` means: a date, time, date and time or duration; None for any other text."""
    if len(text) > _LONGEST:
        return None
    if "P" in text[:2]:
        return parse_duration(text)
    if text[2:3] == ":":
        return parse_time(text)
    return parse_date_time(text) if "T" in text else parse_date(text)


def _parse_clock(text: str) -> FeelTime | None:
    """The time as written: 24:00:00 is a full day of nanoseconds."""
    found = re.fullmatch(_TIME, text) if len(text) <= _LONGEST else None
    if not found:
        return None
    hour, minute, second, fraction, utc, sign, *offset_parts, zone = found.groups()
    clock = clock_nanoseconds(int(hour), int(minute), int(second)) + fraction_nanoseconds(fraction)
    offset = 0 if utc else _offset(sign, *offset_parts) if sign else None
    wrong_clock = int(hour) > 24 or int(minute) > 59 or int(second) > 59 or clock > DAY
    if wrong_clock or (sign and offset is None) or (zone and zone_of(zone) is None):
        return None
    return FeelTime(clock, offset, zone)


def _offset(sign: str, hours: str, minutes: str, seconds: str | None) -> int | None:
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    if int(minutes) > 59 or int(seconds or 0) > 59 or total > FURTHEST_OFFSET:
        return None
    return -total if sign == "-" else total


def clock_nanoseconds(hour: int, minute: int, second: int) -> int:
    return hour * HOUR + minute * MINUTE + second * NANOSECONDS


def time_text(value: FeelTime) -> str:
    """`10:30:00`, `10:30:00.5Z`, `10:30:00+09:00`, `10:30:00@Asia/Tokyo`."""
    seconds, fraction = divmod(value.nanoseconds, NANOSECONDS)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{fraction_text(fraction)}"
    if value.zone:
        return f"{clock}@{value.zone}"
    return clock + (offset_text(value.offset) if value.offset is not None else "")


def temporal_text(value: Temporal) -> str:
    """The canonical text, which the parsers above read back."""
    if isinstance(value, FeelTime):
        return time_text(value)
    if isinstance(value, FeelDateTime):
        return f"{date_text(value.date)}T{time_text(value.time)}"
    if isinstance(value, date | FeelDate):
        return date_text(value)
    return str(value)


__all__ = [
    "DaysTime",
    "YearsMonths",
    "clock_nanoseconds",
    "parse_date",
    "parse_date_time",
    "parse_duration",
    "parse_temporal",
    "parse_time",
    "temporal_text",
    "time_text",
]

"""Offsets from UTC: fixed ones, and those of a named zone of the IANA database on a given day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.feel.values.calendar import AnyDate, day_number, from_day_number
from engine.feel.values.durations import DAY, NANOSECONDS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FURTHEST_OFFSET = 18 * 3600
_NAME = r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}"
_LONGEST_NAME = 64
_LIKE_ALL_LATER_YEARS = 2400


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of the IANA database; None for a name it does not have."""
    if len(name) > _LONGEST_NAME or not re.fullmatch(_NAME, name):
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to import, seldom needed

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def offset_on(name: str, day: AnyDate, nanoseconds: int, *, later: bool = False) -> int:
    """Seconds east of UTC in the zone at that wall clock; `later` takes the second of a repeated hour."""
    clock = _clock(day, nanoseconds).replace(fold=int(later), tzinfo=zone_of(name))
    return _seconds(clock.utcoffset())


def wall_clock(name: str, instant: int) -> tuple[int, bool]:
    """The zone's offset at an instant (nanoseconds since 1970 in UTC), and whether it is a repeated hour's second."""
    day, rest = divmod(instant, DAY)
    near = from_day_number(day)
    if near is None:
        return 0, False
    local = _clock(near, rest).replace(tzinfo=UTC).astimezone(zone_of(name))
    return _seconds(local.utcoffset()), bool(local.fold)


@lru_cache(maxsize=256)
def standard_offset(name: str) -> int:
    """The offset a bare time of that zone is taken at: the zone's standard (not summer) time as of the year 2000."""
    local = datetime(2000, 1, 1, tzinfo=zone_of(name))
    return _seconds(local.utcoffset()) - _seconds(local.dst())


def _clock(day: AnyDate, nanoseconds: int) -> datetime:
    """That wall clock to the second, in a year the database reaches: far years keep the rules of the last ones."""
    year = day.year
    if not 2 <= year <= 9998:
        year = 2 if year < 2 else _LIKE_ALL_LATER_YEARS + year % 400
    shown = min(day.day, 28) if (day.month, year) == (2, 2) else day.day
    return datetime(year, day.month, shown) + timedelta(seconds=nanoseconds // NANOSECONDS)


def _seconds(offset: timedelta | None) -> int:
    return int(offset.total_seconds()) if offset is not None else 0


def offset_text(seconds: int) -> str:
    """`Z`, `+09:00`, `-02:45:55`."""
    if not seconds:
        return "Z"
    minutes, rest = divmod(abs(seconds), 60)
    tail = f":{rest:02d}" if rest else ""
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}{tail}"


def utc_nanoseconds(day: AnyDate | None, nanoseconds: int, offset: int) -> int:
    """Nanoseconds since 1970 in UTC of a wall clock with that offset; without a day, of the day itself."""
    days = day_number(day) if day is not None else 0
    return days * DAY + nanoseconds - offset * NANOSECONDS

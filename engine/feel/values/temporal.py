"""Times, and dates with times: nanoseconds, an offset or a named zone, any year. Bare dates are in `calendar`.

Python's `==` on these is sameness of every part (what `is()` asks), and `<` and its kin compare exact instants where
both have an offset or zone, or neither has. The language's own `=` and `<`, which are coarser, are in `equality`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.values.calendar import AnyDate, FeelDate, weekday
from engine.feel.values.durations import HOUR, MINUTE, NANOSECONDS, DaysTime, YearsMonths, duration_property
from engine.feel.values.zones import offset_on, standard_offset, utc_nanoseconds
from engine.records import dataclass


class _Moment:
    """What times and dates with times share: comparison by instant."""

    __slots__ = ()

    def instant(self) -> int:
        """Nanoseconds in UTC, or of the wall clock where there is no offset."""
        raise TypeError("a moment without an instant")

    def is_local(self) -> bool:
        """Whether there is neither offset nor zone."""
        raise TypeError("a moment without a zone")

    def _against(self, other: object, test: Callable[[int, int], bool]) -> bool:
        if isinstance(other, _Moment) and type(other) is type(self) and other.is_local() == self.is_local():
            return test(self.instant(), other.instant())
        return NotImplemented  # type: ignore[no-any-return]  # Python asks the other operand then

    def __lt__(self, other: object) -> bool:
        return self._against(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._against(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._against(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._against(other, operator.ge)


@dataclass(frozen=True, slots=True)
class FeelTime(_Moment):
    """A time of day: nanoseconds since midnight, with an offset (seconds east of UTC) or a zone or neither."""

    nanoseconds: int
    offset: int | None = None
    zone: str | None = None

    @property
    def hour(self) -> int:
        return self.nanoseconds // HOUR

    @property
    def minute(self) -> int:
        return self.nanoseconds // MINUTE % 60

    @property
    def second(self) -> int:
        return self.nanoseconds // NANOSECONDS % 60

    def is_local(self) -> bool:
        return self.offset is None and self.zone is None

    def utc_offset(self) -> int | None:
        """Seconds east of UTC; of a zone, its standard time, for no day is known."""
        return standard_offset(self.zone) if self.zone else self.offset

    def instant(self) -> int:
        return utc_nanoseconds(None, self.nanoseconds, self.utc_offset() or 0)


@dataclass(frozen=True, slots=True)
class FeelDateTime(_Moment):
    """A date with a time. `later` marks the second run of an hour that a zone repeats when summer time ends."""

    date: AnyDate
    time: FeelTime
    later: bool = False

    def is_local(self) -> bool:
        return self.time.is_local()

    def utc_offset(self) -> int | None:
        """Seconds east of UTC on that day."""
        if self.time.zone:
            return offset_on(self.time.zone, self.date, self.time.nanoseconds, later=self.later)
        return self.time.offset

    def instant(self) -> int:
        return utc_nanoseconds(self.date, self.time.nanoseconds, self.utc_offset() or 0)


MIDNIGHT = FeelTime(0)
UTC_MIDNIGHT = FeelTime(0, 0)

Temporal = date | FeelDate | FeelTime | FeelDateTime | YearsMonths | DaysTime


def at_midnight(day: AnyDate) -> FeelDateTime:
    """A date where a date with a time is wanted: its midnight in UTC."""
    return FeelDateTime(day, UTC_MIDNIGHT)


_PROPERTIES_OF_DATES: dict[str, Callable[[AnyDate], int]] = {
    "year": lambda value: value.year,
    "month": lambda value: value.month,
    "day": lambda value: value.day,
    "weekday": weekday,
}
_PROPERTIES_OF_TIMES: dict[str, Callable[[FeelTime], int]] = {
    "hour": lambda value: value.hour,
    "minute": lambda value: value.minute,
    "second": lambda value: value.second,
}
PROPERTIES: dict[str, tuple[str, ...]] = {
    "date": tuple(_PROPERTIES_OF_DATES),
    "time": (*_PROPERTIES_OF_TIMES, "time offset", "timezone"),
    "date and time": (*_PROPERTIES_OF_DATES, *_PROPERTIES_OF_TIMES, "time offset", "timezone"),
    "years and months duration": ("years", "months"),
    "days and time duration": ("days", "hours", "minutes", "seconds"),
}
"""The names after a dot that each temporal type has."""


def temporal_property(value: Temporal, name: str) -> Any:
    """What `value.name` means for a temporal value; None where it has no such property or the property is null."""
    if isinstance(value, YearsMonths | DaysTime):
        return duration_property(value, name)
    if isinstance(value, FeelDateTime):
        if name in _PROPERTIES_OF_DATES:
            return Decimal(_PROPERTIES_OF_DATES[name](value.date))
        return _clock_property(value, value.time, name)
    if isinstance(value, FeelTime):
        return _clock_property(value, value, name)
    found = _PROPERTIES_OF_DATES.get(name)
    return Decimal(found(value)) if found else None


def _clock_property(value: FeelTime | FeelDateTime, time: FeelTime, name: str) -> Any:
    if name in _PROPERTIES_OF_TIMES:
        return Decimal(_PROPERTIES_OF_TIMES[name](time))
    if name == "timezone":
        return time.zone
    if name == "time offset" and not time.is_local():
        return DaysTime((value.utc_offset() or 0) * NANOSECONDS)
    return None

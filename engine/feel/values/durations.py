"""The two kinds of durations: years and months (counted in months), days and time (counted in nanoseconds)."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.records import dataclass

NANOSECONDS = 1_000_000_000
MINUTE = 60 * NANOSECONDS
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_DIGITS = "([0-9]{1,18})"
_YEARS_MONTHS = rf"(-?)P(?=[0-9])(?:{_DIGITS}Y)?(?:{_DIGITS}M)?"
_DAYS_TIME = (
    rf"(-?)P(?=[0-9T])(?:{_DIGITS}D)?(?:T(?=[0-9])(?:{_DIGITS}H)?(?:{_DIGITS}M)?(?:{_DIGITS}(?:\.([0-9]*))?S)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A years and months duration, signed, in months."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return f"{'-' if self.months < 0 else ''}P{body}"


@dataclass(frozen=True, slots=True, order=True)
class DaysTime:
    """A days and time duration, signed, in nanoseconds."""

    nanoseconds: int

    def __str__(self) -> str:
        days, rest = divmod(abs(self.nanoseconds), DAY)
        time = _clock_text(rest)
        body = (f"{days}D" if days else "") + (f"T{time}" if time else "")
        return f"{'-' if self.nanoseconds < 0 else ''}P{body or 'T0S'}"


def _clock_text(nanoseconds: int) -> str:
    hours, rest = divmod(nanoseconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, fraction = divmod(rest, NANOSECONDS)
    tail = fraction_text(fraction)
    shown = f"{seconds}{tail}S" if seconds or tail else ""
    return (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + shown


def fraction_text(nanoseconds: int) -> str:
    """The part of a second, with its point and without trailing zeros; empty for none."""
    return f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""


def fraction_nanoseconds(digits: str | None) -> int:
    """The nanoseconds of the digits after the point; what is finer than a nanosecond is cut off."""
    return int((digits or "")[:9].ljust(9, "0"))


def parse_duration(text: str) -> YearsMonths | DaysTime | None:
    """The duration an ISO 8601 text means (`P1Y2M`, `-P1DT2H3M4.5S`); None if malformed or of both kinds."""
    found = re.fullmatch(_YEARS_MONTHS, text)
    if found:
        sign, years, months = found.groups()
        return YearsMonths(_signed(sign, int(years or 0) * 12 + int(months or 0)))
    found = re.fullmatch(_DAYS_TIME, text)
    if not found or text.endswith("T"):
        return None
    sign, days, hours, minutes, seconds, fraction = found.groups()
    total = int(days or 0) * DAY + int(hours or 0) * HOUR + int(minutes or 0) * MINUTE + int(seconds or 0) * NANOSECONDS
    return DaysTime(_signed(sign, total + fraction_nanoseconds(fraction)))


def _signed(sign: str, amount: int) -> int:
    return -amount if sign else amount


def scaled(duration: YearsMonths | DaysTime, factor: Decimal) -> YearsMonths | DaysTime:
    """The duration times a number, exactly; a part of a month or of a nanosecond is cut off towards zero."""
    top, bottom = factor.as_integer_ratio()
    return _ratio_of(duration, top, bottom)


def shared(duration: YearsMonths | DaysTime, divisor: Decimal) -> YearsMonths | DaysTime:
    """The duration divided by a number that is not zero."""
    top, bottom = divisor.as_integer_ratio()
    return _ratio_of(duration, bottom, top)


def _ratio_of(duration: YearsMonths | DaysTime, top: int, bottom: int) -> YearsMonths | DaysTime:
    if isinstance(duration, YearsMonths):
        return YearsMonths(_cut(duration.months * top, bottom))
    return DaysTime(_cut(duration.nanoseconds * top, bottom))


def _cut(top: int, bottom: int) -> int:
    whole = abs(top) // abs(bottom)
    return whole if (top < 0) == (bottom < 0) else -whole


def amount(duration: YearsMonths | DaysTime) -> int:
    """The months or the nanoseconds."""
    return duration.months if isinstance(duration, YearsMonths) else duration.nanoseconds


_UNITS_OF_DAYS_TIME = {"days": (DAY, None), "hours": (HOUR, 24), "minutes": (MINUTE, 60), "seconds": (NANOSECONDS, 60)}


def duration_property(duration: YearsMonths | DaysTime, name: str) -> Decimal | None:
    """years, months / days, hours, minutes, seconds: whole, with the sign of the duration; None for any other."""
    if isinstance(duration, YearsMonths):
        if name not in ("years", "months"):
            return None
        years, months = divmod(abs(duration.months), 12)
        part, negative = (years if name == "years" else months), duration.months < 0
    else:
        if name not in _UNITS_OF_DAYS_TIME:
            return None
        unit, modulus = _UNITS_OF_DAYS_TIME[name]
        part, negative = abs(duration.nanoseconds) // unit, duration.nanoseconds < 0
        part = part % modulus if modulus else part
    return Decimal(-part if negative else part)

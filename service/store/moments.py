"""Moments as they are stored: UTC, microseconds, one width, so that they sort as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from service.clock import JAPAN

_SECOND_DAY, _LAST_BUT_ONE = date.min + timedelta(days=1), date.max - timedelta(days=1)


def written(moment: datetime) -> str:
    """The text of a moment, which must carry its zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read(text: str) -> datetime:
    """The moment of a text."""
    return datetime.fromisoformat(text)


def beginning_of(day: date) -> str:
    """The moment at which a calendar day begins in Tokyo; before the second day that there is, that of the second."""
    return written(datetime.combine(max(day, _SECOND_DAY), time.min, JAPAN))


def end_of(day: date) -> str:
    """The moment at which the day after begins in Tokyo."""
    return beginning_of(min(day, _LAST_BUT_ONE) + timedelta(days=1))

"""The only clock of Hantei. The engine is told the day; here it is taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9), "JST")
"""The programmes' own time. Japan has kept UTC+9 without summer time since 1952: no table of time zones is needed."""


def now() -> datetime:
    """The moment, with the zone of Tokyo."""
    return datetime.now(JAPAN)


def today(now: datetime | None = None) -> date:
    """The calendar day in Tokyo: the default of `as_of`, wherever the machine stands. `now` must carry its zone."""
    return (now or datetime.now(UTC)).astimezone(JAPAN).date()

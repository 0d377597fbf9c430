"""Moments of the store as people read them, in Tokyo."""

from __future__ import annotations

from engine.explanation.figures import day
from service.clock import JAPAN
from service.store.moments import read


def clock_time(recorded_at: str, lang: str, *, seconds: bool = False) -> str:
    """`22 November 2026 19:50`, `2026年11月22日 19:50`."""
    at = read(recorded_at).astimezone(JAPAN)
    return f"{day(at.date(), lang)} {at:{'%H:%M:%S' if seconds else '%H:%M'}}"

"""What is asked: one rule set, the facts, the dates and the readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.facts import Facts
from engine.plan import Plan


@dataclass(frozen=True, slots=True)
class Request:
    """All that a determination is made from."""

    plan: Plan
    facts: Facts
    as_of: date
    known_on: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)

"""What an explanation may tell beyond the answer: the evidence of facts, how long the answer holds, every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.diagnostics import Text
from engine.facts import Facts
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Ending:
    """A change of the rules by which an answer ends: in words, what it makes another one, and its passages.

    `affects`: `outcome`, and the names of amounts.
    """

    sentence: Text
    affects: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long an answer holds: its last day (None: nothing that is dated ends it), and what ends it."""

    until: date | None
    because: tuple[Ending, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """Beside an answer: the facts that it is of, how long each determination lasts by its rule set, whether to trace.

    Tracing evaluates every expression once more; without it nothing of it is imported.
    """

    facts: Facts
    lasting: Mapping[str, Lasting] = field(default_factory=dict)
    trace: bool = False

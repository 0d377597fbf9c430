"""A criterion of the day as it was found, and what it may still do to the outcome."""

from __future__ import annotations

from enum import StrEnum

from engine.determination import Finding
from engine.records import dataclass


class Effect(StrEnum):
    """What one criterion does to the outcome."""

    HELPS = "helps"
    """met: nothing stands in the way, and something speaks for it"""
    LETS_PASS = "lets_pass"  # noqa: S105 - no password: it lets the proposal pass
    """not applicable"""
    LEAVES_OPEN = "leaves_open"
    """undetermined whatever the facts turn out to be, as long as no exemption is decided"""
    STOPS = "stops"
    """ineligible"""


@dataclass(frozen=True, slots=True)
class Assessed:
    """A finding, every effect that it may still have, and all facts and readings that it rests on.

    `required`: the facts that it requires something of, also where it does not apply.
    """

    finding: Finding
    effects: frozenset[Effect]
    facts: frozenset[str]
    readings: frozenset[str]
    required: frozenset[str]

    @property
    def passes(self) -> bool:
        """Whether it cannot stand in the way, whatever the facts that are not known turn out to be."""
        return self.effects <= PASSING


PASSING = frozenset((Effect.HELPS, Effect.LETS_PASS))

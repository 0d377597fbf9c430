"""Where a case stands on a day: what was done, what is due, late, possible or blocked, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from engine.cases.events import CaseEvent
from engine.determination import Conclusion, Determination, State
from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass


class DeadlineState(StrEnum):
    NOT_STARTED = "not_started"
    """The event that it runs from is not recorded, or its first day has not come."""
    OPEN = "open"
    DONE = "done"
    """Done by the last day, or done where no last day is said."""
    DONE_LATE = "done_late"
    LATE = "late"
    """The last day has passed, and nothing is recorded by which it was done."""
    OUTSTANDING = "outstanding"
    """Its period is over and nothing is recorded; the source says no last day, so it is not called late."""
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORCE = "not_in_force"
    """The clause is not evidenced for the day."""


@dataclass(frozen=True, slots=True)
class DeadlineStanding:
    """One deadline, for one event (`event`: its id) or one of several things that are due (`label`).

    `days`: days late where it is or was late, days left where it is open with a last day; None elsewhere.
    """

    deadline: str
    title: Text
    statement: Text
    by: str
    by_title: Text
    state: DeadlineState
    source: tuple[str, ...]
    event: str | None = None
    label: str | None = None
    starts: date | None = None
    due: date | None = None
    done_on: date | None = None
    days: int | None = None
    missing: tuple[str, ...] = ()
    """What it waits for while it is undetermined: `kind.field` of events, or figures that are not evidenced."""
    reading: str | None = None
    """The reading and side that was used, as `j20-17=a`."""
    sides: Mapping[str, date | None] = field(default_factory=dict)
    """The last day at each side of that reading."""
    provisional: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class OrderStanding:
    """Whether events came in their order. `contradicted`: ids of events that came too early.

    `unrecorded`: kinds that must have come before and are not recorded.
    """

    order: str
    title: Text
    statement: Text
    state: State
    contradicted: tuple[str, ...]
    unrecorded: tuple[str, ...]
    source: tuple[str, ...]
    provisional: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class StepAhead:
    """A kind of event that is not recorded yet. `waits_for`: kinds that come first and are missing; `because`: why.

    Nothing to wait for: it can be done next.
    """

    event: str
    title: Text
    by: str | None
    waits_for: tuple[str, ...]
    because: tuple[OrderStanding, ...]


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A kind of event of which something is not recorded that must have come before the kind `before`."""

    event: str
    title: Text
    before: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that does not count: `future`, `not_yet_known`, `corrected`, `withdrawn` or `unclear`."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Stage:
    id: str
    title: Text
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """The whole answer. `events`: those that count, by day. `faults`: what contradicts itself, or could not be read."""

    case: str
    version: str
    digest: str
    title: Text
    as_of: date
    known_on: date | None
    stage: Stage | None
    stages: tuple[Stage, ...]
    events: tuple[CaseEvent, ...]
    left_out: tuple[LeftOut, ...]
    deadlines: tuple[DeadlineStanding, ...]
    orders: tuple[OrderStanding, ...]
    ahead: tuple[StepAhead, ...]
    unrecorded: tuple[Unrecorded, ...]
    conclusions: tuple[Conclusion, ...]
    determinations: tuple[Determination, ...]
    faults: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]
    chained_by: str
    titles: Mapping[str, Text]
    """The names of kinds of events, for display."""
    parties: Mapping[str, Text]
    """The names of those who do things, for display."""

    def in_state(self, *states: DeadlineState) -> tuple[DeadlineStanding, ...]:
        """The deadlines in one of these states, the earliest last day first; those without one at the end."""
        found = [one for one in self.deadlines if one.state in states]
        return tuple(
            sorted(found, key=lambda one: (one.due or date.max, one.deadline, one.label or "", one.event or ""))
        )

    @property
    def due(self) -> tuple[DeadlineStanding, ...]:
        return self.in_state(DeadlineState.OPEN)

    @property
    def late(self) -> tuple[DeadlineStanding, ...]:
        return self.in_state(DeadlineState.LATE)

    @property
    def blocked(self) -> tuple[StepAhead, ...]:
        return tuple(step for step in self.ahead if step.waits_for)

    @property
    def ready(self) -> tuple[StepAhead, ...]:
        return tuple(step for step in self.ahead if not step.waits_for)

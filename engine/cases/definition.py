"""A type of case, ready to run: what may happen in it, what comes before what, what is due, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.diagnostics import Text
from engine.feel import Expression
from engine.plan import ConclusionRule, FactSpec, Period, Plan
from engine.records import dataclass
from engine.territories import Territories

STAGE = "stage"
"""The kind of a rule that says how far a case has come."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event. `unique_by`: no two of this kind agree in these fields (none: it happens once); None: any."""

    name: str
    title: Text
    by: str | None
    unique_by: tuple[str, ...] | None
    fields: Mapping[str, FactSpec]
    source: tuple[str, ...]

    @property
    def once(self) -> bool:
        return self.unique_by == ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What orders and deadlines share. `in_force` empty: the days that the case covers."""

    id: str
    title: Text
    statement: Text
    in_force: tuple[Period, ...]
    published: date | None
    provisional: bool
    derived: bool
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Events of kind `event` come after those of the kinds `after` with which they agree in `same`."""

    clause: Clause
    event: str
    after: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """What `by` is to do after an event. `due` and `for_each` by side of a reading; under "" where none is asked."""

    clause: Clause
    event: str
    by: str
    done: Expression
    label: Expression | None = None
    applies_when: Expression | None = None
    starts: Expression | None = None
    ends: Expression | None = None
    reading: str | None = None
    due: Mapping[str, Expression] = field(default_factory=dict)
    each_reading: str | None = None
    for_each: Mapping[str, Expression] = field(default_factory=dict)
    figures_of_event: bool = False
    """Dated figures are those of the day of the event, not of the day that is asked about."""


@dataclass(frozen=True, slots=True)
class CaseDefinition:
    """One type of case. `plans`: the rule sets that it uses; those of `determined` with `facts` from the events.

    `parameters`: names of dated figures with the rule set that has each. `digest` names all that it was made from.
    """

    id: str
    version: str
    digest: str
    title: Text
    summary: Text | None
    covers: tuple[Period, ...]
    source: tuple[str, ...]
    parties: Mapping[str, Text]
    events: Mapping[str, EventKind]
    stages: tuple[ConclusionRule, ...]
    orders: tuple[Order, ...]
    deadlines: tuple[Deadline, ...]
    conclusions: tuple[ConclusionRule, ...]
    plans: Mapping[str, Plan]
    determined: tuple[str, ...]
    parameters: Mapping[str, str]
    facts: Mapping[str, Expression]
    territories: Territories

"""The bodies about cases."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from service.api.shapes.base import Day, DecimalText, Diagnostic, References, Shape, Text
from service.api.shapes.checks import Conclusion, Determination
from service.api.shapes.rulesets import RecordField
from service.api.shapes.stored import Digest, Moment, Next


class CaseTypeListed(Shape):
    """A type of case as one line."""

    id: str
    version: str
    digest: str
    title: Text


class CaseTypes(Shape):
    case_types: list[CaseTypeListed]


class EventKind(Shape):
    """What may happen in a case."""

    name: str
    title: Text
    by: Annotated[str | None, Field(description="the party that does it")]
    once: bool = Field(description="it happens once in a case")
    fields: list[RecordField]
    source: References


class DeadlineListed(Shape):
    """What is due after an event."""

    id: str
    title: Text
    statement: Text
    event: str
    by: str
    source: References


class CaseType(CaseTypeListed):
    """A type of case: who takes part, what may happen, what is due."""

    summary: Annotated[Text | None, Field()]
    source: References
    parties: dict[str, Text]
    events: list[EventKind]
    deadlines: list[DeadlineListed]


class NewCase(Shape):
    """A case to begin."""

    case: str = Field(min_length=1, max_length=200, description="the id of a type of case")
    title: str | None = Field(None, min_length=1, max_length=300)


class Case(Shape):
    """A case as it was begun."""

    id: str
    case: str
    title: Annotated[Any, Field(description="null where it has none, or it was taken out")]
    recorded_at: Moment
    recorded_by: str
    hash: Digest
    redactions: DecimalText


class Cases(Shape):
    cases: list[Case]
    next: Next


class NewEvent(Shape):
    """What happened. Either `event` with `on`, or `withdraws`."""

    id: str | None = Field(None, description="its own within the case; left out: one is given")
    event: str | None = None
    on: Day | None = Field(None, description="the day on which it happened")
    recorded_on: Day | None = Field(None, description="the day on which it was told; left out: today in Tokyo")
    fields: dict[str, Any] | None = None
    corrects: str | None = Field(None, description="the id of the event that it puts right")
    withdraws: str | None = Field(None, description="the id of the event that it takes back")
    note: str | None = None


class EventTold(Shape):
    """An event as it was told."""

    entry: str
    number: int = Field(description="its place among the events of the case, from 1")
    recorded_at: Moment
    recorded_by: str
    event: dict[str, Any]
    hash: Digest
    redactions: DecimalText


class Events(Shape):
    events: list[EventTold]
    next: Next


class Standing(Shape):
    """Where a case stands (docs/cases.md)."""

    case: dict[str, Any]
    as_of: Day
    known_on: Annotated[Day | None, Field()]
    stage: Annotated[dict[str, Any] | None, Field()]
    stages: list[dict[str, Any]]
    events: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    late: list[dict[str, Any]]
    due: list[dict[str, Any]]
    orders: list[dict[str, Any]]
    blocked: list[dict[str, Any]]
    ready: list[dict[str, Any]]
    unrecorded: list[dict[str, Any]]
    conclusions: list[Conclusion]
    determinations: list[Determination]
    faults: list[Diagnostic]
    notes: list[Diagnostic]

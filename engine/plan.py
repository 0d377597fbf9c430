"""The compiled rule set: immutable, checked, with a digest. What `determine` runs and what a receipt names.

A plan holds data only (texts, decimals, dates, parsed FEEL): it can be stored and read back without the files.
Everything that is dated keeps all its dates: one plan answers for every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from engine.diagnostics import Text
from engine.feel import Expression
from engine.feel.syntax.table import DecisionTable
from engine.records import dataclass


class Strength(StrEnum):
    HARD = "hard"
    IN_PRINCIPLE = "in_principle"
    ADVISORY = "advisory"


class Gone(StrEnum):
    """What a dated series says where it gives no value."""

    UNKNOWN = "unknown"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Period:
    """From a first day to a last day, both inside; None is open. `published`: the day from which it was known."""

    start: date | None
    end: date | None
    published: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a dated series: `value` holds from `start` until the next step that is known by then.

    `published`: known from that day (None: from `start`). `until`: the last day for which it is evidenced at all.
    """

    start: date
    published: date | None
    value: Any
    source: tuple[str, ...] = ()
    until: date | None = None


Series = tuple[Step, ...]
"""Steps by rising start. The value of a step is what the owner of the series says, or `Gone`."""


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact of the vocabulary that this plan reads."""

    name: str
    type: str
    """boolean, text, number, integer, date, duration, country, choice, list or record"""
    label: Text
    question: Text
    hint: Text | None = None
    unit: str | None = None
    minimum: Any = None
    maximum: Any = None
    minimum_excluded: bool = False
    maximum_excluded: bool = False
    choices: Mapping[str, Text] = field(default_factory=dict)
    items: FactSpec | None = None
    """The kind of the members of a list."""
    judgement: bool = False
    nullable: bool = False
    null_when_absent: bool = False
    changeable: bool = False
    asked_after: str | None = None
    documents: tuple[Text, ...] = ()
    fields: Mapping[str, FactSpec] = field(default_factory=dict)
    """The fields of a record by their names; each spec is named by its field alone."""
    minimum_length: int = 0
    maximum_length: int | None = None
    counted: CountedFrom | None = None


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """How a fact that is not given is counted: the records of a register for which a condition holds."""

    register: str
    expression: Expression
    """The records of the day, `RECORDS`, filtered by the condition."""
    title: Text
    derived: bool = False


RECORDS = "records of the register"
"""What a count goes through: a name that no author can give to anything."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure known only by bounds."""

    at_least: Any = None
    at_most: Any = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated figure. The value of a step: Decimal, date, text, duration, Bounds or Gone."""

    name: str
    title: Text
    type: str
    unit: str | None
    steps: Series


@dataclass(frozen=True, slots=True)
class Named:
    """A named list. Of its own: steps whose value is a tuple of items or Gone; or `register`, the id of a register."""

    name: str
    title: Text
    of: str
    steps: Series = ()
    register: str | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table. `row_sources` is by row id, for rows that have their own."""

    name: str
    title: Text
    unit: str | None
    decision: DecisionTable
    source: tuple[str, ...]
    row_sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    derived: bool = False
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    expression: Expression
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """One named bound of `least_of` or `greatest_of`."""

    id: str
    expression: Expression
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BestOf:
    """The least (or the greatest) of named bounds."""

    greatest: bool
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class TableRef:
    table: str


@dataclass(frozen=True, slots=True)
class ByReading:
    """A definition (or a condition) for each side of a reading."""

    reading: str
    sides: Mapping[str, Definition]


Definition = Formula | BestOf | TableRef | ByReading


@dataclass(frozen=True, slots=True)
class Rounding:
    """To a multiple of `to`, in the mode that the rule writes."""

    to: Decimal
    mode: str


@dataclass(frozen=True, slots=True)
class Value:
    """A computed value. `steps`: dated definitions (one step from `date.min` when it is not dated)."""

    name: str
    title: Text
    unit: str | None
    steps: Series
    rounding: Rounding | None = None
    amount: bool = False
    illustration: bool = False
    derived: bool = False
    applies_when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure shown with a finding."""

    name: str
    title: Text
    unit: str | None
    expression: Expression
    below_zero: Text | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    title: Text
    statement: Text
    requires: Formula | ByReading
    strength: Strength
    source: tuple[str, ...]
    in_force: tuple[Period, ...]
    """Empty: the periods of `covers`."""
    applies_when: Expression | None = None
    provisional: bool = False
    derived: bool = False
    figures: tuple[Figure, ...] = ()
    published: date | None = None
    """The day from which it was known; None: that of the period in which it is in force."""
    evidence: str | None = None
    """The least grade of the facts that it rests on: documented, verified or judged; None: none is asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    id: str
    question: Text
    default: str
    reason: Text
    sides: Mapping[str, Text]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeIs:
    ruleset: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingIs:
    ruleset: str
    criterion: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConclusionHolds:
    ruleset: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class CaseSays:
    """Of a case: that an event is recorded, or that a deadline or an order is in a state. Only a case has these."""

    case: str
    what: str
    """event, deadline or order"""
    name: str
    state: str
    """of an event: recorded"""


@dataclass(frozen=True, slots=True)
class Combined:
    """`all`, `any` or `none` of the parts hold; `count`: at least and at most so many of them do (None: no end)."""

    how: str
    parts: tuple[Premise, ...]
    at_least: int = 0
    at_most: int | None = None


Premise = OutcomeIs | FindingIs | ConclusionHolds | CaseSays | Combined


@dataclass(frozen=True, slots=True)
class ConclusionRule:
    ruleset: str
    id: str
    kind: str
    statement: Text
    when: Premise
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One item, in from some day in [`earliest`, `latest`] to `until` (the last day; None: still in)."""

    item: str
    earliest: date
    latest: date
    until: date | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list as printed on a day, still evidenced until `until`."""

    on: date
    until: date
    items: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, in force from some day in [`earliest`, `latest`] to `until`.

    None: it always held (`earliest`), nobody knows by when it does (`latest`), it still holds (`until`). `published`:
    known from that day. A column that is not among the values is not known.
    """

    id: str
    values: Mapping[str, Any]
    earliest: date | None
    latest: date | None
    until: date | None
    published: date | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    id: str
    title: Text
    of: str
    rows: tuple[RegisterRow, ...] = ()
    printed: tuple[PrintedList, ...] = ()
    complete_until: date | None = None
    """Rows: the last day for which no row is missing; after it others may be on the list. None: it has no end."""
    columns: Mapping[str, FactSpec] = field(default_factory=dict)
    """Of a table: what each record says."""
    records: tuple[Record, ...] = ()
    complete: tuple[Period, ...] | None = None
    """Of a table: the days on which no record is missing. None: all days."""
    unique_by: tuple[str, ...] = ()
    """Of a table: columns in all of which no two records agree."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One rule set, ready to run."""

    id: str
    version: str
    digest: str
    """`sha256:` and the hash of all that the plan was made from, its engine's language version included"""
    title: Text
    summary: Text | None
    covers: tuple[Period, ...]
    covers_source: tuple[str, ...]
    facts: Mapping[str, FactSpec]
    """The facts that its rules read, in the order in which the criteria first need them."""
    parameters: Mapping[str, Parameter]
    lists: Mapping[str, Named]
    registers: Mapping[str, Register]
    tables: Mapping[str, Table]
    values: Mapping[str, Value]
    """In an order in which each uses only those before it; tables are asked where they are named."""
    criteria: tuple[Criterion, ...]
    readings: Mapping[str, Reading]
    conclusions: tuple[ConclusionRule, ...]
    companions: tuple[str, ...] = ()
    """Rule sets that are determined whenever this one is, so that its conclusions can rest on them."""

"""What `determine` gives: the answer for one rule set, as a value.

Nothing here knows of files, HTTP or terminals. `engine.determination_json` makes of it the one body that the API, the
command line's `--json` and receipts share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass


class Outcome(StrEnum):
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"


class State(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class Demand(StrEnum):
    """How well facts must be shown for a criterion to count as met or as not applicable."""

    AS_GIVEN = "as_given"
    """Every fact counts as it was given."""
    REQUIRED = "required"
    """At least as the rules ask."""
    DOCUMENTED = "documented"
    VERIFIED = "verified"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: settled (`value`), or known by bounds (either may be missing).

    `below_zero`: what it is said to be where it is below zero (`over by`).
    """

    unit: str | None
    value: Any = None
    at_least: Any = None
    at_most: Any = None
    title: Text | None = None
    below_zero: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how an amount came about: what was computed, from what, with what result.

    `label` is the name of the value or table, or the id of the bound. `kind` says how `formula` is to be read:
    formula, bound: FEEL; table: the rows that were (or may be) hit; least, greatest: of the bounds named;
    rounding: the mode and the step, as in `down 1`. Inputs and result may be `Unknown`.
    """

    label: str
    formula: str
    inputs: Mapping[str, Any]
    result: Any
    unit: str | None
    source: tuple[str, ...]
    title: Text | None = None
    kind: str = "formula"


@dataclass(frozen=True, slots=True)
class Amount:
    """A computed entitlement. `bound_by`: the bound or table row that made it what it is; None while several may."""

    name: str
    title: Text
    figure: Figure
    bound_by: str | None
    may_be_bound_by: tuple[str, ...]
    """All that may still bind while it is not settled; empty when `bound_by` is known."""
    source: tuple[str, ...]
    """The passage of what bound it (of all that may bind while that is open)."""
    applies: State
    """met: in force; undetermined: whether it applies at all waits for facts, the bounds hold if it does."""
    derived: bool
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingEvidence:
    """The least grade that is asked for the facts of a criterion, and what stays below it.

    `below`: the facts below the minimum on which the finding rests; empty where it holds without any such fact, or is
    not settled. `documents`: those that the vocabulary names for them.
    """

    minimum: str
    below: tuple[str, ...] = ()
    documents: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one criterion, with what it was decided on."""

    criterion: str
    title: Text
    statement: Text
    state: State
    strength: str
    provisional: bool
    derived: bool
    facts: Mapping[str, Any]
    """The facts used, as given (known ones only)."""
    figures: Mapping[str, Figure]
    missing: tuple[str, ...]
    source: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    exempted: bool | None = None
    """What the judgement `exemption.<criterion>` says, where one was given for a criterion in principle."""
    evidence: FindingEvidence | None = None
    """None where neither the criterion nor the request asks for a grade."""


@dataclass(frozen=True, slots=True)
class Side:
    """What the determination would be at one side of a reading."""

    outcome: Outcome
    amounts: Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class ReadingDependence:
    """A reading on which the outcome or an amount depends, with each side shown."""

    reading: str
    question: Text
    chosen: str
    default: str
    sides: Mapping[str, Side]
    statements: Mapping[str, Text]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisiveFact:
    """A fact (or `exemption.<criterion>`) on which the outcome rests, what shows it, and the criteria it decides.

    `grade` is `declared` for whatever is only assumed.
    """

    name: str
    grade: str
    assumed: bool
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentWanted:
    """A document that would show facts which are only declared, or below what is asked, and the criteria it serves."""

    title: Text
    facts: tuple[str, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the outcome rests on, and what would show it better.

    While the decisive facts stay as they are, the outcome stays too, whatever the other facts turn out to be, and so
    does every finding that decided it; none of them can be left out. `decided_by`: these findings.
    """

    demand: Demand
    decided_by: tuple[str, ...]
    decisive_facts: tuple[DecisiveFact, ...]
    documents: tuple[DocumentWanted, ...]

    def by_grade(self) -> dict[str, int]:
        """How many of the decisive facts each grade shows, from weak to strong; every grade is there."""
        grades = [fact.grade for fact in self.decisive_facts]
        return {grade: grades.count(grade) for grade in ("declared", "documented", "verified", "judged")}


@dataclass(frozen=True, slots=True)
class Count:
    """A fact as it is counted from a register, whether or not it was given.

    `records`: the ids of those that count, `open_records`: of those that may; both in the order of the register.
    `complete`: whether no record of the day is missing, so that the figure has an upper end. `waits_for`: facts without
    which it cannot be told which records count. `used`: the count stands, for no value was `given`.
    """

    fact: str
    title: Text
    register: str
    figure: Figure
    records: tuple[str, ...]
    open_records: tuple[str, ...]
    complete: bool
    waits_for: tuple[str, ...]
    derived: bool
    used: bool
    given: Any = None


@dataclass(frozen=True, slots=True)
class Determination:
    """The answer for one rule set on one set of facts and dates."""

    ruleset: str
    version: str
    digest: str
    title: Text
    outcome: Outcome
    as_of: date
    known_on: date | None
    amounts: Mapping[str, Amount]
    illustrations: Mapping[str, Amount]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    declared_judgements: tuple[str, ...]
    assumed: tuple[str, ...]
    """Facts that the caller marked as assumed and that were used."""
    readings: Mapping[str, str]
    """Every reading of the rule set with the side that was used."""
    depends_on_readings: tuple[ReadingDependence, ...]
    diagnostics: tuple[Diagnostic, ...]
    evidence: Evidence | None = None
    """None where it was not worked out (`engine.evidence`)."""
    counted: tuple[Count, ...] = ()
    """The facts that can be counted from a register; none in most rule sets."""
    conflicting: tuple[str, ...] = ()
    """Open criteria that cannot all be met, whatever is still missing: they make it ineligible together."""


@dataclass(frozen=True, slots=True)
class Because:
    """What a conclusion rests on: an outcome (criterion and conclusion None), a finding or another conclusion.

    Of a case, whose id `ruleset` is then: an event, a deadline or an order in `state`.
    """

    ruleset: str
    criterion: str | None = None
    conclusion: str | None = None
    outcome: str | None = None
    state: str | None = None
    event: str | None = None
    deadline: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    ruleset: str
    id: str
    kind: str
    statement: Text
    because: tuple[Because, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All determinations of one request, and what follows from them together."""

    determinations: tuple[Determination, ...]
    conclusions: tuple[Conclusion, ...] = ()
    chained_by: str = "reference"
    """Which chainer ran: `durable-rules` or `reference`; not told with the answer, which is the same by both."""
    notes: tuple[Diagnostic, ...] = field(default=())
    companions: tuple[str, ...] = ()
    """The rule sets among the determinations that nobody asked for: those asked name them as companions."""

"""The parts of an explanation: all words in one language and in the order in which they are to be read.

What stands in words is `Prose`; all else is the same in every language. The JSON of an explanation and its schema are
made from these declarations (`engine.explanation.json_body`): a field that is added here is in both.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from engine.determination import Outcome, State
from engine.records import dataclass

PROSE = "in the language of the explanation"
Prose = Annotated[str, PROSE]
"""Words for people: the one kind of text that differs between the languages."""
Json = Any
"""A value as `engine.determination_json` writes it: decimal text, dates ISO 8601, what is not known with its bounds."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage: the number of its source in this explanation and the place in it, or only what rule files call it."""

    number: int | None
    place: Prose
    reference: str


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document. It is cited by its number, from 1."""

    text: Prose
    url: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with its value: a fact as given, a figure. `mark`: what must be said beside it (assumed, declared)."""

    name: str
    label: Prose
    text: Prose
    """The value as people say it."""
    value: Json
    unit: str | None = None
    mark: Prose | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is only named: a fact that is waited for, an amount that changes."""

    name: str
    label: Prose


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a fact is shown: the grade, who judged it, when, why, and the document that stands behind it."""

    entry: Entry
    grade: str
    grade_word: Prose
    assumed: bool
    by: str | None
    on: date | None
    reason: str | None
    document: str | None
    source: Cited | None
    """The passage that the document is, where it is one of the cited sources."""
    would_show: tuple[Prose, ...]
    """Of a fact that is only declared: the documents that would show it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that must be said beside a criterion or an amount: in a word, and what it means."""

    code: str
    word: Prose
    meaning: Prose


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression as it was written, what it came to, and the parts that it is made of."""

    expression: str
    text: Prose
    value: Json
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """An expression of a rule, evaluated part by part. `cut`: there were more parts than are shown."""

    role: str
    role_word: Prose
    of: Prose
    """The title of the criterion or value whose expression it is."""
    root: Part
    cut: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion: what the clause asks, what was given, what came of it."""

    criterion: str
    title: Prose
    state: State
    state_word: Prose
    strength: str
    asks: Prose
    given: tuple[Entry, ...]
    figures: tuple[Entry, ...]
    waits_for: tuple[Named, ...]
    marks: tuple[Mark, ...]
    """in principle, advisory, provisional, derived, exempted"""
    sources: tuple[Cited, ...]
    trace: tuple[Traced, ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """One step of how an amount came about. `text` is the whole step in words; `step` has its parts as data."""

    text: Prose
    formula: Prose
    result: Prose
    step: Json
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount or an illustration: how much, what bound it, how it came about."""

    name: str
    title: Prose
    text: Prose
    """The figure as people say it."""
    figure: Json
    bound: Prose | None
    """What made it what it is, or all that may."""
    worked: tuple[Worked, ...]
    """How the figure came about, step by step."""
    waits_for: tuple[Named, ...]
    marks: tuple[Mark, ...]
    sources: tuple[Cited, ...]
    trace: tuple[Traced, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is missing, as a question, and what it can still change."""

    name: str
    question: Prose
    why: Prose
    choices: tuple[Prose, ...] = ()
    hint: Prose | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One way to read a sentence, and what would come of it."""

    name: str
    statement: Prose
    outcome: Outcome
    outcome_word: Prose
    amounts: tuple[Entry, ...]
    mark: Prose | None
    """used here, the default"""


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """An ambiguous sentence on which the answer depends, with its sides."""

    name: str
    question: Prose
    sides: tuple[Side, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A diagnostic for people: what is to be known, and what to do about it."""

    code: str
    message: Prose
    help: Prose | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of the rules that ends an answer, what it makes another one, and its passage."""

    text: Prose
    affects: tuple[Named, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """Until when outcome and amounts stay the same. `until`: the last day; None: nothing that is dated ends them."""

    until: date | None
    text: Prose
    because: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document that would show facts, and the requirements that it serves."""

    title: Prose
    facts: tuple[Named, ...]
    criteria: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Rests:
    """What the outcome rests on. `text`: how many facts, and what shows them; `asked`: how strictly they count."""

    text: Prose
    asked: Prose | None
    below: tuple[Prose, ...]
    """The requirements whose facts are shown less well than they ask."""
    documents: tuple[DocumentShown, ...]


@dataclass(frozen=True, slots=True)
class DeterminationExplained:
    """One rule set's answer."""

    ruleset: str
    version: str
    digest: str
    title: Prose
    as_of: date
    known_on: date | None
    dated: Prose
    """the day whose rules were asked, and what was known by when"""
    outcome: Outcome
    headline: Prose
    lead: Prose
    """in a sentence, what decided"""
    amounts: tuple[Sum, ...]
    decisive: tuple[Reason, ...]
    notices: tuple[Notice, ...]
    questions: tuple[Question, ...]
    readings: tuple[ReadingShown, ...]
    holds: Holds | None
    illustrations: tuple[Sum, ...]
    others: tuple[Reason, ...]
    assumed: tuple[Entry, ...]
    judgements: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]
    """Of every fact that was used and every exemption that was decided; empty where the facts were not at hand."""
    companion: bool = False
    """Nobody asked for it: a rule set that was asked for rests on it."""
    rests: Rests | None = None


@dataclass(frozen=True, slots=True)
class ConclusionExplained:
    """What follows, and what it rests on."""

    ruleset: str
    name: str
    kind: str
    kind_word: Prose
    statement: Prose
    because: tuple[Prose, ...]
    sources: tuple[Cited, ...]
    companion: bool = False
    """It follows for a rule set that nobody asked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole answer in one language."""

    lang: str
    determinations: tuple[DeterminationExplained, ...]
    conclusions: tuple[ConclusionExplained, ...]
    notices: tuple[Notice, ...]
    bibliography: tuple[Source, ...]
    """Every cited source, in the order of the numbers by which it is cited."""
    closing: Prose

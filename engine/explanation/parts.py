"""The parts of an explanation: all words in one language and in the order in which they are to be read."""

from __future__ import annotations

from engine.determination import Outcome, State
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with its value: a fact as given, a figure. `mark`: what must be said beside it (assumed, declared)."""

    label: str
    value: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that must be said beside a criterion or an amount: in a word, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage: the number of its source in this explanation and the place in it, or only what rule files call it."""

    number: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion: what the clause asks, what was given, what came of it."""

    criterion: str
    title: str
    state: State
    state_word: str
    asks: str
    given: tuple[Entry, ...]
    figures: tuple[Entry, ...]
    waits_for: tuple[str, ...]
    marks: tuple[Mark, ...]
    """in principle, advisory, provisional, derived"""
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount or an illustration: how much, what bound it, how it came about."""

    name: str
    title: str
    value: str
    bound: str | None
    """What made it what it is, or all that may."""
    worked: tuple[str, ...]
    """How the figure came about, a step a line."""
    waits_for: tuple[str, ...]
    marks: tuple[Mark, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is missing, as a question, and what it can still change."""

    name: str
    question: str
    why: str
    choices: tuple[str, ...] = ()
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One way to read a sentence, and what would come of it."""

    name: str
    statement: str
    outcome: str
    amounts: tuple[Entry, ...]
    mark: str | None
    """used here, the default"""


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """An ambiguous sentence on which the answer depends, with its sides."""

    name: str
    question: str
    sides: tuple[Side, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A diagnostic for people: what is to be known, and what to do about it."""

    code: str
    message: str
    help: str | None


@dataclass(frozen=True, slots=True)
class DeterminationExplained:
    """One rule set's answer."""

    ruleset: str
    title: str
    dated: str
    """the day whose rules were asked, and what was known by when"""
    outcome: Outcome
    headline: str
    lead: str
    """in a sentence, what decided"""
    amounts: tuple[Sum, ...]
    decisive: tuple[Reason, ...]
    others: tuple[Reason, ...]
    questions: tuple[Question, ...]
    readings: tuple[ReadingShown, ...]
    illustrations: tuple[Sum, ...]
    assumed: tuple[Entry, ...]
    judgements: tuple[Entry, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ConclusionExplained:
    """What follows, and what it rests on."""

    name: str
    kind: str
    statement: str
    because: tuple[str, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole answer in one language."""

    lang: str
    determinations: tuple[DeterminationExplained, ...]
    conclusions: tuple[ConclusionExplained, ...]
    notices: tuple[Notice, ...]
    bibliography: tuple[str, ...]
    """Every cited source, in the order of the numbers by which it is cited."""
    closing: str

"""A question: which fact, and why it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from engine.diagnostics import Text
from engine.plan import Criterion, FactSpec, Value


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a fact in one rule set: open criteria, then open amounts."""

    ruleset: str
    title: Text
    criteria: tuple[Criterion, ...]
    amounts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One fact that was not given and can still change an outcome or an amount."""

    fact: FactSpec
    waiting: tuple[Waiting, ...]
    """By rule set, in the order asked."""
    settles: Fraction
    """How likely it settles an outcome, a question, alone or with others; summed over the rule sets."""
    closes: Fraction
    """How many open criteria it decides, on average over its parts."""
    certain: bool
    """Whether it was found that the answer can turn on it; else that could not be ruled out."""

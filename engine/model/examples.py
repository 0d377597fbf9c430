"""What `examples.yaml` says: facts with the expected outcome, amounts and reasons."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.model.base import (
    Anything,
    Bilingual,
    Day,
    Dotted,
    Kebab,
    Model,
    Number,
    References,
    RuleSetId,
    Snake,
    Words,
)
from engine.model.ruleset import Outcome, State


class FigureExpected(Model):
    """A figure with its unit: settled, or between bounds."""

    value: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    unit: Words
    bound_by: Kebab | None = None


class Expectation(Model):
    """What must come out; what is not named is not looked at."""

    outcome: Outcome | None = None
    amounts: dict[Snake, FigureExpected | Literal["absent"]] = Field(default_factory=dict)
    illustrations: dict[Snake, FigureExpected | Literal["absent"]] = Field(default_factory=dict)
    findings: dict[Kebab, State | Literal["absent"]] = Field(
        default_factory=dict, description="`absent`: not asked on that day"
    )
    figures: dict[Kebab, dict[Snake, FigureExpected | Day | Literal["absent"]]] = Field(
        default_factory=dict, description="by criterion: the figures shown with its finding; a day is written bare"
    )
    missing: tuple[Words, ...] | None = Field(None, description="exactly these, in this order")
    missing_includes: tuple[Words, ...] = ()
    missing_excludes: tuple[Words, ...] = ()
    diagnostics: tuple[Kebab, ...] | None = None
    depends_on_readings: tuple[Kebab, ...] | None = None
    conclusions: tuple[Words, ...] = Field(default=(), description="includes these")
    conclusions_exclude: tuple[Words, ...] = Field(default=(), description="none of these")


class ExampleModel(Model):
    """One worked example."""

    id: Kebab
    title: Bilingual
    based_on: Kebab | None = Field(None, description="an example of this file whose facts are taken first")
    as_of: Day | None = Field(None, description="the day on which the rules must be in force")
    known_on: Day | None = Field(None, description="what was published by then")
    facts: dict[str, Anything] = Field(default_factory=dict)
    without: tuple[Dotted, ...] = Field(default=(), description="facts of `based_on` that are taken away")
    readings: dict[Kebab, Kebab] = Field(default_factory=dict)
    rulesets: tuple[RuleSetId, ...] = Field(default=(), description="rule sets checked together with this one")
    expect: Expectation
    why: Words | None = Field(None, description="how the figures were worked out")
    source: References | None = Field(None, description="where the case or its figures are said")


class ExamplesModel(Model):
    """The worked examples of a rule set."""

    examples: tuple[ExampleModel, ...] = Field(min_length=1)

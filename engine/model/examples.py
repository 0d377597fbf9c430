"""What `examples.yaml` says: facts with the expected outcome, amounts and reasons."""

from __future__ import annotations

from typing import Annotated, Literal

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


MOST_EXAMPLES = 2_000
"""So many examples a file has at most, its variants among them."""
MOST_VALUES = 300
"""So many values one variant tries at most; a list of all countries is shorter."""


class VariantModel(Model):
    """The facts of an example with one thing changed: a country, a figure, a day."""

    id: Kebab = Field(description="put after the id of its example")
    title: Bilingual | None = Field(None, description="left out: that of its example, with the id")
    as_of: Day | Annotated[tuple[Day, ...], Field(min_length=1, max_length=20)] | None = Field(
        None, description="another day; a list: the same on each of these"
    )
    known_on: Day | None = Field(None, description="what was published by then")
    facts: dict[str, Anything] = Field(default_factory=dict, description="laid over those of the example")
    without: tuple[Dotted, ...] = Field(default=(), description="facts of the example that are taken away")
    each: Annotated[
        dict[Dotted, Annotated[tuple[Anything, ...], Field(min_length=1, max_length=MOST_VALUES)]],
        Field(max_length=1),
    ] = Field(default_factory=dict, description="one fact with several values: the same comes out with each of them")
    readings: dict[Kebab, Kebab] = Field(default_factory=dict)
    expect: Expectation | None = Field(None, description="left out: what the example expects")
    why: Words | None = Field(None, description="left out: that of the example")
    source: References | None = Field(None, description="where the case or its figures are said")


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
    variants: Annotated[tuple[VariantModel, ...], Field(max_length=200)] = Field(
        default=(), description="near misses: each is an example of its own with one thing changed"
    )


class ExamplesModel(Model):
    """The worked examples of a rule set."""

    examples: tuple[ExampleModel, ...] = Field(min_length=1, max_length=MOST_EXAMPLES)

"""What `ruleset.yaml` says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.model.base import (
    Bilingual,
    CoveredModel,
    Day,
    Feel,
    Flag,
    Kebab,
    Length,
    Model,
    PeriodModel,
    References,
    RuleSetId,
    Snake,
    Words,
)
from engine.model.definitions import PUBLISHED, ListModel, ParameterModel, TableModel, ValueModel

Strength = Literal["hard", "in_principle", "advisory"]
Outcome = Literal["eligible", "ineligible", "undetermined"]
State = Literal["met", "not_met", "undetermined", "not_applicable"]
PremiseState = Literal[
    "met", "not_met", "undetermined", "not_applicable",
    "not_started", "open", "done", "done_late", "late", "outstanding",
]  # fmt: skip
"""Those of findings and orders, then those of deadlines."""


class ReadingModel(Model):
    """An ambiguity: named ways to understand a clause, one of them the default."""

    question: Bilingual = Field(description="what is ambiguous")
    default: Kebab
    reason: Bilingual = Field(description="why that is the default")
    sides: dict[Kebab, Bilingual] = Field(min_length=2)
    source: References


class FigureModel(Model):
    """A figure shown with a finding."""

    title: Bilingual
    unit: Words | None = None
    formula: Feel
    below_zero: Bilingual | None = Field(
        None, description="what a figure below zero is said to be, such as `over by`; it then reads `over by JPY 5`"
    )


class CriterionModel(Model):
    """One requirement."""

    ALTERNATIVES = ("requires", "by_reading")

    id: Kebab
    title: Bilingual = Field(description="a short name")
    statement: Bilingual = Field(description="what the clause asks, in our words")
    requires: Feel | None = Field(None, description="a FEEL condition")
    by_reading: Annotated[dict[Kebab, dict[Kebab, Feel]], Field(min_length=1, max_length=1)] | None = Field(
        None, description="a condition for each side of a reading"
    )
    applies_when: Feel | None = Field(None, description="false: not applicable")
    strength: Strength = "hard"
    provisional: Flag = False
    derived: Flag = Field(False, description="our inference, marked wherever it shows")
    in_force: tuple[PeriodModel, ...] | None = Field(None, description="default: the periods of `covers`", min_length=1)
    published: Day | None = Field(None, description=f"{PUBLISHED}, or that of the covered period")
    figures: dict[Snake, FigureModel] = Field(default_factory=dict)
    evidence: Literal["documented", "verified", "judged"] | None = Field(
        None, description="the least grade of the facts that it rests on; default: none is asked for"
    )
    source: References


PREMISES = ("all", "any", "none", "count", "outcome", "criterion", "conclusion", "event", "deadline", "order")


class CountOfPremisesModel(Model):
    """How many of some conditions hold."""

    of: tuple[PremiseModel, ...] = Field(min_length=1)
    at_least: Length | None = None
    at_most: Length | None = None


class PremiseModel(Model):
    """A condition on determinations, findings and conclusions."""

    ALTERNATIVES = PREMISES

    every: tuple[PremiseModel, ...] | None = Field(None, alias="all", min_length=1)
    some: tuple[PremiseModel, ...] | None = Field(None, alias="any", min_length=1)
    none: tuple[PremiseModel, ...] | None = Field(None, min_length=1)
    count: CountOfPremisesModel | None = Field(None, description="at least, at most so many of some conditions hold")
    ruleset: RuleSetId | None = Field(None, description="default: this rule set")
    outcome: Outcome | tuple[Outcome, ...] | None = None
    criterion: Kebab | None = None
    state: PremiseState | tuple[PremiseState, ...] | None = Field(
        None, description="of a criterion, a deadline or an order"
    )
    conclusion: Annotated[str, Field(pattern=r"^([a-z0-9/-]+#)?[a-z0-9]+(-[a-z0-9]+)*$")] | None = Field(
        None, description="a conclusion of this rule set, or `ruleset-id#conclusion-id`"
    )
    event: Snake | None = Field(None, description="only in a case: a kind of event of which one is recorded")
    deadline: Kebab | None = Field(None, description="only in a case: a deadline, with its `state`")
    order: Kebab | None = Field(None, description="only in a case: an order, with its `state`")


class ConclusionModel(Model):
    """What follows from determinations and findings."""

    id: Kebab
    kind: Literal["route", "obligation", "exclusion", "deadline", "next_step"]
    statement: Bilingual
    when: PremiseModel
    source: References


class RuleSetModel(Model):
    """One programme's or methodology's rules."""

    id: RuleSetId = Field(description="the path of the folder under rules/")
    version: Words
    title: Bilingual
    summary: Bilingual | None = Field(None, description="what it decides and what not")
    covers: tuple[CoveredModel, ...] = Field(description="the periods for which the criteria are complete")
    source: References | None = Field(None, description="what `covers` rests on")
    companions: tuple[RuleSetId, ...] = Field(
        default=(), max_length=20, description="rule sets that are determined with this one"
    )
    parameters: dict[Snake, ParameterModel] = Field(default_factory=dict)
    lists: dict[Snake, ListModel] = Field(default_factory=dict)
    tables: dict[Snake, TableModel] = Field(default_factory=dict)
    readings: dict[Kebab, ReadingModel] = Field(default_factory=dict)
    values: dict[Snake, ValueModel] = Field(default_factory=dict)
    criteria: tuple[CriterionModel, ...] = Field(default=())
    conclusions: tuple[ConclusionModel, ...] = Field(default=())

"""What `case.yaml` says: the kind of a case, its events, and what is due, in which order, by whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.model.base import (
    Bilingual,
    CoveredModel,
    Day,
    Dotted,
    Feel,
    Flag,
    Kebab,
    Model,
    PeriodModel,
    References,
    RuleSetId,
    Snake,
    Words,
)
from engine.model.ruleset import ConclusionModel, PremiseModel
from engine.model.vocabulary import MOST_FIELDS, FieldModel

PUBLISHED = "the day from which it was known; default: the day of the first document that `source` names"


Sides = Annotated[dict[Kebab, dict[Kebab, Feel]], Field(min_length=1, max_length=1)]
"""A formula for each side of one reading."""


class EventKindModel(Model):
    """A kind of event: what may happen in a case, and what is told of it."""

    title: Bilingual
    by: Snake | None = Field(None, description="the party that does it")
    unique_by: tuple[Snake, ...] | None = Field(
        None,
        description="no two events of this kind agree in these fields; `[]`: it happens once; left out: any number",
    )
    fields: Annotated[dict[Snake, FieldModel], Field(max_length=MOST_FIELDS)] = Field(default_factory=dict)
    source: References


class ClauseModel(Model):
    """What every dated clause of a case has."""

    id: Kebab
    title: Bilingual = Field(description="a short name")
    statement: Bilingual = Field(description="what the clause asks, in our words")
    in_force: tuple[PeriodModel, ...] | None = Field(None, description="default: the periods of `covers`", min_length=1)
    published: Day | None = Field(None, description=PUBLISHED)
    provisional: Flag = False
    derived: Flag = Field(False, description="our inference, marked wherever it shows")
    source: References


class OrderModel(ClauseModel):
    """An event comes after others; on the same day is in order."""

    event: Snake
    after: tuple[Snake, ...] = Field(min_length=1, description="the kinds that come before it, all of them")
    same: tuple[Snake, ...] = Field(default=(), description="fields in which the events agree that belong together")


class DeadlineModel(ClauseModel):
    """What is to be done after an event, by whom, and by when."""

    event: Snake = Field(description="it runs from an event of this kind; `each` in FEEL")
    by: Snake = Field(description="the party that is to do it")
    for_each: Feel | None = Field(None, description="a FEEL list: due for each member, which is `each` then")
    for_each_by_reading: Sides | None = Field(
        None, description="that list for each side of a reading of one of the rule sets"
    )
    figures_of_event: Flag = Field(
        False, description="dated figures are those of the day of the event; default: of the day that is asked about"
    )
    label: Feel | None = Field(None, description="what tells one `each` from another")
    applies_when: Feel | None = Field(None, description="false: nothing is due")
    starts: Feel | None = Field(None, description="a FEEL date; default: the day of the event")
    due: Feel | None = Field(None, description="a FEEL date: the last day. Left out where the source says none")
    by_reading: Sides | None = Field(
        None, description="the last day for each side of a reading of one of the rule sets"
    )
    ends: Feel | None = Field(None, description="without a last day: the day after which it is outstanding")
    done: Feel = Field(
        description="a FEEL date, null while it is not done, or a list of dates, the first of which counts"
    )


class StageModel(Model):
    """How far a case has come: the last stage whose condition holds."""

    id: Kebab
    title: Bilingual
    when: PremiseModel
    source: References


class CaseModel(Model):
    """One type of case."""

    id: RuleSetId = Field(description="the path of the folder under rules/")
    version: Words
    title: Bilingual
    summary: Bilingual | None = Field(None, description="what it follows and what not")
    covers: tuple[CoveredModel, ...] = Field(description="the days for which its clauses are evidenced", min_length=1)
    source: References = Field(description="what `covers` rests on")
    rulesets: tuple[RuleSetId, ...] = Field(
        default=(), max_length=20, description="rule sets that are determined with facts taken from the events"
    )
    parameters: dict[Snake, RuleSetId] = Field(
        default_factory=dict, description="dated figures that are used here, each with the rule set that has it"
    )
    parties: dict[Snake, Bilingual] = Field(min_length=1)
    events: dict[Snake, EventKindModel] = Field(min_length=1, max_length=100)
    facts: dict[Dotted, Feel] = Field(default_factory=dict, description="facts of the rule sets, from the events")
    stages: tuple[StageModel, ...] = Field(default=(), max_length=60)
    orders: tuple[OrderModel, ...] = Field(default=(), max_length=200)
    deadlines: tuple[DeadlineModel, ...] = Field(default=(), max_length=200)
    conclusions: tuple[ConclusionModel, ...] = Field(default=(), max_length=200)

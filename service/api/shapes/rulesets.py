"""The bodies about rule sets."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from service.api.shapes.base import Day, References, Shape, Text


class Period(Shape):
    """From a first day to a last day, both inside; a side that is left out is open."""

    from_: Day | None = Field(None, alias="from")
    until: Day | None = None


class RuleSetListed(Shape):
    """What every description of a rule set says."""

    id: str
    version: str
    digest: str
    title: Text
    covers: list[Period] = Field(description="the periods for which its criteria are complete")


class RuleSetInCatalogue(RuleSetListed):
    """A rule set as one line of the catalogue of a day."""

    programme: str
    status: Literal["in_force", "not_yet", "ended", "not_covered"]


class Catalogue(Shape):
    """The rule sets that load, and are as was asked."""

    rulesets: list[RuleSetInCatalogue]


class Criterion(Shape):
    """One requirement, in words and in FEEL."""

    id: str
    title: Text
    statement: Text
    strength: Literal["hard", "in_principle", "advisory"]
    provisional: bool
    derived: bool
    evidence: Annotated[
        Literal["documented", "verified", "judged"] | None,
        Field(description="the least grade of the facts that it rests on; null: none is asked for"),
    ]
    requires: Any = Field(description="FEEL; where a reading decides, by side")
    applies_when: Annotated[str | None, Field()]
    in_force: list[Period] = Field(description="empty: the periods of `covers`")
    source: References


class ValueListed(Shape):
    """An amount that is computed."""

    name: str
    title: Text
    unit: Annotated[str | None, Field()]
    derived: bool


class ParameterStep(Shape):
    """A figure from a day on: its value (`unknown`: not evidenced; `ended`: the clause is gone), or its bounds."""

    from_: Day = Field(alias="from")
    value: Any = None
    at_least: Any = None
    at_most: Any = None
    source: References


class Parameter(Shape):
    """A dated figure."""

    name: str
    title: Text
    unit: Annotated[str | None, Field()]
    values: list[ParameterStep]


class Reading(Shape):
    """An ambiguous sentence, with the ways to understand it."""

    id: str
    question: Text
    default: str
    reason: Text
    sides: dict[str, Text]
    source: References


class RuleSet(RuleSetListed):
    """A rule set whole."""

    summary: Annotated[Text | None, Field()]
    source: References
    criteria: list[Criterion]
    amounts: list[ValueListed]
    illustrations: list[ValueListed]
    parameters: list[Parameter]
    readings: list[Reading]
    facts: list[str]
    companions: list[str] = Field(description="rule sets that are determined with it")


class Choice(Shape):
    value: str
    label: Text


class RecordField(Shape):
    """One field of a record."""

    name: str
    type: str
    unit: str | None = None
    label: Text
    question: Text
    hint: Text | None = None
    optional: bool = Field(description="may be left out for good: never missing")
    nullable: bool
    minimum: Any = None
    maximum: Any = None
    choices: list[Choice] | None = None


class Items(Shape):
    """The members of a list."""

    type: str
    unit: str | None = None
    choices: list[Choice] | None = None
    fields: list[RecordField] | None = Field(None, description="of members that are records")


class Question(Shape):
    """One fact that the rule set asks for."""

    name: str
    type: Literal["boolean", "text", "number", "integer", "date", "duration", "country", "choice", "list", "record"]
    unit: str | None = None
    label: Text
    question: Text
    hint: Text | None = None
    judgement: bool
    optional: bool = Field(description="may be left out for good: never missing")
    nullable: bool
    changeable: bool = Field(description="the proposer can change it")
    asked_after: str | None = Field(None, description="not asked while that fact is unknown")
    minimum: Any = None
    maximum: Any = None
    choices: list[Choice] | None = None
    items: Items | None = None
    fields: list[RecordField] | None = Field(None, description="of a record")
    minimum_length: int | None = Field(None, description="of a list: it has at least so many members")
    maximum_length: int | None = Field(None, description="of a list: it has at most so many members")
    documents: list[Text] | None = Field(None, description="what would show it")


class Questions(Shape):
    """In the order in which they are best asked."""

    ruleset: str
    questions: list[Question]

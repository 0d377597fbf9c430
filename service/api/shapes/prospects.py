"""The bodies about what facts could still do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from service.api.shapes.base import Day, FactNames, References, Shape, Text
from service.api.shapes.checks import CheckRequest, Determination, RulesetReference


class ExplainRequest(CheckRequest):
    """What is to be explained."""

    trace: bool | None = Field(None, description="every step of every expression, too")


class RemediesRequest(CheckRequest):
    """What is to be changed."""

    amount: str | None = Field(None, description="more of that amount, by `NAME`, or `NAME=FIGURE`: at least so much")


class TimelineRequest(CheckRequest):
    """What is to be asked from day to day. `as_of` is left out."""

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    as_known: bool | None = Field(None, description="each day by what had been published on it")


class Waiting(Shape):
    """What waits for a fact in one rule set."""

    ruleset: str
    criteria: list[dict[str, Any]]
    amounts: list[dict[str, Any]]


class NextQuestion(Shape):
    """A fact that can still change the answer."""

    name: str
    type: str
    question: Text
    certain: bool = Field(description="that it can was shown; else it could not be excluded")
    waiting: list[Waiting]


class NextQuestions(Shape):
    """The most telling first."""

    questions: list[NextQuestion]


class ClauseInTheWay(Shape):
    """A clause for whose sake something is changed, or that cannot be met."""

    kind: str
    id: str
    title: Text
    statement: Annotated[Text | None, Field()]
    source: References


class Change(Shape):
    """One fact that would be another one."""

    fact: str
    from_: Any = Field(alias="from")
    to: Any = Field(description="null: leave it out")
    clauses: list[ClauseInTheWay]


class Remedy(Shape):
    """Changes that help together."""

    changes: list[Change]
    unanswered: FactNames = Field(description="what must still be answered for it to help")
    nearest: bool = Field(description="no smaller change helps")
    then: Determination


class Hopeless(Shape):
    """Why nothing helps."""

    proven: bool = Field(description="that nothing helps was shown; else nothing was found")
    clauses: list[ClauseInTheWay]


class RemediesOf(Shape):
    """The remedies of one rule set."""

    ruleset: str
    remedies: list[Remedy]
    hopeless: Annotated[Hopeless | None, Field()]


class Remedies(Shape):
    """Of each rule set asked."""

    goal: str
    rulesets: list[RemediesOf]


class Timeline(Shape):
    """The answer of one rule set over time."""

    ruleset: RulesetReference
    known_on: Annotated[Day | Literal["each-day"] | None, Field()]
    readings: dict[str, str]
    spans: list[dict[str, Any]] = Field(description="from a day to a day: outcome, amounts, and what ends it")


class Timelines(Shape):
    """Of each rule set asked."""

    timelines: list[Timeline]


class LintRequest(Shape):
    """A rule set from outside."""

    id: str | None = Field(None, description="the folder it would stand in; left out: the id that it gives itself")
    ruleset: str = Field(min_length=1, description="the text of its ruleset.yaml")
    examples: str | None = Field(None, min_length=1, description="the text of its examples.yaml")


class LintFault(Shape):
    """A fault with its place."""

    code: str
    severity: Literal["error", "warning", "note"]
    file: str | None = None
    line: int | None = None
    column: int | None = None
    en: str
    ja: str
    help: Text | None = None


class ExampleResult(Shape):
    """How a worked example came out."""

    ruleset: str
    id: str
    title: Text
    passed: bool
    mismatches: list[dict[str, str]]
    diagnostics: list[dict[str, str]]


class LintResult(Shape):
    """Everything that was found."""

    ruleset: str
    digest: Annotated[str | None, Field(description="null where it does not load")]
    diagnostics: list[LintFault]
    examples: list[ExampleResult]

"""The bodies of checks, and problems."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from service.api.shapes.base import Day, DecimalText, Diagnostic, FactNames, References, Shape, Text

Outcome = Literal["eligible", "ineligible", "undetermined"]
State = Literal["met", "not_met", "undetermined", "not_applicable"]


EvidenceAsked = Literal["as_given", "required", "documented", "verified", "judged"]
Grade = Literal["declared", "documented", "verified", "judged"]


class CheckRequest(Shape):
    """What is to be checked. Unknown keys are refused."""

    rulesets: list[str] = Field(min_length=1, description="ids of rule sets, each once")
    facts: dict[str, Any] = Field(
        description="nested as dotted names say; bare or `{value, grade, assumed, by, on, reason, document}`; "
        "numbers are JSON numbers or decimal text and never become floats; what is not known is left out"
    )
    as_of: Day | None = Field(None, description="the day whose rules are asked; left out: today in Tokyo")
    known_on: Day | None = Field(None, description="leave out what was published after that day")
    readings: dict[str, str] | None = Field(None, description="a side for each reading that is not to be the default")
    evidence: EvidenceAsked | None = Field(
        None,
        description="how well facts must be shown for a criterion to count as met: as_given (the default: every fact "
        "counts), required (what the rules ask for), or at least this grade for every criterion",
    )


class RulesetReference(Shape):
    """Which rules answered."""

    id: str
    version: str
    digest: str = Field(description="changes with anything that can change an answer")
    title: Text


class Figure(Shape):
    """A number with its unit: settled (`value`), or known by bounds, of which either may be missing."""

    value: Any = Field(None, description="decimal text; a date or a text where the figure is one")
    at_least: Any = None
    at_most: Any = None
    unit: Annotated[str | None, Field(description="JPY, USD, tCO2 …; `1` for a fraction")]


class TitledFigure(Figure):
    """A figure shown with a finding."""

    title: Text | None = None


class Sum(Figure):
    """How much, and what made it so much."""

    bound_by: str | None = Field(None, description="the bound or table row that made it what it is")
    may_be_bound_by: list[str] | None = Field(None, description="all that may still bind while it is not settled")
    source: References
    applies: Literal["met", "undetermined"] = Field(
        description="undetermined: whether it applies at all waits for facts"
    )


class Step(Shape):
    """One step of how an amount came about."""

    label: str
    title: Annotated[Text | None, Field()]
    kind: str
    formula: str
    inputs: dict[str, Any]
    result: Any
    unit: Annotated[str | None, Field()]
    source: References


class Amount(Sum):
    """A computed entitlement, with its steps."""

    title: Text
    derived: bool = Field(description="our inference, not said by the source")
    missing: FactNames
    steps: list[Step]


class FindingEvidence(Shape):
    """The least grade asked for the facts of a criterion, and the facts below it on which the finding rests."""

    minimum: Grade
    below: FactNames
    documents: list[Text] = Field(description="what would show them")


class Finding(Shape):
    """The state of one criterion, with what it was decided on."""

    criterion: str
    title: Text
    state: State
    strength: Literal["hard", "in_principle", "advisory"]
    provisional: bool
    derived: bool
    exempted: Annotated[bool | None, Field()]
    statement: Text
    facts: dict[str, Any] = Field(description="the facts used, as given")
    figures: dict[str, TitledFigure]
    missing: FactNames
    source: References
    diagnostics: list[Diagnostic]
    evidence: Annotated[FindingEvidence | None, Field(description="null where no grade is asked for")]


class Side(Shape):
    """What the determination would be at one side of a reading."""

    statement: Text
    outcome: Outcome
    amounts: dict[str, Sum]


class ReadingDependence(Shape):
    """A reading on which the outcome or an amount depends."""

    reading: str
    question: Text
    chosen: str
    default: str
    sides: dict[str, Side]
    source: References


class DecisiveFact(Shape):
    """A fact on which the outcome rests."""

    name: str
    grade: Grade = Field(description="declared for whatever is only assumed")
    assumed: bool
    criteria: list[str] = Field(description="the criteria that it decides")


class DecisiveFacts(Shape):
    """While these facts stay as they are, so does the outcome, whatever the others turn out to be."""

    count: DecimalText
    by_grade: dict[Grade, DecimalText]
    facts: list[DecisiveFact]


class DocumentWanted(Shape):
    """A document that would show facts which are only declared, or below what is asked: our suggestion."""

    title: Text
    facts: FactNames
    criteria: list[str]


class Evidence(Shape):
    """What the outcome rests on, and what would show it."""

    asked: EvidenceAsked
    decided_by: list[str] = Field(description="the criteria that decided")
    decisive_facts: DecisiveFacts
    documents: list[DocumentWanted]


class Counted(Shape):
    """A fact as it is counted from a register, whether or not it was given."""

    fact: str
    title: Text
    counted_from: str = Field(alias="register", description="the id of the register")
    count: Figure
    records: list[str] = Field(description="ids of the records that count")
    open_records: list[str] = Field(description="ids of those that may count")
    complete: bool = Field(description="no record of the day is missing: the count has an upper end")
    waits_for: FactNames = Field(description="without these it cannot be told which records count")
    derived: bool
    used: bool = Field(description="no value was given, so the count stands")
    given: Any = Field(description="the value that was given instead; null where none was")


class Determination(Shape):
    """The answer for one rule set."""

    ruleset: RulesetReference
    outcome: Outcome
    as_of: Day
    known_on: Annotated[Day | None, Field()]
    amounts: dict[str, Amount] = Field(description="left out when not in force")
    illustrations: dict[str, Amount] = Field(description="shown with their steps; never an entitlement")
    findings: list[Finding]
    missing: FactNames = Field(description="can still change the outcome or an amount; best first")
    declared_judgements: FactNames
    assumed: FactNames
    readings: dict[str, str]
    depends_on_readings: list[ReadingDependence]
    diagnostics: list[Diagnostic]
    evidence: Annotated[Evidence | None, Field(description="null where it was not weighed: of remedies and cases")]
    counted: list[Counted] | None = Field(None, description="in answers of rule sets with facts that are counted")
    conflicting: list[str] | None = Field(None, description="open criteria that cannot all be met: ineligible together")


Absent = Literal["not_checked", "not_in_force", "does_not_follow"]
"""What stands in the place of a state where there is none: under `none:` in a conclusion."""


class Because(Shape):
    """What a conclusion rests on."""

    ruleset: str
    criterion: str | None = None
    conclusion: str | None = None
    outcome: Outcome | None = None
    state: State | Absent | None = None


class Conclusion(Shape):
    """What follows from determinations and findings together."""

    ruleset: str
    kind: Literal["route", "obligation", "exclusion", "deadline", "next_step"]
    id: str
    statement: Text
    because: list[Because]
    source: References


class Answer(Shape):
    """Determinations in the order asked, and what follows from them."""

    determinations: list[Determination]
    conclusions: list[Conclusion]
    notes: list[Diagnostic]


class ShortReference(Shape):
    """Which rules answered, by their digest."""

    id: str
    version: str
    digest: str


class ShortSum(Figure):
    """How much, without its passages."""

    bound_by: str | None = Field(None, description="the bound or table row that made it what it is")
    may_be_bound_by: list[str] | None = Field(None, description="all that may still bind while it is not settled")
    applies: Literal["met", "undetermined"]


class ShortFinding(Shape):
    """The state of one criterion."""

    criterion: str
    state: State
    strength: Literal["hard", "in_principle", "advisory"]


class ShortDetermination(Shape):
    """The answer for one rule set, for programs that ask often."""

    ruleset: ShortReference
    outcome: Outcome
    as_of: Day
    known_on: Annotated[Day | None, Field()]
    amounts: dict[str, ShortSum]
    findings: list[ShortFinding] | None = Field(None, description="with `detail=findings`")
    missing: list[str] | None = Field(None, description="with `detail=findings`: can still change the answer; by name")


class ShortAnswer(Shape):
    """What `detail=outcome` and `detail=findings` answer."""

    determinations: list[ShortDetermination]


class Error(Shape):
    """One fault: where, what, how to mend it."""

    pointer: str | None = Field(None, description="a JSON pointer into the body, as a URI fragment")
    parameter: str | None = Field(None, description="of an address: the parameter or header")
    line: int | None = Field(None, description="in a body that is no JSON")
    column: int | None = None
    file: str | None = Field(None, description="of a bundle of rules: the file that the line is in")
    code: str
    en: str
    ja: str
    help: Text | None = None


class Problem(Shape):
    """RFC 9457. `title` and `detail` are in the language asked for, `errors` in both."""

    type: str = Field(description="the path of a page that explains this kind of problem")
    title: str
    status: int
    detail: str
    errors: list[Error] | None = None

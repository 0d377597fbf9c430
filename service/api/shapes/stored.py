"""The bodies about what is stored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from service.api.shapes.base import Day, DecimalText, Diagnostic, Shape
from service.api.shapes.checks import Answer, Outcome, Problem

Digest = Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")]
Moment = Annotated[str, Field(description="UTC, as `2026-01-31T09:30:00.000000Z`")]
Next = Annotated[str | None, Field(description="the address of the next page; null on the last one")]


class BatchLine(Shape):
    """One check of a batch: its answer, or the problem that it ended in."""

    line: int = Field(description="which line, or which item of the array, from 1")
    answer: Answer | None = None
    problem: Problem | None = None


class StoredOutcome(Shape):
    """What came of one rule set."""

    ruleset: str
    digest: str
    outcome: Outcome


class DeterminationListed(Shape):
    """A line of the log of determinations."""

    id: str
    recorded_at: Moment
    recorded_by: str
    as_of: Day
    country: Annotated[str | None, Field(description="the host country, where it was given")]
    outcomes: list[StoredOutcome]
    hash: Digest = Field(description="of the chain up to here: what an audit follows")
    redactions: DecimalText = Field(description="how often facts were taken out of it")


class Determinations(Shape):
    """A page of the log, newest first."""

    determinations: list[DeterminationListed]
    next: Next


class Receipt(Shape):
    """What was said, by which rules, and what came of it, under a hash (docs/receipts.md)."""

    format: Literal["hantei-receipt-1"]
    engine: dict[str, str]
    made_on: Day
    request: dict[str, Any]
    facts: dict[str, Any] = Field(description="by dotted name; one that was taken out is `{redacted: sha256:…}`")
    answer: dict[str, Any] = Field(description="an Answer; what was computed from facts that are gone is gone, too")
    places: list[Any]
    hash: Digest
    signature: dict[str, str] | None = None


class StoredDetermination(Shape):
    """A determination that was kept."""

    id: str
    recorded_at: Moment
    as_of: Day
    country: Annotated[str | None, Field()]
    outcomes: list[StoredOutcome]
    hash: Digest
    redactions: DecimalText
    receipt: Receipt


class Difference(Shape):
    """One field that is another one; a side that is left out had nothing there."""

    at: list[str] = Field(description="the names on the way to it")
    was: Any = None
    now: Any = None


class OtherDigest(Shape):
    """A rule set that has changed since."""

    id: str
    was: str
    now: str


class OtherPart(Shape):
    """A part of the engine that has changed since."""

    part: str
    was: str
    now: str


class Replay(Shape):
    """A receipt determined again."""

    verdict: Literal["identical", "different", "partial", "refused"]
    rulesets: list[OtherDigest]
    engine: list[OtherPart]
    redacted: list[str]
    compared: DecimalText = Field(description="of a partial one: the findings and amounts that were compared")
    differences: list[Difference]
    refused: list[Diagnostic]


class Verification(Shape):
    """What can be said of a receipt without any rules."""

    intact: bool
    hash: Digest
    signature: Literal["none", "good", "by-the-key", "other-key", "bad", "unchecked"]
    key: Annotated[str | None, Field(description="the public key that the receipt names, in hexadecimal digits")]
    redacted: list[str]
    redacted_places: DecimalText


class AskedSide(Shape):
    """What one side of a comparison was asked."""

    as_of: Day
    known_on: Annotated[Day | None, Field()]
    rulesets: list[dict[str, str]]


class Comparison(Shape):
    """The same facts, asked otherwise."""

    was: AskedSide
    now: Annotated[AskedSide | None, Field(description="null where the rules do not take the facts: see `refused`")]
    same: bool
    differences: list[Difference]
    answer: Annotated[Answer | None, Field()]
    refused: list[Diagnostic]


class Publication(Shape):
    """Rules that were put in force: by whom, when and why."""

    id: str
    published_at: Moment
    recorded_by: str = Field(description="the key or sign-in that sent it")
    by: str | None
    why: str | None
    origin: Literal["bundle", "folder"] | None = Field(
        description="`folder`: not published, but kept because this service answered by them"
    )
    digest: Digest = Field(description="of the bundle")
    rulesets: dict[str, Digest] = Field(description="the digest of each rule set, as determinations name it")
    signed_by: str | None = Field(description="the public key whose signature the bundle bears, in hexadecimal")
    hash: Digest = Field(description="of the chain up to here: what an audit follows")


class Publications(Shape):
    """A page of the history, newest first."""

    publications: list[Publication]
    next: Next

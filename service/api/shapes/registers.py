"""The bodies about registers and what officers decide."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from service.api.shapes.base import Day, DecimalText, References, Shape, Text
from service.api.shapes.rulesets import RecordField
from service.api.shapes.stored import Digest, Moment, Next


class RegisterListed(Shape):
    """A register as one line."""

    id: str
    title: Text
    of: str = Field(description="of what type its rows are")
    rows: DecimalText
    complete_until: Annotated[Day | None, Field(description="null: no end is known, or `complete` says it by periods")]
    digest: Digest


class Registers(Shape):
    registers: list[RegisterListed]


class RegisterRow(Shape):
    """A row, in force from some day in [`earliest`, `latest`] to `until`."""

    id: str
    values: dict[str, Any] = Field(description="by column; what is not there is not known")
    earliest: Annotated[Day | None, Field()]
    latest: Annotated[Day | None, Field()]
    until: Annotated[Day | None, Field()]
    published: Annotated[Day | None, Field()]
    source: References


class Register(RegisterListed):
    """A page of a register."""

    columns: list[RecordField]
    page: list[RegisterRow]
    next: Next


class NewOverride(Shape):
    """What a row should say, and why."""

    row: str = Field(min_length=1, max_length=200)
    values: dict[str, Any] | None = None
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    reason: str = Field(min_length=1, max_length=2000)


class Override(Shape):
    """What an officer says should stand in a register."""

    id: str
    subject: str = Field(description="the id of the register")
    row: Any
    values: Any = None
    from_: Any = Field(None, alias="from")
    until: Any = None
    reason: Any
    by: Any
    recorded_at: Moment
    recorded_by: str
    hash: Digest


class Overrides(Shape):
    overrides: list[Override]
    next: Next


class NewJudgement(Shape):
    """What was decided about one fact."""

    subject: str = Field(min_length=1, max_length=100, description="`determinations/ID` or `cases/ID`")
    fact: str = Field(min_length=1, max_length=200, description="a judgement, or `exemption.CRITERION`")
    value: Any
    on: Day | None = Field(None, description="the day of the decision; left out: today in Tokyo")
    reason: str = Field(min_length=1, max_length=2000)


class Judgement(Shape):
    """What was decided; a part that was taken out is `{redacted: sha256:…}`."""

    id: str
    subject: str
    fact: str
    value: Any
    by: Any
    on: Any
    reason: Any
    recorded_at: Moment
    recorded_by: str
    hash: Digest


class Judgements(Shape):
    judgements: list[Judgement]
    next: Next

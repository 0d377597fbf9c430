"""The bodies of the API as models: for openapi.json. Tests hold real answers to them; nothing is read by them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

Decimal = Annotated[
    str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="a decimal as text, never rounded by a reader")
]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
References = Annotated[list[str], Field(description="passages, as source-id#passage-id")]
Outcome = Literal["eligible", "ineligible", "undetermined"]
State = Literal["met", "not_met", "undetermined", "not_applicable"]
Strength = Literal["hard", "in_principle", "advisory"]


class Text(BaseModel):
    """A sentence in both languages."""

    en: str
    ja: str


class CheckRequest(BaseModel):
    """What is to be checked. Unknown keys are refused."""

    rulesets: list[str] = Field(min_length=1, description="ids of rule sets, each once")
    facts: dict[str, Any] = Field(
        description="nested as dotted names say; numbers as JSON numbers or decimal text; leave out what is not known"
    )
    as_of: Day | None = Field(None, description="the day whose rules are asked; left out: today in Tokyo")
    known_on: Day | None = Field(None, description="leave out what was published after that day")
    readings: dict[str, str] = Field({}, description="how ambiguous sentences are understood: reading to side")


class Figure(BaseModel):
    """A number with its unit: settled (`value`), or known by bounds."""

    value: Any = None
    at_least: Any = None
    at_most: Any = None
    unit: str | None = None
    title: Text | None = None


class Error(BaseModel):
    """One fault: where, what, how to mend it."""

    pointer: str | None = Field(None, description="a JSON pointer into the body, as a URI fragment")
    line: int | None = Field(None, description="for a body that is no JSON")
    column: int | None = None
    code: str
    en: str
    ja: str
    help: Text | None = None


class Problem(BaseModel):
    """RFC 9457. `title` and `detail` are in the language asked for, `errors` in both."""

    type: str = Field(description="the path of a page that explains this kind of problem")
    title: str
    status: int
    detail: str
    errors: list[Error] | None = None

"""What all files of rules share: frozen models, names, sentences in both languages, references, periods, FEEL."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

SNAKE = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
DOTTED = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)*$"
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FOLDERS = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
REFERENCE = r"^[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*$"
DIGEST = r"^[0-9a-f]{64}$"


class Model(BaseModel):
    """A frozen model that knows all of its keys."""

    ALTERNATIVES: ClassVar[tuple[str, ...]] = ()
    """Keys of which exactly one is written."""

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())

    @model_validator(mode="before")
    @classmethod
    def _says_something_by_each_key(cls, data: Any) -> Any:
        """A key with null says nothing: it is left out instead."""
        if isinstance(data, dict) and None in data.values():
            raise PydanticCustomError("null_value", "a key without a value")
        return data

    @model_validator(mode="after")
    def _says_one_of_its_alternatives(self) -> Self:
        """What `exactly_one` says in the JSON Schema holds here too."""
        alternatives = type(self).ALTERNATIVES
        if alternatives and sum(key in self.written for key in alternatives) != 1:
            raise PydanticCustomError("one_of_keys", "exactly one of the alternatives is wanted")
        return self

    @property
    def written(self) -> frozenset[str]:
        """The keys that the author wrote, by their names in the file."""
        fields = type(self).model_fields
        return frozenset(fields[name].alias or name for name in self.model_fields_set)


Words = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=10_000)]
Flag = Annotated[bool, Strict()]
Snake = Annotated[str, Strict(), StringConstraints(pattern=SNAKE, max_length=80)]
Dotted = Annotated[str, Strict(), StringConstraints(pattern=DOTTED, max_length=120)]
Kebab = Annotated[str, Strict(), StringConstraints(pattern=KEBAB, max_length=80)]
RuleSetId = Annotated[str, Strict(), StringConstraints(pattern=FOLDERS, max_length=160)]
Day = Annotated[date, Strict(), WithJsonSchema({"type": "string", "format": "date"})]
DayKey = Annotated[str, Strict(), StringConstraints(pattern=DAY)]
Number = Annotated[Decimal, Strict(), WithJsonSchema({"type": "number"})]
Positive = Annotated[Decimal, Strict(), Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
Length = Annotated[
    Decimal,
    Strict(),
    Field(ge=0, le=1_000, multiple_of=1),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 1_000}),
]
"""A number of members."""
Scalar = Annotated[
    Annotated[str, Strict()] | Annotated[bool, Strict()] | Annotated[Decimal, Strict()] | Annotated[date, Strict()],
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
"""A value as written: text, number, date, true or false."""
Feel = Annotated[
    Annotated[str, Strict(), StringConstraints(min_length=1)]
    | Annotated[bool, Strict()]
    | Annotated[Decimal, Strict()]
    | Annotated[date, Strict()],
    WithJsonSchema({"type": ["string", "number", "boolean"], "minLength": 1, "description": "a FEEL expression"}),
]
Reference = Annotated[str, Strict(), StringConstraints(pattern=REFERENCE)]
References = Annotated[
    Reference | tuple[Reference, ...],
    WithJsonSchema(
        {
            "description": "where it is said: `source-id#passage-id`, or a list of these",
            "anyOf": [
                {"type": "string", "pattern": REFERENCE},
                {"type": "array", "items": {"type": "string", "pattern": REFERENCE}, "minItems": 1},
            ],
        }
    ),
]
Anything = Annotated[Any, WithJsonSchema({})]


class Bilingual(Model):
    """A sentence in English and Japanese."""

    en: Words = Field(description="English")
    ja: Words = Field(description="日本語")


class PeriodModel(Model):
    """Days from `from` to `until`, both inside; left out: open."""

    start: Day | None = Field(None, alias="from", description="the first day")
    until: Day | None = Field(None, description="the last day; left out: open")


class CoveredModel(PeriodModel):
    """A covered period, and when its rules became known."""

    published: Day | None = Field(
        None,
        description="the day from which its criteria were known; default: the days of the documents that they name",
    )


def references(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """References as a tuple, however they were written."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value

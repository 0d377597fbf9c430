"""What a file of `rules/vocabulary/` says: the facts of one subject."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.model.base import Bilingual, Dotted, Feel, Flag, Kebab, Length, Model, References, Scalar, Snake, Words

FactType = Literal["boolean", "text", "number", "integer", "date", "duration", "country", "choice", "list", "record"]
ItemType = Literal["boolean", "text", "number", "integer", "date", "duration", "country", "choice", "record"]
FieldType = Literal["boolean", "text", "number", "integer", "date", "duration", "country", "choice"]
MOST_FIELDS = 60


class Kind(Model):
    """What values a fact, or a member of a list, may have."""

    unit: Words | None = Field(None, description='unit of a number; `"1"` for a fraction')
    minimum: Scalar | None = None
    maximum: Scalar | None = None
    exclusive_minimum: Scalar | None = None
    exclusive_maximum: Scalar | None = None
    choices: dict[Snake, Bilingual] | None = Field(None, description="with type choice", min_length=1)


class FieldModel(Kind):
    """One field of a record. Left out of a record it is unknown, as a fact is; optional fields are null then."""

    type: FieldType
    label: Bilingual
    question: Bilingual | None = Field(None, description="default: the label")
    hint: Bilingual | None = None
    nullable: Flag = Field(False, description="null is an answer: known to be absent")
    when_absent: Literal["null"] | None = Field(None, description="optional: null when left out, never missing")


Fields = Annotated[dict[Snake, FieldModel], Field(min_length=1, max_length=MOST_FIELDS)]


class ItemModel(Kind):
    """The members of a list."""

    type: ItemType
    fields: Fields | None = Field(None, description="with type record")


class CountModel(Model):
    """How a fact is counted when it is not given: the records of a table for which a condition holds."""

    register_id: Kebab = Field(alias="register", description="a register of kind `table`")
    where: Feel = Field(description="a condition on the columns of a record, on facts, and on `as_of`")
    title: Bilingual = Field(description="what is counted")
    derived: Flag = Field(False, description="that this is what the source means is our inference")


class FactModel(Kind):
    """One fact that rules may ask for."""

    type: FactType
    label: Bilingual
    question: Bilingual
    hint: Bilingual | None = None
    items: ItemModel | None = Field(None, description="with type list")
    fields: Fields | None = Field(None, description="with type record")
    minimum_length: Length | None = Field(None, description="with type list: it has at least so many members")
    maximum_length: Length | None = Field(None, description="with type list: it has at most so many members")
    kind: Literal["judgement"] | None = Field(None, description="a judgement is not computable: an officer settles it")
    nullable: Flag = Field(False, description="null is an answer: known to be absent")
    when_absent: Literal["null"] | None = Field(None, description="optional: null when left out, never missing")
    changeable: Flag = Field(False, description="can the proposer change it?")
    asked_after: Dotted | None = Field(None, description="not asked while that fact is unknown")
    from_register: CountModel | None = Field(None, description="with type integer: counted when it is not given")
    documents: tuple[Bilingual, ...] = Field(default=(), description="what would show it")
    source: References | None = Field(None, description="where the fact is spoken of")


class VocabularyModel(Model):
    """The facts of one subject."""

    subject: Kebab
    title: Bilingual
    facts: dict[Dotted, FactModel] = Field(min_length=1)

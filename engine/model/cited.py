"""What a file of `rules/sources/` says: one cited document or web page, its passages and its entries."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from engine.model.base import DIGEST, Bilingual, Day, Kebab, Model, Number, Words

Digest = Annotated[str, Strict(), StringConstraints(pattern=DIGEST)]
Lines = tuple[Number, Number]
Section = Annotated[
    Words | Bilingual,
    Field(description="where a reader finds it, in both languages; a clause's number alone (`2.2(2)d`) as plain text"),
]
EntryStatus = Literal["rule", "register", "judgement", "obligation", "route", "definition", "not_a_rule"]


class PassageModel(Model):
    """A place in a source."""

    section: Section
    lines: Lines | None = Field(None, description="the first and the last line in the document")
    sha256: Digest | None = Field(None, description="of the lines' text, NFKC, white space folded to one space")


class EntryModel(Model):
    """What one point of a document came to be: it is cited like a passage, and `hantei coverage sources` counts it."""

    title: Bilingual
    section: Section
    lines: Lines = Field(description="the first and the last line in the document")
    more: tuple[Lines, ...] = Field((), description="further first and last lines, where it is said in several places")
    sha256: Digest = Field(description="of the text of all its lines, NFKC, white space folded to one space")
    status: EntryStatus | None = Field(None, description="what it came to be; an entry without one is an open point")
    definition: Bilingual | None = Field(None, description="what it says, in our words; for the status `definition`")
    reason: Bilingual | None = Field(None, description="why nothing tests it; for the status `not_a_rule`")


class SourceModel(Model):
    """A cited document (passages and entries carry lines and a hash) or page (with url and grade)."""

    id: Kebab
    title: Bilingual
    publisher: Bilingual
    date: Day = Field(description="a document dated by month is dated on its first day")
    kind: Literal["document", "page"]
    url: Annotated[str, Strict(), StringConstraints(pattern=r"^https?://\S+$")] | None = None
    grade: Literal["A", "B", "C"] | None = Field(None, description="A official, B reputable, C weak")
    sha256: Digest | None = Field(None, description="of the file, as bytes")
    passages: dict[Kebab, PassageModel] = Field(min_length=1)
    entries: dict[Kebab, EntryModel] = Field({}, description="every point of the document, by its id")

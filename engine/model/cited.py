"""What a file of `rules/sources/` says: one cited document or web page and its passages, never their sentences."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from engine.model.base import DIGEST, Bilingual, Day, Kebab, Model, Number, Words

Digest = Annotated[str, Strict(), StringConstraints(pattern=DIGEST)]


class PassageModel(Model):
    """A place in a source."""

    section: Words = Field(description="where a reader finds it")
    lines: tuple[Number, Number] | None = Field(None, description="the first and the last line in the document")
    sha256: Digest | None = Field(None, description="of the lines' text, NFKC, white space folded to one space")


class SourceModel(Model):
    """A cited document (passages carry lines and a hash) or page (with url and grade)."""

    id: Kebab
    title: Bilingual
    publisher: Bilingual
    date: Day = Field(description="a document dated by month is dated on its first day")
    kind: Literal["document", "page"]
    url: Annotated[str, Strict(), StringConstraints(pattern=r"^https?://\S+$")] | None = None
    grade: Literal["A", "B", "C"] | None = Field(None, description="A official, B reputable, C weak")
    sha256: Digest | None = Field(None, description="of the file, as bytes")
    passages: dict[Kebab, PassageModel] = Field(min_length=1)

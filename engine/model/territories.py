"""What `rules/registers/territories.yaml` says: the countries and areas of ISO 3166-1."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from engine.model.base import Bilingual, Kebab, Model, Words

Alpha2 = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Z]{2}$")]


class TerritoryModel(Bilingual):
    """One country or area, with other names it goes by."""

    reading: Words | None = Field(None, description="the Japanese name in katakana, where it is not all katakana")
    aliases: tuple[Words, ...] = ()


class TerritoriesModel(Model):
    """All of them, by alpha-2 code."""

    id: Kebab
    kind: Literal["territories"]
    title: Bilingual
    territories: dict[Alpha2, TerritoryModel] = Field(min_length=1)

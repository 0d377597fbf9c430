"""What models of bodies are made of: the shape itself, texts, days, references, remarks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


def _without_null_defaults(schema: dict[str, Any]) -> None:
    """A key that may be left out is not null when it is there: its default is no part of the description."""
    for described in schema.get("properties", {}).values():
        if described.get("default", ...) is None:
            del described["default"]
            for held in ("anyOf", "oneOf"):
                kinds = [kind for kind in described.get(held, []) if kind.get("type") != "null"]
                if held in described and len(kinds) == 1:
                    del described[held]
                    described.update(kinds[0])


class Shape(BaseModel):
    """A body or a part of one. A field with the default None may be left out; one that may be null says so."""

    model_config = ConfigDict(json_schema_extra=_without_null_defaults)


DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
References = Annotated[list[str], Field(description="passages, as `source-id#passage-id`")]
FactNames = Annotated[list[str], Field(description="dotted names of facts")]


class Text(Shape):
    """A sentence in both languages."""

    en: str
    ja: str


class Diagnostic(Shape):
    """A remark on rules or facts."""

    code: str
    severity: Literal["error", "warning", "note"]
    en: str
    ja: str
    help: Text | None = None
    pointer: str | None = None

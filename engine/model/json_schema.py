"""The JSON Schemas (2020-12) of the files of rules, generated from the models, for editors and for messages."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from engine.model.base import Model
from engine.model.case import CaseModel
from engine.model.cited import SourceModel
from engine.model.examples import ExamplesModel
from engine.model.register import RegisterModel
from engine.model.ruleset import RuleSetModel
from engine.model.territories import TerritoriesModel
from engine.model.vocabulary import VocabularyModel

MODELS: dict[str, type[Model]] = {
    "ruleset": RuleSetModel,
    "case": CaseModel,
    "vocabulary": VocabularyModel,
    "register": RegisterModel,
    "source": SourceModel,
    "territories": TerritoriesModel,
    "examples": ExamplesModel,
}
"""The kinds of files, by the name of their schema."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    return {"$schema": DIALECT, **MODELS[kind].model_json_schema(schema_generator=_Generator)}


class _Generator(GenerateJsonSchema):
    """As authors see the files: what is optional is left out (never null), and keys of maps have their pattern."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if not (key == "default" and not value)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        patterns = made.pop("patternProperties", None)
        if patterns:
            ((pattern, member),) = patterns.items()
            made |= {"propertyNames": {"pattern": pattern}, "additionalProperties": member}
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        alternatives = schema["cls"].ALTERNATIVES
        if alternatives and "properties" in made:
            made["oneOf"] = [{"required": [key]} for key in alternatives]
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the base class asks for it
        return False

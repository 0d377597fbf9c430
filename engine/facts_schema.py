"""The JSON Schema (2020-12) of the facts that a rule set reads: for forms, editors and other programs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.plan import FactSpec, Plan, Strength

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
GRADES = ("declared", "documented", "verified", "judged")


def facts_schema(plan: Plan, lang: str = "en") -> dict[str, Any]:
    """The schema of a document of facts for `plan`, with labels and questions in `lang`.

    Nested as dotted names say. A fact is bare or carries its evidence; a number is a number or a plain decimal text.
    Nothing is required: what is left out is not known.
    """
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "title": plan.title.in_(lang),
        **_nested({name: _fact(spec, lang) for name, spec in plan.facts.items()}),
    }
    exempted = [criterion for criterion in plan.criteria if criterion.strength is Strength.IN_PRINCIPLE]
    if exempted:
        schema["properties"]["exemption"] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {item.id: _given({"type": "boolean"}, item.title.in_(lang)) for item in exempted},
        }
    schema["$defs"] = {"evidence": _evidence()}
    return schema


def _nested(facts: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, schema in facts.items():
        *holders, last = name.split(".")
        level = tree
        for holder in holders:
            inner = level.setdefault(holder, {"type": "object", "additionalProperties": False, "properties": {}})
            level = inner["properties"]
        level[last] = schema
    return {"type": "object", "additionalProperties": False, "properties": tree}


def _fact(spec: FactSpec, lang: str) -> dict[str, Any]:
    given = _given(_value(spec, lang), spec.label.in_(lang))
    given["description"] = " ".join(text.in_(lang) for text in (spec.question, spec.hint) if text is not None)
    notes = {"x-unit": spec.unit, "x-judgement": spec.judgement or None, "x-optional": spec.null_when_absent or None}
    return given | {key: value for key, value in notes.items() if value is not None}


def _field(spec: FactSpec, lang: str) -> dict[str, Any]:
    """A field of a record: bare, for what is said of a fact is said of all of it."""
    said = {"title": spec.label.in_(lang), "description": spec.hint.in_(lang) if spec.hint else None}
    notes = {**said, "x-unit": spec.unit, "x-optional": spec.null_when_absent or None}
    return {**_value(spec, lang), **{key: value for key, value in notes.items() if value is not None}}


def _lengths(spec: FactSpec) -> dict[str, int]:
    most = {} if spec.maximum_length is None else {"maxItems": spec.maximum_length}
    return {**({"minItems": spec.minimum_length} if spec.minimum_length else {}), **most}


def _given(value: dict[str, Any], title: str) -> dict[str, Any]:
    """A value, bare or with its evidence."""
    return {"title": title, "anyOf": [value, {"allOf": [{"$ref": "#/$defs/evidence"}], "properties": {"value": value}}]}


def _evidence() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    properties = {
        "value": {},
        "grade": {"enum": list(GRADES)},
        "assumed": {"type": "boolean"},
        "unit": text,
        "by": text,
        "on": {"type": "string", "format": "date"},
        "reason": text,
        "document": text,
    }
    judged = {"properties": {"grade": {"const": "judged"}}, "required": ["grade"]}
    return {
        "type": "object",
        "properties": properties,
        "required": ["value"],
        "additionalProperties": False,
        "if": judged,
        "then": {"required": ["by", "on", "reason"]},
    }


def _value(spec: FactSpec, lang: str) -> dict[str, Any]:
    """What the bare value may be."""
    made = _of_type(spec, lang)
    if not spec.nullable:
        return made
    return {"anyOf": [made, {"type": "null"}]}


def _of_type(spec: FactSpec, lang: str) -> dict[str, Any]:
    if spec.type in {"number", "integer"}:
        return {"anyOf": [{"type": spec.type, **_bounds(spec)}, {"type": "string", "pattern": _digits(spec)}]}
    if spec.type == "choice":
        return {"oneOf": [{"const": word, "title": label.in_(lang)} for word, label in spec.choices.items()]}
    if spec.type == "list":
        return {"type": "array", "items": _value(spec.items, lang) if spec.items else {}, **_lengths(spec)}
    if spec.type == "record":
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: _field(field, lang) for name, field in spec.fields.items()},
        }
    if spec.type == "date":
        return {"type": "string", "format": "date"}
    if spec.type == "duration":
        return {"type": "string", "format": "duration"}
    if spec.type == "boolean":
        return {"type": "boolean"}
    return {"type": "string", "minLength": 1}


def _digits(spec: FactSpec) -> str:
    return r"^-?[0-9]+$" if spec.type == "integer" else DECIMAL


def _bounds(spec: FactSpec) -> dict[str, Any]:
    keys = {
        "exclusiveMinimum" if spec.minimum_excluded else "minimum": _number(spec.minimum),
        "exclusiveMaximum" if spec.maximum_excluded else "maximum": _number(spec.maximum),
    }
    return {key: bound for key, bound in keys.items() if bound is not None}


def _number(bound: Decimal | None) -> int | float | None:
    """A bound as a number of JSON; one that no such number has exactly is left to the reader of facts."""
    if bound is None or bound == bound.to_integral_value():
        return None if bound is None else int(bound)
    near = float(bound)
    return near if Decimal(repr(near)) == bound else None

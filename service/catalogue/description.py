"""A rule set described to those who ask about it: one value for `hantei show --json` and the API."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from engine.determination_json import plain, text_json
from engine.plan import (
    Bounds,
    ByReading,
    Criterion,
    Definition,
    FactSpec,
    Formula,
    Parameter,
    Period,
    Plan,
    Reading,
    TableRef,
    Value,
)


def listed_json(plan: Plan) -> dict[str, Any]:
    """A rule set as one line of the catalogue."""
    return {
        "id": plan.id,
        "version": plan.version,
        "digest": plan.digest,
        "title": text_json(plan.title),
        "covers": [_period(period) for period in plan.covers],
    }


class Status(StrEnum):
    """Where a day lies to the periods for which the criteria of a rule set are complete."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    ENDED = "ended"
    NOT_COVERED = "not_covered"
    """Between two periods, or there are none."""


def status_of(plan: Plan, day: date) -> Status:
    """The status of a rule set on a day."""
    if any(day in period for period in plan.covers):
        return Status.IN_FORCE
    if plan.covers and all(period.start is not None and day < period.start for period in plan.covers):
        return Status.NOT_YET
    if plan.covers and all(period.end is not None and period.end < day for period in plan.covers):
        return Status.ENDED
    return Status.NOT_COVERED


def in_catalogue_json(plan: Plan, day: date) -> dict[str, Any]:
    """A rule set as one line of the catalogue of a day."""
    return listed_json(plan) | {"programme": plan.id.partition("/")[0], "status": status_of(plan, day).value}


def ruleset_json(plan: Plan) -> dict[str, Any]:
    """A rule set whole: what it asks, what it computes, how it may be read."""
    return listed_json(plan) | {
        "summary": plan.summary and text_json(plan.summary),
        "source": list(plan.covers_source),
        "criteria": [criterion_json(criterion) for criterion in plan.criteria],
        "amounts": [_value(value) for value in plan.values.values() if value.amount],
        "illustrations": [_value(value) for value in plan.values.values() if value.illustration],
        "parameters": [_parameter(parameter) for parameter in plan.parameters.values()],
        "readings": [_reading(reading) for reading in plan.readings.values()],
        "facts": list(plan.facts),
        "companions": list(plan.companions),
    }


def criterion_json(criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "title": text_json(criterion.title),
        "statement": text_json(criterion.statement),
        "strength": criterion.strength.value,
        "provisional": criterion.provisional,
        "derived": criterion.derived,
        "evidence": criterion.evidence,
        "requires": condition_json(criterion.requires),
        "applies_when": criterion.applies_when and criterion.applies_when.text,
        "in_force": [_period(period) for period in criterion.in_force],
        "source": list(criterion.source),
    }


def condition_json(condition: Formula | ByReading) -> Any:
    """FEEL as it is written; where a reading decides, by side."""
    if isinstance(condition, Formula):
        return condition.expression.text
    return {
        "reading": condition.reading,
        "sides": {name: definition_json(side) for name, side in condition.sides.items()},
    }


def definition_json(definition: Definition) -> Any:
    """How a value is computed: a formula, named bounds, a table, or one of these a side of a reading."""
    if isinstance(definition, Formula | ByReading):
        return condition_json(definition)
    if isinstance(definition, TableRef):
        return {"table": definition.table}
    how = "greatest_of" if definition.greatest else "least_of"
    return {how: {bound.id: bound.expression.text for bound in definition.bounds}}


def questions_json(plan: Plan) -> dict[str, Any]:
    """What the rule set asks, in the order in which its criteria first need it."""
    return {"ruleset": plan.id, "questions": [_question(fact) for fact in plan.facts.values()]}


def _question(fact: FactSpec) -> dict[str, Any]:
    question: dict[str, Any] = {
        "name": fact.name,
        "type": fact.type,
        "unit": fact.unit,
        "label": text_json(fact.label),
        "question": text_json(fact.question),
        "hint": fact.hint and text_json(fact.hint),
        "judgement": fact.judgement,
        "optional": fact.null_when_absent,
        "nullable": fact.nullable,
        "changeable": fact.changeable,
        "asked_after": fact.asked_after,
        "minimum": plain(fact.minimum),
        "maximum": plain(fact.maximum),
        "choices": _choices(fact),
        "items": fact.items and _items(fact.items),
        "fields": _fields(fact),
        "minimum_length": fact.minimum_length or None,
        "maximum_length": fact.maximum_length,
        "documents": [text_json(document) for document in fact.documents],
    }
    return _without_nothing(question)


def _items(items: FactSpec) -> dict[str, Any]:
    return _without_nothing(
        {"type": items.type, "unit": items.unit, "choices": _choices(items), "fields": _fields(items)}
    )


def _fields(record: FactSpec) -> list[dict[str, Any]]:
    return [field_json(field) for field in record.fields.values()]


def field_json(field: FactSpec) -> dict[str, Any]:
    """One field of a record, or of an event."""
    return _without_nothing(
        {
            "name": field.name,
            "type": field.type,
            "unit": field.unit,
            "label": text_json(field.label),
            "question": text_json(field.question),
            "hint": field.hint and text_json(field.hint),
            "optional": field.null_when_absent,
            "nullable": field.nullable,
            "minimum": plain(field.minimum),
            "maximum": plain(field.maximum),
            "choices": _choices(field),
        }
    )


def _without_nothing(described: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in described.items() if value not in (None, [])}


def _choices(fact: FactSpec) -> list[dict[str, Any]]:
    return [{"value": value, "label": text_json(label)} for value, label in fact.choices.items()]


def _value(value: Value) -> dict[str, Any]:
    return {"name": value.name, "title": text_json(value.title), "unit": value.unit, "derived": value.derived}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "title": text_json(parameter.title),
        "unit": parameter.unit,
        "values": [
            {"from": step.start.isoformat(), **_step(step.value), "source": list(step.source)}
            for step in parameter.steps
        ],
    }


def _step(value: Any) -> dict[str, Any]:
    """A step's value, its bounds, or that it is unknown or ended."""
    if isinstance(value, Bounds):
        bounds = {"at_least": plain(value.at_least), "at_most": plain(value.at_most)}
        return {key: bound for key, bound in bounds.items() if bound is not None}
    return {"value": plain(value)}


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "question": text_json(reading.question),
        "default": reading.default,
        "reason": text_json(reading.reason),
        "sides": {name: text_json(side) for name, side in reading.sides.items()},
        "source": list(reading.source),
    }


def _period(period: Period) -> dict[str, str]:
    days = {"from": period.start, "until": period.end}
    return {key: day.isoformat() for key, day in days.items() if day is not None}

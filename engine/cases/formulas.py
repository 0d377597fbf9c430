"""Every FEEL text of a case: where it stands, what names it may use, and what it must come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from engine import feel
from engine.cases.computing import AS_OF, EACH
from engine.cases.definition import EventKind
from engine.compiler.scope import fact_type
from engine.compiler.sheet import CONDITION, FIGURE, Snippet, feel_text, placed
from engine.diagnostics import Diagnostic
from engine.feel import Expression, check
from engine.feel.types import ANY, BOOLEAN, DATE, STRING, Type, context_of, list_of
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.model.case import CaseModel, DeadlineModel
from engine.plan import FactSpec, Parameter
from engine.records import dataclass
from engine.source import Document
from engine.units import ALGEBRA

DAYS_KINDS = (DATE.kind, "list", "null", ANY.kind)
"""What says when something was done."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """The parsed texts by pointer, and all that is wrong with them."""

    found: Mapping[str, Expression]
    faults: tuple[Diagnostic, ...] = field(default=())


def formulas(
    model: CaseModel,
    document: Document,
    kinds: Mapping[str, EventKind],
    parameters: Mapping[str, Parameter],
    vocabulary: Mapping[str, FactSpec],
) -> Formulas:
    """All texts of the case, parsed and checked."""
    reader = _Reader(document, _scope(kinds, parameters))
    for name, text in model.facts.items():
        spec = vocabulary.get(name)
        reader.read(f"/facts/{name}", feel_text(text), fact_type(spec) if spec else None)
    for index, deadline in enumerate(model.deadlines):
        kind = kinds.get(deadline.event)
        _deadline(reader, f"/deadlines/{index}", deadline, _event_type(kind) if kind else ANY)
    return Formulas(reader.found, tuple(reader.faults))


def _deadline(reader: _Reader, pointer: str, deadline: DeadlineModel, event: Type) -> None:
    each = event
    if deadline.for_each is not None:
        members = reader.read(f"{pointer}/for_each", feel_text(deadline.for_each), list_of(ANY), event)
        each = members.item or ANY
    for pointer_of_side, text in sides(f"{pointer}/for_each_by_reading", deadline.for_each_by_reading):
        each = reader.read(pointer_of_side, text, list_of(ANY), event).item or ANY
    for key, expected in (("applies_when", BOOLEAN), ("label", None), ("starts", DATE), ("due", DATE), ("ends", DATE)):
        text = getattr(deadline, key)
        if text is not None:
            reader.read(f"{pointer}/{key}", feel_text(text), expected, each)
    for pointer_of_side, text in sides(f"{pointer}/by_reading", deadline.by_reading):
        reader.read(pointer_of_side, text, DATE, each)
    done = reader.read(f"{pointer}/done", feel_text(deadline.done), None, each)
    if done.kind not in DAYS_KINDS:
        reader.read(f"{pointer}/done", feel_text(deadline.done), DATE, each)


def sides(pointer: str, by_reading: Mapping[str, Mapping[str, Any]] | None) -> Iterator[tuple[str, str]]:
    """The formula of each side, with its pointer."""
    for reading, by_side in (by_reading or {}).items():
        for side, text in by_side.items():
            yield f"{pointer}/{reading}/{side}", feel_text(text)


class _Reader:
    def __init__(self, document: Document, scope: Mapping[str, Type]) -> None:
        self.document = document
        self.scope = scope
        self.found: dict[str, Expression] = {}
        self.faults: list[Diagnostic] = []

    def read(self, pointer: str, text: str, expected: Type | None, each: Type | None = None) -> Type:
        """The type of the text at `pointer`; faults are kept at their places."""
        snippet = Snippet(pointer, text, CONDITION if expected is BOOLEAN else FIGURE, pointer)
        expression, wrong = feel.parse(text)
        self.faults += [placed(one, snippet, self.document) for one in wrong]
        if expression is None:
            return ANY
        self.found[pointer] = expression
        scope = self.scope if each is None else {**self.scope, EACH: each}
        kind, wrong = check(expression, scope, expected=expected, units=ALGEBRA)
        self.faults += [placed(one, snippet, self.document) for one in wrong]
        return kind


def _scope(kinds: Mapping[str, EventKind], parameters: Mapping[str, Parameter]) -> dict[str, Type]:
    types = {AS_OF: DATE, **{name: _parameter_type(one) for name, one in parameters.items()}}
    for name, kind in kinds.items():
        types[name] = _event_type(kind) if kind.once else list_of(_event_type(kind))
    return types


def _event_type(kind: EventKind) -> Type:
    return context_of({"id": STRING, "on": DATE, **{name: fact_type(spec) for name, spec in kind.fields.items()}})


def _parameter_type(parameter: Parameter) -> Type:
    if parameter.type == "duration":
        kinds = {type(step.value) for step in parameter.steps}
        found = {YearsMonths: "years and months duration", DaysTime: "days and time duration"}
        known = [name for kind, name in found.items() if kind in kinds]
        return Type(known[0]) if len(known) == 1 else ANY
    if parameter.type == "number":
        return Type("number", unit=parameter.unit)
    return DATE if parameter.type == "date" else STRING

"""From the bytes of a `case.yaml` to a definition, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from engine.cases.checking import check_case
from engine.cases.definition import STAGE, CaseDefinition, Clause, Deadline, EventKind, Order
from engine.cases.formulas import formulas, sides
from engine.compiler.cited import text
from engine.compiler.clauses import covered, period, premise
from engine.compiler.echoes import without_echoes
from engine.compiler.facts import field_specs
from engine.compiler.publication import first_day
from engine.compiler.shared import Found, Surroundings
from engine.diagnostics import Diagnostic, has_errors, in_order
from engine.feel import Expression
from engine.model.base import references
from engine.model.case import CaseModel, ClauseModel, DeadlineModel, EventKindModel
from engine.model.reading import read_model
from engine.plan import ConclusionRule, Parameter, Plan
from engine.source import RULE_FILE, read_yaml

LANGUAGE = "hantei-cases-1"
"""The version of what a definition means: a part of every digest."""
PlanOf = Callable[[str], Plan | None]


def compile_case(
    content: bytes, file: str, around: Surroundings, plan_of: PlanOf, *, strict: bool = False
) -> tuple[CaseDefinition | None, list[Diagnostic]]:
    """The definition that a file says, and what is to be said of it. `plan_of`: the rule sets that load.

    `strict`: hold the file against its JSON Schema too.
    """
    document, diagnostics = read_yaml(content, file, RULE_FILE)
    if document is None or has_errors(diagnostics):
        return None, in_order(diagnostics)
    model, shape = read_model(document, CaseModel, strict=strict)
    if model is None:
        return None, in_order([*diagnostics, *shape])
    used = dict.fromkeys((*model.rulesets, *model.parameters.values()))
    plans = {name: plan for name in used if (plan := plan_of(name)) is not None}
    kinds = {name: _kind(name, kind) for name, kind in model.events.items()}
    figures = _parameters(model, plans)
    found = formulas(model, document, kinds, figures, around.found.facts)
    faults = [*check_case(model, document, around, plans), *found.faults]
    diagnostics += [*shape, *without_echoes(faults, around.found, file)]
    if has_errors(diagnostics) or len(plans) < len(used):
        return None, in_order(diagnostics)
    return _Builder(model, around.found, found.found).build(kinds, plans, content), in_order(diagnostics)


def _kind(name: str, model: EventKindModel) -> EventKind:
    return EventKind(
        name, text(model.title), model.by, model.unique_by, field_specs(model.fields), references(model.source)
    )


def _parameters(model: CaseModel, plans: Mapping[str, Plan]) -> dict[str, Parameter]:
    return {
        name: plans[holder].parameters[name]
        for name, holder in model.parameters.items()
        if holder in plans and name in plans[holder].parameters
    }


class _Builder:
    """Builds a definition from a model without faults."""

    def __init__(self, model: CaseModel, found: Found, expressions: Mapping[str, Expression]) -> None:
        self.model = model
        self.found = found
        self.expressions = expressions

    def build(self, kinds: Mapping[str, EventKind], plans: Mapping[str, Plan], content: bytes) -> CaseDefinition:
        model = self.model
        return CaseDefinition(
            model.id,
            model.version,
            _digest(content, plans),
            text(model.title),
            text(model.summary) if model.summary else None,
            tuple(covered(one) for one in model.covers),
            references(model.source),
            {name: text(title) for name, title in model.parties.items()},
            kinds,
            self._stages(),
            tuple(Order(self._clause(one), one.event, one.after, one.same) for one in model.orders),
            tuple(self._deadline(f"/deadlines/{index}", one) for index, one in enumerate(model.deadlines)),
            self._conclusions(),
            plans,
            model.rulesets,
            model.parameters,
            {name: self.expressions[f"/facts/{name}"] for name in model.facts},
            self.found.territories,
        )

    def _stages(self) -> tuple[ConclusionRule, ...]:
        return tuple(
            ConclusionRule(
                self.model.id, one.id, STAGE, text(one.title), premise(one.when, self.model.id), references(one.source)
            )
            for one in self.model.stages
        )

    def _conclusions(self) -> tuple[ConclusionRule, ...]:
        return tuple(
            ConclusionRule(
                self.model.id,
                one.id,
                one.kind,
                text(one.statement),
                premise(one.when, self.model.id),
                references(one.source),
            )
            for one in self.model.conclusions
        )

    def _clause(self, model: ClauseModel) -> Clause:
        source = references(model.source)
        return Clause(
            model.id,
            text(model.title),
            text(model.statement),
            tuple(period(one) for one in model.in_force or ()),
            model.published or first_day(source, self.found.sources),
            model.provisional,
            model.derived,
            source,
        )

    def _deadline(self, pointer: str, model: DeadlineModel) -> Deadline:
        return Deadline(
            self._clause(model),
            model.event,
            model.by,
            self.expressions[f"{pointer}/done"],
            self.expressions.get(f"{pointer}/label"),
            self.expressions.get(f"{pointer}/applies_when"),
            self.expressions.get(f"{pointer}/starts"),
            self.expressions.get(f"{pointer}/ends"),
            next(iter(model.by_reading), None) if model.by_reading else None,
            self._sides(f"{pointer}/by_reading", model.by_reading, f"{pointer}/due"),
            next(iter(model.for_each_by_reading), None) if model.for_each_by_reading else None,
            self._sides(f"{pointer}/for_each_by_reading", model.for_each_by_reading, f"{pointer}/for_each"),
            model.figures_of_event,
        )

    def _sides(
        self, pointer: str, by_reading: Mapping[str, Mapping[str, Any]] | None, alone: str
    ) -> dict[str, Expression]:
        """The formulas by side; one that asks for no reading under ""."""
        if by_reading is not None:
            return {found.rpartition("/")[2]: self.expressions[found] for found, _ in sides(pointer, by_reading)}
        return {"": self.expressions[alone]} if alone in self.expressions else {}


def _digest(content: bytes, plans: Mapping[str, Plan]) -> str:
    """Of the file as it is written, and of the rule sets that it uses."""
    made = hashlib.sha256(LANGUAGE.encode())
    for part in (hashlib.sha256(content).hexdigest(), *(plans[name].digest for name in sorted(plans))):
        made.update(part.encode())
    return f"sha256:{made.hexdigest()}"

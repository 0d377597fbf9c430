"""The clauses of a model as the plain values of a plan: those that need no expression."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.compiler.cited import text
from engine.compiler.sheet import source_of
from engine.feel.values.durations import parse_duration
from engine.model.base import CoveredModel, PeriodModel, references
from engine.model.definitions import ListModel, ListStep, ParameterModel, ParameterStep
from engine.model.ruleset import CountOfPremisesModel, PremiseModel, ReadingModel, RuleSetModel
from engine.plan import (
    Bounds,
    CaseSays,
    Combined,
    ConclusionHolds,
    ConclusionRule,
    FindingIs,
    Gone,
    Named,
    OutcomeIs,
    Parameter,
    Period,
    Premise,
    Reading,
    Step,
)


def period(model: PeriodModel) -> Period:
    return Period(model.start, model.until)


def covered(model: CoveredModel) -> Period:
    return Period(model.start, model.until, model.published)


def parameter(name: str, model: ParameterModel) -> Parameter:
    steps = tuple(_figure_step(day, step, model.type) for day, step in model.values.items())
    return Parameter(name, text(model.title), model.type, model.unit, steps)


def _figure_step(day: str, step: ParameterStep | str, type_name: str) -> Step:
    start = date.fromisoformat(day)
    if not isinstance(step, ParameterStep):
        return Step(start, None, Gone(step))
    if step.value is not None:
        value = _figure(step.value, type_name)
    else:
        value = Bounds(_figure(step.at_least, type_name), _figure(step.at_most, type_name))
    return Step(start, step.published, value, references(step.source), step.until)


def _figure(value: Any, type_name: str) -> Any:
    return parse_duration(value) if type_name == "duration" and value is not None else value


def named(name: str, model: ListModel) -> Named:
    steps = tuple(_list_step(day, step) for day, step in (model.values or {}).items())
    return Named(name, text(model.title), model.of or "text", steps, model.register_id, references(model.source))


def _list_step(day: str, step: ListStep | str) -> Step:
    start = date.fromisoformat(day)
    if not isinstance(step, ListStep):
        return Step(start, None, Gone(step))
    return Step(start, step.published, step.items, references(step.source), step.until)


def reading(name: str, model: ReadingModel) -> Reading:
    sides = {side: text(words) for side, words in model.sides.items()}
    return Reading(name, text(model.question), model.default, text(model.reason), sides, references(model.source))


def conclusion_rules(model: RuleSetModel) -> tuple[ConclusionRule, ...]:
    """The conclusions of a rule set, with every premise naming its rule set."""
    return tuple(
        ConclusionRule(
            model.id, rule.id, rule.kind, text(rule.statement), premise(rule.when, model.id), source_of(rule.source)
        )
        for rule in model.conclusions
    )


def premise(model: PremiseModel, own: str) -> Premise:
    """A premise, in which every leaf names its rule set (or case)."""
    ruleset = model.ruleset or own
    if model.outcome is not None:
        return OutcomeIs(ruleset, _several(model.outcome))
    if model.criterion is not None:
        return FindingIs(ruleset, model.criterion, _several(model.state or ()))
    if model.conclusion is not None:
        holder, _, name = model.conclusion.rpartition("#")
        return ConclusionHolds(holder or own, name)
    for how, parts in (("all", model.every), ("any", model.some)):
        if parts is not None:
            return Combined(how, tuple(premise(part, own) for part in parts))
    if model.count is not None:
        return _count(model.count, own)
    return _of_case(model, own) or Combined("none", tuple(premise(part, own) for part in model.none or ()))


def _count(model: CountOfPremisesModel, own: str) -> Combined:
    parts = tuple(premise(part, own) for part in model.of)
    return Combined("count", parts, int(model.at_least or 0), None if model.at_most is None else int(model.at_most))


def _of_case(model: PremiseModel, own: str) -> Premise | None:
    """What is asked of the case itself; of several states any will do."""
    if model.event is not None:
        return CaseSays(own, "event", model.event, "recorded")
    for what, name in (("deadline", model.deadline), ("order", model.order)):
        if name is not None:
            parts = tuple(CaseSays(own, what, name, state) for state in _several(model.state or ()))
            return parts[0] if len(parts) == 1 else Combined("any", parts)
    return None


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)

"""Tables and values of a plan on a day: what they come to, what bound them, and the steps that led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from engine.determination import Step
from engine.diagnostics import Diagnostic
from engine.errors import MisuseError
from engine.evaluator import notes
from engine.evaluator.computed import ENDED, Computed, passages, united
from engine.evaluator.dating import Day, value_on
from engine.evaluator.domains import Scope
from engine.evaluator.extremes import Extreme
from engine.evaluator.index import expressions_of
from engine.evaluator.rounding import rounded
from engine.feel import Expression
from engine.feel.tables import ask
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.unknown import Unknown
from engine.plan import BestOf, Bound, Formula, Gone, Table, TableRef, Value

FIGURES = (Decimal, date, YearsMonths, DaysTime, Unknown)
"""What a bound may come to."""


class Names(Protocol):
    """The names of a plan on one day, as far as tables and values ask for them: see `Computing`."""

    day: Day

    def named(self, name: str) -> Computed: ...
    def expression(self, expression: Expression) -> Computed: ...
    def formula(self, expression: Expression) -> Computed: ...
    def extreme(self, expressions: tuple[Expression, ...], values: Sequence[Any], *, greatest: bool) -> Extreme: ...
    def read(self, expressions: Sequence[Expression]) -> Computed: ...
    def scope_for(self, expressions: Sequence[Expression]) -> Scope: ...
    def inputs(self, expressions: Sequence[Expression]) -> dict[str, Any]: ...
    def taken(self, definition: Any) -> tuple[Any, frozenset[str]]: ...
    def unevidenced(self, name: str, note: Diagnostic) -> Computed: ...


def table_of(table: Table, names: Names) -> Computed:
    """The answer of a table; the row that was hit is what bound it."""
    if table.published is not None and not names.day.knows(table.published):
        note = notes.parameter_not_evidenced(table.name, table.title, names.day.as_of)
        return names.unevidenced(table.name, note)
    expressions = expressions_of(table.decision)
    read = names.read(expressions)
    if read.ended:
        return read
    answer = ask(table.decision, names.scope_for(expressions))
    diagnostics = answer.diagnostics
    if answer.value is None and not diagnostics:
        diagnostics = (notes.no_row_hit(table.name, table.title),)
    rows = (*answer.hit, *answer.possible)
    source = passages(table.row_sources.get(row, table.source) for row in rows) or table.source
    inputs = names.inputs(table.decision.inputs)
    step = Step(table.name, ", ".join(rows), inputs, answer.value, table.unit, source, table.title, "table")
    found = replace(read, value=answer.value, source=source, steps=(step,), diagnostics=diagnostics)
    return _bound_by(found, rows)


def _bound_by(found: Computed, names: tuple[str, ...]) -> Computed:
    """With what bound it: one name settles that, several leave it open."""
    if len(names) == 1:
        return replace(found, bound_by=names[0], may_be_bound_by=())
    return replace(found, bound_by=None, may_be_bound_by=names)


def value_of(value: Value, names: Names) -> Computed:
    """What a value comes to by its definition of the day, rounded as the rule says."""
    definition = value_on(value.steps, names.day)
    if definition is Gone.ENDED:
        return ENDED
    if definition is Gone.UNKNOWN:
        note = notes.parameter_not_evidenced(value.name, value.title, names.day.as_of)
        return names.unevidenced(value.name, note)
    definition, readings = names.taken(definition)
    found = _defined(definition, value, names)
    found = replace(found, readings=found.readings | readings) if readings else found
    return found if found.ended or value.rounding is None else _rounded(found, value)


def _rounded(found: Computed, value: Value) -> Computed:
    result = rounded(found.value, value.rounding)
    if value.rounding is None or result == found.value:
        return replace(found, value=result)
    formula = f"{value.rounding.mode} {value.rounding.to:f}"
    inputs = {value.name: found.value}
    step = Step(value.name, formula, inputs, result, value.unit, found.source, value.title, "rounding")
    return replace(found, value=result, steps=(*found.steps, step))


def _defined(definition: Any, value: Value, names: Names) -> Computed:
    if isinstance(definition, TableRef):
        found = names.named(definition.table)
        return found if found.ended else replace(found, uses=(definition.table,), steps=())
    if isinstance(definition, BestOf):
        return _best_of(definition, value, names)
    if not isinstance(definition, Formula):
        raise MisuseError(f"a value is no {type(definition).__name__}")
    found = names.formula(definition.expression)
    if found.ended:
        return found
    inputs = names.inputs((definition.expression,))
    text, source = definition.expression.text, definition.source
    step = Step(value.name, text, inputs, found.value, value.unit, source, value.title, "formula")
    return replace(found, source=source, steps=(step,))


def _best_of(best: BestOf, value: Value, names: Names) -> Computed:
    """The least or greatest of the bounds that are there; one without a value leaves the whole without one."""
    found = [(bound, names.expression(bound.expression)) for bound in best.bounds]
    readings = united(computed.readings for _, computed in found)
    there = [(bound, computed) for bound, computed in found if not computed.ended]
    if not there:
        return replace(ENDED, readings=readings)
    together = Computed(
        None,
        united(computed.facts for _, computed in there),
        readings,
        tuple(dict.fromkeys(name for _, computed in there for name in computed.uses)),
        source=passages(bound.source for bound, _ in there),
        steps=tuple(_bound_step(bound, computed, value, names) for bound, computed in there),
        diagnostics=tuple(fault for _, computed in there for fault in computed.diagnostics),
    )
    absent = [bound.id for bound, computed in there if not isinstance(computed.value, FIGURES)]
    if absent:
        faults = together.diagnostics or tuple(notes.bound_without_value(value.name, name) for name in absent)
        return replace(together, diagnostics=faults)
    return _extreme_of(best, value, there, together, names)


def _bound_step(bound: Bound, computed: Computed, value: Value, names: Names) -> Step:
    expression: Expression = bound.expression
    inputs = names.inputs((expression,))
    return Step(bound.id, expression.text, inputs, computed.value, value.unit, bound.source, None, "bound")


def _extreme_of(
    best: BestOf, value: Value, there: Sequence[tuple[Bound, Computed]], together: Computed, names: Names
) -> Computed:
    expressions = tuple(bound.expression for bound, _ in there)
    chosen = names.extreme(expressions, [computed.value for _, computed in there], greatest=best.greatest)
    binding = [there[position][0] for position in chosen.binding]
    source = passages(bound.source for bound in binding)
    formula = f"{'max' if best.greatest else 'min'}({', '.join(bound.id for bound, _ in there)})"
    inputs = {bound.id: computed.value for bound, computed in there}
    kind = "greatest" if best.greatest else "least"
    step = Step(value.name, formula, inputs, chosen.value, value.unit, source, value.title, kind)
    steps = (*together.steps, step) if len(there) > 1 else together.steps
    found = replace(together, value=chosen.value, source=source, steps=steps)
    return _bound_by(found, tuple(bound.id for bound in binding))

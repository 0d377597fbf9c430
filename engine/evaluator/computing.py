"""The names of a plan on one day: parameters, lists, tables and values, each computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from engine.determination import Step
from engine.diagnostics import Diagnostic
from engine.errors import MisuseError
from engine.evaluator import notes
from engine.evaluator.dating import Day, Members, members_on, step_on, value_on
from engine.evaluator.domains import Scope, fact_value, nested
from engine.evaluator.extremes import extreme
from engine.evaluator.index import expressions_of, index_of, only_for_membership
from engine.evaluator.rounding import rounded
from engine.facts import Facts
from engine.feel import Expression, evaluate
from engine.feel.tables import ask
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.unknown import Between, OneOf, Unknown, names_in
from engine.plan import BestOf, Bound, Bounds, ByReading, Formula, Gone, Plan, Table, TableRef, Value


@dataclass(frozen=True, slots=True)
class Computed:
    """What a name or an expression came to.

    `facts`, `readings`: every fact it reads and every reading it takes a side of, however deep. `uses`: the tables and
    values it reads itself. `ended`: the clause is gone.
    """

    value: Any
    facts: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    uses: tuple[str, ...] = ()
    ended: bool = False
    bound_by: str | None = None
    may_be_bound_by: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


ENDED = Computed(None, ended=True)


class Computing:
    """One plan, one day, one set of facts and readings. Every name is computed once."""

    def __init__(self, plan: Plan, facts: Facts, day: Day, readings: Mapping[str, str]) -> None:
        self.plan, self.facts, self.day, self.readings = plan, facts, day, readings
        self.index = index_of(plan)
        self.fact_values = {name: fact_value(spec, facts) for name, spec in plan.facts.items()}
        self.scope = nested(self.fact_values)
        self.not_evidenced: dict[str, Diagnostic] = {}
        self.bounded: dict[str, Diagnostic] = {}
        self._known: dict[str, Computed] = {}
        self._open_lists: set[str] = set()

    def at_side(self, reading: str, side: str) -> Computing:
        """The same at another side of a reading. What does not take a side of it is not computed again."""
        other = Computing(self.plan, self.facts, self.day, {**self.readings, reading: side})
        other.not_evidenced |= self.not_evidenced
        other.bounded |= self.bounded
        other._open_lists |= self._open_lists
        for name, found in self._known.items():
            if reading not in found.readings:
                other._known[name], other.scope[name] = found, found.value
        return other

    def named(self, name: str) -> Computed:
        """What the plan defines under `name`, on this day."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._compute(name)
            self.scope[name] = known.value
        return known

    def _compute(self, name: str) -> Computed:
        plan = self.plan
        if name in plan.values:
            return self._value(plan.values[name])
        if name in plan.tables:
            return self._table(plan.tables[name])
        return self._parameter(name) if name in plan.parameters else self._list(name)

    # --- dated figures and lists -------------------------------------------------------------------------------------

    def _parameter(self, name: str) -> Computed:
        parameter = self.plan.parameters[name]
        value = value_on(parameter.steps, self.day)
        if value is Gone.ENDED:
            return ENDED
        if value is Gone.UNKNOWN:
            return self._unevidenced(name, notes.parameter_not_evidenced(name, parameter.title, self.day.as_of))
        step = step_on(parameter.steps, self.day)
        source = step.source if step else ()
        if isinstance(value, Bounds):
            self.bounded[name] = notes.parameter_in_bounds(name, parameter.title, value, parameter.unit)
            return Computed(Unknown(frozenset((name,)), Between(value.at_least, value.at_most)), source=source)
        return Computed(value, source=source)

    def _list(self, name: str) -> Computed:
        named = self.plan.lists[name]
        register = self.plan.registers[named.register] if named.register else None
        members = members_on(named, register, self.day)
        if members is Gone.ENDED:
            return ENDED
        note = notes.list_not_evidenced(name, named.title, self.day.as_of, of_register=register is not None)
        if not isinstance(members, Members):
            return self._unevidenced(name, note)
        if not members.open and not members.others:
            return Computed(list(members.sure), source=named.source)
        self._open_lists.add(name)
        self.not_evidenced[name] = note
        waiting = [Unknown(frozenset((name,)), OneOf((item, None))) for item in members.open]
        if members.others:
            waiting.append(Unknown(frozenset((name,))))
        return Computed([*members.sure, *waiting], source=named.source)

    def _unevidenced(self, name: str, note: Diagnostic) -> Computed:
        self.not_evidenced[name] = note
        return Computed(Unknown(frozenset((name,))))

    # --- expressions -------------------------------------------------------------------------------------------------

    def expression(self, expression: Expression) -> Computed:
        """What an expression comes to; `ENDED` when it reads what is gone."""
        read = self._read((expression,))
        if read.ended:
            return read
        result = evaluate(expression, self._scope_for((expression,)))
        return replace(read, value=result.value, diagnostics=result.diagnostics)

    def _read(self, expressions: Sequence[Expression]) -> Computed:
        """All that the expressions read, computed: their facts, what they use, and whether any of it is gone."""
        names = self.index.reads_all(expressions)
        defined = {name: self.named(name) for name in names if name in self.index.defined}
        facts = frozenset(name for name in names if name not in defined)
        if not defined:
            return Computed(None, facts)
        return Computed(
            None,
            facts.union(*(found.facts for found in defined.values())),
            frozenset[str]().union(*(found.readings for found in defined.values())),
            tuple(name for name in defined if name in self.plan.values or name in self.plan.tables),
            ended=any(found.ended for found in defined.values()),
        )

    def _scope_for(self, expressions: Sequence[Expression]) -> Scope:
        """The scope; a list with open members is unknown where more is asked of it than who is on it."""
        if not self._open_lists:
            return self.scope
        hidden = {
            name: Unknown(frozenset((name,)))
            for name in self._open_lists
            if not all(only_for_membership(expression, name) for expression in expressions)
        }
        return Scope(self.scope | hidden) if hidden else self.scope

    def inputs(self, expressions: Sequence[Expression]) -> dict[str, Any]:
        """The names that the expressions read, each with its value."""
        return {
            name: self.named(name).value if name in self.index.defined else self.fact_values[name]
            for name in self.index.reads_all(expressions)
        }

    def condition(self, requires: Formula | ByReading) -> Computed:
        """What a criterion requires, by the chosen side of each reading."""
        definition, readings = self._taken(requires)
        if not isinstance(definition, Formula):
            raise MisuseError(f"a criterion is no {type(definition).__name__}")
        found = self.expression(definition.expression)
        return replace(found, readings=found.readings | readings) if readings else found

    def _taken(self, definition: Any) -> tuple[Any, frozenset[str]]:
        """The definition at the chosen sides, and the readings it took a side of."""
        readings: frozenset[str] = frozenset()
        while isinstance(definition, ByReading):
            readings |= {definition.reading}
            definition = definition.sides[self.readings[definition.reading]]
        return definition, readings

    # --- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> Computed:
        expressions = expressions_of(table.decision)
        read = self._read(expressions)
        if read.ended:
            return read
        answer = ask(table.decision, self._scope_for(expressions))
        diagnostics = answer.diagnostics
        if answer.value is None and not diagnostics:
            diagnostics = (notes.no_row_hit(table.name, table.title),)
        rows = (*answer.hit, *answer.possible)
        settled = len(rows) == 1
        source = _sources([table.row_sources.get(row, table.source) for row in rows]) or table.source
        inputs = self.inputs(table.decision.inputs)
        step = Step(table.name, ", ".join(rows), inputs, answer.value, table.unit, source, table.title, "table")
        return replace(
            read,
            value=answer.value,
            bound_by=rows[0] if settled else None,
            may_be_bound_by=() if settled else rows,
            source=source,
            steps=(step,),
            diagnostics=diagnostics,
        )

    # --- values ------------------------------------------------------------------------------------------------------

    def _value(self, value: Value) -> Computed:
        definition = value_on(value.steps, self.day)
        if definition is Gone.ENDED:
            return ENDED
        if definition is Gone.UNKNOWN:
            return self._unevidenced(value.name, notes.parameter_not_evidenced(value.name, value.title, self.day.as_of))
        definition, readings = self._taken(definition)
        found = self._defined(definition, value)
        if readings:
            found = replace(found, readings=found.readings | readings)
        if found.ended or value.rounding is None:
            return found
        result = rounded(found.value, value.rounding)
        if _same(result, found.value):
            return replace(found, value=result)
        rounding = f"{value.rounding.mode} {value.rounding.to:f}"
        step = Step(
            value.name, rounding, {value.name: found.value}, result, value.unit, found.source, value.title, "rounding"
        )
        return replace(found, value=result, steps=(*found.steps, step))

    def _defined(self, definition: Any, value: Value) -> Computed:
        if isinstance(definition, TableRef):
            found = self.named(definition.table)
            return found if found.ended else replace(found, uses=(definition.table,), steps=())
        if isinstance(definition, BestOf):
            return self._best_of(definition, value)
        if not isinstance(definition, Formula):
            raise MisuseError(f"a value is no {type(definition).__name__}")
        found = self.expression(definition.expression)
        if found.ended:
            return found
        step = self._step(value.name, definition.expression, found.value, value, definition.source)
        return replace(found, source=definition.source, steps=(step,))

    def _step(self, label: str, expression: Expression, result: Any, value: Value, source: tuple[str, ...]) -> Step:
        title = value.title if label == value.name else None
        inputs = self.inputs((expression,))
        kind = "formula" if label == value.name else "bound"
        return Step(label, expression.text, inputs, result, value.unit, source, title, kind)

    def _best_of(self, best: BestOf, value: Value) -> Computed:
        """The least or greatest of the bounds that are there; one without a value leaves the whole without one."""
        found = [(bound, self.expression(bound.expression)) for bound in best.bounds]
        there = [(bound, computed) for bound, computed in found if not computed.ended]
        readings = frozenset[str]().union(*(computed.readings for _, computed in found))
        if not there:
            return replace(ENDED, readings=readings)
        steps = [self._step(b.id, b.expression, c.value, value, b.source) for b, c in there]
        together = Computed(
            None,
            frozenset[str]().union(*(computed.facts for _, computed in there)),
            readings,
            tuple(dict.fromkeys(name for _, computed in there for name in computed.uses)),
            diagnostics=tuple(fault for _, computed in there for fault in computed.diagnostics),
            source=_sources([bound.source for bound, _ in there]),
        )
        absent = [bound.id for bound, computed in there if not _is_figure(computed.value)]
        if absent:
            faults = together.diagnostics or tuple(notes.bound_without_value(value.name, name) for name in absent)
            return replace(together, diagnostics=faults, steps=tuple(steps))
        return self._bound(best, value, there, replace(together, steps=tuple(steps)))

    def _bound(
        self, best: BestOf, value: Value, there: Sequence[tuple[Bound, Computed]], together: Computed
    ) -> Computed:
        chosen = extreme([computed.value for _, computed in there], greatest=best.greatest)
        binding = [there[position][0] for position in chosen.binding]
        ids = tuple(bound.id for bound in binding)
        source = _sources([bound.source for bound in binding])
        formula = f"{'max' if best.greatest else 'min'}({', '.join(bound.id for bound, _ in there)})"
        inputs = {bound.id: computed.value for bound, computed in there}
        kind = "greatest" if best.greatest else "least"
        step = Step(value.name, formula, inputs, chosen.value, value.unit, source, value.title, kind)
        return replace(
            together,
            value=chosen.value,
            bound_by=ids[0] if len(ids) == 1 else None,
            may_be_bound_by=() if len(ids) == 1 else ids,
            source=source,
            steps=(*together.steps, step) if len(there) > 1 else together.steps,
        )

    def waiting(self, *values: Any) -> frozenset[str]:
        """The facts, figures and lists that the values wait for."""
        return self.index.behind(names_in(values))

    def chain(self, computed: Computed) -> tuple[Step, ...]:
        """The steps of all that a value uses, each once and before what uses it, then its own."""
        seen: dict[str, Computed] = {}
        self._gather(computed, seen)
        return (*(step for found in seen.values() for step in found.steps), *computed.steps)

    def _gather(self, computed: Computed, seen: dict[str, Computed]) -> None:
        for name in computed.uses:
            if name not in seen:
                used = self.named(name)
                self._gather(used, seen)
                seen[name] = used


def _is_figure(value: Any) -> bool:
    return isinstance(value, Decimal | Unknown | YearsMonths | DaysTime) or hasattr(value, "isoformat")


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) if not isinstance(one, Decimal) else isinstance(other, Decimal) and one == other


def _sources(sources: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage for each in sources for passage in each))

"""The names of a plan on one day: parameters, lists, tables and values, each computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from engine.determination import Demand, Step
from engine.diagnostics import Diagnostic
from engine.errors import MisuseError
from engine.evaluator import notes
from engine.evaluator.computed import ENDED, Computed, united
from engine.evaluator.counting import Tally, count_of, tally_of
from engine.evaluator.dating import Day, Members, members_on, step_on, value_on
from engine.evaluator.domains import Scope, fact_value, nested
from engine.evaluator.extremes import Extreme, extreme
from engine.evaluator.index import Behind, Index, index_of, only_for_membership
from engine.evaluator.keeping import WITHHELD, Kept, signs_of
from engine.evaluator.reach import names_behind
from engine.evaluator.register_rows import records_on
from engine.evaluator.repeated import by_cases, extreme_by_cases, repeated, value_by_cases
from engine.evaluator.rules_of_day import RulesOfDay, rules_of
from engine.evaluator.values import table_of, value_of
from engine.facts import Facts
from engine.feel import Expression, evaluate
from engine.feel.values.unknown import Between, OneOf, Unknown, names_in
from engine.plan import Bounds, ByReading, FactSpec, Formula, Gone, Named, Plan, Register
from engine.records import dataclass

MOST_KEPT = 5_000
MOST_WAYS = 1_000


@dataclass(frozen=True, slots=True)
class _Held:
    """What a table or value came to, and what is not evidenced, or within bounds only, of all that it rests on."""

    computed: Computed
    not_evidenced: Mapping[str, Diagnostic]
    bounded: Mapping[str, Diagnostic]
    open_lists: frozenset[str]


_KEPT: Kept[_Held] = Kept(MOST_KEPT)
_ABOUT: Kept[object] = Kept(MOST_WAYS)


class Computing:
    """One plan, one day, one set of facts and readings. Every name is computed once."""

    def __init__(  # noqa: PLR0913 - what an answer is made from, the last by name only
        self,
        plan: Plan,
        facts: Facts,
        day: Day,
        readings: Mapping[str, str],
        demand: Demand = Demand.AS_GIVEN,
        *,
        before: Computing | None = None,
        withheld: frozenset[str] = frozenset(),
    ) -> None:
        """`before`: the same before the facts `withheld` were (see `withholding`), if no others changed."""
        self.plan, self.facts, self.day, self.readings, self.demand = plan, facts, day, readings, demand
        self.index = index_of(plan)
        self.withheld, self._before = withheld, before
        self.not_evidenced: dict[str, Diagnostic] = {}
        self.bounded: dict[str, Diagnostic] = {}
        self._known: dict[str, Computed] = {}
        self._open_lists: set[str] = set()

    @cached_property
    def about(self) -> Hashable:
        """The plan and how it is asked, without the day and the facts, as one sign of it."""
        return _ABOUT.get((self.index, tuple(sorted(self.readings.items())), self.demand), object)

    @cached_property
    def rules(self) -> RulesOfDay:
        """What the rules say on the day."""
        return rules_of(self.index, self.day)

    def key(self, name: str, behind: Behind) -> Hashable:
        """All that the answer about a criterion, table or value is made from: it is the same whenever this is."""
        given = self.facts.given
        counts = behind.counted and not all(one in given for one in behind.counted)
        rules = self.day if counts else self.rules.sign(behind)
        return (self.about, rules, name, *map(self.signs.get, behind.facts))

    @cached_property
    def signs(self) -> Mapping[str, Hashable]:
        """The sign of every fact that was given, or is withheld."""
        known = signs_of(self.facts) if self._before is None else self._before.signs
        return {**known, **dict.fromkeys(self.withheld, WITHHELD)} if self.withheld else known

    @property
    def fact_values(self) -> Mapping[str, Any]:
        """Every fact as a value of FEEL, those counted that are counted from a register."""
        return self._read[0]

    @property
    def scope(self) -> Scope:
        """What expressions read: the facts, and what has been computed."""
        return self._read[1]

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """What registers say of the facts that are counted, whether they were given or not."""
        found = {spec.name: self._tally(spec) for spec in self.index.counted}
        return {name: tally for name, tally in found.items() if tally is not None}

    def _tally(self, spec: FactSpec) -> Tally | None:
        read = {name: self._told(self.plan.facts[name]) for name in self.index.counting(spec)}
        return tally_of(spec, self.plan, self.day, nested(read), self.index)

    def _told(self, spec: FactSpec) -> Any:
        """A fact as it was told: one that was not may be anything."""
        return _withheld(spec) if spec.name in self.withheld else fact_value(spec, self.facts)

    @cached_property
    def _read(self) -> tuple[Mapping[str, Any], Scope]:
        """The facts read, which is done when the first expression is evaluated."""
        values = self.index.values(self.facts) if self._before is None else self._before.fact_values
        if self.withheld:
            values = self._values_withheld(values)
        for spec in self.index.counted:
            if spec.name not in self.facts.given and spec.name not in self.withheld:
                tally = self._tally(spec)
                if tally is not None:
                    values = {**values, spec.name: count_of(spec, tally)}
        scope = nested(values)
        scope.update((name, found.value) for name, found in self._known.items())
        return values, scope

    def _values_withheld(self, values: Mapping[str, Any]) -> dict[str, Any]:
        facts, specs = self.facts, self.plan.facts
        counted = [spec.name for spec in self.index.counted if spec.name not in facts.given]
        return {
            **values,
            **{name: fact_value(specs[name], facts) for name in counted},
            **{name: _withheld(specs[name]) for name in self.withheld if name in specs},
        }

    def at_side(self, reading: str, side: str) -> Computing:
        """The same at another side of a reading. What does not take a side of it is not computed again."""
        other = Computing(self.plan, self.facts, self.day, {**self.readings, reading: side}, self.demand)
        return other._taking_over(self, lambda found: reading not in found.readings)

    def withholding(self, names: frozenset[str]) -> Computing:
        """The same as if some of the facts given (`exemption.…` among them) were not known.

        One that is withheld may be anything: it is neither taken for left out nor counted from a register.
        """
        facts, hidden = self.facts.without(names), self.withheld | names
        other = Computing(self.plan, facts, self.day, self.readings, self.demand, before=self, withheld=hidden)
        return other._taking_over(self, lambda found: names.isdisjoint(found.facts))

    def supposing(self, facts: Facts, names: frozenset[str]) -> Computing:
        """The same with other facts, which differ in those that are named only."""
        hidden = self.withheld - names
        other = Computing(self.plan, facts, self.day, self.readings, self.demand, withheld=hidden)
        return other._taking_over(self, lambda found: names.isdisjoint(found.facts))

    def _taking_over(self, before: Computing, same: Callable[[Computed], bool]) -> Computing:
        """With all that was computed before and is the same here, as the day is."""
        self.rules = before.rules
        self.not_evidenced |= before.not_evidenced
        self.bounded |= before.bounded
        self._open_lists |= before._open_lists
        self._known |= {name: found for name, found in before._known.items() if same(found)}
        return self

    def named(self, name: str) -> Computed:
        """What the plan defines under `name`, on this day."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._compute(name)
            self.scope[name] = known.value
        return known

    def _compute(self, name: str) -> Computed:
        plan = self.plan
        if name in plan.values or name in plan.tables:
            return self._kept(name)
        return self._parameter(name) if name in plan.parameters else self._list(name)

    def _kept(self, name: str) -> Computed:
        """A table or value, worked out once for the facts that it rests on."""
        behind = names_behind(name, self.plan)
        held = _KEPT.get(self.key(name, behind), lambda: self._held(name, behind.others))
        self.not_evidenced |= held.not_evidenced
        self.bounded |= held.bounded
        self._open_lists |= held.open_lists
        return held.computed

    def _held(self, name: str, others: Sequence[str]) -> _Held:
        plan = self.plan
        computed = value_of(plan.values[name], self) if name in plan.values else table_of(plan.tables[name], self)
        return _Held(
            computed,
            {other: self.not_evidenced[other] for other in others if other in self.not_evidenced},
            {other: self.bounded[other] for other in others if other in self.bounded},
            frozenset(self._open_lists.intersection(others)),
        )

    # --- dated figures and lists -------------------------------------------------------------------------------------

    def _parameter(self, name: str) -> Computed:
        parameter = self.plan.parameters[name]
        value = value_on(parameter.steps, self.day)
        if value is Gone.ENDED:
            return ENDED
        if value is Gone.UNKNOWN:
            return self.unevidenced(name, notes.parameter_not_evidenced(name, parameter.title, self.day.as_of))
        step = step_on(parameter.steps, self.day)
        source = step.source if step else ()
        if isinstance(value, Bounds):
            self.bounded[name] = notes.parameter_in_bounds(name, parameter.title, value, parameter.unit)
            return Computed(Unknown(frozenset((name,)), Between(value.at_least, value.at_most)), source=source)
        return Computed(value, source=source)

    def _list(self, name: str) -> Computed:
        named = self.plan.lists[name]
        register = self.plan.registers[named.register] if named.register else None
        if register is not None and register.columns:
            return self._table(name, named, register)
        members = members_on(named, register, self.day)
        if members is Gone.ENDED:
            return ENDED
        note = notes.list_not_evidenced(name, named.title, self.day.as_of, of_register=register is not None)
        if not isinstance(members, Members):
            return self.unevidenced(name, note)
        if not members.open and not members.others:
            return Computed(list(members.sure), source=named.source)
        self._open_lists.add(name)
        self.not_evidenced[name] = note
        waiting = [Unknown(frozenset((name,)), OneOf((item, None))) for item in members.open]
        if members.others:
            waiting.append(Unknown(frozenset((name,))))
        return Computed([*members.sure, *waiting], source=named.source)

    def _table(self, name: str, named: Named, register: Register) -> Computed:
        """A register with columns: its records of the day."""
        records = records_on(register, self.day, name)
        if names_in((records,)):
            self.not_evidenced[name] = notes.list_not_evidenced(name, named.title, self.day.as_of, of_register=True)
        return Computed(records, source=named.source)

    def is_open_list(self, name: str) -> bool:
        """Whether a list is unknown where more is asked of it than who is on it."""
        return name in self._open_lists

    def unevidenced(self, name: str, note: Diagnostic) -> Computed:
        self.not_evidenced[name] = note
        return Computed(Unknown(frozenset((name,))))

    # --- expressions -------------------------------------------------------------------------------------------------

    def expression(self, expression: Expression) -> Computed:
        """What an expression comes to; `ENDED` when it reads what is gone."""
        read = self.read((expression,))
        if read.ended:
            return read
        result = evaluate(expression, self.scope_for((expression,)))
        return Computed(result.value, read.facts, read.readings, read.uses, diagnostics=result.diagnostics)

    def read(self, expressions: Sequence[Expression]) -> Computed:
        """All that the expressions read, computed: their facts, what they use, and whether any of it is gone."""
        names = self.index.reads_all(expressions)
        defined = {name: self.named(name) for name in names if name in self.index.defined}
        facts = frozenset(name for name in names if name not in defined)
        facts |= self.index.counting_all(facts - self.facts.given.keys())
        if not defined:
            return Computed(None, facts)
        return Computed(
            None,
            facts.union(*(found.facts for found in defined.values())),
            united(found.readings for found in defined.values()),
            tuple(name for name in defined if name in self.plan.values or name in self.plan.tables),
            ended=any(found.ended for found in defined.values()),
        )

    def scope_for(self, expressions: Sequence[Expression]) -> Scope:
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
        definition, readings = self.taken(requires)
        if not isinstance(definition, Formula):
            raise MisuseError(f"a criterion is no {type(definition).__name__}")
        expression = definition.expression
        found = self.expression(expression)
        if type(found.value) is Unknown and repeated((expression,), self.index):
            found = replace(found, value=by_cases(expression, found.value, *self._read_by((expression,))))
        return replace(found, readings=found.readings | readings) if readings else found

    def formula(self, expression: Expression) -> Computed:
        """What a formula comes to."""
        found = self.expression(expression)
        if type(found.value) is Unknown and repeated((expression,), self.index):
            found = replace(found, value=value_by_cases(expression, found.value, *self._read_by((expression,))))
        return found

    def extreme(self, expressions: tuple[Expression, ...], values: Sequence[Any], *, greatest: bool) -> Extreme:
        """The least or greatest of bounds, which come to these values."""
        found = extreme(values, greatest=greatest)
        if type(found.value) is Unknown and repeated(expressions, self.index):
            return extreme_by_cases(expressions, found, *self._read_by(expressions), greatest=greatest)
        return found

    def _read_by(self, expressions: tuple[Expression, ...]) -> tuple[Index, Scope, dict[str, Any]]:
        """What the cases of facts are gone through with: the index, the scope, and the facts that are read."""
        values = self.fact_values
        read = {name: values[name] for name in self.index.reads_all(expressions) if name in values}
        return self.index, self.scope_for(expressions), read

    def taken(self, definition: Any) -> tuple[Any, frozenset[str]]:
        """The definition at the chosen sides, and the readings it took a side of."""
        readings: frozenset[str] = frozenset()
        while isinstance(definition, ByReading):
            readings |= {definition.reading}
            definition = definition.sides[self.readings[definition.reading]]
        return definition, readings

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


def _withheld(spec: FactSpec) -> Any:
    if spec.null_when_absent or any(field.null_when_absent for field in spec.fields.values()):
        return Unknown(frozenset((spec.name,)))
    return fact_value(spec, Facts())

"""The days on which anything dated in a plan changes, and what changes on them. Between two of them nothing can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from engine.diagnostics import Text
from engine.evaluator.index import index_of
from engine.evaluator.keeping import Kept
from engine.plan import (
    BestOf,
    ByReading,
    Definition,
    Formula,
    Gone,
    Named,
    Period,
    Plan,
    PrintedList,
    RegisterRow,
    Series,
    Step,
    TableRef,
)

Sources = tuple[str, ...]
_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What it is that changes."""

    COVERS = "covers"
    """the period for which the criteria are complete"""
    CRITERION = "criterion"
    PARAMETER = "parameter"
    VALUE = "value"
    TABLE = "table"
    LIST = "list"


class How(StrEnum):
    """What happens to it on the day."""

    BEGINS = "begins"
    CHANGES = "changes"
    ENDS = "ends"
    NOT_EVIDENCED = "not_evidenced"
    """from this day on no source says anything"""
    PUBLISHED = "published"
    """in force before, known from this day on"""
    JOINS = "joins"
    MAY_HAVE_JOINED = "may_have_joined"
    LEAVES = "leaves"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Event:
    """One change: on which day, of what, and the passage that says it. `items`: those of a list whom it is about."""

    on: date
    kind: Kind
    name: str
    title: Text
    how: How
    source: Sources
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What counts as known: all (neither given), what was published `on` a day, or on `each` day what was by then."""

    on: date | None = None
    each: bool = False


MOST_KEPT = 128
_KEPT: Kept[tuple[Event, ...]] = Kept(MOST_KEPT)


def events(plan: Plan, *, known_on: date | None = None, as_known: bool = False) -> tuple[Event, ...]:
    """Everything that changes, by day. `known_on`: of what was published by then. `as_known`: of each day what was
    published by it; then also when what was in force already was published."""
    return _KEPT.get((index_of(plan), known_on, as_known), lambda: _events(plan, Known(known_on, as_known)))


def _events(plan: Plan, known: Known) -> tuple[Event, ...]:
    found = [*_covers(plan), *_criteria(plan), *_series(plan, known), *_lists(plan, known)]
    if known.each:
        found += _publications(plan)
    return tuple(sorted(found, key=lambda event: event.on))


def _covers(plan: Plan) -> Iterator[Event]:
    for how, day in _ends(plan.covers):
        yield Event(day, Kind.COVERS, plan.id, plan.title, how, plan.covers_source)


def _criteria(plan: Plan) -> Iterator[Event]:
    """Criteria with days of their own; all others come and go with the periods that are covered."""
    for criterion in plan.criteria:
        for how, day in _ends(criterion.in_force):
            yield Event(day, Kind.CRITERION, criterion.id, criterion.title, how, criterion.source)


def _publications(plan: Plan) -> Iterator[Event]:
    """The days on which covered periods, criteria and tables became known."""
    for period in plan.covers:
        if period.published is not None:
            yield Event(period.published, Kind.COVERS, plan.id, plan.title, How.PUBLISHED, plan.covers_source)
    for criterion in plan.criteria:
        if criterion.published is not None:
            day, source = criterion.published, criterion.source
            yield Event(day, Kind.CRITERION, criterion.id, criterion.title, How.PUBLISHED, source)
    for table in plan.tables.values():
        if table.published is not None:
            yield Event(table.published, Kind.TABLE, table.name, table.title, How.PUBLISHED, table.source)


def _ends(periods: tuple[Period, ...]) -> Iterator[tuple[How, date]]:
    for period in periods:
        if period.start is not None:
            yield How.BEGINS, period.start
        if period.end is not None and period.end < date.max:
            yield How.ENDS, period.end + _DAY


def _series(plan: Plan, known: Known) -> Iterator[Event]:
    for parameter in plan.parameters.values():
        for day, how, source in _steps(parameter.steps, plan, known):
            yield Event(day, Kind.PARAMETER, parameter.name, parameter.title, how, source)
    for value in plan.values.values():
        for day, how, source in _steps(value.steps, plan, known):
            yield Event(day, Kind.VALUE, value.name, value.title, how, source)


def _lists(plan: Plan, known: Known) -> Iterator[Event]:
    for named in plan.lists.values():
        register = plan.registers[named.register] if named.register else None
        if register is None:
            for day, how, source in _steps(named.steps, plan, known):
                yield Event(day, Kind.LIST, named.name, named.title, how, source or named.source)
        elif register.printed:
            yield from _printed(named, register.printed)
        else:
            for row in register.rows:
                yield from _row(named, row)


def _steps(series: Series, plan: Plan, known: Known) -> Iterator[tuple[date, How, Sources]]:
    """What each step does, with its passage; where it says that nothing is evidenced, that of the step before."""
    steps = [step for step in series if known.on is None or _published(step) <= known.on]
    starts = {step.start for step in steps if not known.each or _published(step) <= step.start}
    before: Step | None = None
    for step in steps:
        source = _sources(step, plan) or (_sources(before, plan) if before is not None else ())
        if step.start > date.min and step.start in starts:
            yield step.start, _how(step, before), source
        if known.each and _published(step) > step.start:
            yield _published(step), How.PUBLISHED, source
        if step.until is not None and step.until < date.max and step.until + _DAY not in starts:
            yield step.until + _DAY, How.NOT_EVIDENCED, source
        before = step


def _published(step: Step) -> date:
    """The day from which a step is known; that nothing is evidenced always is."""
    return date.min if step.value is Gone.UNKNOWN else step.published or step.start


def _how(step: Step, before: Step | None) -> How:
    if isinstance(step.value, Gone):
        return How.ENDS if step.value is Gone.ENDED else How.NOT_EVIDENCED
    return How.BEGINS if before is None or isinstance(before.value, Gone) else How.CHANGES


def _sources(step: Step, plan: Plan) -> Sources:
    """The passages of a step: its own, or those of the definition that it holds."""
    held = isinstance(step.value, Formula | BestOf | ByReading | TableRef)
    return step.source or (tuple(dict.fromkeys(_of_definition(step.value, plan))) if held else ())


def _of_definition(definition: Definition, plan: Plan) -> Sources:
    if isinstance(definition, Formula):
        return definition.source
    if isinstance(definition, BestOf):
        return tuple(source for bound in definition.bounds for source in bound.source)
    if isinstance(definition, ByReading):
        return tuple(source for side in definition.sides.values() for source in _of_definition(side, plan))
    return plan.tables[definition.table].source


def _row(named: Named, row: RegisterRow) -> Iterator[Event]:
    def event(day: date, how: How) -> Event:
        return Event(day, Kind.LIST, named.name, named.title, how, row.source, (row.item,))

    if row.earliest < row.latest:
        yield event(row.earliest, How.MAY_HAVE_JOINED)
    yield event(row.latest, How.JOINS)
    if row.until is not None and row.until < date.max:
        yield event(row.until + _DAY, How.LEAVES)


def _printed(named: Named, lists: tuple[PrintedList, ...]) -> Iterator[Event]:
    """A printing may change anybody's standing, and so may the day after the last on which it is evidenced."""
    for one in lists:
        yield Event(one.on, Kind.LIST, named.name, named.title, How.PRINTED, one.source)
        if one.until < date.max:
            yield Event(one.until + _DAY, Kind.LIST, named.name, named.title, How.NOT_EVIDENCED, one.source)

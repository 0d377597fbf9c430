"""From which day on each clause was known, where its author does not say: the day of the first document it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from engine.compiler.shared import Source
from engine.plan import (
    BestOf,
    ByReading,
    Criterion,
    Definition,
    Formula,
    Gone,
    Period,
    Plan,
    Series,
    Step,
)


def with_days_of_publication(plan: Plan, sources: Mapping[str, Source]) -> Plan:
    """The plan with a day of publication for all that is dated, for all tables, criteria and covered periods.

    A criterion without periods of its own was known with the covered period, where that says when. A covered period
    that does not say was known to be complete once all of its criteria were.
    """
    told = _Told(sources)
    said = bool(plan.covers) and all(period.published is not None for period in plan.covers)
    criteria = tuple(told.criterion(one, with_period=said) for one in plan.criteria)
    return replace(
        plan,
        covers=tuple(told.period(one, plan.covers_source, plan.criteria) for one in plan.covers),
        parameters={name: replace(one, steps=told.series(one.steps)) for name, one in plan.parameters.items()},
        lists={name: replace(one, steps=told.series(one.steps, one.source)) for name, one in plan.lists.items()},
        tables={
            name: replace(one, published=one.published or told.day(one.source)) for name, one in plan.tables.items()
        },
        values={name: replace(one, steps=told.series(one.steps)) for name, one in plan.values.items()},
        criteria=criteria,
    )


def first_day(references: Iterable[str], sources: Mapping[str, Source]) -> date | None:
    """The day of the first of the documents that are named; None where none is."""
    return _Told(sources).day(references)


class _Told:
    """The days of the documents."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def day(self, references: Iterable[str]) -> date | None:
        """The day of the first of the documents; None where none is named."""
        ids = {reference.partition("#")[0] for reference in references}
        return min((self.sources[name].date for name in ids if name in self.sources), default=None)

    def series(self, steps: Series, held: tuple[str, ...] = ()) -> Series:
        return tuple(self.step(step, held) for step in steps)

    def step(self, step: Step, held: tuple[str, ...]) -> Step:
        if step.published is not None or isinstance(step.value, Gone):
            return step
        return replace(step, published=self.day((*step.source, *_named_by(step.value))) or self.day(held))

    def criterion(self, criterion: Criterion, *, with_period: bool) -> Criterion:
        if criterion.published is not None or (with_period and not criterion.in_force):
            return criterion
        return replace(criterion, published=self.day(criterion.source))

    def period(self, period: Period, source: tuple[str, ...], criteria: Iterable[Criterion]) -> Period:
        if period.published is not None:
            return period
        own = (one for one in criteria if one.published is None and _meets(one, period))
        days = [self.day(source), *(self.day(one.source) for one in own)]
        return replace(period, published=max((day for day in days if day is not None), default=None))


def _meets(criterion: Criterion, period: Period) -> bool:
    """Whether the criterion is in force on a day of the period."""
    return not criterion.in_force or any(
        (one.start or date.min) <= (period.end or date.max) and (period.start or date.min) <= (one.end or date.max)
        for one in criterion.in_force
    )


def _named_by(value: Definition | object) -> Iterator[str]:
    """The passages of a definition; those of a table are its own."""
    if isinstance(value, Formula):
        yield from value.source
    elif isinstance(value, BestOf):
        yield from (source for bound in value.bounds for source in bound.source)
    elif isinstance(value, ByReading):
        yield from (source for side in value.sides.values() for source in _named_by(side))

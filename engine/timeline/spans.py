"""The answer over time: the same facts under the rules of one day after another, asked only where it can change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from engine.determination import Amount, Demand, Determination, Outcome
from engine.errors import MisuseError
from engine.evaluator import Outline, outlined
from engine.facts import Facts
from engine.plan import Plan
from engine.timeline.causes import Answered, Change, causes, shown
from engine.timeline.events import Event, events


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, both inside, on which outcome and amounts are the same.

    `because`: the changes on the day after the last one by which they are others then; empty where the span ends with
    the days that were asked about.
    """

    start: date
    end: date
    outcome: Outcome
    amounts: Mapping[str, Amount]
    because: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """How long an answer holds: its last day (None: nothing that is dated ends it), and what ends it."""

    until: date | None
    because: tuple[Change, ...] = ()


def timeline(  # noqa: PLR0913 - what is asked has these parts, the last three by name only
    plan: Plan,
    facts: Facts,
    start: date,
    end: date,
    *,
    known_on: date | None = None,
    readings: Mapping[str, str] | None = None,
    as_known: bool = False,
) -> tuple[Span, ...]:
    """What holds for `facts` on each day from `start` to `end`. Facts do not move: a date among them stays that date.

    `known_on`: what had been published by that day, for all days alike; with `as_known` instead each day is answered by
    what had been published on it. Raises MisuseError where `end` lies before `start`, or both are asked for.
    """
    if end < start or (as_known and known_on is not None):
        raise MisuseError("a timeline needs days in order, and one way to say what was known")
    course = _Course(plan, facts, known_on, readings or {}, as_known)
    spans, first, latest = [], start, course.on(start)
    for day, after, because in course.changes(latest, end):
        spans.append(Span(first, day - timedelta(days=1), latest.outcome, latest.amounts, because))
        first, latest = day, after
    return (*spans, Span(first, end, latest.outcome, latest.amounts, ()))


def holds_until(plan: Plan, facts: Facts, determination: Determination, demand: Demand = Demand.AS_GIVEN) -> Holding:
    """How long the outcome and the amounts of a determination of these facts hold as the rules go on.

    `demand`: how well facts had to be shown for it. A few determinations; for all that is dated in the plan if nothing
    changes them. To be called on request.
    """
    course = _Course(plan, facts, determination.known_on, determination.readings, demand=demand)
    for day, _, because in course.changes(determination, date.max):
        return Holding(day - timedelta(days=1), because)
    return Holding(None)


def dated_days(plan: Plan) -> tuple[date, date] | None:
    """The first and the last day on which a figure, a clause or a covered period changes; None where none does."""
    days = [event.on for event in events(plan) if not event.items]
    return (min(days), max(days)) if days else None


@dataclass(frozen=True, slots=True)
class _Course:
    """One question, to be asked for many days."""

    plan: Plan
    facts: Facts
    known_on: date | None
    readings: Mapping[str, str]
    as_known: bool = False
    demand: Demand = Demand.AS_GIVEN

    def on(self, day: date) -> Outline:
        known_on = day if self.as_known else self.known_on
        return outlined(self.plan, self.facts, day, known_on=known_on, readings=self.readings, demand=self.demand)

    def changes(self, latest: Answered, end: date) -> Iterator[tuple[date, Outline, tuple[Change, ...]]]:
        """Each day until `end` on which the answer is another one than on the day before, with that and the reasons."""
        for day, on in self._after(latest.as_of, end):
            after = self.on(day)
            if latest.outcome is not after.outcome or shown(latest.amounts) != shown(after.amounts):
                yield day, after, causes(self.plan, self.facts, latest, after, on)
            latest = after

    def _after(self, start: date, end: date) -> Iterator[tuple[date, tuple[Event, ...]]]:
        dated = (
            event
            for event in events(self.plan, known_on=self.known_on, as_known=self.as_known)
            if start < event.on <= end
        )
        for day, on in groupby(dated, key=lambda event: event.on):
            yield day, tuple(on)

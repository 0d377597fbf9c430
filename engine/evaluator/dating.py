"""What holds on a day: the step of a dated series, the members of a dated list or register.

Two dates: the day on which the rules must be in force, and (if given) the day by which they must have been published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from engine.plan import Criterion, Gone, Named, Plan, PrintedList, Register, Series, Step
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is asked about, and what was published by when (None: all that is published today)."""

    as_of: date
    known_on: date | None = None

    def knows(self, published: date) -> bool:
        return self.known_on is None or published <= self.known_on


@dataclass(frozen=True, slots=True)
class Members:
    """Who is on a list on a day: those who surely are, and those of whom it is not evidenced."""

    sure: tuple[Any, ...]
    open: tuple[Any, ...] = ()
    others: bool = False
    """Whether more may be on it than all that are named."""


def step_on(series: Series, day: Day) -> Step | None:
    """The step that holds on the day: the last of those known by then; None before the first and where its own end
    has passed.

    That nothing is evidenced from a day on is published by nobody, so it is always known.
    """
    found = None
    for step in series:
        if step.start <= day.as_of and (step.value is Gone.UNKNOWN or day.knows(step.published or step.start)):
            found = step
    ended = found is not None and found.until is not None and found.until < day.as_of
    return None if ended else found


def value_on(series: Series, day: Day) -> Any:
    """The value that holds on the day; `Gone.UNKNOWN` where no step does."""
    step = step_on(series, day)
    return Gone.UNKNOWN if step is None else step.value


def is_covered(plan: Plan, day: Day) -> bool:
    """Whether the criteria are complete for the day, and were known to be by then."""
    return any(day.as_of in period and day.knows(period.published or date.min) for period in plan.covers)


def is_in_force(criterion: Criterion, plan: Plan, day: Day) -> bool:
    """Whether the criterion holds on the day, of those known by then."""
    return any(
        day.as_of in period and day.knows(criterion.published or period.published or date.min)
        for period in criterion.in_force or plan.covers
    )


def members_on(named: Named, register: Register | None, day: Day) -> Members | Gone:
    """Who is on a named list. `Gone.UNKNOWN`: nothing is evidenced for the day."""
    if register is None:
        value = value_on(named.steps, day)
        return value if isinstance(value, Gone) else Members(tuple(value))
    return _printed(register.printed, day) if register.printed else _rows(register, day)


def _rows(register: Register, day: Day) -> Members:
    """Each row holds from its first day on. A first day known by bounds leaves the days between them open."""
    sure: list[str] = []
    open_: list[str] = []
    for row in register.rows:
        ended = row.until is not None and row.until < day.as_of
        if ended or day.as_of < row.earliest or not day.knows(row.earliest):
            continue
        known = day.as_of >= row.latest and day.knows(row.latest)
        (sure if known else open_).append(row.item)
    others = register.complete_until is not None and register.complete_until < day.as_of
    return Members(tuple(dict.fromkeys(sure)), tuple(item for item in dict.fromkeys(open_) if item not in sure), others)


def _printed(lists: Iterable[PrintedList], day: Day) -> Members | Gone:
    """A list holds while it is evidenced. Between two: on both, on neither, or open. Outside them all: unknown."""
    known = sorted((one for one in lists if day.knows(one.on)), key=lambda one: one.on)
    before = [one for one in known if one.on <= day.as_of]
    after = [one for one in known if one.on > day.as_of]
    if before and day.as_of <= before[-1].until:
        return Members(before[-1].items)
    if not before or not after:
        return Gone.UNKNOWN
    last, following = before[-1].items, after[0].items
    return Members(
        tuple(item for item in last if item in following),
        tuple(item for item in (*last, *following) if (item in last) is not (item in following)),
    )

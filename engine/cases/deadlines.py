"""What is due by whom and when, and whether it was done: every deadline for every event that it runs from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from engine.cases import faults
from engine.cases.computing import Computed, Computing, day_of
from engine.cases.definition import Deadline
from engine.cases.history import Happened
from engine.cases.standing import DeadlineStanding, DeadlineState
from engine.diagnostics import Diagnostic
from engine.feel.values.text import text_of
from engine.records import dataclass

MOST_DUE = 1_000
"""Things that one deadline may ask for after one event: a year each for longer than anything lasts."""
S = DeadlineState


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that is due: after this event, for this `each`."""

    deadline: Deadline
    happened: Happened
    each: Any
    told: DeadlineStanding


def deadline_standings(computing: Computing, found: list[Diagnostic]) -> Iterator[DeadlineStanding]:
    """Every deadline as it stands, in the order of the definition; faults of formulas go into `found`."""
    for deadline in computing.definition.deadlines:
        told = _told(deadline, computing)
        if not computing.is_in_force(deadline.clause):
            yield replace(told, state=S.NOT_IN_FORCE)
            continue
        happened = computing.history.happened[deadline.event]
        if computing.unrecorded[deadline.event]:
            yield replace(told, state=S.UNDETERMINED, missing=(f"{deadline.event}.on",))
        elif not happened:
            yield told
        for one in happened:
            for asked in _asked(deadline, one, replace(told, event=one.id), computing, found):
                yield asked if isinstance(asked, DeadlineStanding) else _Standing(asked, computing, found).standing()


def _told(deadline: Deadline, computing: Computing) -> DeadlineStanding:
    clause = deadline.clause
    return DeadlineStanding(
        clause.id,
        clause.title,
        clause.statement,
        deadline.by,
        computing.definition.parties[deadline.by],
        S.NOT_STARTED,
        clause.source,
        provisional=clause.provisional,
        derived=clause.derived,
    )


def _asked(
    deadline: Deadline, happened: Happened, told: DeadlineStanding, computing: Computing, found: list[Diagnostic]
) -> Iterator[_Asked | DeadlineStanding]:
    if not deadline.for_each:
        yield _Asked(deadline, happened, happened.context, told)
        return
    side = computing.side(deadline.each_reading) if deadline.each_reading else ""
    if side:
        told = replace(told, reading=f"{deadline.each_reading}={side}")
    members = computing.value(deadline.for_each[side], happened.context)
    found += members.faults
    if not isinstance(members.value, list):
        yield replace(told, state=S.UNDETERMINED, missing=members.missing)
        return
    if len(members.value) > MOST_DUE:
        found.append(faults.too_many_due(deadline.clause.id, MOST_DUE))
    for member in members.value[:MOST_DUE]:
        yield _Asked(deadline, happened, member, told)


class _Standing:
    """How one thing that is due stands."""

    def __init__(self, asked: _Asked, computing: Computing, found: list[Diagnostic]) -> None:
        self.asked = asked
        self.computing = computing
        self.found = found
        self.as_of = computing.day.as_of

    def standing(self) -> DeadlineStanding:
        deadline, told = self.asked.deadline, self.asked.told
        if deadline.label is not None:
            label = self._value(deadline.label)
            told = replace(told, label=None if label.open else text_of(label.value))
        if deadline.applies_when is not None:
            applies = self._value(deadline.applies_when)
            if applies.value is not True:
                state = S.NOT_APPLICABLE if applies.value is False else S.UNDETERMINED
                return replace(told, state=state, missing=applies.missing)
        starts = self._starts()
        due, told = self._due(told)
        done = self._done()
        told = replace(told, starts=_day(starts.value), due=_day(due.value) if due else None)
        if done.open or (due is not None and (due.open or told.due is None)):
            missing = {*done.missing, *(due.missing if due else ())}
            return replace(told, state=S.UNDETERMINED, done_on=_day(done.value), missing=tuple(sorted(missing)))
        return self._settled(told, starts, done.value)

    def _settled(self, told: DeadlineStanding, starts: Computed, done: date | None) -> DeadlineStanding:
        """Where it is known whether it was done, and by when it is due (if the source says so)."""
        due = told.due
        if done is not None:
            late = due is not None and done > due
            days = (done - due).days if due is not None and late else None
            return replace(told, state=S.DONE_LATE if late else S.DONE, done_on=done, days=days)
        if due is not None and self.as_of > due:
            return replace(told, state=S.LATE, days=(self.as_of - due).days)
        if starts.open:
            return replace(told, state=S.UNDETERMINED, missing=starts.missing)
        if told.starts is None or told.starts > self.as_of:
            return told
        if due is None and self._is_over():
            return replace(told, state=S.OUTSTANDING)
        return replace(told, state=S.OPEN, days=None if due is None else (due - self.as_of).days)

    def _is_over(self) -> bool:
        if self.asked.deadline.ends is None:
            return False
        end = _day(self._value(self.asked.deadline.ends).value)
        return end is not None and end < self.as_of

    def _starts(self) -> Computed:
        if self.asked.deadline.starts is not None:
            return self._value(self.asked.deadline.starts)
        day = day_of(self.asked.happened)
        return Computed(day) if isinstance(day, date) else Computed(day, tuple(sorted(day.names)))

    def _due(self, told: DeadlineStanding) -> tuple[Computed | None, DeadlineStanding]:
        deadline = self.asked.deadline
        if not deadline.due:
            return None, told
        if deadline.reading is None:
            return self._value(deadline.due[""]), told
        days = {side: self._value(formula) for side, formula in deadline.due.items()}
        chosen = self.computing.side(deadline.reading)
        sides = {side: _day(day.value) for side, day in days.items()}
        return days[chosen], replace(told, reading=f"{deadline.reading}={chosen}", sides=sides)

    def _done(self) -> Computed:
        """The first day by which it was done, None while it was not."""
        done = self._value(self.asked.deadline.done)
        if isinstance(done.value, list) and not done.open:
            days = [day for day in map(_day, done.value) if day is not None]
            return Computed(min(days, default=None))
        return Computed(_day(done.value), done.missing, done.faults)

    def _value(self, expression: Any) -> Computed:
        figures_on = self.asked.happened.on if self.asked.deadline.figures_of_event else None
        found = self.computing.value(expression, self.asked.each, figures_on)
        self.found += found.faults
        return found


def _day(value: Any) -> date | None:
    return value if type(value) is date else None

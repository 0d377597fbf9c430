"""Why an answer is another one from a day on: which of the changes of that day what has changed rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.determination import Amount, Determination, Finding, Outcome, State
from engine.evaluator import Outline
from engine.evaluator.dating import Day, Members, is_covered, members_on, value_on
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, reached
from engine.facts import Facts
from engine.plan import ByReading, Criterion, Definition, Gone, Plan, Strength, Value
from engine.timeline.events import Event, Kind

OUTCOME = "outcome"
_RANK = {Outcome.INELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.ELIGIBLE: 2}
_BLOCKING = {
    Outcome.INELIGIBLE: frozenset((State.NOT_MET,)),
    Outcome.UNDETERMINED: frozenset((State.NOT_MET, State.UNDETERMINED)),
    Outcome.ELIGIBLE: frozenset[State](),
}
"""The states by which a finding keeps the outcome where it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the rules that made the answer another one. `affects`: `outcome`, and the names of amounts."""

    event: Event
    affects: tuple[str, ...]


Answered = Determination | Outline
"""What holds on a day."""


def shown(amounts: Mapping[str, Amount]) -> Mapping[str, Any]:
    """What of the amounts has to be the same for the answer to be the same: how much, whether, and by what."""
    return {name: (amount.figure, amount.applies, amount.bound_by) for name, amount in amounts.items()}


def causes(plan: Plan, facts: Facts, before: Answered, after: Answered, on: Sequence[Event]) -> tuple[Change, ...]:
    """The changes among those `on` the day by which `before` became `after`; all of them where none can be singled out.

    What touches the outcome comes first.
    """
    change = _Day(plan, facts, before, after, tuple(on))
    found: dict[Event, list[str]] = {}
    if before.outcome is not after.outcome:
        for event in change.of_the_outcome() or change.of_all_criteria() or on:
            found.setdefault(event, []).append(OUTCOME)
    was, now = shown(before.amounts), shown(after.amounts)
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            for event in change.of_an_amount(plan.values[name]) or on:
                found.setdefault(event, []).append(name)
    ordered = sorted(found.items(), key=lambda item: OUTCOME not in item[1])
    return tuple(Change(event, tuple(affects)) for event, affects in ordered)


@dataclass(frozen=True, slots=True)
class _Day:
    """One day on which the answer changes."""

    plan: Plan
    facts: Facts
    before: Answered
    after: Answered
    events: tuple[Event, ...]

    def of_the_outcome(self) -> list[Event]:
        """Of the worse of the two outcomes: what put in its way all that stands in it on that side only."""
        worse = min((self.before, self.after), key=lambda one: _RANK[one.outcome])
        better = self.after if worse is self.before else self.before
        elsewhere = {one.criterion: one.state for one in better.findings}
        blocking = [one for one in worse.findings if self._blocks(one, worse.outcome, elsewhere)]
        found = self._of_criteria(one.criterion for one in blocking)
        if Outcome.INELIGIBLE in (worse.outcome, better.outcome) and found:
            return found
        return [*self._of_covers(), *(one for one in found if one.kind is not Kind.COVERS)]

    def of_all_criteria(self) -> list[Event]:
        """Whatever a criterion rests on that can change the outcome."""
        return self._of_criteria(one.id for one in self.plan.criteria if one.strength is not Strength.ADVISORY)

    def of_an_amount(self, value: Value) -> list[Event]:
        """What the value rests on; where that stands still, the end or the beginning of what is covered."""
        names = reached(
            self.plan,
            expressions_of_value(value, self.plan, self._definitions, self._side),
            self._definitions,
            self._side,
        )
        return self._moved((value.name, *names)) or self._of_covers()

    def _blocks(self, finding: Finding, outcome: Outcome, elsewhere: Mapping[str, State]) -> bool:
        advisory = finding.strength == Strength.ADVISORY
        return (
            not advisory and finding.state in _BLOCKING[outcome] and elsewhere.get(finding.criterion) != finding.state
        )

    def _of_criteria(self, ids: Iterable[str]) -> list[Event]:
        wanted = frozenset(ids)
        found: dict[Event, None] = {}
        for criterion in self.plan.criteria:
            if criterion.id in wanted:
                found |= dict.fromkeys(self._of_criterion(criterion))
        return [event for event in self.events if event in found]

    def _of_criterion(self, criterion: Criterion) -> list[Event]:
        """Where a criterion comes or goes, that; else what it rests on."""
        there = [any(one.criterion == criterion.id for one in side.findings) for side in (self.before, self.after)]
        if there[0] is not there[1]:
            found = self._of(Kind.CRITERION, criterion.id) or self._of_covers()
            if found:
                return found
        expressions = expressions_of_criterion(criterion, self._side)
        return self._moved(reached(self.plan, expressions, self._definitions, self._side))

    def _of(self, kind: Kind, name: str) -> list[Event]:
        return [event for event in self.events if event.kind is kind and event.name == name]

    def _of_covers(self) -> list[Event]:
        """Where a covered period follows on another one, nothing changes by that."""
        was, now = (is_covered(self.plan, one) for one in (self._eve, self._day))
        return [] if was is now else self._of(Kind.COVERS, self.plan.id)

    def _moved(self, names: Iterable[str]) -> list[Event]:
        """The changes of what has one of the names, as far as anything is another one by them."""
        wanted = frozenset(names)
        named = (Kind.PARAMETER, Kind.VALUE, Kind.LIST, Kind.TABLE)
        return [one for one in self.events if one.kind in named and one.name in wanted and self._moves(one)]

    def _moves(self, event: Event) -> bool:
        if event.kind is Kind.LIST:
            return self._moves_list(event)
        if event.kind is Kind.TABLE:
            return True
        owner = self.plan.parameters if event.kind is Kind.PARAMETER else self.plan.values
        steps = owner[event.name].steps
        return bool(value_on(steps, self._eve) != value_on(steps, self._day))

    def _moves_list(self, event: Event) -> bool:
        """Whether anybody whom the facts name stands otherwise on the list."""
        named = self.plan.lists[event.name]
        register = self.plan.registers[named.register] if named.register else None
        was, now = (members_on(named, register, day) for day in (self._eve, self._day))
        people = {one for one in _texts(self.facts) if _standing(one, was) != _standing(one, now)}
        return not people.isdisjoint(event.items) if event.items else bool(people)

    @property
    def _eve(self) -> Day:
        """The day before. Where what is known moves with the day, it is another day there, too."""
        return Day(self.after.as_of - timedelta(days=1), self._known(self.before))

    @property
    def _day(self) -> Day:
        return Day(self.after.as_of, self.after.known_on)

    def _known(self, before: Answered) -> date | None:
        moves = before.known_on is not None and before.known_on != self.after.known_on
        return self.after.as_of - timedelta(days=1) if moves else before.known_on

    def _definitions(self, value: Value) -> Iterable[Definition]:
        """Those of the two days; none where the value itself begins or ends: then nothing below it is the reason."""
        was, now = (value_on(value.steps, day) for day in (self._eve, self._day))
        if isinstance(was, Gone) or isinstance(now, Gone):
            return ()
        return (now,) if was is now else (was, now)

    def _side(self, choice: ByReading) -> Iterable[Definition]:
        return (choice.sides[self.after.readings[choice.reading]],)


def _texts(facts: Facts) -> Iterable[Any]:
    """What the facts name, one by one; of records what stands in their fields."""
    for given in facts.given.values():
        for one in given.value if isinstance(given.value, list | tuple) else (given.value,):
            yield from one.values() if isinstance(one, Mapping) else (one,)


def _standing(item: Any, members: Members | Gone) -> str:
    if not isinstance(members, Members):
        return members.value
    return "on" if item in members.sure else "open" if item in members.open else "off"

"""The determination of one rule set: findings, outcome, amounts, what is missing, and on which readings it depends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from engine.determination import Amount, Count, Demand, Determination, Finding, Outcome, ReadingDependence, Side
from engine.diagnostics import Diagnostic
from engine.evaluator import notes
from engine.evaluator.amounts import Valued, amount_of
from engine.evaluator.asking import missing_facts, still_deciding
from engine.evaluator.assessed import PASSING, Assessed, Effect
from engine.evaluator.computing import Computing
from engine.evaluator.conflicts import conflicts_of
from engine.evaluator.correlated import Ended, Waiting, cases_of, ended, shared, that_matter
from engine.evaluator.counts import counts_of, differs_from_given, tells_something
from engine.evaluator.dating import Day
from engine.evaluator.findings import assess, in_plan_order
from engine.evaluator.sides import chosen_sides, differs
from engine.facts import Facts, Grade
from engine.plan import Plan
from engine.records import dataclass


class _Answer:
    """What one choice of readings gives."""

    def __init__(
        self,
        computing: Computing,
        assessed: Mapping[str, Assessed | None],
        values: Mapping[str, Valued],
        conflicting: tuple[str, ...] = (),
    ) -> None:
        """`assessed`: None where the clause of a criterion is gone. `conflicting`: criteria that cannot all be met;
        in a case of facts that are supposed they are not looked for."""
        self.computing, self.assessed, self.values, self.conflicting = computing, assessed, values, conflicting
        self.covered = computing.rules.covered

    @cached_property
    def there(self) -> tuple[Assessed, ...]:
        return tuple([one for one in self.assessed.values() if one is not None])

    @cached_property
    def outcome(self) -> Outcome:
        return Outcome.INELIGIBLE if self.conflicting else outcome_of(self.there, covered=self.covered)

    @cached_property
    def counted(self) -> tuple[Count, ...]:
        return counts_of(self.computing)

    def with_conflicts(self) -> _Answer:
        """The same with the criteria that cannot all be met, where the outcome is open otherwise."""
        found = conflicts_of(self.outcome, self.there, self.computing)
        return _Answer(self.computing, self.assessed, self.values, found) if found else self

    def amounts(self, *, illustrations: bool = False) -> dict[str, Amount]:
        defined = self.computing.plan.values
        return {
            name: valued.amount
            for name, valued in self.values.items()
            if valued.amount is not None and (defined[name].illustration if illustrations else defined[name].amount)
        }

    def side(self) -> Side:
        return Side(self.outcome, self.amounts())


@dataclass(frozen=True, slots=True)
class Outline:
    """Those parts of a determination by which one day is compared with another."""

    outcome: Outcome
    as_of: date
    known_on: date | None
    amounts: Mapping[str, Amount]
    findings: tuple[Finding, ...]
    readings: Mapping[str, str]


def determine(  # noqa: PLR0913 - a request has these parts, the last three by name only
    plan: Plan,
    facts: Facts,
    as_of: date,
    *,
    known_on: date | None = None,
    readings: Mapping[str, str] | None = None,
    demand: Demand = Demand.AS_GIVEN,
) -> Determination:
    """What holds for `facts` under the rules of `plan` on the day `as_of`, as published by `known_on` (None: by now).

    `readings` chooses sides of readings by id; ids of other rule sets are passed over (`reading_faults` checks them).
    `demand`: how well facts must be shown. Raises MisuseError where a reading has no such side.
    """
    chosen = chosen_sides(plan, readings or {})
    answer = _answer(Computing(plan, facts, Day(as_of, known_on), chosen, demand)).with_conflicts()
    used = _facts_used(answer)
    return Determination(
        plan.id,
        plan.version,
        plan.digest,
        plan.title,
        answer.outcome,
        as_of,
        known_on,
        answer.amounts(),
        answer.amounts(illustrations=True),
        tuple(one.finding for one in answer.there),
        _missing(answer),
        tuple(name for name in used if plan.facts[name].judgement and facts.given[name].grade is not Grade.JUDGED),
        tuple(name for name in used if facts.given[name].assumed),
        chosen,
        tuple(_dependences(answer)),
        tuple(dict.fromkeys(_diagnostics(answer))),
        counted=answer.counted,
        conflicting=answer.conflicting,
    )


def outlined(  # noqa: PLR0913 - as `determine`
    plan: Plan,
    facts: Facts,
    as_of: date,
    *,
    known_on: date | None = None,
    readings: Mapping[str, str] | None = None,
    demand: Demand = Demand.AS_GIVEN,
) -> Outline:
    """What `determine` gives for the same as far as days are compared: nothing is asked that only tells more of it."""
    chosen = chosen_sides(plan, readings or {})
    answer = _answer(Computing(plan, facts, Day(as_of, known_on), chosen, demand)).with_conflicts()
    findings = tuple(one.finding for one in answer.there)
    return Outline(answer.outcome, as_of, known_on, answer.amounts(), findings, chosen)


def _answer(computing: Computing) -> _Answer:
    covered = computing.rules.covered
    assessed = {criterion.id: assess(criterion, computing) for criterion in computing.rules.criteria}
    values = {
        value.name: amount_of(value, computing, covered=covered)
        for value in computing.plan.values.values()
        if value.amount or value.illustration
    }
    return _Answer(computing, assessed, values)


def _missing(answer: _Answer) -> tuple[str, ...]:
    """The facts to ask for, best first; without those that no case of the facts that several criteria share needs."""
    plain, specs = _plainly_missing(answer), answer.computing.plan.facts
    told = _waiting(answer, plain)
    pivots = shared(told.deciding, specs)
    if not pivots:
        return plain
    cases = cases_of(pivots, specs)
    supposed = (dict(zip(cases.pivots, point, strict=True)) for point in cases.points)
    kept = that_matter(told, pivots, cases, (_ended(_supposing(answer, values)) for values in supposed))
    return tuple(name for name in plain if name in kept)


def _plainly_missing(answer: _Answer) -> tuple[str, ...]:
    index, facts = answer.computing.index, answer.computing.facts
    return missing_facts(answer.outcome, answer.there, answer.amounts().values(), index, facts.given)


def _deciding(answer: _Answer, outcome: Outcome) -> tuple[frozenset[str], ...]:
    deciding = still_deciding(answer.there) if outcome is Outcome.UNDETERMINED else ()
    return tuple(frozenset(one.finding.missing) for one in deciding)


def _waiting(answer: _Answer, missing: tuple[str, ...]) -> Waiting:
    shown = answer.amounts()
    return Waiting(
        _deciding(answer, answer.outcome),
        frozenset(name for amount in shown.values() for name in amount.missing),
        frozenset(name for amount in shown for name in answer.values[amount].certain),
        frozenset(missing),
    )


def _ended(answer: _Answer) -> Ended:
    outcome = answer.outcome
    return ended(outcome, _deciding(answer, outcome), frozenset(_plainly_missing(answer)))


def _supposing(answer: _Answer, values: Mapping[str, Any]) -> _Answer:
    """The answer where some facts are supposed: only what rests on them, or was left out, is worked out again."""
    names, plan = frozenset(values), answer.computing.plan
    computing = answer.computing.supposing(answer.computing.facts.supposing(values), names)
    criteria = {criterion.id: criterion for criterion in plan.criteria}
    assessed = {
        name: before if before is None or names.isdisjoint(before.facts) else assess(criteria[name], computing)
        for name, before in answer.assessed.items()
    }
    valued = {
        name: before
        if before.amount is not None and names.isdisjoint(before.facts)
        else amount_of(plan.values[name], computing, covered=answer.covered)
        for name, before in answer.values.items()
    }
    return _Answer(computing, assessed, valued)


def _at_side(answer: _Answer, reading: str, side: str) -> _Answer:
    """The answer at another side of a reading: only what takes a side of it is worked out again."""
    computing = answer.computing.at_side(reading, side)
    criteria = {criterion.id: criterion for criterion in computing.plan.criteria}
    assessed = {
        name: assess(criteria[name], computing) if before is None or reading in before.readings else before
        for name, before in answer.assessed.items()
    }
    values = {
        name: amount_of(computing.plan.values[name], computing, covered=answer.covered)
        if reading in before.readings
        else before
        for name, before in answer.values.items()
    }
    return _Answer(computing, assessed, values)


def _shown_at_side(answer: _Answer, reading: str, side: str) -> Side:
    taken = side == answer.computing.readings[reading]
    return (answer if taken else _at_side(answer, reading, side).with_conflicts()).side()


def outcome_of(assessed: Iterable[Assessed], *, covered: bool) -> Outcome:
    """What the criteria of a day come to together; see `outcome_from`."""
    effects = [one.effects for one in assessed]
    stopped, clear = any(effect == {Effect.STOPS} for effect in effects), all(effect <= PASSING for effect in effects)
    return outcome_from(stopped, clear and any(effect == {Effect.HELPS} for effect in effects), covered=covered)


def outcome_from(stopped: bool, passed: bool, *, covered: bool) -> Outcome:
    """Ineligible when a criterion stops it whatever the unknowns turn out to be; eligible when the day is covered,
    nothing can stand in the way and something that was asked is met; else undetermined."""
    if stopped:
        return Outcome.INELIGIBLE
    return Outcome.ELIGIBLE if covered and passed else Outcome.UNDETERMINED


def _dependences(answer: _Answer) -> Iterator[ReadingDependence]:
    """The readings at whose other sides the outcome or an amount is another one."""
    chosen = answer.computing.readings
    for reading in answer.computing.plan.readings.values():
        if not _takes_a_side_of(answer, reading.id):
            continue
        sides = {side: _shown_at_side(answer, reading.id, side) for side in reading.sides}
        if differs(sides.values()):
            yield ReadingDependence(
                reading.id,
                reading.question,
                chosen[reading.id],
                reading.default,
                sides,
                reading.sides,
                reading.source,
            )


def _takes_a_side_of(answer: _Answer, reading: str) -> bool:
    """Whether a criterion or value does; a criterion whose clause is gone may not be at another side."""
    found = any(one is None or reading in one.readings for one in answer.assessed.values())
    return found or any(reading in one.readings for one in answer.values.values())


def _facts_used(answer: _Answer) -> tuple[str, ...]:
    """The facts given that a finding or an amount of the answer rests on."""
    read, given = _facts_read(answer), answer.computing.facts.given
    return tuple(name for name in in_plan_order(read, answer.computing) if name in given)


def _facts_read(answer: _Answer) -> frozenset[str]:
    """The facts, given or not, that a finding or an amount of the answer rests on."""
    there = (one.facts for one in answer.there)
    return frozenset[str]().union(*there, *(one.facts for one in answer.values.values()))


def _diagnostics(answer: _Answer) -> Iterator[Diagnostic]:
    plan, day = answer.computing.plan, answer.computing.day
    if not answer.covered:
        yield notes.not_covered(plan, day)
    elif all(one.effects == {Effect.LETS_PASS} for one in answer.there):
        yield notes.no_criterion_applies(plan.title)
    for one in answer.there:
        yield from one.finding.diagnostics
    for valued in answer.values.values():
        yield from valued.diagnostics
    read = _facts_read(answer)
    for count in (one for one in answer.counted if one.fact in read):
        if count.used or tells_something(count):
            yield notes.counted_from_register(count)
        if differs_from_given(count):
            yield notes.count_differs(count)

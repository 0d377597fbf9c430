"""The determination of one rule set: findings, outcome, amounts, what is missing, and on which readings it depends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.determination import Amount, Determination, Outcome, ReadingDependence, Side
from engine.diagnostics import Diagnostic
from engine.evaluator import notes
from engine.evaluator.amounts import Valued, amount_of
from engine.evaluator.asking import missing_facts
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day
from engine.evaluator.findings import Assessed, Effect, assess, in_plan_order
from engine.evaluator.sides import chosen_sides, differs
from engine.facts import Facts, Grade
from engine.plan import Criterion, Plan, Value


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one choice of readings gives."""

    computing: Computing
    assessed: tuple[Assessed, ...]
    outcome: Outcome
    amounts: Mapping[str, Valued]
    illustrations: Mapping[str, Valued]
    covered: bool

    def side(self) -> Side:
        return Side(self.outcome, _there(self.amounts))


def determine(
    plan: Plan,
    facts: Facts,
    as_of: date,
    *,
    known_on: date | None = None,
    readings: Mapping[str, str] | None = None,
) -> Determination:
    """What holds for `facts` under the rules of `plan` on the day `as_of`, as published by `known_on` (None: by now).

    `readings` chooses sides of readings by id; ids of other rule sets are passed over (`reading_faults` checks them).
    Raises MisuseError where a reading has no such side.
    """
    day = Day(as_of, known_on)
    chosen = chosen_sides(plan, readings or {})
    answer = _answer(plan, facts, day, chosen)
    depends = tuple(_dependences(plan, facts, day, chosen, answer))
    used = _facts_used(answer)
    return Determination(
        plan.id,
        plan.version,
        plan.digest,
        plan.title,
        answer.outcome,
        as_of,
        known_on,
        _there(answer.amounts),
        _there(answer.illustrations),
        tuple(one.finding for one in answer.assessed),
        missing_facts(answer.outcome, answer.assessed, _there(answer.amounts).values(), answer.computing),
        tuple(name for name in used if plan.facts[name].judgement and facts.given[name].grade is not Grade.JUDGED),
        tuple(name for name in used if facts.given[name].assumed),
        chosen,
        depends,
        tuple(dict.fromkeys(_diagnostics(plan, day, answer))),
    )


def _answer(plan: Plan, facts: Facts, day: Day, chosen: Mapping[str, str]) -> _Answer:
    computing = Computing(plan, facts, day, chosen)
    covered = any(day.as_of in period for period in plan.covers)
    found = (assess(criterion, computing) for criterion in plan.criteria if _in_force(criterion, day.as_of, covered))
    assessed = tuple(one for one in found if one is not None)
    amounts = _values(computing, covered, [value for value in plan.values.values() if value.amount])
    illustrations = _values(computing, covered, [value for value in plan.values.values() if value.illustration])
    return _Answer(computing, assessed, outcome_of(assessed, covered=covered), amounts, illustrations, covered)


def _in_force(criterion: Criterion, day: date, covered: bool) -> bool:
    return any(day in period for period in criterion.in_force) if criterion.in_force else covered


def _values(computing: Computing, covered: bool, values: Sequence[Value]) -> dict[str, Valued]:
    return {value.name: amount_of(value, computing, covered=covered) for value in values}


def _there(values: Mapping[str, Valued]) -> dict[str, Amount]:
    return {name: valued.amount for name, valued in values.items() if valued.amount is not None}


def outcome_of(assessed: Iterable[Assessed], *, covered: bool) -> Outcome:
    """Ineligible when a criterion stops it whatever the unknowns turn out to be; eligible when the day is covered,
    nothing can stand in the way and something that was asked is met; else undetermined."""
    effects = [one.effects for one in assessed]
    if any(effect == {Effect.STOPS} for effect in effects):
        return Outcome.INELIGIBLE
    clear = all(effect <= {Effect.HELPS, Effect.LETS_PASS} for effect in effects)
    if covered and clear and any(effect == {Effect.HELPS} for effect in effects):
        return Outcome.ELIGIBLE
    return Outcome.UNDETERMINED


def _dependences(
    plan: Plan, facts: Facts, day: Day, chosen: Mapping[str, str], answer: _Answer
) -> Iterator[ReadingDependence]:
    """The readings at whose other sides the outcome or an amount is another one."""
    for reading in plan.readings.values():
        if reading.id not in answer.computing.consulted:
            continue
        sides = {
            side: answer.side()
            if side == chosen[reading.id]
            else _answer(plan, facts, day, {**chosen, reading.id: side}).side()
            for side in reading.sides
        }
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


def _facts_used(answer: _Answer) -> tuple[str, ...]:
    """The facts given that a finding or an amount of the answer rests on."""
    values = (*answer.amounts.values(), *answer.illustrations.values())
    read = frozenset[str]().union(*(one.facts for one in answer.assessed), *(one.facts for one in values))
    given = answer.computing.facts.given
    return tuple(name for name in in_plan_order(read, answer.computing) if name in given)


def _diagnostics(plan: Plan, day: Day, answer: _Answer) -> Iterator[Diagnostic]:
    if not answer.covered:
        yield notes.no_rule_in_force(day.as_of, plan.covers, plan.title)
    elif answer.outcome is Outcome.UNDETERMINED and not _something_speaks_for_it(answer):
        yield notes.no_criterion_applies(plan.title)
    for one in answer.assessed:
        yield from one.finding.diagnostics
    for valued in (*answer.amounts.values(), *answer.illustrations.values()):
        yield from valued.diagnostics


def _something_speaks_for_it(answer: _Answer) -> bool:
    return any(one.effects != {Effect.LETS_PASS} for one in answer.assessed)

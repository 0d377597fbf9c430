"""Criteria that cannot all be met: each of them still can be, but not all at once.

A sum that has to come to the total and a share of it that has to be half leave no amount between them; a day that one
clause wants before another and a second clause after it does not exist. The few facts for which such criteria wait
together are gone through, part by part; where one of the criteria stops the proposal in every part, nothing that is
still missing can make it eligible. A part is a value or a stretch, and what an answer claims of a stretch holds for all
of it, so wherever the stretches are cut, what is found is so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine.determination import Outcome
from engine.evaluator.assessed import Assessed, Effect
from engine.evaluator.computing import Computing
from engine.evaluator.correlated import small_values
from engine.evaluator.domains import domain_of_fact
from engine.evaluator.findings import assess
from engine.evaluator.repeated import CUT, pieces_between
from engine.evaluator.turning import turning_points
from engine.feel.values.unknown import Unknown
from engine.plan import Criterion, FactSpec

MOST_FACTS = 3
"""Facts that criteria may share for their parts to be gone through; where it is more, much is still open."""
MOST_TRIED = 60
"""Parts that are looked at for one answer."""
_STOPS = frozenset((Effect.STOPS,))

Waiting = Mapping[str, frozenset[str]]
"""Ids of criteria that may stop the proposal or not, each with the facts that it waits for."""


def undecided(assessed: Iterable[Assessed]) -> Waiting:
    """The criteria that may stop the proposal, as long as that is open."""
    return {
        one.finding.criterion: frozenset(one.finding.missing)
        for one in assessed
        if len(one.effects) > 1 and Effect.STOPS in one.effects
    }


def at_odds(waiting: Waiting, specs: Mapping[str, FactSpec]) -> Waiting:
    """Those of the criteria that share few facts which can be gone through; none where no two do, or by too many."""
    if len(waiting) < 2:
        return {}
    counts = Counter(name for names in waiting.values() for name in names)
    shared = frozenset(name for name, count in counts.items() if count > 1 and _can_be_cut(name, specs))
    if not 0 < len(shared) <= MOST_FACTS:
        return {}
    return {criterion: names & shared for criterion, names in waiting.items() if not shared.isdisjoint(names)}


def conflicts_of(outcome: Outcome, assessed: Iterable[Assessed], computing: Computing) -> tuple[str, ...]:
    """Of all criteria of an answer those that exclude each other, see `conflicting`."""
    if outcome is not Outcome.UNDETERMINED:
        return ()
    return conflicting(at_odds(undecided(assessed), computing.plan.facts), computing)


def conflicting(found: Waiting, computing: Computing) -> tuple[str, ...]:
    """Criteria of which one stops the proposal in each case of the facts that they share, in the order of the rule set.

    `found`: what `at_odds` gave of an outcome that is open. Empty where there is a case in which none does, or none
    was found to.
    """
    if not found:
        return ()
    criteria = [criterion for criterion in computing.plan.criteria if criterion.id in found]
    shared = sorted(frozenset[str]().union(*found.values()))
    stopping = _Search(criteria).stopping(computing, shared)
    return tuple(criterion.id for criterion in criteria if criterion.id in stopping)


class _Search:
    """Goes through the parts of facts, one fact after the other, until a case is found that nothing stops."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self.criteria, self.left = criteria, MOST_TRIED

    def stopping(self, computing: Computing, names: Sequence[str]) -> frozenset[str]:
        """Criteria of which in each case one stops the proposal; empty where that is not so."""
        for criterion in self.criteria:
            assessed = assess(criterion, computing)
            if assessed is not None and assessed.effects == _STOPS:
                return frozenset((criterion.id,))
        if not names:
            return frozenset()
        name, *others = names
        found = frozenset[str]()
        for part in self._parts(name, computing):
            self.left -= 1
            supposed = computing.supposing(computing.facts.supposing({name: part}), frozenset((name,)))
            by = self.stopping(supposed, others) if self.left >= 0 else frozenset[str]()
            if not by:
                return by
            found |= by
        return found

    def _parts(self, name: str, computing: Computing) -> Sequence[Any]:
        """All that a fact may be, part by part; null first, where it may be null."""
        spec, value = computing.plan.facts[name], computing.fact_values[name]
        small = small_values(name, computing.plan.facts)
        if small or type(value) is not Unknown:
            return small or (value,)
        nulls = (None,) if spec.nullable else ()
        whole = Unknown(value.names, domain_of_fact(replace(spec, nullable=False))) if spec.nullable else value
        kind = date if spec.type == "date" else Decimal
        turns = turning_points(name, self.criteria, computing)
        return *nulls, *pieces_between(whole, (turn for turn in turns if type(turn) is kind))


def _can_be_cut(name: str, specs: Mapping[str, FactSpec]) -> bool:
    spec = specs.get(name)
    if spec is None or spec.null_when_absent:
        return False
    return bool(small_values(name, specs)) or spec.type in CUT

"""The decisive path: facts that the outcome rests on, whatever all the others turn out to be.

A fact is withheld, as if it had not been given, and the criteria that read it are assessed again. What an answer
claims on partial facts holds for every completion, so a fact that can be withheld together with the others that can
decides nothing. Those that are left are the decisive facts; none can be left out of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.determination import Determination, Outcome
from engine.evaluator.assessed import Assessed, Effect
from engine.evaluator.computing import Computing
from engine.evaluator.conflicts import conflicts_of
from engine.evaluator.findings import assess
from engine.evaluator.shortfall import claims, in_order, resting_on, still_claims, weakest_first, withheld_in_vain
from engine.plan import Criterion, Strength
from engine.records import dataclass

Served = Mapping[str, tuple[str, ...]]
"""Names of facts, each with the criteria that it decides."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The criteria that decide, and the decisive facts in the order in which the rules need them."""

    criteria: tuple[str, ...]
    facts: Served


@dataclass(frozen=True, slots=True)
class _Settled:
    """A criterion whose finding is settled, and the facts given on which it may rest."""

    criterion: Criterion
    found: Assessed
    facts: frozenset[str]

    def holds(self, computing: Computing) -> bool:
        return still_claims(self.found, assess(self.criterion, computing))


def decided(determination: Determination, computing: Computing) -> Decided:
    """What decided the outcome: of eligible every criterion; of ineligible the one that stops the proposal by the
    fewest facts (the first of several); of undetermined those that are settled so far. Advisory ones decide nothing."""
    settled = tuple(_settled(determination, computing))
    if determination.outcome is not Outcome.INELIGIBLE:
        return _decided(settled, computing)
    if determination.conflicting:
        return _decided_together(determination.conflicting, computing)
    stopping = [one for one in settled if one.found.effects == {Effect.STOPS}]
    return min((_decided((one,), computing) for one in stopping), key=lambda one: len(one.facts))


def _decided_together(criteria: Collection[str], computing: Computing) -> Decided:
    """What criteria that cannot all be met rest on: each decides with the facts that it reads."""
    of = {one.id: assess(one, computing) for one in computing.plan.criteria if one.id in criteria}
    reading = {name: found.facts for name, found in of.items() if found is not None}
    given = [name for name in frozenset[str]().union(*reading.values()) if computing.facts.named(name) is not None]

    def hold(withheld: frozenset[str], _: str) -> bool:
        without = computing.withholding(withheld)
        assessed = (assess(one, without) for one in computing.plan.criteria if one.id in criteria)
        return bool(conflicts_of(Outcome.UNDETERMINED, (one for one in assessed if one is not None), without))

    spare = withheld_in_vain(weakest_first(given, computing.facts, computing.plan), hold)
    names = in_order(frozenset(given) - spare, computing.plan)
    return Decided(
        tuple(reading), {name: tuple(one for one, facts in reading.items() if name in facts) for name in names}
    )


def _settled(determination: Determination, computing: Computing) -> list[_Settled]:
    """The criteria of the day that are not advisory and whose finding is settled."""
    there = {finding.criterion for finding in determination.findings}
    found = []
    for criterion in computing.plan.criteria:
        if criterion.id in there and criterion.strength is not Strength.ADVISORY:
            one = assess(criterion, computing)
            if one is not None and claims(one):
                found.append(_Settled(criterion, one, resting_on(criterion, one, computing)))
    return found


def _decided(settled: Sequence[_Settled], computing: Computing) -> Decided:
    facts, plan = computing.facts, computing.plan
    read = frozenset[str]().union(*(one.facts for one in settled))
    served: dict[str, set[str]] = {}

    def hold(withheld: frozenset[str], name: str) -> bool:
        served[name] = _failing([one for one in settled if name in one.facts], withheld, computing)
        return not served[name]

    withheld = withheld_in_vain(weakest_first(read, facts, plan), hold)
    for name in read - withheld:
        # a criterion that had others to rest on when this one was tried may have lost them since
        others = [one for one in settled if name in one.facts and one.criterion.id not in served[name]]
        served[name] |= _failing([one for one in others if len(one.facts) > 1], withheld | {name}, computing)
    order = [one.criterion.id for one in settled]
    return Decided(
        tuple(order),
        {name: tuple(one for one in order if one in served[name]) for name in in_order(read - withheld, plan)},
    )


def _failing(settled: Sequence[_Settled], withheld: frozenset[str], computing: Computing) -> set[str]:
    """Those of the criteria that are no longer settled as they were when these facts are withheld."""
    if not settled:
        return set()
    without = computing.withholding(withheld)
    return {one.criterion.id for one in settled if not one.holds(without)}

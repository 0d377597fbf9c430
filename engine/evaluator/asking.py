"""Which facts to ask for: those that can still change the outcome or an amount, best first; never one that cannot."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from engine.determination import Amount, Outcome
from engine.evaluator.assessed import PASSING, Assessed, Effect
from engine.evaluator.findings import EXEMPTION
from engine.evaluator.index import Index
from engine.fact_fields import holder_of


def missing_facts(
    outcome: Outcome, assessed: Sequence[Assessed], amounts: Iterable[Amount], index: Index, given: Container[str]
) -> tuple[str, ...]:
    """The names: first those that most criteria wait for that can stop the proposal, then those that most open
    criteria wait for, then those that most amounts wait for; among equals in the order of the plan.

    A fact that only advisory criteria or settled findings read is not among them. Once the proposal is ineligible
    whatever else is said, only amounts still wait. `given`: the names of the facts that are known.
    """
    deciding = tuple(still_deciding(assessed)) if outcome is Outcome.UNDETERMINED else ()
    waiting: dict[str, list[int]] = {}  # criteria that can stop it, criteria, amounts: counted below zero, as ranks
    for one in deciding:
        for name in one.finding.missing:
            ranks = waiting.setdefault(name, [0, 0, 0])
            ranks[0] -= Effect.STOPS in one.effects
            ranks[1] -= 1
    for amount in amounts:
        for name in amount.missing:
            waiting.setdefault(name, [0, 0, 0])[2] -= 1
    position, last = index.position, (len(index.order), 0, 0)
    asked = (name for name in waiting if not _too_early(name, index, given))
    return tuple(sorted(asked, key=lambda name: (*waiting[name], position(name) or last, name)))


def still_deciding(assessed: Sequence[Assessed]) -> Iterator[Assessed]:
    """The criteria on which the outcome may still turn: with several effects, or waiting for an exemption.

    Where something speaks for the proposal already, it is the same whether another criterion is met or does not apply.
    """
    settled = any(one.effects == {Effect.HELPS} for one in assessed)
    for one in assessed:
        alike, missing = settled and one.effects >= PASSING, one.finding.missing
        if len(one.effects) - alike > 1 or (missing and any(name.startswith(EXEMPTION) for name in missing)):
            yield one


def _too_early(name: str, index: Index, given: Container[str]) -> bool:
    """Whether the fact is asked only after another one that is not known either."""
    spec = index.plan.facts.get(holder_of(name, index.plan.facts))
    return spec is not None and spec.asked_after is not None and spec.asked_after not in given

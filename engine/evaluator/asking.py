"""Which facts to ask for: those that can still change the outcome or an amount, best first; never one that cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from engine.determination import Amount, Finding, Outcome
from engine.evaluator.computing import Computing
from engine.evaluator.findings import EXEMPTION, Assessed, Effect


def missing_facts(
    outcome: Outcome, assessed: Iterable[Assessed], amounts: Iterable[Amount], computing: Computing
) -> tuple[str, ...]:
    """The names, those first that most open criteria wait for, then those that most amounts wait for.

    A fact that only advisory criteria or settled findings read is not among them. Once the proposal is ineligible
    whatever else is said, only amounts still wait.
    """
    for_outcome = Counter[str]()
    if outcome is Outcome.UNDETERMINED:
        for finding in _still_deciding(tuple(assessed)):
            for_outcome.update(finding.missing)
    for_amounts = Counter(name for amount in amounts for name in amount.missing)
    names = [name for name in (*for_outcome, *for_amounts) if not _too_early(name, computing)]
    order = {name: position for position, name in enumerate(computing.plan.facts)}
    last = len(order)
    return tuple(
        sorted(
            dict.fromkeys(names),
            key=lambda name: (-for_outcome[name], -for_amounts[name], order.get(name, last), name),
        )
    )


def _still_deciding(assessed: Sequence[Assessed]) -> Iterator[Finding]:
    """The findings on which the outcome may still turn: with several effects, or waiting for an exemption.

    Where something speaks for the proposal already, it is the same whether another criterion is met or does not apply.
    """
    settled = any(one.effects == {Effect.HELPS} for one in assessed)
    for one in assessed:
        effects = {Effect.LETS_PASS if settled and effect is Effect.HELPS else effect for effect in one.effects}
        if len(effects) > 1 or any(name.startswith(EXEMPTION) for name in one.finding.missing):
            yield one.finding


def _too_early(name: str, computing: Computing) -> bool:
    """Whether the fact is asked only after another one that is not known either."""
    spec = computing.plan.facts.get(name)
    return spec is not None and spec.asked_after is not None and spec.asked_after not in computing.facts.given

"""How well a finding is shown: the least grade that its criterion asks for, and the facts that stay below it.

A finding rests on facts that are too weak when it is no longer what it is once they are withheld. It keeps its state
all the same, unless the request asks strictly: then what would speak for the proposal is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from engine.determination import Demand, Finding, FindingEvidence, State
from engine.diagnostics import Text
from engine.evaluator import notes
from engine.evaluator.assessed import Assessed
from engine.evaluator.computing import Computing
from engine.facts import Facts, Grade
from engine.facts.given import EXEMPTED, STRENGTH_OF_GRADE
from engine.plan import Criterion, Plan, Strength


def minimum_of(criterion: Criterion, demand: Demand) -> Grade | None:
    """The least grade for the facts of a criterion: what it asks for itself, or the request where that is more."""
    asked = [Grade(criterion.evidence)] if criterion.evidence else []
    if demand not in (Demand.AS_GIVEN, Demand.REQUIRED):
        asked.append(Grade(demand))
    return max(asked, key=STRENGTH_OF_GRADE.__getitem__, default=None)


def resting_on(criterion: Criterion, one: Assessed, computing: Computing) -> frozenset[str]:
    """The facts given on which a finding may rest, with the exemption of a criterion in principle.

    What it requires counts also where it does not apply: it would, were it not for the facts that say so.
    """
    read = one.facts | one.required
    exemption = {f"{EXEMPTED}{criterion.id}"} if criterion.strength is Strength.IN_PRINCIPLE else set()
    return frozenset(name for name in read | exemption if computing.facts.named(name) is not None)


def weakest_first(names: Iterable[str], facts: Facts, plan: Plan) -> list[str]:
    """Names of facts given by what shows them; among equals those that the rules need last come first."""
    order = {name: position for position, name in enumerate(plan.facts)}

    def key(name: str) -> tuple[int, int, str]:
        given = facts.named(name)
        return (STRENGTH_OF_GRADE[given.shown_by] if given else 0, -order.get(name, len(order)), name)

    return sorted(names, key=key)


def withheld_in_vain(names: Iterable[str], holds: Callable[[frozenset[str], str], bool]) -> frozenset[str]:
    """The names that can be withheld together while all is as before; none of the others can be withheld, too.

    `holds` says whether all is as before with some withheld, of which one is the last. What comes first goes first.
    """
    withheld: frozenset[str] = frozenset()
    for name in names:
        if holds(withheld | {name}, name):
            withheld |= {name}
    return withheld


def claims(one: Assessed) -> bool:
    """Whether it is settled what a finding does: its state is known, or it stands in nobody's way."""
    return one.finding.state is not State.UNDETERMINED or one.passes


def still_claims(before: Assessed, now: Assessed | None) -> bool:
    """Whether a finding that is settled is what it was."""
    if now is None:
        return False
    if before.finding.state is State.UNDETERMINED:
        return now.passes
    return now.finding.state is before.finding.state and now.effects == before.effects


def below_minimum(
    one: Assessed,
    minimum: Grade,
    weak: Sequence[str],
    again: Callable[[frozenset[str]], Assessed | None],
    plan: Plan,
) -> FindingEvidence:
    """On which of the facts below the minimum a settled finding rests, and which documents would show them.

    `weak`: all that it reads, weakest first. `again` assesses its criterion with facts withheld.
    """
    if not claims(one) or not weak or still_claims(one, again(frozenset(weak))):
        return FindingEvidence(minimum.value)
    spare = withheld_in_vain(weak, lambda withheld, _: still_claims(one, again(withheld)))
    ordered = in_order(set(weak) - spare, plan)
    return FindingEvidence(minimum.value, ordered, documents_for(ordered, plan))


def weak_facts(criterion: Criterion, one: Assessed, minimum: Grade, computing: Computing) -> list[str]:
    """The facts below the minimum that a finding may rest on, weakest first."""
    facts, least = computing.facts, STRENGTH_OF_GRADE[minimum]
    read = weakest_first(resting_on(criterion, one, computing), facts, computing.plan)
    return [name for name in read if STRENGTH_OF_GRADE[shown_by(name, facts)] < least]


def shown_by(name: str, facts: Facts) -> Grade:
    given = facts.named(name)
    return Grade.DECLARED if given is None else given.shown_by


def in_order(names: Collection[str], plan: Plan) -> tuple[str, ...]:
    """The names in the order in which the rules need them, exemptions last."""
    known = [name for name in plan.facts if name in names]
    return (*known, *sorted(set(names) - set(known)))


def documents_for(names: Iterable[str], plan: Plan) -> tuple[Text, ...]:
    """The documents that the vocabulary names for the facts, each once."""
    return tuple(dict.fromkeys(one for name in names if name in plan.facts for one in plan.facts[name].documents))


def left_open(finding: Finding, evidence: FindingEvidence) -> Finding:
    """A finding that would speak for the proposal and rests on facts that are shown too weakly."""
    note = notes.evidence_below_minimum(finding.title, evidence)
    return replace(finding, state=State.UNDETERMINED, diagnostics=(*finding.diagnostics, note))

"""From a determination to what it rests on: decisive facts with their grades, and the documents to bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.determination import DecisiveFact, Demand, Determination, DocumentWanted, Evidence
from engine.diagnostics import Text
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day
from engine.evaluator.shortfall import minimum_of, shown_by
from engine.evidence.decisive import Decided, Served, decided
from engine.facts import Facts, Grade
from engine.facts.given import STRENGTH_OF_GRADE
from engine.plan import Plan


def with_evidence(determination: Determination, plan: Plan, facts: Facts, demand: Demand) -> Determination:
    """The determination with what it rests on. It was made from this plan, these facts and this demand."""
    day = Day(determination.as_of, determination.known_on)
    computing = Computing(plan, facts, day, determination.readings, demand)
    found = decided(determination, computing)
    evidence = Evidence(
        demand,
        found.criteria,
        tuple(_decisive(found, facts)),
        tuple(_documents(determination, found, computing)),
    )
    return replace(determination, evidence=evidence)


def _decisive(found: Decided, facts: Facts) -> Iterator[DecisiveFact]:
    for name, criteria in found.facts.items():
        given = facts.named(name)
        if given is not None:
            yield DecisiveFact(name, given.shown_by.value, given.assumed, criteria)


def _documents(determination: Determination, found: Decided, computing: Computing) -> Iterator[DocumentWanted]:
    """The documents that the vocabulary names for facts that are shown too weakly, each once."""
    serving: dict[Text, dict[str, tuple[str, ...]]] = {}
    for name, criteria in _too_weak(determination, found, computing).items():
        spec = computing.plan.facts.get(name)
        for document in spec.documents if spec is not None else ():
            serving.setdefault(document, {})[name] = criteria
    for document, facts in serving.items():
        every = dict.fromkeys(criterion for criteria in facts.values() for criterion in criteria)
        yield DocumentWanted(document, tuple(facts), tuple(every))


def _too_weak(determination: Determination, found: Decided, computing: Computing) -> Served:
    """The decisive facts that are only declared or below the minimum of a criterion that they decide, and those that
    leave a finding open because they are below its minimum."""
    weak: dict[str, tuple[str, ...]] = {}
    criteria = {criterion.id: criterion for criterion in computing.plan.criteria}
    for name, served in found.facts.items():
        shown = STRENGTH_OF_GRADE[shown_by(name, computing.facts)]
        asked = (minimum_of(criteria[one], computing.demand) for one in served)
        least = max((STRENGTH_OF_GRADE[one] for one in asked if one is not None), default=0)
        if shown < max(least, STRENGTH_OF_GRADE[Grade.DOCUMENTED]):
            weak[name] = served
    for finding in determination.findings:
        for name in finding.evidence.below if finding.evidence else ():
            weak[name] = tuple(dict.fromkeys((*weak.get(name, ()), finding.criterion)))
    return weak

"""Runs worked examples through the same way as any request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from engine.checking import RefusedError, check, companions_of
from engine.determination import Answer
from engine.diagnostics import Diagnostic, Place, Text
from engine.examples.comparing import Mismatch, mismatches
from engine.examples.reading import Example, read_examples
from engine.facts import Facts, FactsDocument, read_facts
from engine.plan import Strength

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

FILE = "examples.yaml"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example came out. An example whose file or facts are refused has diagnostics and no answer."""

    ruleset: str
    id: str
    title: Text
    faults: tuple[Mismatch, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    answer: Answer | None = None
    why: str | None = None
    place: Place | None = None

    @property
    def passed(self) -> bool:
        return self.answer is not None and not self.faults and not self.diagnostics


def run_examples(
    catalogue: Catalogue, ruleset_id: str, name: str | None = None, *, chainer: str = "auto"
) -> list[ExampleResult]:
    """Every worked example of the rule set, or those with `name` in their id. A faulty file is one result."""
    path = catalogue.root / ruleset_id / FILE
    examples, faults = read_examples(path)
    results = [
        run_example(catalogue, ruleset_id, example, chainer=chainer)
        for example in examples
        if name is None or name in example.id
    ]
    if faults:
        results.insert(0, ExampleResult(ruleset_id, FILE, Text(FILE, FILE), diagnostics=tuple(faults)))
    return results


def run_example(
    catalogue: Catalogue, ruleset_id: str, example: Example, *, chainer: str = "auto", weighed: bool = True
) -> ExampleResult:
    """One worked example, through reading of facts, determination and conclusion.

    No example expects anything of the evidence: where nobody asks the answer for it, it need not be `weighed`.
    """
    result = ExampleResult(ruleset_id, example.id, example.title, why=example.why, place=example.place)
    rulesets = tuple(dict.fromkeys((ruleset_id, *example.rulesets)))
    try:
        facts, faults = _facts(catalogue, (*rulesets, *companions_of(catalogue, rulesets)), example)
        if faults:
            return replace(result, diagnostics=tuple(faults))
        answer = check(
            catalogue,
            rulesets,
            facts,
            example.as_of or date.min,
            known_on=example.known_on,
            readings=example.readings,
            chainer=chainer,
            weighed=weighed,
        )
    except RefusedError as refused:
        return replace(result, diagnostics=refused.diagnostics)
    return replace(result, answer=answer, faults=mismatches(example.expect, answer, ruleset_id))


def _facts(catalogue: Catalogue, rulesets: Sequence[str], example: Example) -> tuple[Facts, list[Diagnostic]]:
    exemptions = set[str]()
    for ruleset in rulesets:
        plan, faults = catalogue.plan(ruleset)
        if plan is None:
            raise RefusedError(faults)
        exemptions |= {one.id for one in plan.criteria if one.strength is Strength.IN_PRINCIPLE}
    document = FactsDocument(example.facts, f"{example.place.file} {example.id}")
    facts, found = read_facts([document], catalogue.vocabulary(), exemptions, catalogue.territories())
    return facts, [replace(fault, place=fault.place or example.place) for fault in found]

"""The law of partial answers, checked by brute force: whatever one claims holds for every completion of the facts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from engine.determination import Amount, Determination, Outcome, State
from engine.evaluator import determine
from engine.facts import Facts, Given
from engine.plan import Plan

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "30"))
"""How many partial states each law is tried on; `make soak` raises it."""
MOST_COMPLETIONS = 100


def facts_of(values: Mapping[str, Any]) -> Facts:
    return Facts({name: Given(value) for name, value in values.items()})


def completions(known: Mapping[str, Any], domains: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Every way to give the facts of `domains` that are not known, thinned out evenly where there are too many."""
    unknown = [name for name in domains if name not in known]
    total = 1
    for name in unknown:
        total *= len(domains[name])
    stride = max(1, -(-total // MOST_COMPLETIONS)) | 1
    for position, point in enumerate(product(*(domains[name] for name in unknown))):
        if position % stride == 0:
            yield {**known, **dict(zip(unknown, point, strict=True))}


def check_law(plan: Plan, known: Mapping[str, Any], domains: Mapping[str, Sequence[Any]], day: date) -> int:
    """Holds the partial answer on `known` against its completions; returns how many were tried."""
    partial = determine(plan, facts_of(known), day)
    told = Told(plan, partial)
    count = 0
    for facts in completions(known, domains):
        full = determine(plan, facts_of(facts), day)
        where = f"{dict(known)} completed to {facts}"
        _check_outcome(partial, full, where)
        _check_findings(partial, full, where)
        _check_amounts(partial, full, where)
        told.check(full, facts, where)
        count += 1
    return count


def _check_outcome(partial: Determination, full: Determination, where: str) -> None:
    if partial.outcome is not Outcome.UNDETERMINED:
        assert full.outcome is partial.outcome, f"claimed {partial.outcome}, is {full.outcome}: {where}"


def _check_findings(partial: Determination, full: Determination, where: str) -> None:
    states = {finding.criterion: finding.state for finding in full.findings}
    assert list(states) == [finding.criterion for finding in partial.findings], where
    for finding in partial.findings:
        if finding.state is not State.UNDETERMINED:
            assert states[finding.criterion] is finding.state, f"{finding.criterion}: {where}"


def _check_amounts(partial: Determination, full: Determination, where: str) -> None:
    for name, amount in full.amounts.items():
        assert name in partial.amounts, f"{name} was left out: {where}"
        _check_within(partial.amounts[name], amount, f"{name}: {where}")
    for name, amount in partial.amounts.items():
        failed = any(note.severity == "error" for note in full.diagnostics)
        assert amount.applies is State.UNDETERMINED or name in full.amounts or failed, f"{name} is gone: {where}"


def _check_within(partial: Amount, full: Amount, where: str) -> None:
    claimed, shown = partial.figure, full.figure
    low, high = (claimed.value, claimed.value) if claimed.value is not None else (claimed.at_least, claimed.at_most)
    least, most = (shown.value, shown.value) if shown.value is not None else (shown.at_least, shown.at_most)
    assert low is None or (least is not None and low <= least), f"{least} is below {low}: {where}"
    assert high is None or (most is not None and most <= high), f"{most} is above {high}: {where}"
    if partial.bound_by is not None and full.bound_by is not None:
        assert full.bound_by == partial.bound_by, where
    if partial.may_be_bound_by and full.bound_by is not None:
        assert full.bound_by in partial.may_be_bound_by, where


class Told:
    """Completions that agree on what is missing agree on the outcome and the amounts."""

    def __init__(self, plan: Plan, partial: Determination) -> None:
        later = (name for name, spec in plan.facts.items() if spec.asked_after is not None)
        self.asked = sorted({*partial.missing, *later})
        self.shown: dict[tuple[str, ...], Any] = {}

    def check(self, full: Determination, facts: Mapping[str, Any], where: str) -> None:
        key = tuple(str(facts.get(name)) for name in self.asked)
        shown = (full.outcome, {name: amount.figure for name, amount in full.amounts.items()})
        before = self.shown.setdefault(key, shown)
        assert before == shown, f"the missing {self.asked} do not tell {before} from {shown}: {where}"

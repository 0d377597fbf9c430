"""The law of partial answers by count: whatever one claims holds for every completion; and how tight the claims are.

Seeded by the name of the rule set. `make soak` tries more than 200,000 completions and prints what came of them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from engine import fast
from engine.determination import Outcome, State
from engine.fast import Amount, Checked
from engine.plan import FactSpec, Plan
from tests.evaluator.test_rule_sets import RULESETS, domains_of, facts_of, plan_of, values_of
from tests.fast.sameness import EXAMPLES

STATES = EXAMPLES * 3
SOAK, SOAKED = 5_000, 200_000
"""From so many examples on, so many completions of every rule set must have been tried."""
MOST_COMPLETIONS = 64
MOST_TAKEN = 4
FAR = Decimal(10) ** 24
"""Beyond every figure of the rules: what a number without a maximum may be."""
HARDLY = Decimal(1).scaleb(-9)


LONG_AGO, SOME_DAY = date(1990, 1, 1), date(2100, 1, 1)


def spread(spec: FactSpec, told: Sequence[Any]) -> list[Any]:
    """Values that reach every end: those told of, the bounds of numbers, days long ago and far off, other countries."""
    if spec.null_when_absent:
        return list(told)
    ends: list[Any] = []
    if spec.type in ("number", "integer"):
        ends = [
            outermost(spec.maximum, FAR, spec.maximum_excluded),
            outermost(spec.minimum, -FAR, spec.minimum_excluded),
        ]
    elif spec.type == "date":
        ends = [LONG_AGO, SOME_DAY]
    elif spec.type == "country":
        ends = ["JP", "VN", "IS"]
    elif spec.type == "list" and spec.items is not None and spec.items.type == "date":
        ends = [[LONG_AGO], [SOME_DAY]]
    return [*(one for one in ends if one not in told), *told]


def outermost(end: Decimal | None, far: Decimal, excluded: bool) -> Decimal:
    """The last value on one side: the bound itself, or hardly inside of one that does not belong to the fact."""
    if end is None:
        return far
    return end - HARDLY.copy_sign(far) if excluded else end


class Count:
    """What was tried, and how tight it was."""

    def __init__(self) -> None:
        self.completions = self.answers = self.tight = 0

    def answer(self, tight: bool) -> None:
        self.answers += 1
        self.tight += tight


def check(plan: Plan, day: date, known: Mapping[str, Any], few: Mapping[str, Sequence[Any]], count: Count) -> None:
    """One partial answer against its completions; with all of them tried, its claims against the hull."""
    partial = fast.program(plan, day).open(facts_of(known))
    points = list(product(*few.values()))
    exhaustive = len(points) <= MOST_COMPLETIONS
    stride = max(1, -(-len(points) // MOST_COMPLETIONS)) | 1
    full = []
    for point in points if exhaustive else points[::stride]:
        facts = {**known, **dict(zip(few, point, strict=True))}
        found = fast.check(plan, facts_of(facts), day)
        assert_within(partial, found, f"{plan.id} on {day}: {dict(known)} completed to {facts}")
        full.append(found)
    count.completions += len(full)
    if exhaustive:
        count.answer(is_tight(partial, full))


def assert_within(partial: Checked, full: Checked, where: str) -> None:
    assert partial.outcome in (Outcome.UNDETERMINED, full.outcome), where
    for claimed, found in zip(partial.states, full.states, strict=True):
        assert claimed in (State.UNDETERMINED, found), where
    for name, amount in full.amounts.items():
        assert name in partial.amounts, f"{name} was left out: {where}"
        (low, high), (least, most) = ends(partial.amounts[name]), ends(amount)
        assert low is None or (least is not None and low <= least), f"{name}: {least} is below {low}: {where}"
        assert high is None or (most is not None and most <= high), f"{name}: {most} is above {high}: {where}"
        claimed_by, bound = partial.amounts[name].bound_by, amount.bound_by
        assert claimed_by is None or bound is None or claimed_by == bound, where
        may_bind = partial.amounts[name].may_be_bound_by
        assert not may_bind or bound is None or bound in may_bind, where
    for name, amount in partial.amounts.items():
        assert amount.applies is State.UNDETERMINED or name in full.amounts, f"{name} is gone: {where}"


def ends(amount: Amount) -> tuple[Any, Any]:
    return (amount.at_least, amount.at_most) if amount.value is None else (amount.value, amount.value)


def is_tight(partial: Checked, full: Sequence[Checked]) -> bool:
    """Whether outcome, every state and every amount are as narrow as all completions together."""
    outcomes = {found.outcome for found in full}
    by_state = [{found.states[place] for found in full} for place in range(len(partial.states))]
    settled = len(outcomes) > 1 or partial.outcome in outcomes
    states = all(len(found) > 1 or claimed in found for claimed, found in zip(partial.states, by_state, strict=True))
    return settled and states and all(is_hull(name, amount, full) for name, amount in partial.amounts.items())


def is_hull(name: str, amount: Amount, full: Sequence[Checked]) -> bool:
    reached = [ends(found.amounts[name]) for found in full if name in found.amounts]
    lows, highs = [low for low, _ in reached], [high for _, high in reached]
    low = None if None in lows or not lows else min(lows)
    high = None if None in highs or not highs else max(highs)
    return reaches(low, ends(amount)[0]) and reaches(high, ends(amount)[1])


def reaches(end: Any, claimed: Any) -> bool:
    """Whether the hull reaches the end that is claimed; one that is open is reached by a figure that is far."""
    return end == claimed or (claimed is None and end is not None and abs(end) >= FAR / 1000)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_no_completion_contradicts_a_partial_answer(ruleset: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan, told = plan_of(ruleset), values_of(ruleset)
    domains = {name: spread(plan.facts[name], values) for name, values in domains_of(plan, told).items()}
    days = sorted({day for day, _ in told})
    complete = max((facts for _, facts in told), key=len)
    chance = random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    count = Count()
    for _ in range(STATES):
        mixed = {name: chance.choice(values) for name, values in domains.items() if chance.random() < 0.3}
        known = {name: value for name, value in {**complete, **mixed}.items() if name in domains}
        asked = sorted(name for name in domains if not plan.facts[name].null_when_absent)
        taken = chance.sample(asked, chance.randint(1, min(MOST_TAKEN, len(asked))))
        rest = {name: value for name, value in known.items() if name not in taken}
        check(plan, chance.choice(days), rest, {name: domains[name] for name in taken}, count)
    with capsys.disabled():
        share = 100 * count.tight / count.answers
        sys.stdout.write(
            f"\n{ruleset}: {count.completions} completions, none contradicts; {share:.1f} % of answers are the hull\n"
        )
    assert count.completions >= (SOAKED if EXAMPLES >= SOAK else STATES * 2)
    assert count.tight >= 0.95 * count.answers

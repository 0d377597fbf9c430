"""The functions written by hand that the bench measures against say what the engine says."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from bench.floor import DAYS, FLOORS
from engine import fast
from engine.facts import Facts, Given
from tests.evaluator.test_rule_sets import domains_of, facts_of, plan_of, values_of
from tests.fast.sameness import EXAMPLES
from tests.fast.test_equality import exemptions_of


def proposals(ruleset: str, count: int) -> list[tuple[dict[str, Any], dict[str, bool]]]:
    """Complete facts around the worked examples, a few of them changed at a time."""
    plan, told = plan_of(ruleset), values_of(ruleset)
    domains = domains_of(plan, told)
    base = {name: values[0] for name, values in domains.items() if not plan.facts[name].null_when_absent}
    base |= {name: value for name, value in max((facts for _, facts in told), key=len).items() if name in plan.facts}
    chance = random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    found = []
    for _ in range(count):
        changed = chance.sample(sorted(domains), chance.randint(0, 4))
        facts = {**base, **{name: chance.choice(domains[name]) for name in changed}}
        exempted = {name: chance.random() < 0.5 for name in exemptions_of(plan) if chance.random() < 0.3}
        found.append((facts, exempted))
    return found


@pytest.mark.parametrize("ruleset", FLOORS)
def test_the_floor_says_what_the_engine_says(ruleset: str) -> None:
    outcomes = set()
    plan, day = plan_of(ruleset), DAYS[ruleset]
    assert isinstance(day, date)
    for facts, exempted in proposals(ruleset, EXAMPLES * 20):
        given = Facts(facts_of(facts).given, {name: Given(value) for name, value in exempted.items()})
        found = fast.outcome_and_amounts(plan, given, day)
        amounts = {name: one.value for name, one in found.amounts.items()}
        assert FLOORS[ruleset](facts, exempted) == (found.outcome.value, amounts), (facts, exempted)
        outcomes.add(found.outcome.value)
    assert {"eligible", "ineligible"} <= outcomes

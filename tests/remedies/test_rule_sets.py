"""On every rule set in rules/: each remedy shown succeeds when applied, and a reason stands beside each change."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from engine.determination import Outcome, State
from engine.evaluator import determine
from engine.fact_fields import fields_of, place_of
from engine.facts import Facts, Given
from engine.feel.values.unknown import names_in
from engine.plan import Plan
from engine.possibilities import Request
from engine.remedies import Goal, Hopeless, More, Remedy, remedies
from tests.questions.applicants import catalogue, domains_told, examples_of, plan_of, values_of

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "15"))
RULESETS = catalogue().ids()
RANKS = {Outcome.INELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.ELIGIBLE: 2}


def proposals(ruleset: str, count: int) -> Iterator[tuple[Plan, date, dict[str, Any]]]:
    """Proposals with one to four facts other than in the complete example, now and then with a fact left out.

    In turn they differ in any facts, in those that the proposer can change, and in those that the proposer cannot.
    """
    plan, example = plan_of(ruleset), examples_of(ruleset)[0]
    complete, domains = values_of(example), domains_told(ruleset)
    assert example.as_of is not None
    chance = random.Random(f"remedies of {ruleset}")  # noqa: S311 - a seeded choice of cases, no secret
    changeable = [name for name in sorted(domains) if name in plan.facts and plan.facts[name].changeable]
    for at in range(count):
        fixed = turning(ruleset, changeable=False) or [name for name in sorted(domains) if name not in changeable]
        among = (sorted(domains), changeable, fixed)[at % 3] or sorted(domains)
        changed = chance.sample(among, chance.randint(1, min(4, len(among))))
        facts = {**complete, **{name: chance.choice(domains[name]) for name in changed}}
        if chance.random() < 0.2:
            del facts[chance.choice(sorted(set(facts) & set(plan.facts)))]
        yield plan, example.as_of, {name: value for name, value in facts.items() if name in plan.facts}


@cache
def turning(ruleset: str, *, changeable: bool) -> tuple[str, ...]:
    """The facts of that kind which can alone end that the complete example is eligible; none where it is not."""
    plan, example = plan_of(ruleset), examples_of(ruleset)[0]
    values, day = values_of(example), example.as_of
    assert day is not None
    complete = {name: value for name, value in values.items() if name in plan.facts}
    as_it_is = determine(plan, facts_of(complete), day).outcome
    if as_it_is is not Outcome.ELIGIBLE:
        return ()
    return tuple(
        name
        for name, others in domains_told(ruleset).items()
        if name in plan.facts and plan.facts[name].changeable is changeable and not fields_of(plan.facts[name])
        if any(determine(plan, facts_of({**complete, name: other}), day).outcome is not as_it_is for other in others)
    )


def not_to_be_had(plan: Plan, day: date, values: dict[str, Any]) -> bool:
    """Whether nobody is eligible that day: it is not covered, or no criterion that decides applies."""
    found = determine(plan, facts_of(values), day)
    asked = any(one.strength != "advisory" and one.state is not State.NOT_APPLICABLE for one in found.findings)
    return not asked or any(note.code == "no-rule-in-force" for note in found.diagnostics)


def facts_of(values: dict[str, Any]) -> Facts:
    return Facts({name: Given(value) for name, value in values.items()})


def applied(values: dict[str, Any], remedy: Remedy) -> dict[str, Any]:
    changed = {change.fact.name: change.new for change in remedy.changes}
    any_entry = {name: _with_entry(value) for name, value in changed.items()}
    return {**values, **any_entry}


def _with_entry(value: Any) -> Any:
    """One more entry, whatever it is: here a word."""
    return [("word" if names_in([item]) else item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("ruleset", RULESETS)
def test_every_remedy_makes_eligible_or_says_what_else_is_to_be_answered(ruleset: str) -> None:
    seen: Counter[str] = Counter()
    for at, (plan, day, values) in enumerate(proposals(ruleset, EXAMPLES * 8)):
        if at >= EXAMPLES and (seen["remedy"] >= EXAMPLES // 5 or not turning(ruleset, changeable=True)):
            break
        found = remedies(Request(plan, facts_of(values), day))
        seen["hopeless"] += isinstance(found, Hopeless)
        for remedy in found if isinstance(found, tuple) else ():
            then = determine(plan, facts_of(applied(values, remedy)), day)
            expected = Outcome.UNDETERMINED if remedy.unanswered else Outcome.ELIGIBLE
            assert then.outcome is expected, (values, remedy)
            open_ = {name for name in remedy.unanswered if place_of(name, plan.facts) is None}
            assert open_ <= set(plan.facts) - set(values), (values, remedy)
            assert all(plan.facts[change.fact.name].changeable for change in remedy.changes)
            assert all(change.clauses and all(one.source for one in change.clauses) for change in remedy.changes)
            seen["remedy"] += 1
    assert seen["remedy"] >= EXAMPLES // 5 or not turning(ruleset, changeable=True), seen


@pytest.mark.parametrize("ruleset", RULESETS)
def test_what_is_hopeless_stays_so_whatever_changeable_facts_say(ruleset: str) -> None:
    chance = random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    domains = domains_told(ruleset)
    tried = 0
    for at, (plan, day, values) in enumerate(proposals(ruleset, EXAMPLES * 8)):
        if at >= EXAMPLES and (tried >= 5 or not turning(ruleset, changeable=False)):
            break
        found = remedies(Request(plan, facts_of(values), day))
        if not isinstance(found, Hopeless):
            continue
        assert found.clauses or not_to_be_had(plan, day, values), values
        if not found.proven:
            continue
        names = [name for name in domains if name in values and plan.facts[name].changeable]
        for _ in range(5):
            other = {**values, **{name: chance.choice(domains[name]) for name in names}}
            assert determine(plan, facts_of(other), day).outcome is not Outcome.ELIGIBLE, (values, other)
            tried += 1
    assert tried >= 5 or not turning(ruleset, changeable=False)


@pytest.mark.parametrize(
    ("ruleset", "amount"), [("jcm/model-projects", "maximum_subsidy"), ("jcm/fund", "maximum_grant")]
)
def test_every_remedy_for_an_amount_lifts_it_and_worsens_nothing(ruleset: str, amount: str) -> None:
    tried = 0
    for plan, day, values in proposals(ruleset, EXAMPLES):
        before = determine(plan, facts_of(values), day)
        goal: Goal = More(amount)
        found = remedies(Request(plan, facts_of(values), day), goal)
        for remedy in found if isinstance(found, tuple) else ():
            then = determine(plan, facts_of(applied(values, remedy)), day)
            most = before.amounts[amount].figure if amount in before.amounts else None
            now = None if most is None else most.value if most.value is not None else most.at_most
            assert now is None or then.amounts[amount].figure.value > now, (values, remedy)
            assert RANKS[then.outcome] >= RANKS[before.outcome], (values, remedy)
            tried += 1
    assert tried >= EXAMPLES // 5

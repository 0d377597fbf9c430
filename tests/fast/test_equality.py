"""The fast evaluator gives what the reference gives: worked examples, mixed facts, and rules made at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from engine import fast
from engine.determination import Outcome
from engine.errors import MisuseError
from engine.examples.reading import read_examples
from engine.facts import Facts, FactsDocument, Given, read_facts
from engine.feel.values.unknown import names_in
from engine.plan import Plan, Strength
from engine.resources import rules_root
from tests.evaluator.plans import COVERED, criterion, fact
from tests.evaluator.plans import plan as plan_by_hand
from tests.evaluator.test_completions import known_facts, plans
from tests.evaluator.test_rule_sets import RULESETS, catalogue, domains_of, facts_of, plan_of, values_of
from tests.fast.sameness import EXAMPLES, assert_same

LAW = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def exemptions_of(plan: Plan) -> tuple[str, ...]:
    return tuple(one.id for one in plan.criteria if one.strength is Strength.IN_PRINCIPLE)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_every_worked_example_comes_out_alike(ruleset: str) -> None:
    plan = plan_of(ruleset)
    examples, faults = read_examples(rules_root() / ruleset / "examples.yaml")
    assert examples and not faults
    for example in examples:
        document = FactsDocument(example.facts)
        facts, faults = read_facts([document], catalogue().vocabulary(), exemptions_of(plan), catalogue().territories())
        assert not faults
        assert example.as_of is not None
        assert_same(plan, facts, example.as_of, example.readings, example.known_on)


def mixed(ruleset: str, count: int) -> Iterator[tuple[Plan, Facts, date, dict[str, str], date | None]]:
    """Facts of the worked examples mixed, most of them with holes; days around theirs; readings; exemptions."""
    plan, told = plan_of(ruleset), values_of(ruleset)
    domains = domains_of(plan, told)
    days = sorted({day for day, _ in told})
    complete = max((facts for _, facts in told), key=len)
    chance = random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    for _ in range(count):
        density = chance.choice((0.2, 0.6, 0.9, 1))
        values = {**complete, **{name: chance.choice(all_) for name, all_ in domains.items() if chance.random() < 0.4}}
        kept = {name: value for name, value in values.items() if name in plan.facts and chance.random() < density}
        exemptions = {
            name: Given(chance.choice((True, False))) for name in exemptions_of(plan) if chance.random() < 0.2
        }
        readings = {
            name: chance.choice(list(one.sides)) for name, one in plan.readings.items() if chance.random() < 0.4
        }
        day = chance.choice(days)
        known_on = day - timedelta(days=chance.randrange(400)) if chance.random() < 0.1 else None
        yield plan, Facts(facts_of(kept).given, exemptions), day, readings, known_on


@pytest.mark.parametrize("ruleset", RULESETS)
def test_mixed_facts_come_out_alike(ruleset: str) -> None:
    outcomes = set[Outcome]()
    for tried, case in enumerate(mixed(ruleset, EXAMPLES * 2)):
        if tried >= EXAMPLES and Outcome.INELIGIBLE in outcomes:
            break
        outcomes.add(assert_same(*case).outcome)
    advising = all(one.strength is Strength.ADVISORY for one in plan_of(ruleset).criteria)
    assert {Outcome.UNDETERMINED} <= outcomes
    assert Outcome.INELIGIBLE in outcomes or advising


@LAW
@given(plans(), known_facts)
def test_rules_made_at_random_come_out_alike(made: Plan, known: dict[str, Any]) -> None:
    assert_same(made, facts_of(known), COVERED)
    assert_same(made, Facts(), COVERED)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_no_clause_of_a_rule_set_is_left_to_the_reference(ruleset: str) -> None:
    """Nor, on a covered day, is the function for known facts, unless not all is known of a list or register."""
    plan = plan_of(ruleset)
    for day in sorted({day for day, _ in values_of(ruleset)}):
        program = fast.program(plan, day)
        program.check(Facts())
        program.open(Facts())
        open_lists = any(names_in((constant,)) for constant in program.rules.constants.values())
        assert program.left == (), day
        assert program.straight or open_lists or not program.rules.covered or ruleset.startswith(MAY_BE_NULL), day


MAY_BE_NULL = ("jcm/methodologies/", "jcm/scheme-2013/crediting")
"""Amounts that may come to nothing: the three-valued function computes them."""


def test_a_clause_that_the_generator_does_not_take_is_listed_and_decided_all_the_same() -> None:
    made = plan_by_hand(
        [fact("a.b"), fact("a.c")], [criterion("whole", "a = {b: true, c: false}"), criterion("part", "a.b")]
    )
    facts = facts_of({"a.b": True, "a.c": False})
    assert assert_same(made, facts, COVERED).outcome is Outcome.ELIGIBLE
    assert fast.program(made, COVERED).left == ("whole",)


def test_functions_are_kept_for_a_day_and_its_readings() -> None:
    plan = plan_of("jcm/model-projects")
    day = date(2019, 6, 1)
    assert fast.program(plan, day) is fast.program(plan, day)
    assert fast.program(plan, day) is not fast.program(plan, day, readings={"mp-20": "c"})
    with pytest.raises(MisuseError):
        fast.program(plan, day, readings={"mp-20": "z"})


def test_the_generated_code_has_no_builtins() -> None:
    program = fast.program(plan_of("jcm/fund"), date(2019, 12, 1))
    program.verdict(Facts())
    program.check(Facts())
    for function in (program._verdict, program._every, program._open):
        assert function.__globals__["__builtins__"] == {}  # type: ignore[attr-defined]  # a function made of code

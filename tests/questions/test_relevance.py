"""A fact that cannot change the answer is never asked; one that can always is. Held against all completions."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

from engine.evaluator import determine
from engine.facts import Facts, Given
from engine.plan import Plan
from engine.possibilities import Request
from engine.questions import next_questions
from tests.evaluator.plans import COVERED, amount, criterion, fact, formula, given, number, plan

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "30"))
DOMAINS: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "c": [True, False],
    "colour": ["red", "green", "blue"],
    "count": [Decimal(number) for number in range(5)],
}
CONDITIONS = (
    "a",
    "not(a)",
    "a or b",
    "a and c",
    "b or not(b)",
    "if a then b else b",
    "if c then b else not(a)",
    "count > 2",
    "count > 2 or count <= 2",
    "count >= 1 and count <= 3 and a",
    'colour = "red"',
    'colour = "red" or c',
    'colour in ["red", "green", "blue"] or a',
    'colour = "blue" and count < 2',
)
GRANTS = ("1", "count", "if a then 2 else 2", "if b then count else 4", "max(count, 3)", "if c then 1 else 2")


def rule_set(chance: random.Random) -> Plan:
    booleans = [fact(name) for name in "abc"]
    asked = [*booleans, fact("colour", "choice", choices=DOMAINS["colour"]), number("count", "0", "4", kind="integer")]
    strengths = ["hard", "hard", "advisory"]
    criteria = [criterion(f"c{at}", chance.choice(CONDITIONS), chance.choice(strengths)) for at in range(3)]
    return plan(asked, criteria, values=[amount("grant", formula(chance.choice(GRANTS)))])


def shown(made: Plan, values: Mapping[str, Any]) -> Any:
    found = determine(made, facts_of(values), COVERED)
    return found.outcome, {name: one.figure.value for name, one in found.amounts.items()}


def facts_of(values: Mapping[str, Any]) -> Facts:
    return Facts({name: Given(value) for name, value in values.items()})


def completions(known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    unknown = [name for name in DOMAINS if name not in known]
    for point in product(*(DOMAINS[name] for name in unknown)):
        yield {**known, **dict(zip(unknown, point, strict=True))}


def can_change(made: Plan, known: Mapping[str, Any]) -> set[str]:
    """By brute force: the facts in which two completions differ alone, and not in the same answer."""
    answers = {tuple(full[name] for name in DOMAINS): shown(made, full) for full in completions(known)}
    names = list(DOMAINS)
    found = set()
    for position, name in enumerate(names):
        seen: dict[Any, Any] = {}
        for point, answer in answers.items():
            rest = point[:position] + point[position + 1 :]
            if seen.setdefault(rest, answer) != answer:
                found.add(name)
    return found - set(known)


def test_exactly_the_facts_that_can_change_the_answer_are_asked() -> None:
    chance = random.Random("relevance")  # noqa: S311 - a seeded choice of cases, no secret
    asked = 0
    for _ in range(EXAMPLES):
        made = rule_set(chance)
        known = {name: chance.choice(of) for name, of in DOMAINS.items() if chance.random() < 0.3}
        found = next_questions([Request(made, facts_of(known), COVERED)])
        wanted = can_change(made, known)
        told = [one.requires.expression.text for one in made.criteria]  # type: ignore[union-attr]  # all are formulas
        assert {one.fact.name for one in found} == wanted, (told, known)
        assert all(one.certain for one in found), (told, known)
        assert wanted <= set(determine(made, facts_of(known), COVERED).missing), (told, known)
        asked += len(wanted)
    assert asked >= EXAMPLES


def test_a_fact_that_another_makes_irrelevant_is_no_longer_asked() -> None:
    made = plan([fact("a"), fact("b")], [criterion("one", "a or b")])
    assert [one.fact.name for one in next_questions([Request(made, given(), COVERED)])] == ["a", "b"]
    assert next_questions([Request(made, given(a=True), COVERED)]) == ()


def test_two_clauses_that_exclude_each_other_leave_nothing_to_ask() -> None:
    made = plan([fact("a")], [criterion("one", "a"), criterion("other", "not(a)")])
    assert determine(made, given(), COVERED).missing == ()
    assert next_questions([Request(made, given(), COVERED)]) == ()


def test_what_can_stop_the_proposal_alone_comes_before_what_only_moves_an_amount() -> None:
    made = plan(
        [number("cost"), fact("stops")],
        [criterion("floor", "cost >= 0 or stops", "advisory"), criterion("one", "stops")],
        values=[amount("grant", formula("cost"))],
    )
    found = next_questions([Request(made, given(), COVERED)])
    assert [one.fact.name for one in found] == ["stops", "cost"]
    assert [value.name for value in found[1].waiting[0].amounts] == ["grant"]


def test_several_rule_sets_are_asked_for_together() -> None:
    first = plan([fact("both"), fact("mine")], [criterion("one", "mine"), criterion("two", "both")])
    second = plan([fact("both"), fact("yours")], [criterion("one", "yours"), criterion("two", "both")])
    found = next_questions([Request(first, given(), COVERED), Request(second, given(), COVERED)])
    assert [one.fact.name for one in found] == ["both", "mine", "yours"]
    assert [len(one.waiting) for one in found] == [2, 1, 1]


def test_what_was_put_aside_is_not_asked_again() -> None:
    made = plan([fact("a"), fact("b")], [criterion("one", "a and b")])
    found = next_questions([Request(made, given(), COVERED)], set_aside=["a"])
    assert [one.fact.name for one in found] == ["b"]


def test_an_exemption_is_a_question_where_a_clause_in_principle_is_not_met() -> None:
    made = plan([fact("a")], [criterion("rule", "a", "in_principle")])
    (found,) = next_questions([Request(made, given(a=False), COVERED)])
    assert (found.fact.name, found.fact.judgement) == ("exemption.rule", True)
    assert [one.id for one in found.waiting[0].criteria] == ["rule"]

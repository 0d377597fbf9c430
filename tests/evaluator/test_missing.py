"""Every fact that is named as missing can still change the answer: there are two completions that differ in it alone.

By brute force: of a proposal that is complete but for a few facts, every completion by the values that the rules tell
apart, with and without the exemptions that may be decided.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod
from typing import Any

import pytest

from engine import fast
from engine.determination import Determination, Outcome
from engine.evaluator import determine
from engine.evaluator.correlated import MOST_CASES
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, reached
from engine.facts import Facts, Given
from engine.plan import Plan, Strength
from tests.evaluator.closer import looked_closer, open_cells, put_in
from tests.evaluator.completions import EXAMPLES, facts_of
from tests.evaluator.plans import COVERED, amount, criterion, fact, formula, given, number, plan
from tests.evaluator.test_rule_sets import RULESETS, domains_of, plan_of, values_of
from tests.fast.values import spread

MOST_COMPLETIONS = 600
CASES = EXAMPLES
MOST_TRIED = 8
"""Times as many cases, where too few wait for anything."""


def shown(plan_: Plan, facts: Mapping[str, Any], exempted: Mapping[str, Given], day: date) -> Any:
    """Outcome, amounts with their ends, and findings."""
    found = fast.check(plan_, Facts(facts_of(facts).given, exempted), day)
    return found.outcome, {name: one[:3] for name, one in found.amounts.items()}, found.states


def exemptions(plan_: Plan) -> Iterator[dict[str, Given]]:
    """None decided, or all of them one way or the other."""
    names = [one.id for one in plan_.criteria if one.strength is Strength.IN_PRINCIPLE]
    yield {}
    if names:
        yield from ({name: Given(answer) for name in names} for answer in (True, False))


def telling(plan_: Plan, known: Mapping[str, Any], few: Mapping[str, Sequence[Any]], day: date) -> set[str]:
    """The facts in which two completions differ alone, and not in the same answer."""
    found: set[str] = set()
    names = list(few)
    for exempted in exemptions(plan_):
        seen: dict[Any, Any] = {}
        for point in product(*few.values()):
            answer = shown(plan_, put_in(plan_, known, dict(zip(names, point, strict=True))), exempted, day)
            for position, name in enumerate(names):
                rest = (name, *map(str, point[:position]), *map(str, point[position + 1 :]))
                if name not in found and seen.setdefault(rest, answer) != answer:
                    found.add(name)
    return found


WITHOUT_EVIDENCE = ("jcm/methodologies/", "saitama-tsetp/credits")
"""Rule sets whose clauses may ask for facts besides figures for which there is no evidence on the day."""


def not_proven(found: Determination, plan_: Plan, day: date) -> frozenset[str]:
    """What only such clauses wait for that rest on a figure or register without evidence on the day, too.

    Whether a branch or row needs that figure is not told apart, so it may be in vain that they wait for a fact.
    """
    if not plan_.id.startswith(WITHOUT_EVIDENCE):
        return frozenset()
    unevidenced = fast.program(plan_, day).rules.unevidenced
    clauses = {one.id: expressions_of_criterion(one) for one in plan_.criteria}
    values = {name: expressions_of_value(one, plan_) for name, one in plan_.values.items()}
    waiting = [(clauses[one.criterion], one.missing) for one in found.findings]
    waiting += [(values[name], one.missing) for name, one in found.amounts.items()]
    apart: dict[bool, set[str]] = {True: set(), False: set()}
    for expressions, missing in waiting:
        apart[unevidenced.isdisjoint(reached(plan_, expressions))].update(missing)
    return frozenset(apart[False] - apart[True])


@pytest.mark.parametrize("ruleset", RULESETS)
def test_whatever_is_missing_can_change_the_answer(ruleset: str) -> None:
    made, told = plan_of(ruleset), values_of(ruleset)
    domains = {name: spread(made.facts[name], values) for name, values in domains_of(made, told).items()}
    asked = sorted(name for name in domains if not made.facts[name].null_when_absent)
    complete = {name: domains[name][0] for name in asked} | max((facts for _, facts in told), key=len)
    days, chance = sorted({day for day, _ in told}), random.Random(ruleset)  # noqa: S311 - a seeded choice of cases
    held = 0
    for tried in range(CASES * MOST_TRIED):
        if tried >= CASES and held >= CASES // 4:
            break
        mixed = {name: chance.choice(values) for name, values in domains.items() if chance.random() < 0.1}
        taken = chance.sample(asked, chance.randint(1, min(3, len(asked))))
        known = {name: value for name, value in {**complete, **mixed}.items() if name in domains and name not in taken}
        few = {name: domains[name] for name in domains if name not in known and name in asked}
        few |= open_cells(made, known, domains)
        if not 0 < prod(map(len, few.values())) <= MOST_COMPLETIONS:
            continue
        day = chance.choice(days)
        partial = determine(made, facts_of(known), day)
        named = {name for name in partial.missing if not name.startswith("exemption.")}
        named -= not_proven(partial, made, day)
        found = telling(made, known, few, day)
        if not named <= found:
            found |= telling(made, known, looked_closer(made, known, few), day)
        assert named <= found, (named - found, known, day)
        held += len(named)
    deciding = any(one.strength is not Strength.ADVISORY for one in made.criteria)
    assert held >= CASES // 4 or not deciding


def test_a_government_without_a_track_is_not_asked_for_a_loan() -> None:
    """A private project of a government is refused whatever loan it has, and a sovereign one needs none."""
    made, day = plan_of("jcm/fund"), date(2019, 12, 1)
    for kind, asked in (("national_government", False), ("private_company", True)):
        missing = determine(made, given(applicant__kind=kind), day).missing
        assert ("adb_loan" in missing, "technology_category" in missing) == (asked, asked)
        assert "financing_track" in missing
        assert fast.check(made, given(applicant__kind=kind), day).missing == set(missing)


def test_what_only_one_case_needs_is_still_asked() -> None:
    made = plan(
        [fact("track", "choice", choices=("own", "shared")), fact("loan"), fact("grant")],
        [
            criterion("fits", 'track = "shared" or grant'),
            criterion("loan", "loan", applies_when='track = "shared"'),
        ],
    )
    assert set(determine(made, given(), COVERED).missing) == {"track", "loan", "grant"}
    assert set(determine(made, given(grant=True), COVERED).missing) == {"track", "loan"}
    assert set(determine(made, given(grant=False), COVERED).missing) == {"track", "loan"}


def test_clauses_that_exclude_each_other_leave_nothing_to_ask_but_amounts() -> None:
    made = plan(
        [fact("a"), fact("b"), number("cost")],
        [criterion("one", "a"), criterion("other", "not(a)"), criterion("third", "b")],
        values=[amount("grant", formula("cost"))],
    )
    found = determine(made, given(), COVERED)
    assert (found.outcome, found.missing) == (Outcome.INELIGIBLE, ("cost",))
    assert found.conflicting == ("one", "other"), "whatever `a` is, one of them is not met"


def test_beyond_the_bound_what_the_clauses_wait_for_is_named() -> None:
    """Of sixteen cases four facts of two values are gone through; the fifth pair may name what cannot matter."""
    names = [f"f{number_}" for number_ in range(6)]
    assert 2 ** len(names) > MOST_CASES
    made = plan(
        [*map(fact, names)],
        [criterion(f"{name}-{side}", text) for name in names for side, text in (("a", name), ("b", f"not({name})"))],
    )
    found = determine(made, given(), COVERED)
    assert set(found.missing) <= set(names)
    assert fast.program(made, COVERED).open(given()).missing == set(found.missing)

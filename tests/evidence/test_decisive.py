"""The decisive facts: while they stay as they are, so does the outcome, whatever becomes of all the others."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.determination import Demand, Determination, Evidence, Outcome, State
from engine.evaluator import determine
from engine.evidence import with_evidence
from engine.facts import Facts, Given, Grade
from engine.feel import Expression
from engine.feel.syntax import ast
from engine.plan import RECORDS, CountedFrom, Plan, Record, Register
from tests.evaluator.completions import EXAMPLES, facts_of
from tests.evaluator.plans import COVERED, amount, criterion, fact, feel, formula, given, number, plan, word
from tests.evaluator.test_rule_sets import RULESETS, domains_of, plan_of, states_of, values_of

DOCUMENTED = Grade.DOCUMENTED
WEAK, SHOWN = Given(True), Given(True, DOCUMENTED)


def weighed(made: Plan, facts: Facts, demand: Demand = Demand.AS_GIVEN, day: date = COVERED) -> Determination:
    return with_evidence(determine(made, facts, day, demand=demand), made, facts, demand)


def evidence(made: Plan, facts: Facts, demand: Demand = Demand.AS_GIVEN) -> Evidence:
    found = weighed(made, facts, demand).evidence
    assert found is not None
    return found


def serving(made: Plan, facts: Facts) -> dict[str, tuple[str, ...]]:
    return {one.name: one.criteria for one in evidence(made, facts).decisive_facts}


ABC = [fact("a"), fact("b"), fact("c")]


def test_of_eligible_every_criterion_decides_by_the_facts_that_it_cannot_do_without() -> None:
    made = plan(ABC, [criterion("one", "a or b"), criterion("two", "c")])
    # `one` is met by `a` as well as by `b`; the one that is needed last is given up first
    assert serving(made, given(a=True, b=True, c=True)) == {"a": ("one",), "c": ("two",)}
    assert serving(made, given(a=False, b=True, c=True)) == {"b": ("one",), "c": ("two",)}


def test_a_fact_that_is_needed_elsewhere_spares_another() -> None:
    made = plan(ABC, [criterion("one", "a or b"), criterion("two", "b")])
    assert serving(made, given(a=True, b=True)) == {"b": ("one", "two")}


def test_the_better_shown_of_two_facts_is_the_decisive_one() -> None:
    made = plan(ABC, [criterion("one", "a or b")])
    assert serving(made, given(a=WEAK, b=SHOWN)) == {"b": ("one",)}
    assert serving(made, given(a=WEAK, b=Given(True, DOCUMENTED, assumed=True))) == {"a": ("one",)}


def test_of_ineligible_one_criterion_decides_by_the_fewest_facts() -> None:
    made = plan(ABC, [criterion("one", "a or b"), criterion("two", "c"), criterion("three", "a")])
    found = evidence(made, given(a=False, b=False, c=False))
    assert found.decided_by == ("two",)
    assert [one.name for one in found.decisive_facts] == ["c"]


def test_of_undetermined_the_findings_that_are_settled_count() -> None:
    made = plan(ABC, [criterion("one", "a"), criterion("two", "b and c")])
    found = evidence(made, given(a=True, b=True))
    assert found.decided_by == ("one",)
    assert [one.name for one in found.decisive_facts] == ["a"]


def test_advisory_criteria_decide_nothing() -> None:
    made = plan(ABC, [criterion("one", "a"), criterion("two", "b", "advisory")])
    assert serving(made, given(a=True, b=True)) == {"a": ("one",)}


def test_an_exemption_is_decisive_beside_what_it_exempts_from() -> None:
    made = plan(ABC, [criterion("one", "a", "in_principle"), criterion("two", "b")])
    # exempted, it is met whatever `a` says; refused, it stops the proposal because of `a`
    assert serving(made, given({"one": True}, a=False, b=True)) == {"b": ("two",), "exemption.one": ("one",)}
    assert serving(made, given({"one": False}, a=False, b=True)) == {"a": ("one",), "exemption.one": ("one",)}


def test_an_optional_fact_is_decisive_where_it_was_given() -> None:
    made = plan(
        [fact("a"), number("asked", null_when_absent=True)],
        [criterion("one", "a"), criterion("two", "asked <= 5", applies_when="asked != null")],
    )
    assert serving(made, given(a=True)) == {"a": ("one",)}
    assert serving(made, given(a=True, asked=3)) == {"a": ("one",), "asked": ("two",)}


def test_a_figure_that_cannot_bring_the_amount_below_its_floor_is_not_decisive() -> None:
    """500 × 0.3 = 150 is above the floor of 100 whatever the number of precedents; with 300 it takes 0.4."""
    made = plan(
        [number("cost"), number("precedents", "0", kind="integer")],
        [criterion("floor", "grant >= 100")],
        values=[amount("grant", formula("cost * (if precedents > 3 then 0.3 else 0.4)"))],
    )
    assert serving(made, given(cost=500, precedents=1)) == {"cost": ("floor",)}
    assert serving(made, given(cost=300, precedents=1)) == {"cost": ("floor",), "precedents": ("floor",)}


def test_they_are_counted_by_what_shows_them() -> None:
    made = plan(ABC, [criterion("one", "a and b and c")])
    found = evidence(made, given(a=SHOWN, b=Given(True, Grade.VERIFIED, assumed=True), c=Given(True, Grade.JUDGED)))
    assert found.by_grade() == {"declared": 1, "documented": 1, "verified": 0, "judged": 1}
    assert [(one.name, one.assumed) for one in found.decisive_facts] == [("a", False), ("b", True), ("c", False)]


# --- the law ---------------------------------------------------------------------------------------------------------

DOMAINS: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "c": [True, False],
    "colour": ["red", "green", "blue"],
    "count": [Decimal(number) for number in range(5)],
    "asked": [None, Decimal(1), Decimal(3)],
}
CONDITIONS = (
    "a",
    "a or b",
    "not(a and b)",
    "if a then b else c",
    "b or not(b)",
    "count > 2 or c",
    "count * 2 <= 6",
    'colour = "red" or b',
    'colour in ["red", "green"]',
    "grant >= 2",
    "asked != null and asked > 2 or a",
    "10 / count > 3",
)
APPLIES = (None, None, "asked != null", "c", 'colour != "blue"')


def rule_set(chance: random.Random) -> Plan:
    asked = [
        *map(fact, "abc"),
        fact("colour", "choice", choices=DOMAINS["colour"]),
        number("count", "0", "4", kind="integer"),
        number("asked", null_when_absent=True),
    ]
    criteria = [
        criterion(
            f"c{at}",
            chance.choice(CONDITIONS),
            chance.choice(["hard", "hard", "in_principle", "advisory"]),
            applies_when=chance.choice(APPLIES),
            evidence=chance.choice([None, "documented", "verified"]),
        )
        for at in range(4)
    ]
    return plan(asked, criteria, values=[amount("grant", formula("if c then count else 4"))])


def some_facts(values: Mapping[str, Any], chance: random.Random) -> Facts:
    grades = [Grade.DECLARED, Grade.DOCUMENTED, Grade.VERIFIED]
    told = {name: Given(value, chance.choice(grades)) for name, value in values.items() if value is not None}
    exemptions = {f"c{at}": Given(chance.random() < 0.7) for at in range(4) if chance.random() < 0.4}
    return Facts(told, exemptions)


def other_facts(facts: Facts, keep: set[str], domains: Mapping[str, Any], chance: random.Random) -> Facts:
    """All facts that were given and are not to be kept otherwise, or left out."""
    told: dict[str, Given] = {}
    for name, one in facts.given.items():
        if name in keep:
            told[name] = one
        elif name in domains and chance.random() < 0.8:
            value = chance.choice(domains[name])
            if value is not None:
                told[name] = Given(value, chance.choice(list(Grade)))
    exemptions = {
        name: one if f"exemption.{name}" in keep else Given(chance.random() < 0.5)
        for name, one in facts.exemptions.items()
        if f"exemption.{name}" in keep or chance.random() < 0.8
    }
    return Facts(told, exemptions)


def hold_the_law(made: Plan, facts: Facts, domains: Mapping[str, Any], chance: random.Random, **asked: Any) -> int:
    """Changes what is not decisive, again and again; returns how many facts were spared."""
    demand, day = asked.get("demand", Demand.AS_GIVEN), asked.get("day", COVERED)
    found = weighed(made, facts, demand, day)
    assert found.evidence is not None
    keep = {one.name for one in found.evidence.decisive_facts}
    before = {one.criterion: one for one in found.findings}
    for _ in range(8):
        changed = other_facts(facts, keep, domains, chance)
        now = determine(made, changed, day, demand=demand)
        where = f"{facts} with {sorted(keep)} kept became {changed}"
        if found.outcome is not Outcome.UNDETERMINED:
            assert now.outcome is found.outcome, where
        for finding in now.findings:
            if finding.criterion in found.evidence.decided_by and before[finding.criterion].state is not (
                State.UNDETERMINED
            ):
                assert finding.state is before[finding.criterion].state, f"{finding.criterion}: {where}"
    return len(facts.given) - len(keep)


@pytest.mark.parametrize("demand", [Demand.AS_GIVEN, Demand.REQUIRED, Demand.VERIFIED])
def test_what_is_not_decisive_may_become_anything(demand: Demand) -> None:
    chance = random.Random(f"decisive {demand}")  # noqa: S311 - a seeded choice of cases, no secret
    spared = 0
    outcomes = set()
    for _ in range(EXAMPLES * 4):
        made = rule_set(chance)
        known = {name: chance.choice(of) for name, of in DOMAINS.items() if chance.random() < 0.8}
        facts = some_facts(known, chance)
        spared += hold_the_law(made, facts, DOMAINS, chance, demand=demand)
        outcomes.add(determine(made, facts, COVERED, demand=demand).outcome)
    assert outcomes == set(Outcome)
    assert spared > EXAMPLES


def test_none_of_the_decisive_facts_can_be_left_out() -> None:
    chance = random.Random("irreducible")  # noqa: S311 - as above
    for _ in range(EXAMPLES):
        made = rule_set(chance)
        facts = some_facts({name: chance.choice(of) for name, of in DOMAINS.items()}, chance)
        found = weighed(made, facts)
        assert found.evidence is not None
        for one in found.evidence.decisive_facts:
            assert one.criteria, one
            assert set(one.criteria) <= set(found.evidence.decided_by)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_what_is_not_decisive_may_become_anything_under_real_rules(ruleset: str) -> None:
    domains = domains_of(plan_of(ruleset), values_of(ruleset))
    for made, day, known, chance in states_of(ruleset, max(3, EXAMPLES // 6)):
        hold_the_law(made, facts_of(known), domains, chance, day=day)


# --- facts that are counted from a register --------------------------------------------------------------------------


def adoptions() -> Plan:
    """Two records in Viet Nam, none elsewhere; the register is complete."""
    first = date(2016, 4, 1)
    records = tuple(Record(name, {"country": "VN"}, first, first, None, None, ("book#row",)) for name in ("one", "two"))
    register = Register(
        "adoptions",
        word("adoptions"),
        "record",
        columns={"country": fact("country", "country")},
        records=records,
        complete=None,
    )
    condition = "country = host"
    node = ast.Filter(0, len(condition), ast.Name(0, 0, RECORDS), feel(condition).node)
    counted = CountedFrom("adoptions", Expression(condition, node), word("counted"))
    precedents = number("precedents", "0", kind="integer", counted=counted)
    asked = [fact("host", "country"), precedents]
    return plan(asked, [criterion("many", "precedents >= 2")], registers=[register])


def test_a_count_from_a_register_rests_on_the_facts_that_it_counts_by() -> None:
    assert serving(adoptions(), given(host="VN")) == {"host": ("many",)}


def test_a_count_that_was_given_is_decisive_and_no_register_stands_in_for_it() -> None:
    """The register alone would settle it, but the applicant may give another number."""
    assert serving(adoptions(), given(host="VN", precedents=3)) == {"precedents": ("many",)}
    assert determine(adoptions(), given(host="VN", precedents=1), COVERED).outcome is Outcome.INELIGIBLE

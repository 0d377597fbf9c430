"""Single facts taken out: nothing tells their values any more, and the rest can still be verified."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from engine.receipt import receipt_text, redact, redacted_facts, redacted_places, seal
from engine.receipt.sealing import is_redacted
from tests.api.conftest import COMPLETE
from tests.evaluator.test_rule_sets import domains_of, plan_of, values_of
from tests.receipt.receipts import EXAMPLES, FUND, MODEL, again, catalogue, complete, receipt_for


def without(receipt: Mapping[str, Any], *facts: str) -> dict[str, Any]:
    made, faults = redact(receipt, facts)
    assert faults == []
    return made


def test_a_redacted_receipt_has_the_hash_of_the_whole_one() -> None:
    receipt = complete()
    for fact in receipt["facts"]:
        assert seal(again(without(receipt, fact))) == receipt["hash"]
    bare = without(receipt, *receipt["facts"])
    assert seal(again(bare)) == receipt["hash"]
    assert all("salt" not in place for place in bare["places"])


def test_value_evidence_and_salt_are_gone() -> None:
    receipt = complete()
    made = receipt_text(without(receipt, "leading_technology"))
    assert "Hana" in receipt_text(receipt)
    assert "seen in operation" in receipt_text(receipt)
    assert "Hana" not in made
    assert "seen in operation" not in made
    gone = [place["salt"] for place in receipt["places"] if "leading_technology" in place["shows"]]
    assert len(gone) == 3  # the fact, the finding that shows it, and the evidence of all facts together
    assert [salt for salt in gone if salt in made] == []


def test_what_was_computed_from_a_fact_goes_with_it_and_the_outcome_stays() -> None:
    receipt = complete(subsidy_requested=399_999_999, eligible_cost=999_999_999)
    [was], [now] = receipt["answer"]["determinations"], without(receipt, "eligible_cost")["answer"]["determinations"]
    text = receipt_text(without(receipt, "eligible_cost"))
    assert "999999999" in receipt_text(receipt)
    assert "999999999" not in text
    assert was["amounts"]["maximum_subsidy"]["value"] == "399999999"
    assert is_redacted(now["amounts"]["maximum_subsidy"])
    assert now["amounts"]["maximum_subsidy_rate"] == was["amounts"]["maximum_subsidy_rate"]
    assert now["outcome"] == was["outcome"] == "eligible"
    states = [[one["state"] for one in side["findings"]] for side in (was, now)]
    assert states[0] == states[1]
    [headroom] = [one for one in now["findings"] if one["criterion"] == "request-within-cap"]
    assert is_redacted(headroom["figures"])
    assert headroom["facts"]["subsidy_requested"] == "399999999"


def test_what_was_taken_out_is_told() -> None:
    made = without(complete(), "applicant.country", "similar_projects_adopted")
    assert redacted_facts(made) == ("applicant.country", "similar_projects_adopted")
    assert redacted_places(made) == sum(
        not {"applicant.country", "similar_projects_adopted"}.isdisjoint(place["shows"]) for place in made["places"]
    )


def test_facts_can_be_taken_out_one_after_another_in_any_order() -> None:
    receipt = complete()
    one = without(without(receipt, "eligible_cost"), "similar_projects_adopted")
    other = without(without(receipt, "similar_projects_adopted"), "eligible_cost")
    assert one == other == without(receipt, "eligible_cost", "similar_projects_adopted")


def test_a_fact_that_is_not_there_or_is_gone_already_is_a_fault() -> None:
    receipt = complete()
    _, [fault] = redact(receipt, ["eligble_cost"])
    assert fault.code == "no-such-fact-in-receipt"
    assert fault.help is not None
    assert fault.help.en == "did you mean `eligible_cost`?"
    _, [fault] = redact(without(receipt, "eligible_cost"), ["eligible_cost"])
    assert fault.code == "already-redacted"


# --- whoever sees a redacted receipt cannot tell two values apart that lead to the same states -----------------------


def masked(value: Any) -> Any:
    """Without the hashes of what was taken out."""
    if is_redacted(value):
        return "taken out"
    if isinstance(value, dict):
        return {name: masked(part) for name, part in value.items() if name != "hash"}
    return [masked(part) for part in value] if isinstance(value, list) else value


def skeleton(receipt: Mapping[str, Any]) -> Any:
    """What stays by design: outcomes and states, which amounts there are, what is missing, and what follows."""
    answer = receipt["answer"]
    return [
        [
            one["outcome"],
            [
                (found["criterion"], found["state"], found["missing"], list(found["figures"]))
                for found in one["findings"]
            ],
            [[code["code"] for code in found["diagnostics"]] for found in one["findings"]],
            list(one["amounts"]),
            list(one["illustrations"]),
            one["missing"],
            [
                [(side, shown["outcome"], list(shown["amounts"])) for side, shown in reading["sides"].items()]
                for reading in one["depends_on_readings"]
            ],
            [code["code"] for code in one["diagnostics"]],
        ]
        for one in answer["determinations"]
    ] + [[one["id"] for one in answer["conclusions"]]]


PATIENCE = 6
"""So many times as many pairs are drawn where none of the first has the same states."""


def pairs(ruleset: str) -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """Receipts of two proposals that differ in one fact, and that fact."""
    plan, told = plan_of(ruleset), values_of(ruleset)
    plans = [plan, *map(plan_of, plan.companions)]
    facts_read = {name: spec for one in plans for name, spec in one.facts.items()}
    domains = {name: values for one in plans for name, values in domains_of(one, told).items()}
    chance = random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    numbers = [
        name for name, values in domains.items() if isinstance(values[0], Decimal) and facts_read[name].maximum is None
    ]
    for number in range(EXAMPLES // 2 * PATIENCE):
        day, facts = chance.choice(told)
        facts = {**max((one for _, one in told), key=len), **facts}
        nudged = numbers and number % 2
        name = chance.choice(numbers if nudged else [one for one in domains if len(domains[one]) > 1])
        value = chance.choice(domains[name])
        two = (value, value + 1) if nudged else chance.sample(domains[name], 2)
        one, other = (receipt_for(nested({**facts, name: value}), ruleset, as_of=str(day)) for value in two)
        yield one, other, name


def nested(facts: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in facts.items():
        *heads, last = name.split(".")
        inner = made
        for head in heads:
            inner = inner.setdefault(head, {})
        inner[last] = str(value) if type(value).__name__ in ("YearsMonths", "DaysTime") else value
    return made


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_two_values_that_lead_to_the_same_states_cannot_be_told_apart(ruleset: str) -> None:
    compared = 0
    for drawn, (one, other, name) in enumerate(pairs(ruleset), start=1):
        if skeleton(one) == skeleton(other) and one["facts"] != other["facts"]:
            compared += 1
            assert masked(without(one, name)) == masked(without(other, name)), name
            assert seal(without(one, name)) == one["hash"] != other["hash"]
        if compared and drawn >= EXAMPLES // 2:
            break
    assert compared > 0


def test_two_rule_sets_in_one_receipt_are_both_cleared() -> None:
    receipt = receipt_for(COMPLETE | {"total_project_cost": 31_415_926, "financing_track": "sovereign"}, MODEL, FUND,
                          as_of="2019-12-01")  # fmt: skip
    assert "3141592.6" in receipt_text(receipt)  # a tenth of it, the greatest grant
    text = receipt_text(without(receipt, "total_project_cost"))
    assert "31415926" not in text
    assert "3141592" not in text


def test_what_was_left_out_of_a_record_goes_with_it() -> None:
    """The second member is told without the day of the assertion, so that day is asked for; nothing of it stays."""
    members = [
        {"name": "HC", "side": "host", "co_chair": True, "received": True, "assertion": "affirmative",
         "asserted_on": "2013-03-05"},
        {"name": "JC", "side": "japan", "co_chair": True, "received": True, "assertion": "affirmative"},
    ]  # fmt: skip
    told = {"decision": {"distributed_on": "2013-03-01", "reviewed_on": "2013-03-22", "members": members}}
    receipt = receipt_for(told, "jcm/governance/electronic-decision", as_of="2013-04-30")
    asked = "decision.members[2].asserted_on"
    [determination] = receipt["answer"]["determinations"]
    assert asked in determination["missing"]
    assert any(asked in finding["missing"] for finding in determination["findings"])
    bare = without(receipt, "decision.members")
    assert asked not in receipt_text(bare)
    assert seal(again(bare)) == receipt["hash"]

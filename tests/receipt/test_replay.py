"""A receipt determined again: identical on the same rules, and every difference named on others."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from engine.cache import Cache
from engine.catalogue import Catalogue, open_catalogue
from engine.examples import Example
from engine.receipt import ABSENT, Verdict, redact, replay, seal
from engine.resources import rules_root
from tests.api.conftest import COMPLETE
from tests.receipt.receipts import FUND, MODEL, again, catalogue, changed, complete, examples, receipt_for
from tests.receipt.receipts import receipt_of_example as receipt_of

ENGINE = "1.2.3"


def other_rules(folder: Path, file: str, *changes: tuple[str, str]) -> Catalogue:
    """The rules that come with Hantei, changed in one file."""
    root = folder / "rules"
    shutil.copytree(rules_root(), root)
    path = root / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return open_catalogue(root, store=Cache(None))


@pytest.mark.parametrize(
    ("ruleset", "example"), list(examples()), ids=lambda one: one.id if isinstance(one, Example) else one
)
def test_the_receipt_of_a_worked_example_is_replayed_identically(ruleset: str, example: Example) -> None:
    found = replay(again(receipt_of(ruleset, example)), catalogue(), ENGINE)
    assert (found.verdict, found.differences, found.rulesets, found.engine) == (Verdict.IDENTICAL, (), (), ())


def test_facts_with_evidence_exemptions_and_readings_come_back_as_they_were() -> None:
    facts = COMPLETE | {
        "eligible_cost": {"value": "100000000.5", "grade": "documented", "document": "offer 12", "assumed": True},
        "exemption": {"within-subsidy-range": {"value": True, "grade": "judged", "by": "Ken", "on": "2019-05-05",
                                               "reason": "pilot"}},
        "financing_track": "sovereign",
        "total_project_cost": "30000000",
    }  # fmt: skip
    receipt = again(receipt_for(facts, MODEL, FUND, readings={"jf-08": "b"}, known_on="2020-01-01"))
    assert replay(receipt, catalogue(), ENGINE).verdict is Verdict.IDENTICAL
    assert receipt["answer"]["determinations"][0]["assumed"] == ["eligible_cost"]


def test_an_answer_that_was_another_is_shown_field_by_field() -> None:
    receipt = changed(complete(), "answer", "determinations", 0, "outcome", to="ineligible")
    found = replay(receipt, catalogue(), ENGINE)
    assert found.verdict is Verdict.DIFFERENT
    [one] = found.differences
    assert (one.at, one.was, one.now) == (("determinations", MODEL, "outcome"), "ineligible", "eligible")


def test_rules_that_changed_are_said_to_have_and_so_is_what_differs(tmp_path: Path) -> None:
    rules = other_rules(
        tmp_path, f"{MODEL}/ruleset.yaml", ('when: ["[1..3]"], then: 0.40', 'when: ["[1..3]"], then: 0.35')
    )
    receipt = complete()
    found = replay(receipt, rules, ENGINE)
    assert found.verdict is Verdict.DIFFERENT
    [other] = found.rulesets
    assert (other.name, other.was) == (MODEL, receipt["request"]["rulesets"][0]["digest"])
    assert other.now != other.was
    changes = {one.at[1:]: (one.was, one.now) for one in found.differences}
    assert changes[MODEL, "amounts", "maximum_subsidy", "value"] == ("400000000", "350000000")
    assert changes[MODEL, "amounts", "maximum_subsidy_rate", "value"] == ("0.40", "0.35")
    assert (MODEL, "outcome") not in changes


def test_rules_that_changed_without_effect_are_still_not_identical(tmp_path: Path) -> None:
    rules = other_rules(tmp_path, f"{MODEL}/ruleset.yaml", ('when: [">= 4"], then: 0.30', 'when: [">= 4"], then: 0.31'))
    found = replay(complete(), rules, ENGINE)
    assert (found.verdict, found.differences) == (Verdict.DIFFERENT, ())
    assert [one.name for one in found.rulesets] == [MODEL]


def test_a_rule_set_that_is_gone_or_a_fact_that_is_no_longer_read_is_refused_with_its_place(tmp_path: Path) -> None:
    made = changed(complete(), "request", "rulesets", 0, "id", to="jcm/model-project")
    made["facts"]["eligble_cost"] = made["facts"].pop("eligible_cost")
    found = replay(made, catalogue(), ENGINE)
    assert found.verdict is Verdict.REFUSED
    assert [(one.code, one.pointer) for one in found.refused] == [
        ("unknown-ruleset", None),
        ("unknown-fact", "/facts/eligble_cost"),
    ]


def test_another_engine_is_named_but_decides_nothing() -> None:
    found = replay(complete(), catalogue(), "9.9.9")
    assert found.verdict is Verdict.IDENTICAL
    assert [(one.name, one.was, one.now) for one in found.engine] == [("version", "1.2.3", "9.9.9")]


def test_which_chainer_ran_was_told_once_and_is_not_compared() -> None:
    receipt = changed(complete(), "answer", "chained_by", to="another one")
    assert replay(receipt, catalogue(), ENGINE).verdict is Verdict.IDENTICAL


# --- redacted receipts -----------------------------------------------------------------------------------------------


def test_a_redacted_receipt_cannot_be_replayed_whole_and_says_what_was_compared() -> None:
    receipt, _ = redact(complete(), ["eligible_cost", "applicant.kind"])
    found = replay(again(receipt), catalogue(), ENGINE)
    assert (found.verdict, found.redacted) == (Verdict.PARTIAL, ("applicant.kind", "eligible_cost"))
    assert found.differences == ()
    # of 20 findings: not the corporation, not the three that ask for the greatest subsidy or the rate of the cost;
    # of two amounts: the rate
    findings = receipt["answer"]["determinations"][0]["findings"]
    resting = {"japanese-corporation", "within-subsidy-range", "request-within-cap"}
    assert found.compared == len([one for one in findings if one["criterion"] not in resting]) + 1


def test_what_does_not_rest_on_the_redacted_facts_is_still_compared() -> None:
    receipt = deepcopy(complete())
    [finding] = [one for one in receipt["answer"]["determinations"][0]["findings"] if one["criterion"] == "jcm-credits"]
    finding["state"] = "not_met"
    receipt["hash"] = seal(receipt)
    redacted, _ = redact(receipt, ["eligible_cost"])
    found = replay(redacted, catalogue(), ENGINE)
    assert found.verdict is Verdict.PARTIAL
    assert [(one.at[-2:], one.was, one.now) for one in found.differences] == [
        (("findings/jcm-credits", "state"), "not_met", "met")
    ]


@pytest.mark.parametrize("name", ["similar_projects_adopted", "subsidy_requested"])
def test_an_optional_fact_that_was_taken_out_contradicts_nothing(name: str) -> None:
    receipt, _ = redact(complete(subsidy_requested=100_000_000), [name])
    found = replay(receipt, catalogue(), ENGINE)
    assert (found.verdict, found.differences) == (Verdict.PARTIAL, ())
    assert found.compared > 10


@pytest.mark.parametrize(
    "answer",
    [
        {"determinations": []},
        {"determinations": [{}]},
        {"determinations": [{"ruleset": {"id": MODEL}, "findings": "x", "amounts": []}]},
        {"determinations": [{"ruleset": {"id": MODEL}, "findings": [None, {"criterion": []}], "amounts": {"x": None}}]},
    ],
)
@pytest.mark.parametrize("hidden", [(), ("eligible_cost",)])
def test_an_answer_of_any_shape_is_compared_without_a_crash(answer: Any, hidden: tuple[str, ...]) -> None:
    receipt = {**complete(), "answer": answer}
    receipt["places"] = [one for one in receipt["places"] if one["at"].startswith("/facts")]
    receipt["hash"] = seal(receipt)
    made, _ = redact(receipt, hidden)
    found = replay(again(made), catalogue(), ENGINE)
    assert found.verdict is (Verdict.PARTIAL if hidden else Verdict.DIFFERENT)
    assert found.differences
    assert all(one.was is ABSENT or one.now is ABSENT or one.was != one.now for one in found.differences)

"""A receipt that was kept before determinations told their evidence goes on replaying, and rules keep their digests.

`before/` holds a rule set and a receipt of it, both as they were then; neither is ever made anew. Where the digest of
the rule set differs, a field of a plan is missing in `engine.plan_store.LATER`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.cache import Cache
from engine.catalogue import Catalogue, open_catalogue
from engine.receipt import Verdict, read_receipt, redact, replay, seal
from engine.receipt.reading import RECEIPT_FILE
from engine.source import read_path

BEFORE = Path(__file__).parent / "before"


def rules() -> Catalogue:
    return open_catalogue(BEFORE / "rules", store=Cache(None))


def kept() -> dict[str, Any]:
    document, faults = read_path(BEFORE / "receipt.json", RECEIPT_FILE)
    assert document is not None, faults
    receipt, faults = read_receipt(document)
    assert receipt is not None, faults
    return receipt


def test_its_hash_still_holds() -> None:
    assert seal(kept()) == kept()["hash"]


def test_the_rules_have_the_digest_that_they_had() -> None:
    named = {one["id"]: one["digest"] for one in kept()["request"]["rulesets"]}
    plans = {ruleset: rules().plan(ruleset)[0] for ruleset in named}
    assert {ruleset: plan and plan.digest for ruleset, plan in plans.items()} == named


def test_it_is_determined_again_as_it_was() -> None:
    found = replay(kept(), rules(), "0.1.0")
    assert (found.verdict, found.differences, found.rulesets) == (Verdict.IDENTICAL, (), ())


def test_a_difference_in_it_is_still_found() -> None:
    receipt = kept()
    receipt["answer"]["determinations"][0]["findings"][0]["state"] = "not_met"
    [one] = replay(receipt, rules(), "0.1.0").differences
    assert one.at[-2:] == ("in-partner-country", "state")


def test_what_does_not_rest_on_a_fact_that_was_taken_out_is_compared_as_before() -> None:
    receipt, faults = redact(kept(), ["cost"])
    assert faults == []
    found = replay(receipt, rules(), "0.1.0")
    assert (found.verdict, found.differences) == (Verdict.PARTIAL, ())
    # of five findings all but `within-cap`, of two amounts the rate
    assert found.compared == 5

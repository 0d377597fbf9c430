"""Evidence through every door: the command line, the API, a receipt; and the fast evaluator, which has none."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from engine import fast
from engine.determination import Demand
from engine.errors import MisuseError
from engine.receipt import Verdict, redact, replay
from engine.receipt.sealing import is_redacted
from service.app import create_app
from service.cli.main import app
from service.version import VERSION
from tests.api.conftest import COMPLETE
from tests.evaluator.plans import COVERED, criterion, fact, given, plan
from tests.receipt.receipts import MODEL, again, catalogue, receipt_for

SHOWN = {
    name: {"value": value, "grade": "documented"}
    for name, value in COMPLETE.items()
    if name not in {"applicant", "consortium"}
} | {
    "applicant": {name: {"value": value, "grade": "documented"} for name, value in COMPLETE["applicant"].items()},
    "consortium": {name: {"value": value, "grade": "documented"} for name, value in COMPLETE["consortium"].items()},
}
"""A complete proposal, every fact of it shown by a document."""
ONE_DECLARED = SHOWN | {"eligible_cost": COMPLETE["eligible_cost"]}


def hantei(tmp_path: Path, facts: Any, *options: str) -> Result:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    arguments = ["check", MODEL, str(file), "--as-of", "2019-06-01", *options]
    return CliRunner().invoke(app, arguments, env={"LANG": "C.UTF-8", "LC_ALL": "", "COLUMNS": "100"})


def asked(facts: Any, **request: Any) -> dict[str, Any]:
    body = {"rulesets": [MODEL], "facts": facts, "as_of": "2019-06-01", **request}
    found: dict[str, Any] = TestClient(create_app()).post("/api/v1/checks", json=body).json()
    return found


# --- the command line ------------------------------------------------------------------------------------------------


def test_the_terminal_counts_the_decisive_facts(tmp_path: Path) -> None:
    """18 facts are given; the number of precedents decides nothing: 30 % of JPY 1,000 M is above the floor of 50 M."""
    said = hantei(tmp_path, COMPLETE, "--lang", "en").stdout
    assert "17 decisive facts: 17 declared" in said
    assert "documents would show what is only declared" in said
    japanese = hantei(tmp_path, ONE_DECLARED, "--lang", "ja").stdout
    assert "決め手となった事実17件：書類あり16件、申告1件" in japanese


def test_documents_are_listed_when_asked_for(tmp_path: Path) -> None:
    said = hantei(tmp_path, ONE_DECLARED, "--lang", "en", "--documents").stdout
    _, _, listed = said.partition("Documents that would show facts (our suggestion)\n")
    assert listed.splitlines()[:3] == [
        "  • Quotations and a breakdown of costs",
        "    for: Cost eligible for the subsidy — Not below the least subsidy",
        "",
    ]


def test_asked_strictly_an_eligible_proposal_is_left_open(tmp_path: Path) -> None:
    done = hantei(tmp_path, ONE_DECLARED, "--lang", "en", "--evidence", "documented", "--exit-code")
    assert done.exit_code == 4
    assert "`Not below the least subsidy` is left open" in done.stdout.replace("\n    ", " ")
    assert hantei(tmp_path, SHOWN, "--evidence", "documented", "--exit-code").exit_code == 0


# --- the API ---------------------------------------------------------------------------------------------------------


def test_the_body_counts_them_and_names_the_documents() -> None:
    [found] = asked(ONE_DECLARED)["determinations"][:1]
    evidence = found["evidence"]
    assert evidence["asked"] == "as_given"
    assert evidence["decisive_facts"]["count"] == "17"
    assert evidence["decisive_facts"]["by_grade"] == {
        "declared": "1",
        "documented": "16",
        "verified": "0",
        "judged": "0",
    }
    [cost] = [one for one in evidence["decisive_facts"]["facts"] if one["name"] == "eligible_cost"]
    assert cost == {
        "name": "eligible_cost",
        "grade": "declared",
        "assumed": False,
        "criteria": ["within-subsidy-range"],
    }
    assert evidence["documents"] == [
        {
            "title": {"en": "Quotations and a breakdown of costs", "ja": "見積書と経費内訳"},
            "facts": ["eligible_cost"],
            "criteria": ["within-subsidy-range"],
        }
    ]


def test_a_request_asks_strictly() -> None:
    [found] = asked(ONE_DECLARED, evidence="documented")["determinations"][:1]
    assert found["outcome"] == "undetermined"
    [finding] = [one for one in found["findings"] if one["state"] == "undetermined"]
    assert (finding["criterion"], finding["evidence"]["below"]) == ("within-subsidy-range", ["eligible_cost"])
    assert [one["code"] for one in found["diagnostics"]] == ["evidence-below-minimum"]


@pytest.mark.parametrize(("said", "code"), [("documentd", "unknown-demand"), (3, "wrong-type")])
def test_a_demand_that_there_is_not_is_refused(said: Any, code: str) -> None:
    [error] = asked(SHOWN, evidence=said)["errors"]
    assert (error["code"], error["pointer"]) == (code, "#/evidence")


# --- receipts --------------------------------------------------------------------------------------------------------


def test_a_receipt_says_how_strictly_was_asked_and_is_determined_again_so() -> None:
    receipt = again(receipt_for(ONE_DECLARED, MODEL, evidence="documented"))
    assert receipt["request"]["evidence"] == "documented"
    assert receipt["answer"]["determinations"][0]["outcome"] == "undetermined"
    assert replay(receipt, catalogue(), VERSION).verdict is Verdict.IDENTICAL
    assert "evidence" not in receipt_for(ONE_DECLARED, MODEL)["request"]


def test_evidence_that_was_otherwise_is_a_difference() -> None:
    receipt = deepcopy(receipt_for(ONE_DECLARED, MODEL))
    receipt["answer"]["determinations"][0]["evidence"]["decisive_facts"]["count"] = "18"
    [one] = replay(receipt, catalogue(), VERSION).differences
    assert (one.at[-1], one.was, one.now) == ("count", "18", "17")


def test_with_a_fact_that_is_taken_out_all_that_tells_its_grade_goes() -> None:
    """Which facts decide may tell the value of any of them, so the whole of it goes with each."""
    receipt, faults = redact(again(receipt_for(ONE_DECLARED, MODEL, evidence="documented")), ["eligible_cost"])
    assert faults == []
    [found] = receipt["answer"]["determinations"][:1]
    assert is_redacted(found["evidence"])
    redacted = {one["criterion"] for one in found["findings"] if is_redacted(one["evidence"])}
    assert "within-subsidy-range" in redacted
    assert "host-country" not in redacted


# --- the fast evaluator ----------------------------------------------------------------------------------------------


def test_the_fast_evaluator_refuses_what_it_does_not_weigh() -> None:
    made = plan([fact("a")], [criterion("one", "a", evidence="documented")])
    assert fast.check(made, given(a=True), COVERED).outcome == "eligible"
    for ask in (fast.check, fast.outcome_and_amounts):
        with pytest.raises(MisuseError, match="knows no evidence"):
            ask(made, given(a=True), COVERED, demand=Demand.REQUIRED)

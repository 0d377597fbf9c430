"""`POST /api/v1/lint`: a rule set from outside, linted by a process that can be ended."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.resources import rules_root
from service.authoring.linting import Upload, lint_upload
from tests.api.test_problems import assert_problem

LINT = "/api/v1/lint"
FOLDER = rules_root() / "jcm" / "methodologies" / "bems-example"
YAML = {"content-type": "application/yaml"}


@pytest.fixture(scope="module")
def ruleset() -> str:
    return (FOLDER / "ruleset.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples() -> str:
    return (FOLDER / "examples.yaml").read_text(encoding="utf-8")


def linted(office: TestClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = office.post(LINT, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_good_rule_set_has_no_fault_and_its_examples_hold(office: TestClient, ruleset: str, examples: str) -> None:
    found = linted(office, {"ruleset": ruleset, "examples": examples})
    assert (found["ruleset"], found["diagnostics"]) == ("jcm/methodologies/bems-example", [])
    assert found["digest"] == office.get("/api/v1/rulesets/jcm/methodologies/bems-example").json()["digest"]
    assert found["examples"]
    assert all(one["passed"] for one in found["examples"])


def test_a_fault_has_its_line_and_both_languages(office: TestClient, ruleset: str) -> None:
    lines = ruleset.splitlines()
    number = next(at for at, line in enumerate(lines, 1) if line.strip().startswith("requires:"))
    lines[number - 1] = lines[number - 1].split("requires:")[0] + "requires: no_such_fact > 1"
    answer = office.post(LINT, content="\n".join(lines).encode(), headers=YAML)
    assert answer.status_code == 200
    [fault] = [one for one in answer.json()["diagnostics"] if "no_such_fact" in one["en"]]
    assert (fault["line"], fault["severity"]) == (number, "error")
    assert fault["file"] == "jcm/methodologies/bems-example/ruleset.yaml"
    assert "no_such_fact" in fault["ja"]
    assert answer.json()["digest"] is None


def test_an_example_that_does_not_hold_says_what_came(office: TestClient, ruleset: str, examples: str) -> None:
    wrong = examples.replace("outcome: eligible", "outcome: ineligible", 1)
    failed = [one for one in linted(office, {"ruleset": ruleset, "examples": wrong})["examples"] if not one["passed"]]
    assert failed[0]["mismatches"][0] == {"field": "outcome", "expected": "ineligible", "found": "eligible"}


@pytest.mark.parametrize("text", ["{", "id: [", "- 1", "a: &x 1\nb: *x", "id: nope\nid: again", "1"])
def test_what_is_no_rule_set_is_told_so(office: TestClient, text: str) -> None:
    found = linted(office, {"ruleset": text})
    assert found["digest"] is None
    assert any(one["severity"] == "error" and one["ja"] for one in found["diagnostics"])


def test_an_id_that_leads_elsewhere_is_refused(office: TestClient, ruleset: str) -> None:
    for name in ("../secrets", "/etc/passwd", "JCM", "a//b", "a/"):
        answer = office.post(LINT, json={"id": name, "ruleset": ruleset})
        assert_problem(answer, 422, "refused-request")
        assert answer.json()["errors"][0]["code"] == "ruleset-id-wrong"


def test_bodies_that_are_no_rule_set_are_refused(office: TestClient) -> None:
    assert_problem(office.post(LINT, content=b"\xff\xfe", headers=YAML), 400, "malformed-request")
    assert_problem(office.post(LINT, content=b"", headers=YAML), 400, "malformed-request")
    assert_problem(office.post(LINT, content=b"id: x"), 415, "unsupported-media-type")
    assert_problem(office.post(LINT, json={"examples": "x"}), 422, "refused-request")
    assert_problem(office.post(LINT, json={"ruleset": "\0"}), 422, "refused-request")


def test_what_takes_too_long_is_ended_in_time(ruleset: str) -> None:
    began = time.monotonic()
    found = lint_upload(rules_root(), Upload(ruleset), seconds=1, memory=120_000_000)
    assert time.monotonic() - began < 15
    assert [one["code"] for one in found["diagnostics"]] == ["linting-ended"]


def test_the_service_answers_while_it_lints(office: TestClient, ruleset: str, examples: str) -> None:
    asked = {"rulesets": ["jcm/fund"], "facts": {}, "as_of": "2019-06-01"}
    with ThreadPoolExecutor(2) as callers:
        linting = [callers.submit(linted, office, {"ruleset": ruleset, "examples": examples}) for _ in range(2)]
        answered = 0
        while not all(one.done() for one in linting):
            assert office.post("/api/v1/checks", json=asked).status_code == 200
            answered += 1
        assert all(one.result()["digest"] for one in linting)
    assert answered > 3


def test_nobody_but_authors_lints(client: TestClient) -> None:
    assert_problem(client.post(LINT, json={"ruleset": "x"}), 401, "sign-in-needed")


def test_nothing_of_the_environment_reaches_the_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from service.authoring import linting

    seen: dict[str, Any] = {}

    def run(command: list[str], **more: Any) -> Any:
        seen.update(more["env"])
        raise linting.subprocess.TimeoutExpired(command, 1)

    monkeypatch.setenv("HANTEI_SECRET_KEY", "s" * 40)
    monkeypatch.setattr(linting.subprocess, "run", run)
    lint_upload(tmp_path, Upload("id: x"))
    assert not [name for name in seen if name.startswith("HANTEI")]

"""What stores nothing besides a check: explanations, questions, remedies, timelines; receipts that callers keep."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import COMPLETE
from tests.api.test_determinations import keep
from tests.api.test_problems import assert_problem
from tests.cli.processes import run

API = "/api/v1"
ASKED: dict[str, Any] = {"rulesets": ["jcm/model-projects"], "facts": COMPLETE, "as_of": "2019-06-01"}


def post(client: TestClient, path: str, body: dict[str, Any], **more: Any) -> Any:
    answer = client.post(f"{API}/{path}", json=body, **more)
    assert answer.status_code == 200, answer.text
    return answer


def without(*names: str) -> dict[str, Any]:
    return {**ASKED, "facts": {name: value for name, value in COMPLETE.items() if name not in names}}


def with_(**facts: Any) -> dict[str, Any]:
    return {**ASKED, "facts": {**COMPLETE, **facts}}


def test_an_answer_is_explained_in_the_form_asked_for(client: TestClient) -> None:
    text = post(client, "explain", ASKED, params={"format": "text", "lang": "ja"})
    assert text.headers["content-language"] == "ja"
    assert "該当する17件の要件をすべて満たしています" in text.text
    assert post(client, "explain", ASKED, headers={"accept": "text/markdown"}).text.startswith("# Financing Programme")
    assert post(client, "explain", ASKED).json()["format"] == "hantei-explanation-1"


def test_with_trace_every_step_is_told(client: TestClient) -> None:
    plain, traced = (post(client, "explain", {**ASKED, "trace": trace}).text for trace in (False, True))
    assert len(traced) > len(plain)


def test_the_next_questions_are_those_that_can_change_the_answer(client: TestClient) -> None:
    found = post(client, "questions", without("similar_projects_adopted", "host_country")).json()["questions"]
    assert {one["name"] for one in found} == {"similar_projects_adopted", "host_country"}
    assert post(client, "questions", ASKED).json() == {"questions": []}


def test_a_remedy_names_the_figure_that_helps(client: TestClient) -> None:
    """The floor is 50 million yen (c2c-2020#subsidy-amount): at 40 % a cost of 125 million reaches it."""
    [found] = post(client, "remedies", with_(eligible_cost=100_000_000)).json()["rulesets"]
    changes = {change["fact"]: change for remedy in found["remedies"] for change in remedy["changes"]}
    assert (changes["eligible_cost"]["from"], changes["eligible_cost"]["to"]) == ("100000000", "125000000")
    assert found["hopeless"] is None


def test_more_of_an_amount_can_be_wished_for(client: TestClient) -> None:
    found = post(client, "remedies", {**ASKED, "amount": "maximum_subsidy=5億円"}).json()
    assert found["goal"] == "maximum_subsidy=5億円"
    thens = [remedy["then"]["amounts"]["maximum_subsidy"] for remedy in found["rulesets"][0]["remedies"]]
    assert thens
    assert all(int(then["value"]) >= 500_000_000 for then in thens)


def test_the_answer_over_time_ends_with_what_is_covered(client: TestClient) -> None:
    asked = {name: value for name, value in ASKED.items() if name != "as_of"}
    [found] = post(client, "timeline", {**asked, "from": "2019-04-01", "to": "2020-06-30"}).json()["timelines"]
    assert found["ruleset"]["id"] == "jcm/model-projects"
    first, last = found["spans"][0], found["spans"][-1]
    assert (first["from"], first["outcome"], last["outcome"]) == ("2019-04-01", "eligible", "undetermined")
    assert any(span["until"] == "2020-03-31" for span in found["spans"])


REFUSED: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "an amount that is none": ("remedies", {"amount": "subsidy"}, "unknown-amount", "#/amount"),
    "a figure that is none": ("remedies", {"amount": "maximum_subsidy=much"}, "not-a-number", "#/amount"),
    "an amount that is no text": ("remedies", {"amount": 5}, "wrong-type", "#/amount"),
    "a trace that is a text": ("explain", {"trace": "yes"}, "wrong-type", "#/trace"),
    "a key of another route": ("questions", {"trace": True}, "unknown-key", "#/trace"),
    "a day that is none": ("timeline", {"from": "2019-02-29"}, "date-does-not-exist", "#/from"),
    "days that are turned": ("timeline", {"from": "2020-01-02", "to": "2020-01-01"}, "days-turned", "#/from"),
    "two ways of knowing": ("timeline", {"known_on": "2020-01-01", "as_known": True}, "known-on-twice", "#/as_known"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_asked_is_refused(client: TestClient, what: str) -> None:
    path, more, code, pointer = REFUSED[what]
    answer = client.post(f"{API}/{path}", json={**ASKED, **more})
    assert_problem(answer, 422, "refused-request")
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [(code, pointer)]


@pytest.mark.parametrize(("path", "command"), [("questions", "next"), ("remedies", "remedy")])
def test_the_command_line_prints_the_same_bytes(client: TestClient, tmp_path: Any, path: str, command: str) -> None:
    asked = with_(eligible_cost=100_000_000) if command == "remedy" else without("host_country")
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(asked["facts"]), encoding="utf-8")
    printed = run(command, "jcm/model-projects", file, "--as-of", "2019-06-01", "--json")
    assert printed.stdout == post(client, path, asked).content


@pytest.fixture(scope="module")
def receipt(office: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = keep(office).json()["receipt"]
    return found


def test_a_receipt_is_verified_and_determined_again(client: TestClient, receipt: dict[str, Any]) -> None:
    assert post(client, "verify", receipt).json()["intact"] is True
    assert post(client, "replay", receipt).json()["verdict"] == "identical"


def test_a_receipt_that_was_altered_is_told_so(client: TestClient, receipt: dict[str, Any]) -> None:
    altered = copy.deepcopy(receipt)
    altered["facts"]["eligible_cost"]["value"] = "999999999"
    assert post(client, "verify", altered).json()["intact"] is False
    answer = client.post(f"{API}/replay", json=altered)
    assert_problem(answer, 422, "refused-request")
    assert answer.json()["errors"][0]["pointer"] == "#/hash"


def test_a_key_that_did_not_sign_is_told_so(client: TestClient, receipt: dict[str, Any]) -> None:
    found = post(client, "verify", receipt, params={"key": "0" * 64}).json()
    assert (found["intact"], found["signature"]) == (True, "none")
    assert_problem(client.post(f"{API}/verify", json=receipt, params={"key": "mine"}), 422, "refused-parameters")


@pytest.mark.parametrize("body", [{}, {"format": "hantei-receipt-1"}, {"format": "other"}])
@pytest.mark.parametrize("path", ["verify", "replay"])
def test_what_is_no_receipt_is_refused(client: TestClient, path: str, body: dict[str, Any]) -> None:
    answer = client.post(f"{API}/{path}", json=body)
    assert_problem(answer, 422, "refused-request")
    assert answer.json()["errors"][0]["ja"]


def test_the_catalogue_is_narrowed_by_programme_status_and_day(client: TestClient) -> None:
    def listed(**asked: str) -> set[str]:
        return {one["id"] for one in client.get(f"{API}/rulesets", params=asked).json()["rulesets"]}

    assert {one.partition("/")[0] for one in listed(programme="city-to-city")} == {"city-to-city"}
    # the criteria of the model projects are complete from 1 April 2019 to 31 March 2020
    in_force = {"status": "in_force", "programme": "jcm"}
    assert "jcm/model-projects" in listed(**in_force, as_of="2020-03-31")
    assert "jcm/model-projects" not in listed(**in_force, as_of="2020-04-01")
    assert "jcm/model-projects" in listed(status="ended", as_of="2020-04-01")
    assert "jcm/model-projects" in listed(status="not_yet", as_of="2019-03-31")
    assert_problem(client.get(f"{API}/rulesets", params={"status": "old"}), 422, "refused-parameters")

"""`POST /api/v1/checks`: what is answered, and that it is what the command line answers."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.clock import today
from tests.api.conftest import COMPLETE
from tests.cli.processes import run

CHECKS = "/api/v1/checks"
DAY = "2019-06-01"


def post(client: TestClient, text: str) -> Any:
    return client.post(CHECKS, content=text.encode(), headers={"content-type": "application/json"})


def check(client: TestClient, facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = client.post(CHECKS, json={"rulesets": ["jcm/model-projects"], "facts": facts, "as_of": DAY} | more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_ineligible_is_an_answer(client: TestClient) -> None:
    found = check(client, COMPLETE | {"jcm_credits_intended": False})
    assert found["determinations"][0]["outcome"] == "ineligible"


def test_no_facts_at_all_is_an_answer(client: TestClient) -> None:
    found = check(client, {})["determinations"][0]
    assert (found["outcome"], "eligible_cost" in found["missing"]) == ("undetermined", True)


def test_a_day_without_rules_is_an_answer(client: TestClient) -> None:
    found = check(client, COMPLETE, as_of="2012-01-01")["determinations"][0]
    assert (found["outcome"], found["as_of"], found["amounts"]) == ("undetermined", "2012-01-01", {})
    assert [fault["code"] for fault in found["diagnostics"]].count("no-rule-in-force") == 1


def test_determinations_come_in_the_order_asked(client: TestClient) -> None:
    for order in (["jcm/model-projects", "jcm/fund"], ["jcm/fund", "jcm/model-projects"]):
        found = check(client, {"host_country": "VN"}, rulesets=order)
        assert [one["ruleset"]["id"] for one in found["determinations"]] == order


def test_without_a_day_the_rules_of_today_in_tokyo_are_asked(client: TestClient) -> None:
    before = today().isoformat()
    answer = client.post(CHECKS, json={"rulesets": ["jcm/model-projects"], "facts": {}}).json()
    assert answer["determinations"][0]["as_of"] in (before, today().isoformat())


def test_numbers_and_texts_of_numbers_are_the_same(client: TestClient) -> None:
    bare = check(client, COMPLETE | {"eligible_cost": 1_000_000_000})
    text = check(client, COMPLETE | {"eligible_cost": "1000000000"})
    assert bare == text


def test_thirty_digits_survive(client: TestClient) -> None:
    cost = "123456789012345678.901234567891"
    body = json.dumps({"rulesets": ["jcm/model-projects"], "facts": COMPLETE | {"eligible_cost": "COST"}, "as_of": DAY})
    for written in (cost, f'"{cost}"'):
        answer = post(client, body.replace('"COST"', written))
        assert answer.status_code == 200, answer.text
        findings = answer.json()["determinations"][0]["findings"]
        used = {str(one["facts"]["eligible_cost"]) for one in findings if "eligible_cost" in one["facts"]}
        assert used == {cost}


def test_japanese_text_is_written_as_it_is(client: TestClient) -> None:
    answer = post(client, '{"rulesets": ["jcm/model-projects"], "facts": {}, "as_of": "2019-06-01"}')
    assert "設備" in answer.content.decode()
    assert b"\\u" not in answer.content


def test_the_same_request_gets_the_same_bytes(client: TestClient) -> None:
    text = json.dumps({"rulesets": ["jcm/fund", "jcm/model-projects"], "facts": COMPLETE, "as_of": DAY})
    assert len({post(client, text).content for _ in range(3)}) == 1


def test_requests_at_the_same_time_do_not_meet(client: TestClient) -> None:
    """Sixteen different requests by eight callers, each with its own figure in its answer."""
    costs = [100_000_000 * number for number in range(2, 18)]

    def ask(cost: int) -> str:
        found = check(client, COMPLETE | {"eligible_cost": cost})["determinations"][0]
        return str(found["amounts"]["maximum_subsidy"]["value"])

    with ThreadPoolExecutor(8) as callers:
        found = list(callers.map(ask, costs))
    assert found == [str(cost * 4 // 10) for cost in costs]  # 40 % (Table 8), below the ceiling of 2,000 M


@pytest.mark.parametrize(
    ("rulesets", "facts"),
    [(["jcm/model-projects"], COMPLETE), (["jcm/fund", "jcm/model-projects", "kawasaki-mechanism"], {})],
)
def test_the_command_line_prints_the_same_bytes(
    client: TestClient, tmp_path: Path, rulesets: list[str], facts: dict[str, Any]
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    printed = run("check", *rulesets, file, "--as-of", DAY, "--json")
    answered = post(client, json.dumps({"rulesets": rulesets, "facts": facts, "as_of": DAY}))
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert printed.stdout == answered.content

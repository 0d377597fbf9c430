"""`GET /api/v1/rulesets…`: what can be asked."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tests.api.conftest import COMPLETE
from tests.api.test_problems import assert_problem

ONE = "/api/v1/rulesets/jcm/model-projects"


def test_the_catalogue_lists_every_rule_set(client: TestClient) -> None:
    listed = client.get("/api/v1/rulesets").json()["rulesets"]
    assert {"jcm/model-projects", "jcm/fund", "kawasaki-mechanism", "jcm/methodologies/bems-example"} <= {
        one["id"] for one in listed
    }
    found = next(one for one in listed if one["id"] == "jcm/model-projects")
    assert found["covers"] == [{"from": "2019-04-01", "until": "2020-03-31"}]
    assert found["digest"].startswith("sha256:")
    assert found["title"]["ja"] and found["title"]["en"]


def test_a_rule_set_is_told_in_words_with_sources(client: TestClient) -> None:
    found = client.get(ONE).json()
    [criterion] = [one for one in found["criteria"] if one["id"] == "no-other-japanese-subsidy"]
    assert (criterion["strength"], criterion["source"]) == ("hard", ["c2c-2020#mp-08"])
    floor = next(one for one in found["parameters"] if one["name"] == "subsidy_floor")
    assert "50000000" in {step.get("value") for step in floor["values"]}
    assert "maximum_subsidy" in {one["name"] for one in found["amounts"]}


@pytest.mark.parametrize("path", [ONE, f"{ONE}/input-schema", f"{ONE}/questions", "/api/v1/rulesets"])
def test_who_has_it_already_gets_304(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


def test_the_tag_is_the_digest_of_the_plan(client: TestClient) -> None:
    found = client.get(ONE)
    assert found.headers["etag"] == f'"{found.json()["digest"]}"'
    assert found.headers["link"] == f'<{ONE}/input-schema>; rel="describedby"'


@pytest.mark.parametrize("suffix", ["", "/input-schema", "/questions"])
def test_slashes_may_be_escaped(client: TestClient, suffix: str) -> None:
    escaped = client.get(f"/api/v1/rulesets/jcm%2Fmodel-projects{suffix}")
    assert escaped.status_code == 200
    assert escaped.content == client.get(ONE + suffix).content


def test_the_input_schema_takes_what_a_check_takes(client: TestClient) -> None:
    answer = client.get(f"{ONE}/input-schema")
    assert answer.headers["content-type"] == "application/schema+json"
    schema = answer.json()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert not list(validator.iter_errors(COMPLETE))
    assert not list(validator.iter_errors({}))
    for wrong in ({"eligible_cost": "1,000"}, {"applicant": {"kind": "friend"}}, {"no_such_fact": 1}):
        assert list(validator.iter_errors(COMPLETE | wrong)), wrong


def test_the_questions_are_asked_in_both_languages(client: TestClient) -> None:
    questions = client.get(f"{ONE}/questions").json()["questions"]
    by_name = {one["name"]: one for one in questions}
    assert all(one["question"]["en"] and one["question"]["ja"] and one["label"]["ja"] for one in questions)
    assert (by_name["eligible_cost"]["unit"], by_name["eligible_cost"]["minimum"]) == ("JPY", "0")
    assert "private_company" in [choice["value"] for choice in by_name["applicant.kind"]["choices"]]
    assert by_name["leading_technology"]["judgement"] is True
    assert by_name["subsidy_requested"]["optional"] is True


def test_a_near_id_is_offered(client: TestClient) -> None:
    [error] = client.get("/api/v1/rulesets/jcm/model-project").json()["errors"]
    assert error["help"] == {"en": "did you mean `jcm/model-projects`?", "ja": "`jcm/model-projects` のことですか"}


@pytest.mark.parametrize("path", [ONE, f"{ONE}/input-schema", f"{ONE}/questions", "/api/v1/rulesets"])
@pytest.mark.parametrize("query", ["lang=fr", "langg=ja", "lang=ja&lang=en"])
def test_what_cannot_be_asked_for_is_refused(client: TestClient, path: str, query: str) -> None:
    assert_problem(client.get(f"{path}?{query}"), 422, "refused-parameters")

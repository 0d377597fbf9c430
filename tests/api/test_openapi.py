"""openapi.json says what is so: committed and fresh, its examples are worked examples, answers have its shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from service.api.examples import first_example, worked_requests
from service.reference.openapi_file import FILE, text_of
from service.version import VERSION
from tests.api.conftest import COMPLETE

EVERYWHERE = {"401", "403", "429", "500", "503"}
"""What the doorway, a fault of ours and the limit of time may end any request with."""
OPERATIONS = {
    "ask_next",
    "begin_case",
    "check",
    "check_batch",
    "compare_determination",
    "determine",
    "explain",
    "explain_determination",
    "find_remedies",
    "get_bundle",
    "get_case",
    "get_case_type",
    "get_determination",
    "get_event",
    "get_input_schema",
    "get_judgement",
    "get_override",
    "get_publication",
    "get_questions",
    "get_register",
    "get_ruleset",
    "get_standing",
    "judge",
    "lint",
    "list_case_types",
    "list_cases",
    "list_determinations",
    "list_events",
    "list_judgements",
    "list_keys",
    "list_sessions",
    "end_session",
    "end_sessions_of",
    "list_overrides",
    "list_publications",
    "list_registers",
    "list_rulesets",
    "make_key",
    "override",
    "publish_rules",
    "publish_rules_again",
    "replay",
    "replay_determination",
    "show_timeline",
    "revoke_key",
    "tell_event",
    "verify",
    "verify_determination",
}


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_the_committed_file_is_fresh(app: FastAPI) -> None:
    assert FILE.read_text(encoding="utf-8") == text_of(app.openapi()), "run python -m service.reference.openapi_file"


def test_it_is_openapi_3_1_with_named_operations(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert described["info"]["version"] == VERSION
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert {operation["operationId"] for operation in operations} == OPERATIONS
    assert "HTTPValidationError" not in json.dumps(described)


def test_every_operation_declares_its_problems(described: dict[str, Any]) -> None:
    declared = {
        operation["operationId"]: set(operation["responses"])
        for path in described["paths"].values()
        for operation in path.values()
    }
    assert declared["check"] == {"200", "400", "408", "413", "415", "422"} | EVERYWHERE
    assert declared["list_rulesets"] == {"200", "304", "422"} | EVERYWHERE
    for name in ("get_ruleset", "get_input_schema", "get_questions"):
        assert declared[name] == {"200", "304", "404", "422"} | EVERYWHERE
    assert declared["determine"] == {"201", "400", "408", "409", "413", "415", "422", "507"} | EVERYWHERE


def test_the_examples_are_worked_examples_and_come_out_as_they_say(client: TestClient, app: FastAPI) -> None:
    catalogue = app.state.rules.catalogue
    requests = worked_requests(catalogue)
    assert {"jcm/model-projects", "jcm/fund", "kawasaki-mechanism", "jcm/methodologies/bems-example"} <= set(requests)
    for ruleset, request in requests.items():
        answer = client.post("/api/v1/checks", json=request["value"])
        assert answer.status_code == 200, answer.text
        example = first_example(catalogue.root, ruleset)
        assert example is not None
        assert answer.json()["determinations"][0]["outcome"] == example.expect.outcome


def test_answers_have_the_shape_that_is_described(client: TestClient, app: FastAPI, described: dict[str, Any]) -> None:
    bodies = [request["value"] for request in worked_requests(app.state.rules.catalogue).values()]
    bodies += [body | {"facts": {}} for body in bodies] + [body | {"as_of": "2012-01-01"} for body in bodies]
    bodies.append({"rulesets": ["jcm/model-projects"], "facts": COMPLETE, "as_of": "2018-06-01"})
    for body in bodies:
        assert_shape(described, "CheckRequest", body)
        assert_shape(described, "Answer", client.post("/api/v1/checks", json=body).json())
    one = "/api/v1/rulesets/jcm/model-projects"
    assert_shape(described, "Catalogue", client.get("/api/v1/rulesets").json())
    assert_shape(described, "RuleSet", client.get(one).json())
    assert_shape(described, "Questions", client.get(f"{one}/questions").json())
    assert_shape(described, "Problem", client.post("/api/v1/checks", json={}).json())
    assert_shape(described, "Problem", client.get("/nowhere").json())


def assert_shape(described: dict[str, Any], model: str, value: Any) -> None:
    """No key beyond those described, and every one of its type. Callers must bear further keys; tests want none."""
    schemas = json.loads(json.dumps(described["components"]["schemas"]).replace("#/components/schemas/", "#/$defs/"))
    for schema in schemas.values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    validator = Draft202012Validator({"$defs": schemas, "$ref": f"#/$defs/{model}"})
    errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(value)]
    assert not errors, errors[:5]


def test_what_is_stored_has_the_shape_that_is_described(office: TestClient, described: dict[str, Any]) -> None:
    """One of each kind, as it is answered."""
    asked = {"rulesets": ["jcm/model-projects"], "facts": COMPLETE, "as_of": "2019-06-01"}
    kept = office.post("/api/v1/determinations", json=asked)
    address = kept.headers["location"]
    judged = {
        "subject": address.removeprefix("/api/v1/"),
        "fact": "leading_technology",
        "value": True,
        "reason": "seen",
    }
    overridden = {"row": "fy2013-id-1", "values": {"country": "VN"}, "from": "2013-10-01", "reason": "misprint"}
    case = office.post("/api/v1/cases", json={"case": "jcm/project-cycle", "title": "one"})
    event = {"event": "registered", "on": "2017-05-26"}
    told = office.post(f"{case.headers['location']}/events", json=event)
    batch = office.post("/api/v1/checks:batch", json=[asked, {}]).json()
    adoptions = "/api/v1/registers/jcm-adoptions"
    bodies = [
        ("ExplainRequest", asked | {"trace": True}),
        ("NextQuestions", office.post("/api/v1/questions", json=asked | {"facts": {}}).json()),
        ("Remedies", office.post("/api/v1/remedies", json=asked | {"facts": {**COMPLETE, "eligible_cost": 1}}).json()),
        ("Timelines", office.post("/api/v1/timeline", json=asked).json()),
        ("Receipt", kept.json()["receipt"]),
        ("LintResult", office.post("/api/v1/lint", json={"ruleset": "id: x"}).json()),
        ("StoredDetermination", kept.json()),
        ("Comparison", office.get(f"{address}/compare", params={"as_of": "2020-04-01"}).json()),
        ("Replay", office.get(f"{address}/replay").json()),
        ("Verification", office.get(f"{address}/verify").json()),
        ("Determinations", office.get("/api/v1/determinations").json()),
        ("NewJudgement", judged),
        ("Judgement", office.post("/api/v1/judgements", json=judged).json()),
        ("Judgements", office.get("/api/v1/judgements").json()),
        ("NewOverride", overridden),
        ("Override", office.post(f"{adoptions}/overrides", json=overridden).json()),
        ("Overrides", office.get(f"{adoptions}/overrides").json()),
        ("Registers", office.get("/api/v1/registers").json()),
        ("Register", office.get(adoptions).json()),
        ("CaseTypes", office.get("/api/v1/case-types").json()),
        ("CaseType", office.get("/api/v1/case-types/jcm/project-cycle").json()),
        ("Case", case.json()),
        ("Cases", office.get("/api/v1/cases").json()),
        ("NewEvent", event),
        ("EventTold", told.json()),
        ("Events", office.get(f"{case.headers['location']}/events").json()),
        ("Standing", office.get(f"{case.headers['location']}/standing").json()),
        *(("BatchLine", line) for line in batch),
    ]
    for model, body in bodies:
        assert_shape(described, model, body)
    explained = office.get(f"{address}/explanation").json()
    schemas = {"components": {"schemas": described["components"]["schemas"]}}
    explanation = {**schemas, "$ref": "#/components/schemas/Explanation"}
    assert not list(Draft202012Validator(explanation).iter_errors(explained))

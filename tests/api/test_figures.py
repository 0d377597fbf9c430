"""Figures, keys and texts that JSON writes in strange ways: every route that takes a body reads them alike.

The routes are those of openapi.json, so a new one is held to this, too. ADR 19 says why one reader of our own reads all
bodies.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.reference.openapi_file import FILE

JSON = "application/json"
THIRTY = "123456789012345678901234567890"
FACTS = '{"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": {"eligible_cost": %s}}'
OTHER = '{"value": %s}'
BATCH = "/api/v1/checks:batch"
SAID: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
STRANGE = {
    "beyond every figure": ("1e400", 422, "number-too-long"),
    "a power of ten that fills the memory": ("1e999999999", 422, "number-too-long"),
    "more digits than are computed with": ("1" * 35, 422, "number-too-long"),
    "more digits after the point": ("0." + "1" * 40, 422, "number-too-long"),
    "no number": ("NaN", 422, "not-a-number"),
    "no end": ("-Infinity", 422, "not-a-number"),
    "a key twice": ('{"a": 1, "a": 2}', 422, "duplicate-key"),
    "half a character": (r'"\ud800"', 422, "not-unicode"),
    "too deep": ("[" * 60 + "]" * 60, 400, "too-deep"),
    "a zero in front": ("01", 400, "json-syntax"),
    "hexadecimal": ("0x10", 400, "json-syntax"),
    "a plus sign": ("+1", 400, "json-syntax"),
    "no digit after the point": ("1.", 400, "json-syntax"),
}


def bodies() -> dict[str, str]:
    """Every route that takes JSON, and a body for it with a place for a value."""
    found = {}
    for path, methods in SAID["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        if JSON in content:
            model = content[JSON]["schema"].get("$ref", "").rpartition("/")[2]
            takes_facts = "facts" in SAID["components"]["schemas"].get(model, {}).get("properties", {})
            found[path] = f"[{FACTS}]" if path == BATCH else FACTS if takes_facts else OTHER
    return found


BODIES = bodies()
WITH_FACTS = sorted(path for path, body in BODIES.items() if body == FACTS and not path.endswith(("replay", "verify")))


@pytest.fixture(scope="module")
def case(office: TestClient) -> str:
    return str(office.post("/api/v1/cases", json={"case": "jcm/project-cycle"}).json()["id"])


def sent(office: TestClient, path: str, case: str, body: str) -> tuple[int, Any]:
    address = path.replace("{case}", case).replace("{register}", "jcm-adoptions")
    answer = office.post(address, content=body.encode(), headers={"content-type": JSON})
    return answer.status_code, answer.json()


@pytest.mark.parametrize("what", STRANGE)
def test_every_route_says_the_same_of_it(office: TestClient, case: str, what: str) -> None:
    token, status, code = STRANGE[what]
    kept_out = {"/api/v1/keys", "/api/v1/sessions:end"}  # for administrators, whom this service knows by a key only
    for path in sorted(BODIES.keys() - kept_out):
        found, said = sent(office, path, case, BODIES[path] % token)
        if path == BATCH and status == 422:  # a check of a batch is refused by itself
            assert found == 200, path
            found, said = said[0]["problem"]["status"], said[0]["problem"]
        assert found == status, (path, said)
        wanted = "not-finite" if code == "not-a-number" and path in {*WITH_FACTS, BATCH} else code
        assert wanted in {error["code"] for error in said["errors"]}, (path, said)


@pytest.mark.parametrize("detail", ["outcome", "findings"])
@pytest.mark.parametrize("what", STRANGE)
def test_the_short_way_says_the_same_of_it(office: TestClient, what: str, detail: str) -> None:
    """It reads plain bodies by a decoder of its own, and leaves all else to the reader of the others."""
    body = FACTS % STRANGE[what][0]
    assert sent(office, f"/api/v1/checks?detail={detail}", "", body) == sent(office, "/api/v1/checks", "", body)


def test_a_line_of_a_batch_is_refused_by_itself(office: TestClient) -> None:
    lines = [FACTS % token for token, _, _ in STRANGE.values()] + [FACTS % "1"]
    answer = office.post(BATCH, content="\n".join(lines).encode(), headers={"content-type": "application/x-ndjson"})
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["problem"]["status"] for one in told[:-1]] == [status for _, status, _ in STRANGE.values()]
    assert "problem" not in told[-1]


@pytest.mark.parametrize("path", WITH_FACTS)
def test_thirty_digits_stay_thirty_digits(office: TestClient, path: str) -> None:
    """34 are computed with."""
    status, said = sent(office, path, "", FACTS % THIRTY)
    assert status in {200, 201}, said
    text = json.dumps(said)
    assert "1.23456789012345" not in text, "what a binary float would make of it"
    if path.endswith(("checks", "determinations", "explain")):
        assert THIRTY in text


@pytest.mark.parametrize("path", WITH_FACTS)
def test_nothing_is_below_zero_that_is_zero(office: TestClient, path: str) -> None:
    zero, minus = (sent(office, path, "", FACTS % token) for token in ("0", "-0"))
    assert minus[0] == zero[0]
    if path.endswith("determinations"):
        assert minus[1]["receipt"]["answer"]["determinations"] == zero[1]["receipt"]["answer"]["determinations"]
    else:
        assert minus == zero

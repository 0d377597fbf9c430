"""`POST /api/v1/checks:batch`: one answer or problem a line, while the rest still arrives."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.api.conftest import COMPLETE
from tests.api.test_problems import assert_problem

BATCH = "/api/v1/checks:batch"
NDJSON = {"content-type": "application/x-ndjson"}
ASKED: dict[str, Any] = {"rulesets": ["jcm/model-projects"], "facts": COMPLETE, "as_of": "2019-06-01"}


def costing(cost: int) -> str:
    return json.dumps({**ASKED, "facts": COMPLETE | {"eligible_cost": cost}})


def answered(client: TestClient, text: str) -> list[dict[str, Any]]:
    answer = client.post(BATCH, content=text.encode(), headers=NDJSON)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def subsidy(line: dict[str, Any]) -> str:
    return str(line["answer"]["determinations"][0]["amounts"]["maximum_subsidy"]["value"])


def test_each_line_is_answered_in_order(client: TestClient) -> None:
    costs = [200_000_000, 300_000_000, 400_000_000]
    found = answered(client, "\n".join(map(costing, costs)))
    assert [line["line"] for line in found] == [1, 2, 3]
    assert [subsidy(line) for line in found] == ["80000000", "120000000", "160000000"]  # 40 % (Table 8)


def test_a_line_is_answered_as_a_check_is(client: TestClient) -> None:
    [line] = answered(client, json.dumps(ASKED) + "\n")
    assert line["answer"] == client.post("/api/v1/checks", json=ASKED).json()


def test_a_bad_line_ends_nothing(client: TestClient) -> None:
    lines = [
        costing(200_000_000),
        "",
        "{nonsense",
        '{"rulesets": ["jcm/fund"], "facts": {"nothing": 1}}',
        "[]",
        "\xff",
        costing(300_000_000),
    ]
    found = answered(client, "\r\n".join(lines))
    assert [line["line"] for line in found] == [1, 3, 4, 5, 6, 7]
    problems = {line["line"]: line["problem"] for line in found if "problem" in line}
    assert {line: problem["status"] for line, problem in problems.items()} == {3: 400, 4: 422, 5: 400, 6: 400}
    assert problems[4]["errors"][0]["pointer"] == "#/facts/nothing"
    assert problems[3]["errors"][0]["line"] == 1
    assert (subsidy(found[0]), subsidy(found[-1])) == ("80000000", "120000000")


def test_a_line_that_is_too_long_is_passed_over() -> None:
    client = TestClient(create_app(Settings(largest_body=5_000, rate_anonymous=0)))
    long = '{"rulesets": ["jcm/fund"], "facts": {}, "padding": "' + "x" * 300_000 + '"}'
    found = answered(client, f"{costing(200_000_000)}\n{long}\n{costing(300_000_000)}")
    assert [(line["line"], line.get("problem", {}).get("status")) for line in found] == [(1, None), (2, 413), (3, None)]


def test_titles_of_problems_are_in_the_language_asked_for(client: TestClient) -> None:
    answer = client.post(BATCH, content=b"{}\n", headers={**NDJSON, "accept-language": "ja"})
    assert json.loads(answer.text)["problem"]["title"] == "この内容では判定できません"


def test_an_array_is_answered_by_an_array(client: TestClient) -> None:
    answer = client.post(BATCH, json=[ASKED, 3, {"rulesets": ["jcm/fund"], "facts": {"nothing": 1}}])
    assert answer.headers["content-type"] == "application/json"
    first, second, third = answer.json()
    assert subsidy(first) == "400000000"
    assert (second["line"], second["problem"]["errors"][0]["code"]) == (2, "wrong-type")
    assert (third["line"], third["problem"]["errors"][0]["pointer"]) == (3, "#/facts/nothing")
    assert client.post(BATCH, json=[]).json() == []


def test_faults_of_reading_an_array_stand_with_their_item(client: TestClient) -> None:
    text = '[{"rulesets": ["jcm/fund"], "facts": {}}, {"rulesets": ["jcm/fund"], "facts": {}, "facts": {}}]'
    first, second = client.post(BATCH, content=text.encode(), headers={"content-type": "application/json"}).json()
    assert "answer" in first
    assert (second["problem"]["errors"][0]["code"], second["problem"]["errors"][0]["pointer"]) == (
        "duplicate-key",
        "#/facts",
    )


@pytest.mark.parametrize(
    ("content", "status", "name"),
    [(b"{}", 400, "malformed-request"), (b"[", 400, "malformed-request"), (b"", 400, "malformed-request")],
)
def test_what_is_no_array_is_refused(client: TestClient, content: bytes, status: int, name: str) -> None:
    assert_problem(client.post(BATCH, content=content, headers={"content-type": "application/json"}), status, name)
    assert_problem(client.post(BATCH, content=content), 415, "unsupported-media-type")


class Caller:
    """Sends a body piece by piece and sees what has been answered by then."""

    def __init__(self, app: FastAPI, pieces: list[bytes]) -> None:
        self.app = app
        self.pieces = pieces
        self.seen_before_piece: list[int] = []
        self.body = b""

    async def receive(self) -> dict[str, Any]:
        self.seen_before_piece.append(self.body.count(b"\n"))
        if not self.pieces:
            return {"type": "http.disconnect"}
        piece = self.pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(self.pieces)}

    async def send(self, message: Any) -> None:
        self.body += message.get("body", b"")

    async def call(self) -> None:
        headers = [(b"content-type", b"application/x-ndjson")]
        scope: dict[str, Any] = {"type": "http", "method": "POST", "path": BATCH, "query_string": b"", "root_path": ""}
        await self.app({**scope, "headers": headers, "app": self.app}, self.receive, self.send)


def test_a_line_is_answered_before_the_next_is_read(app: FastAPI) -> None:
    """Nothing is read ahead: who does not take the answers is not read from either."""
    line = json.dumps({"rulesets": ["jcm/fund"], "facts": {}, "as_of": "2019-06-01"}).encode() + b"\n"
    caller = Caller(app, [line, line, line])
    asyncio.run(caller.call())
    assert caller.seen_before_piece[:3] == [0, 1, 2]
    assert caller.body.count(b"\n") == 3


def test_a_caller_who_stops_sending_is_told_and_let_go() -> None:
    application = create_app(Settings(body_seconds=0.05, rate_anonymous=0))
    caller = Caller(application, [b'{"rulesets": ["jcm/fund"], "facts": {}}\n', b""])

    async def never() -> dict[str, Any]:
        if len(caller.pieces) > 1:
            return {"type": "http.request", "body": caller.pieces.pop(0), "more_body": True}
        await asyncio.sleep(60)
        raise AssertionError

    caller.receive = never  # type: ignore[method-assign]  # a caller of another kind
    asyncio.run(caller.call())
    first, last = [json.loads(line) for line in caller.body.splitlines()]
    assert "answer" in first
    assert (last["line"], last["problem"]["status"]) == (2, 408)

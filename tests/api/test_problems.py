"""Every way out that is not an answer: one shape, a page for its type, nothing of our insides."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from service.api.docs_pages import TYPES, problem_pages
from service.app import create_app
from service.settings import Settings
from service.web.guard import HEADERS

CHECKS = "/api/v1/checks"
JSON = {"content-type": "application/json"}
WAYS_OUT: dict[str, tuple[str, str, dict[str, Any], int, str]] = {
    "no such path": ("GET", "/nowhere", {}, 404, "not-found"),
    "no such path below the API": ("GET", "/api/v1/nothing", {}, 404, "not-found"),
    "a slash at the end": ("GET", "/healthz/", {}, 404, "not-found"),
    "no such static file": ("GET", "/static/nothing.js", {}, 404, "not-found"),
    "a way out of the static folder": ("GET", "/static/%2e%2e/settings.py", {}, 404, "not-found"),
    "no such problem page": ("GET", "/problems/boredom", {}, 404, "not-found"),
    "no such rule set": ("GET", "/api/v1/rulesets/jcm/funds", {}, 404, "ruleset-not-found"),
    "no such rule set's questions": ("GET", "/api/v1/rulesets/jcm/funds/questions", {}, 404, "ruleset-not-found"),
    "no such rule set's schema": ("GET", "/api/v1/rulesets/x/input-schema", {}, 404, "ruleset-not-found"),
    "GET of a check": ("GET", CHECKS, {}, 405, "method-not-allowed"),
    "DELETE of a rule set": ("DELETE", "/api/v1/rulesets/jcm/fund", {}, 405, "method-not-allowed"),
    "POST of a static file": ("POST", "/static/docs.js", {}, 405, "method-not-allowed"),
    "a form": ("POST", CHECKS, {"data": {"rulesets": "jcm/fund"}}, 415, "unsupported-media-type"),
    "no media type": ("POST", CHECKS, {"content": b"{}"}, 415, "unsupported-media-type"),
    "text": (
        "POST",
        CHECKS,
        {"content": b"{}", "headers": {"content-type": "text/json"}},
        415,
        "unsupported-media-type",
    ),
    "an empty body": ("POST", CHECKS, {"content": b"", "headers": JSON}, 400, "malformed-request"),
    "half a body": ("POST", CHECKS, {"content": b'{"facts": {', "headers": JSON}, 400, "malformed-request"),
    "a list": ("POST", CHECKS, {"content": b"[]", "headers": JSON}, 400, "malformed-request"),
    "not UTF-8": ("POST", CHECKS, {"content": b'{"facts": "\xff"}', "headers": JSON}, 400, "malformed-request"),
    "ten million brackets": ("POST", CHECKS, {"content": b"[" * 900_000, "headers": JSON}, 400, "malformed-request"),
    "ten megabytes": ("POST", CHECKS, {"content": b" " * 10_000_000, "headers": JSON}, 413, "content-too-large"),
    "nothing asked": ("POST", CHECKS, {"content": b"{}", "headers": JSON}, 422, "refused-request"),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_has_the_one_shape(client: TestClient, way: str) -> None:
    method, path, sent, status, name = WAYS_OUT[way]
    answer = client.request(method, path, **sent)
    assert_problem(answer, status, name)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("way", ["no such path", "nothing asked", "an empty body"])
def test_title_and_detail_are_in_the_language_asked_for(client: TestClient, way: str, lang: str) -> None:
    method, path, sent, _, name = WAYS_OUT[way]
    kind = next(kind for kind in TYPES if kind.name == name)
    for asked in ({"params": {"lang": lang}}, {"headers": {**sent.get("headers", {}), "accept-language": lang}}):
        answer = client.request(method, path, **{**sent, **asked})
        assert answer.json()["title"] == kind.title.in_(lang)
        assert answer.json()["detail"].endswith(kind.detail.in_(lang))
        assert (answer.headers["content-language"], answer.headers["vary"]) == (lang, "Accept-Language")


def test_method_not_allowed_says_which_are(client: TestClient) -> None:
    assert client.get(CHECKS).headers["allow"] == "POST"
    assert client.delete("/api/v1/rulesets").headers["allow"] == "GET"


def test_a_body_of_unknown_length_is_bounded_too(client: TestClient) -> None:
    read = 0

    def endless() -> Any:
        nonlocal read
        while read < 50_000_000:
            read += 100_000
            yield b" " * 100_000

    assert_problem(client.post(CHECKS, content=endless(), headers=JSON), 413, "content-too-large")


def test_a_body_that_never_arrives_is_given_up() -> None:
    application = create_app(Settings(body_seconds=0.05))
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": CHECKS, "query_string": b"", "root_path": ""}
    scope["headers"] = [(b"content-type", b"application/json")]
    sent: list[Any] = []

    async def never() -> Any:
        await asyncio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(application(scope, never, send))
    assert (sent[0]["status"], json.loads(sent[1]["body"])["type"]) == (408, "/problems/request-timeout")


def test_a_fault_of_ours_is_logged_and_leaks_nothing(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    broken = create_app()
    told_to_nobody = "the table of users is at fault"

    async def breaks(request: Request) -> Response:
        raise RuntimeError(told_to_nobody)

    broken.add_route("/breaks", breaks)
    answer = TestClient(broken).get("/breaks")
    assert_problem(answer, 500, "internal-error")
    assert told_to_nobody not in answer.text
    assert "RuntimeError" not in answer.text
    assert "errors" not in answer.json()
    assert told_to_nobody in caplog.text


def test_a_rule_set_that_does_not_load_is_not_the_callers_fault(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "broken"
    folder.mkdir(parents=True)
    (folder / "ruleset.yaml").write_text("id: broken\nversion: [\n", encoding="utf-8")
    client = TestClient(create_app(Settings(rules=tmp_path / "rules")))
    answer = client.post(CHECKS, json={"rulesets": ["broken"], "facts": {}})
    assert_problem(answer, 503, "ruleset-does-not-load")
    assert str(tmp_path) not in answer.text
    assert answer.json()["errors"][0] | {"help": None} == {
        "pointer": "#/rulesets/0",
        "code": "ruleset-does-not-load",
        "en": "the rule set `broken` does not load",
        "ja": "規則集 `broken` を読み込めません",
        "help": None,
    }
    assert_problem(client.get("/api/v1/rulesets/broken"), 503, "ruleset-does-not-load")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_every_type_has_a_page_in_both_languages(client: TestClient, kind: Any) -> None:
    page = (problem_pages() / f"{kind.name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {kind.title.en}\n")
    assert f"\n# {kind.title.ja}\n" in page
    assert "**What to do.**" in page
    assert "**直し方。**" in page
    served = client.get(f"/problems/{kind.name}")
    assert served.headers["content-type"] == "text/plain; charset=utf-8"
    assert served.text == page


def test_every_page_is_of_a_type_and_listed() -> None:
    names = {page.stem for page in problem_pages().glob("*.md")} - {"README"}
    listed = (problem_pages() / "README.md").read_text(encoding="utf-8")
    assert names == {kind.name for kind in TYPES}
    assert all(f"({name}.md)" in listed for name in names)


def assert_problem(answer: Any, status: int, name: str) -> None:
    body = answer.json()
    assert (answer.status_code, body["status"], body["type"]) == (status, status, f"/problems/{name}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(body) <= {"type", "title", "status", "detail", "errors"}
    assert body["title"] and body["detail"]
    for error in body.get("errors", []):
        assert set(error) <= {"pointer", "parameter", "line", "column", "code", "en", "ja", "help"}
        assert error["en"] and error["ja"] and error["code"]
        assert error.get("pointer", "#").startswith("#")
    assert json.loads(answer.content) == body
    for header, value in HEADERS:
        assert answer.headers[header.decode()] == value.decode()
    assert "set-cookie" not in answer.headers

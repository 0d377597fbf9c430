"""What openapi.json shows is what happens: every request in it is sent, and the answer is the one beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from service.api.documented import Documented, documented
from service.api.openapi import EXAMPLES_AT
from service.app import create_app
from service.authoring.linting import lint_upload
from service.reference.openapi_file import FILE
from service.reference.recording import Asker, everyone

MANY = int(os.environ.get("HANTEI_EXAMPLES", "0")) >= 100
SAID: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
TAR = "application/x-tar"
"""Bundles of rules: bytes, of which nobody could read an example."""


def takes(path: str) -> dict[str, Any]:
    content: dict[str, Any] = SAID["paths"][path].get("post", {}).get("requestBody", {}).get("content", {})
    return content


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service in which everybody may do everything: many things are stored in it."""
    with TestClient(create_app(everyone(tmp_path_factory.mktemp("documented")))) as client:
        yield client


def test_every_route_with_a_body_shows_a_request_and_its_answer() -> None:
    shown = {(one.path, one.kind) for one in documented()}
    assert shown == {(path, kind) for path in SAID["paths"] for kind in takes(path) if kind != TAR}
    for one in documented():
        operation = SAID["paths"][one.path]["post"]
        assert takes(one.path)[one.kind]["examples"][one.name]["value"] == one.request
        answer = operation["responses"][str(one.status)]["content"][one.answered_as]
        assert answer["examples"][one.name]["value"] == one.answer


def test_every_request_that_is_shown_is_answered_as_it_is_shown(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.api.lint.lint_upload", partial(lint_upload, seconds=200))  # on a busy machine, too
    asker = Asker(client)
    for one in documented():
        found = asker.answer(one.path, one.kind, one.request)
        assert found == (one.status, one.answered_as, one.answer), f"{one.path}: run `tools/generate .venv`"


@pytest.mark.parametrize("one", documented(), ids=lambda one: f"{one.path} {one.kind}")
def test_what_is_shown_has_the_shape_that_is_described(one: Documented) -> None:
    operation = SAID["paths"][one.path]["post"]
    sides = [
        (takes(one.path)[one.kind]["schema"], one.request),
        (operation["responses"][str(one.status)]["content"][one.answered_as]["schema"], one.answer),
    ]
    for schema, value in sides:
        validator = Draft202012Validator({**schema, "components": SAID["components"]})
        assert not [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("path", EXAMPLES_AT)
def test_every_worked_example_that_is_shown_comes_out_as_it_says(client: TestClient, path: str) -> None:
    """Every tenth here (test_openapi.py checks by all), all in `make soak`."""
    worked = [one for one in takes(path)["application/json"]["examples"].values() if "description" in one]
    assert len(worked) > 40
    for one in worked[:: 1 if MANY else 10]:
        answer = client.post(path, json=one["value"])
        assert answer.status_code in {200, 201}, answer.text
        if not path.endswith(("questions", "remedies")):
            body = answer.json().get("receipt", {}).get("answer") or answer.json()
            first = body["determinations"][0]
            outcome = first["outcome"] if isinstance(first["outcome"], str) else first["outcome"]["state"]
            assert one["description"] == f"outcome: {outcome}"

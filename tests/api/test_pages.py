"""The pages beside the API: everything comes from here, and its headers allow nothing else."""

from __future__ import annotations

import hashlib
import re

import pytest
from starlette.testclient import TestClient

from service.app import STATIC
from service.web.guard import HEADERS

PATHS = ["/docs", "/healthz", "/openapi.json", "/static/docs.js", "/problems/refused-request", "/api/v1/rulesets"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    for header, value in HEADERS:
        assert answer.headers[header.decode()] == value.decode()
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_head_is_answered_as_get(client: TestClient, path: str) -> None:
    assert client.head(path).status_code == 200


def test_the_page_of_the_api_loads_only_what_is_here(client: TestClient) -> None:
    page = client.get("/docs").text
    linked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(linked) == 5
    assert all(link.startswith("/") and not link.startswith("//") for link in linked)
    for link in linked:
        assert client.get(link).status_code == 200, link
    assert "<script>" not in page
    assert "style=" not in page
    started = client.get("/static/docs.js").text
    assert 'url: "/openapi.json"' in started
    assert "validatorUrl: null" in started


def test_what_is_vendored_is_named_with_version_and_licence() -> None:
    said = (STATIC / "vendor" / "VENDOR.md").read_text(encoding="utf-8")
    for folder in (STATIC / "vendor").iterdir():
        if folder.is_dir():
            assert f"`{folder.name}/`" in said
            assert (folder / "LICENSE").is_file()
    bundle = (STATIC / "vendor/swagger-ui/swagger-ui-bundle.js").read_bytes()
    assert hashlib.sha256(bundle).hexdigest() in said
    assert b"5.35.0" in bundle


def test_health_says_that_it_lives_and_readiness_how_many_rule_sets_there_are(client: TestClient) -> None:
    health, ready = client.get("/healthz"), client.get("/readyz")
    assert health.json()["status"] == "ok"
    assert (ready.json()["status"], ready.json()["rules"], ready.json()["database"]) == ("ready", "ok", "none")
    assert ready.json()["rulesets"] >= 4
    assert health.headers["cache-control"] == ready.headers["cache-control"] == "no-store"

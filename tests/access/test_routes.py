"""An issue of trust is a test: every route of the application with everybody who could ask (routes.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.responses import Response
from starlette.testclient import TestClient

from service.access.permission import Permission
from service.access.sessions import COOKIE
from service.app import create_app
from service.roles import PERMISSIONS, Role
from service.settings import Settings
from service.store import Store

FILE = Path(__file__).parent / "routes.yaml"
TABLE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
KEPT_OUT = (401, 403)


def settings(url: str, **given: Any) -> Settings:
    known = {"secret_key": "k" * 40, "rate_anonymous": 0, "rate_known": 0, "database": url}
    return Settings(**{**known, **given})


@pytest.fixture(scope="module")
def app(store_url: str) -> FastAPI:
    return create_app(settings(store_url))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(app: FastAPI, store: Store, keys: dict[str, str]) -> dict[str, dict[str, str]]:
    """The headers of everybody who could ask: a stranger, a key of each role, and somebody of each role signed in."""
    found: dict[str, dict[str, str]] = {"stranger": {}}
    for role, key in keys.items():
        found[f"key of {role}"] = {"Authorization": f"Bearer {key}"}
        response = Response()
        app.state.sessions.begin(response, role, role, [role])
        found[f"signed in as {role}"] = {"Cookie": response.headers["set-cookie"].partition(";")[0]}
    return found


@cache
def routes() -> tuple[str, ...]:
    """Every route, as `GET /path`; HEAD is answered as GET, so it is one with it."""
    found = set()
    for route in iter_route_contexts(create_app(Settings()).routes):
        found |= {f"{method} {route.path}" for method in (route.methods or {"GET"}) - {"HEAD"}}
    return tuple(sorted(found))


def test_every_route_is_in_the_table_and_no_other() -> None:
    missing = [f"{route}: ?" for route in routes() if route not in TABLE]
    assert not missing, f"say in {FILE.name} who is let in:\n" + "\n".join(missing)
    assert [route for route in TABLE if route not in routes()] == [], f"{FILE.name} names routes that are not there"


def test_every_permission_is_asked_for_by_some_route() -> None:
    asked = {
        needed.call.name
        for route in iter_route_contexts(create_app(Settings()).routes)
        for needed in getattr(getattr(route.original_route, "dependant", None), "dependencies", ())
        if isinstance(needed.call, Permission)
    }
    # those of a router as a whole are asked for beside
    asked |= {
        needed.dependency.name
        for router in create_app(Settings()).routes
        for needed in getattr(getattr(router, "original_router", None), "dependencies", ())
        if isinstance(needed.dependency, Permission)
    }
    assert asked == set(PERMISSIONS)


def test_the_table_names_roles() -> None:
    for route, who in TABLE.items():
        assert who in ("open", "everyone") or set(who) <= set(Role) - {Role.APPLICANT}, route


def asked(client: TestClient, route: str, headers: dict[str, str]) -> Any:
    """The answer to a request that nothing is in, which no route but those that read could act on."""
    method, _, path = route.partition(" ")
    filled = re.sub(r"\{\w+:language\}", "en", "/static/pages.css" if path == "/static" else path)
    return client.request(method, re.sub(r"\{[^}]+\}", "x", filled), headers={"Accept": "application/json", **headers})


@pytest.mark.parametrize("route", routes())
def test_who_is_let_in(client: TestClient, people: dict[str, dict[str, str]], route: str) -> None:
    who = TABLE.get(route, [])
    for person, headers in people.items():
        answer = asked(client, route, headers)
        role = person.split()[-1]
        if who in ("open", "everyone") or role in who:
            assert answer.status_code not in KEPT_OUT, (person, answer.text)
            assert answer.status_code < 500 or answer.status_code == 503, (person, answer.text)
        elif person == "stranger":
            assert answer.status_code == 401, (person, answer.text)
        else:
            assert answer.status_code == 403, (person, answer.text)


@pytest.mark.parametrize("route", routes())
def test_a_key_that_is_none_is_let_in_nowhere(client: TestClient, route: str) -> None:
    wrong = {"Authorization": "Bearer hantei_0000000000000000_" + "x" * 43}
    assert asked(client, route, wrong).status_code == 401


@pytest.mark.parametrize("route", routes())
def test_a_cookie_that_is_not_ours_is_nobodys(client: TestClient, route: str) -> None:
    forged = "eyJzdWIiOiJvIiwibmFtZSI6Im8iLCJyb2xlcyI6WyJhZG1pbiJdfQ.aSEx8A.0123456789abcdef0123456789abcdef"
    answer = asked(client, route, {"Cookie": f"{COOKIE}={forged}"})
    assert (answer.status_code == 401) == (TABLE.get(route, []) not in ("open", "everyone"))


@pytest.mark.parametrize("route", [route for route in routes() if not route.startswith("GET ")])
def test_nothing_is_changed_from_another_site(
    client: TestClient, people: dict[str, dict[str, str]], route: str
) -> None:
    for headers in people.values():
        answer = asked(client, route, {**headers, "Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
        assert answer.status_code == 403


def test_a_closed_service_answers_strangers_only_what_is_open(store_url: str) -> None:
    closed = create_app(settings(store_url, anonymous_roles="none"))
    with TestClient(closed, base_url="https://testserver", follow_redirects=False) as client:
        told = {route: asked(client, route, {}).status_code for route in routes()}
    assert {route for route, status in told.items() if status == 401} == {
        route for route, who in TABLE.items() if who != "open"
    }

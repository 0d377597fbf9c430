"""`/api/v1/sessions` and `hantei session`: an administrator sees who is signed in, and ends it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from service.api.shapes.sessions import EndedSessions, Sessions
from service.app import create_app
from service.settings import Settings
from service.store import Store
from tests.api.test_problems import assert_problem
from tests.cli.processes import run

SESSIONS = "/api/v1/sessions"


@pytest.fixture(scope="module")
def admin(store_url: str, keys: dict[str, str]) -> Iterator[TestClient]:
    app = create_app(Settings(database=store_url, secret_key="k" * 40))
    with TestClient(app, base_url="https://testserver") as client:
        client.headers["Authorization"] = f"Bearer {keys['admin']}"
        yield client


def signed_in(client: TestClient, subject: str, store: Store) -> tuple[dict[str, str], str]:
    """What the browser of somebody sends, and the id of their session."""
    response = Response()
    client.app.state.sessions.begin(response, subject, f"{subject} 様", ["officer"])  # type: ignore[attr-defined]
    cookie = response.headers["set-cookie"].partition(";")[0]
    return {"Cookie": cookie, "Authorization": ""}, store.sessions.all(f"sign-in:{subject}")[-1].id


def status(client: TestClient, headers: dict[str, str]) -> int:
    return client.get("/api/v1/cases", headers=headers).status_code


def test_a_session_is_listed_and_ended_alone(admin: TestClient, store: Store) -> None:
    first, id_ = signed_in(admin, "ruri", store)
    second, _ = signed_in(admin, "ruri", store)
    answer = admin.get(SESSIONS, params={"person": "sign-in:ruri"})
    Sessions.model_validate(answer.json())
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    told = answer.json()["sessions"]
    assert [(one["person"], one["name"], one["roles"]) for one in told] == [
        ("sign-in:ruri", "ruri 様", ["officer"])
    ] * 2
    assert all(one["id"] not in first["Cookie"] + second["Cookie"] for one in told), "the cookie is signed and encoded"
    ended = admin.post(f"{SESSIONS}/{id_}/end")
    EndedSessions.model_validate(ended.json())
    assert (ended.status_code, ended.json()) == (200, {"ended": 1})
    assert (status(admin, first), status(admin, second)) == (401, 200)
    again = admin.post(f"{SESSIONS}/{id_}/end")
    assert_problem(again, 404, "nothing-stored")
    assert again.json()["errors"][0]["code"] == "no-such-session"


def test_all_sessions_of_a_person_are_ended_and_nobody_elses(admin: TestClient, store: Store) -> None:
    hers, his = [signed_in(admin, "mei", store)[0] for _ in range(3)], signed_in(admin, "ken", store)[0]
    ended = admin.post(f"{SESSIONS}:end", json={"person": "sign-in:mei"})
    assert (ended.status_code, ended.json()) == (200, {"ended": 3})
    assert [status(admin, one) for one in hers] == [401] * 3
    assert status(admin, his) == 200
    assert_problem(admin.post(f"{SESSIONS}:end", json={"person": "sign-in:mei"}), 404, "nothing-stored")


@pytest.mark.parametrize("body", [{}, {"person": ""}, {"person": 3}, {"person": "a", "all": True}])
def test_a_body_that_names_nobody_is_refused(admin: TestClient, body: object) -> None:
    assert_problem(admin.post(f"{SESSIONS}:end", json=body), 422, "refused-request")


@pytest.mark.parametrize("odd", ["x", "%00", "a" * 200, "é"])
def test_an_id_that_is_none_ends_nothing(admin: TestClient, odd: str) -> None:
    assert_problem(admin.post(f"{SESSIONS}/{odd}/end"), 404, "nothing-stored")


def test_the_command_lists_and_ends_as_the_routes_do(store: Store, store_url: str) -> None:
    one = store.sessions.begin("sign-in:yuki", "雪", ["officer", "author"], timedelta(hours=1))
    more = [store.sessions.begin("sign-in:yuki", "雪", ["officer"], timedelta(hours=1)) for _ in range(2)]
    listed = run("session", "list", "--person", "sign-in:yuki", HANTEI_DATABASE=store_url)
    lines = listed.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == [one.id, *(kept.id for kept in more)]
    assert "sign-in:yuki  雪  author, officer  since 20" in lines[0]
    told = json.loads(run("session", "list", "--json", "--database", store_url).stdout)["sessions"]
    assert {kept.id for kept in (one, *more)} <= {each["id"] for each in told}
    ended = run("session", "end", one.id, "--lang", "ja", HANTEI_DATABASE=store_url)
    assert (ended.returncode, ended.stdout.decode()) == (0, "終了したセッション：1\n")
    ended = run("session", "end", "--person", "sign-in:yuki", HANTEI_DATABASE=store_url)
    assert (ended.returncode, ended.stdout.decode()) == (0, "ended: 2\n")
    assert store.sessions.all("sign-in:yuki") == ()
    again = run("session", "end", "--person", "sign-in:yuki", HANTEI_DATABASE=store_url)
    assert (again.returncode, b"error[no-such-session]: `sign-in:yuki` has no session" in again.stderr) == (2, True)


@pytest.mark.parametrize("arguments", [[], ["x", "--person", "sign-in:a"]])
def test_the_command_ends_one_or_all_of_a_person_not_both(store_url: str, arguments: list[str]) -> None:
    refused = run("session", "end", *arguments, HANTEI_DATABASE=store_url)
    assert refused.returncode == 2
    assert b"error[session-or-person]" in refused.stderr

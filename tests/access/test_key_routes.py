"""`/api/v1/keys`: an administrator makes keys, lists them and ends them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.api.shapes.keys import ApiKey, ApiKeys, MadeApiKey
from service.app import create_app
from service.roles import permissions_of
from service.settings import Settings
from service.store import Store
from tests.api.test_problems import assert_problem

KEYS = "/api/v1/keys"


@pytest.fixture(scope="module")
def admin(store_url: str, keys: dict[str, str]) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database=store_url))) as client:
        client.headers["Authorization"] = f"Bearer {keys['admin']}"
        yield client


def test_a_key_is_made_used_listed_and_ended(admin: TestClient, store: Store, keys: dict[str, str]) -> None:
    wish = {"name": "受付 intake", "role": "officer", "scopes": ["cases:write", "cases:read"], "days": 90}
    answer = admin.post(KEYS, json=wish)
    assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
    made = answer.json()
    MadeApiKey.model_validate(made)
    maker = store.keys.holder(keys["admin"])
    assert maker is not None
    assert (made["name"], made["role"], made["scopes"], made["created_by"]) == (
        "受付 intake",
        "officer",
        ["cases:read", "cases:write"],
        f"key:{maker.id}",
    )
    assert made["expires_at"][:10] == (datetime.now(UTC) + timedelta(days=90)).isoformat()[:10]

    own = {"Authorization": f"Bearer {made['key']}"}
    assert admin.get("/api/v1/cases", headers=own).status_code == 200
    assert_problem(admin.get("/api/v1/judgements", headers=own), 403, "not-permitted")
    assert_problem(admin.get(KEYS, headers=own), 403, "not-permitted")

    listed = admin.get(KEYS)
    ApiKeys.model_validate(listed.json())
    assert made["key"].split("_", 2)[2] not in listed.text
    assert next(one for one in listed.json()["keys"] if one["id"] == made["id"])["revoked_at"] is None

    ended = admin.post(f"{KEYS}/{made['id']}/revoke")
    ApiKey.model_validate(ended.json())
    assert (ended.status_code, ended.json()["revoked_by"]) == (200, f"key:{maker.id}")
    assert_problem(admin.get("/api/v1/cases", headers=own), 401, "key-not-valid")
    again = admin.post(f"{KEYS}/{made['id']}/revoke")
    assert_problem(again, 404, "nothing-stored")
    assert again.json()["errors"][0]["code"] == "no-such-key"


def test_without_scopes_a_key_has_what_its_role_has_today(admin: TestClient) -> None:
    made = admin.post(KEYS, json={"name": "press", "role": "publisher", "days": 1}).json()
    assert set(made["scopes"]) == permissions_of(["publisher"])


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"role": "oficer"}, {("unknown-role", "#/role")}),
        (
            {"scopes": ["rules:publish"], "days": 0},
            {("scope-beyond-role", "#/scopes"), ("not-a-number-of-days", "#/days")},
        ),
        ({"scopes": ["case:write"]}, {("unknown-scope", "#/scopes")}),
        ({"scopes": "cases:write"}, {("wrong-type", "#/scopes")}),
        ({"days": 3651}, {("not-a-number-of-days", "#/days")}),
        ({"days": 1.5}, {("not-a-number-of-days", "#/days")}),
        ({"days": 1e9}, {("not-a-number-of-days", "#/days")}),
        ({"days": 1e300}, {("number-too-long", "#/days")}),  # refused as the body is read
        ({"days": "90"}, {("wrong-type", "#/days")}),
        ({"name": "a\nb"}, {("no-name-for-a-key", "#/name")}),
        ({"name": "x" * 201}, {("no-name-for-a-key", "#/name")}),
        ({"secret": "x"}, {("unknown-key", "#/secret")}),
    ],
)
def test_what_cannot_be_is_said_all_at_once(
    admin: TestClient, store: Store, changed: dict[str, Any], codes: set[Any]
) -> None:
    before = len(store.keys.all())
    refused = admin.post(KEYS, json={"name": "a", "role": "officer", "days": 90, **changed})
    assert_problem(refused, 422, "refused-request")
    assert {(one["code"], one["pointer"]) for one in refused.json()["errors"]} == codes
    assert len(store.keys.all()) == before


@pytest.mark.parametrize("key", ["x", "%00", "..", "é", "x" * 65, "hantei_a_b"])
def test_what_is_no_key_cannot_be_ended(admin: TestClient, key: str) -> None:
    assert admin.post(f"{KEYS}/{key}/revoke").status_code == 404

"""Who a request is from, by its headers; and what goes no further."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.roles import permissions_of
from service.store import Store, StoreUnavailableError
from service.store.faults import unavailable
from tests.access.small_app import small_app
from tests.api.test_problems import assert_problem


def bearing(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_who_says_nothing_may_what_everyone_may(store: Store) -> None:
    with TestClient(small_app(store)) as client:
        who = client.get("/open").json()
        assert (who["id"], who["roles"], who["how"]) == ("anonymous", ["applicant"], "anonymous")
        assert set(who["may"]) == permissions_of(["applicant"])
        refused = client.post("/judge")
    assert_problem(refused, 401, "sign-in-needed")
    assert refused.headers["www-authenticate"] == 'Bearer realm="hantei"'


def test_a_key_may_what_its_role_and_its_scopes_both_allow(store: Store) -> None:
    wide, shown = store.keys.create("desk", "officer", ["judgements:write", "rules:publish"], "the tests")
    _, narrow = store.keys.create("reader", "officer", ["cases:read"], "the tests")
    with TestClient(small_app(store)) as client:
        who = client.get("/open", headers=bearing(shown)).json()
        assert (who["id"], who["name"], who["how"]) == (f"key:{wide.id}", "desk", "key")
        # a scope that the role has not gives nothing: officers do not publish
        assert set(who["may"]) == permissions_of(["applicant"]) | {"judgements:write"}
        assert client.post("/judge", headers=bearing(shown)).status_code == 200
        refused = client.post("/judge", headers=bearing(narrow))
    assert_problem(refused, 403, "not-permitted")
    assert "www-authenticate" not in refused.headers


def test_a_key_ends_at_once_when_it_is_revoked_and_at_its_hour(store: Store) -> None:
    key, shown = store.keys.create("desk", "officer", ["judgements:write"], "the tests")
    _, over = store.keys.create("old", "officer", [], "the tests", datetime.now(UTC) - timedelta(seconds=1))
    with TestClient(small_app(store)) as client:
        assert client.post("/judge", headers=bearing(shown)).status_code == 200
        store.keys.revoke(key.id, "the tests")
        assert_problem(client.post("/judge", headers=bearing(shown)), 401, "key-not-valid")
        assert_problem(client.get("/open", headers=bearing(over)), 401, "key-not-valid")


@pytest.mark.parametrize("shown", ["", "x", "hantei_a_b", "hantei__", "é", "hantei_" + "x" * 10_000, "a b"])
def test_what_is_no_key_is_refused_even_where_none_is_needed(store: Store, shown: str) -> None:
    with TestClient(small_app(store)) as client:
        answer = client.get("/open", headers={"Authorization": b"Bearer " + shown.encode()})
    assert_problem(answer, 401, "key-not-valid")


def test_a_key_where_nothing_is_stored_is_not_valid() -> None:
    with TestClient(small_app()) as client:
        assert_problem(client.get("/open", headers=bearing("hantei_a_b")), 401, "key-not-valid")


def test_another_scheme_is_a_proxys_own(store: Store) -> None:
    with TestClient(small_app(store)) as client:
        assert client.get("/open", headers={"Authorization": "Basic dXNlcjpwYXNz"}).json()["how"] == "anonymous"


def test_a_database_that_does_not_answer_is_no_wrong_key() -> None:
    class Gone:
        def store(self) -> Any:
            raise StoreUnavailableError(unavailable("postgresql://db/hantei").fault)

    app = small_app(database="postgresql://db/hantei")
    app.state.storage = Gone()
    with TestClient(app) as client:
        answer = client.get("/open", headers=bearing("hantei_a_b"))
        assert_problem(answer, 503, "storage-unavailable")
        assert answer.headers["retry-after"] == "5"
        assert client.get("/open").status_code == 200


def test_a_closed_service_lets_nobody_in_unknown(store: Store) -> None:
    _, shown = store.keys.create("desk", "applicant", ["rulesets:read"], "the tests")
    with TestClient(small_app(store, anonymous_roles=())) as client:
        assert_problem(client.get("/open"), 401, "sign-in-needed")
        assert client.get("/open", headers=bearing(shown)).json()["may"] == ["rulesets:read"]


def test_on_ones_own_machine_everyone_can_be_an_officer() -> None:
    with TestClient(small_app(anonymous_roles=("applicant", "officer"))) as client:
        assert client.post("/judge").status_code == 200


def test_strangers_wait_and_are_told_how_long(store: Store) -> None:
    _, shown = store.keys.create("desk", "officer", [], "the tests")
    app = small_app(store, rate_anonymous=3, rate_known=4)
    with TestClient(app, client=("203.0.113.7", 5000)) as client:
        assert [client.get("/open").status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = client.get("/open")
        assert_problem(refused, 429, "too-many-requests")
        # 3 a minute: one comes back every 20 seconds
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        assert [client.get("/open", headers=bearing(shown)).status_code for _ in range(5)] == [200] * 4 + [429]
    with TestClient(app, client=("203.0.113.8", 5000)) as other:
        assert other.get("/open").status_code == 200


def test_who_guesses_keys_waits_too_and_others_with_keys_do_not(store: Store) -> None:
    _, shown = store.keys.create("desk", "officer", [], "the tests")
    app = small_app(store, rate_anonymous=3)
    with TestClient(app, client=("203.0.113.7", 5000)) as client:
        guesses = [client.get("/open", headers=bearing(f"hantei_{n}_x")).status_code for n in range(5)]
        assert guesses == [401, 401, 401, 429, 429]
        assert client.get("/open").status_code == 200, "guesses are counted apart"
    with TestClient(app, client=("203.0.113.8", 5000)) as other:
        assert other.get("/open", headers=bearing(shown)).status_code == 200


def test_a_pages_pictures_and_the_probes_are_not_counted(store: Store) -> None:
    with TestClient(small_app(store, rate_anonymous=1)) as client:
        assert [client.get("/healthz").status_code for _ in range(5)] == [404] * 5
        assert client.get("/open").status_code == 200


def test_an_address_behind_a_proxy_counts_by_itself(store: Store) -> None:
    app = small_app(store, rate_anonymous=1, trusted_proxies=("10.0.0.0/8",))
    with TestClient(app, client=("10.1.2.3", 5000)) as client:
        for address in ("203.0.113.7", "203.0.113.8"):
            sent = {"X-Forwarded-For": address}
            assert [client.get("/open", headers=sent).status_code for _ in range(2)] == [200, 429]
    with TestClient(app, client=("198.51.100.1", 5000)) as stranger:
        said = [stranger.get("/open", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(2)]
    assert said == [200, 429], "a stranger cannot say it is somebody else"


def test_an_answer_that_does_not_begin_in_time_is_a_problem_and_the_next_one_comes(store: Store) -> None:
    with TestClient(small_app(store, request_seconds=0.2)) as client:
        assert_problem(client.get("/slow/0.6"), 503, "takes-too-long")
        assert client.get("/slow/0").text == "late"

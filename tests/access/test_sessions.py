"""A session: the row that it is, its signed cookie, and every way in which it ends."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from starlette.responses import Response
from starlette.testclient import TestClient

from service.access.principal import anonymous
from service.access.sessions import COOKIE, FLOW_COOKIE, Sessions
from service.store import Store, StoreUnavailableError
from service.store.faults import unavailable
from service.store.sessions import MOST_OF_ONE
from service.store.sessions import Sessions as Rows
from service.store.tables import sessions as table
from tests.access.small_app import Storage, small_app
from tests.api.test_problems import assert_problem

OLD, NEW = "o" * 40, "n" * 40


@pytest.fixture
def storage(store: Store) -> Storage:
    return Storage(store)


def sessions(storage: Storage, *keys: str, seconds: int = 3600) -> Sessions:
    return Sessions(keys, seconds, anonymous(), storage)


def cookie(response: Response, name: str = COOKIE) -> dict[bytes, bytes]:
    written = [
        value
        for header, value in response.raw_headers
        if header == b"set-cookie" and value.startswith(name.encode() + b"=")
    ]
    return {b"cookie": b"a=b; " + written[0].partition(b";")[0] + b"; c"}


def begun(
    by: Sessions, subject: str = "olga", name: str = "Olga", roles: tuple[str, ...] = ("officer",)
) -> dict[bytes, bytes]:
    response = Response()
    by.begin(response, subject, name, roles)
    return cookie(response)


def who(by: Sessions, headers: dict[bytes, bytes]):
    """Who is signed in by these headers: as the doorway asks."""
    shown = by.shown(headers)
    return by.principal(shown) if shown else None


def test_a_key_is_changed_while_people_work(storage: Storage) -> None:
    before = begun(sessions(storage, OLD))
    both = sessions(storage, NEW, OLD)
    assert who(both, before) is not None, "the old key is still believed"
    after = begun(both)
    assert who(sessions(storage, NEW), after) is not None, "the new one signs"
    assert who(sessions(storage, NEW), before) is None
    assert who(sessions(storage, OLD), after) is None


def test_a_session_ends_by_itself(store: Store) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    moment = [noon]
    rows = Rows(store.database, lambda: moment[0])
    kept = rows.begin("sign-in:short", "Olga", ["officer"], timedelta(minutes=1))
    moment[0] = noon + timedelta(seconds=59)
    assert rows.find(kept.id) == kept
    assert rows.all("sign-in:short") == (kept,)
    moment[0] = noon + timedelta(seconds=60)
    assert rows.find(kept.id) is None
    assert rows.all("sign-in:short") == ()
    assert not rows.end(kept.id)


def test_a_cookie_is_too_old_by_its_signature_alone(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    held = sessions(storage, NEW, seconds=60)
    written = begun(held)
    now = __import__("time").time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 59)
    assert held.shown(written) is not None
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 62)
    assert held.shown(written) is None


@pytest.mark.parametrize("at", [0, 10, -2])  # two bits of the last character say nothing
def test_a_cookie_that_was_touched_is_nobodys(storage: Storage, at: int) -> None:
    held = sessions(storage, NEW)
    content = bytearray(begun(held)[b"cookie"].split(b"; ")[1])
    at = at + len(COOKIE) + 1 if at >= 0 else at
    content[at] = ord("A") if content[at] != ord("A") else ord("B")
    assert held.shown({b"cookie": bytes(content)}) is None


def test_the_cookie_of_a_sign_in_is_no_session_and_none_is_the_other(storage: Storage) -> None:
    held, response = sessions(storage, NEW), Response()
    held.begin_flow(response, {"sub": "olga", "name": "Olga", "roles": "officer"})
    flow = cookie(response, FLOW_COOKIE)[b"cookie"].replace(FLOW_COOKIE.encode(), COOKIE.encode())
    assert held.shown({b"cookie": flow}) is None
    assert held.flow({b"cookie": begun(held)[b"cookie"].replace(COOKIE.encode(), FLOW_COOKIE.encode())}) is None


def test_a_cookie_signed_in_another_way_is_nobodys(storage: Storage) -> None:
    held = sessions(storage, NEW)
    id_ = held.shown(begun(held))
    forged = URLSafeTimedSerializer(NEW, salt="something-else").dumps(id_)
    assert held.shown({b"cookie": f"{COOKIE}={forged}".encode()}) is None
    assert held.shown({b"cookie": f"{COOKIE}={id_}".encode()}) is None, "the id alone lets nobody in"
    assert held.shown({b"cookie": f"{COOKIE}={'x' * 10_000}".encode()}) is None
    assert held.shown({b"cookie": f"{COOKIE}=".encode()}) is None


def test_a_subject_and_a_name_that_the_store_cannot_hold_are_made_fit(storage: Storage) -> None:
    held = sessions(storage, NEW)
    for subject in ("x" * 151, "é", "a\nb"):
        found = who(held, begun(held, subject))
        assert found is not None and found.id.startswith("sign-in:sha256:") and len(found.id) < 200
    found = who(held, begun(held, "x" * 150, name="O\0lga " + "a" * 300))
    assert found is not None and found.id == f"sign-in:{'x' * 150}"
    assert found.name == "O lga " + "a" * 194


def test_a_role_that_is_no_more_allows_nothing(storage: Storage) -> None:
    held = sessions(storage, NEW)
    found = who(held, begun(held, roles=("boss",)))
    assert found is not None and found.permissions == anonymous().permissions


def test_a_session_is_ended_for_every_process_and_no_other_with_it(store: Store, storage: Storage) -> None:
    one, other = sessions(storage, NEW), sessions(Storage(store), NEW)
    first, second, hers = begun(one, "otto"), begun(one, "otto"), begun(one, "hana")
    id_ = one.shown(first)
    assert id_ is not None
    one.end(id_)
    assert who(other, first) is None
    assert who(other, second) is not None
    assert store.sessions.end_all("sign-in:otto") == 1
    assert who(one, second) is None
    assert who(one, hers) is not None
    assert store.sessions.end_all("sign-in:otto") == 0


def test_one_person_has_no_more_sessions_than_a_bound_and_old_rows_go(store: Store) -> None:
    moment = [datetime(2030, 1, 1, tzinfo=UTC)]
    rows = Rows(store.database, lambda: moment[0])
    ids = []
    for _ in range(MOST_OF_ONE + 3):
        moment[0] += timedelta(seconds=1)
        ids.append(rows.begin("sign-in:many", "Many", ["officer"], timedelta(hours=1)).id)
    assert [one.id for one in rows.all("sign-in:many")] == ids[3:], "those that began first are over"
    moment[0] += timedelta(hours=2)
    rows.begin("sign-in:later", "Later", ["officer"], timedelta(hours=1))
    with store.database.reading() as connection:
        left = connection.execute(select(table.c.id).where(table.c.person == "sign-in:many")).all()
    assert left == []


def test_many_sign_in_at_once_and_each_has_a_session(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        kept = list(
            threads.map(
                lambda n: store.sessions.begin(f"sign-in:t{n}", "T", ["officer"], timedelta(hours=1)), range(16)
            )
        )
    assert all(store.sessions.find(one.id) == one for one in kept)


def test_while_the_database_is_away_who_is_signed_in_is_told_so_and_nobody_is_let_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = small_app(store, secret_key="k" * 40)
    response = Response()
    app.state.sessions.begin(response, "olga", "Olga", ["officer"])
    headers = {"Cookie": response.headers["set-cookie"].partition(";")[0]}

    def away(_: str) -> None:
        raise StoreUnavailableError(unavailable("db").fault)

    with TestClient(app, base_url="https://testserver") as client:
        assert client.post("/judge", headers=headers).status_code == 200
        monkeypatch.setattr(store.sessions, "find", away)
        refused = client.post("/judge", headers={**headers, "Accept": "application/json"})
        assert client.get("/open").status_code == 200, "strangers need no look into the database"
    assert_problem(refused, 503, "storage-unavailable")
    assert refused.headers["retry-after"] == "5"

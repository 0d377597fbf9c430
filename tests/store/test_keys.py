"""API keys and idempotency keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from service.store import Answered, Claim, ClaimLostError, InFlight, NameLengthError, OtherRequest, Store
from service.store.idempotency import IdempotencyKeys
from service.store.keys import ApiKeys
from service.store.tables import api_keys, idempotency
from tests.store.receipts import complete

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def test_a_key_is_known_by_its_text_and_its_text_is_not_kept(store: Store) -> None:
    key, shown = store.keys.create("intake", "applicant", ["checks:write", "checks:write", "a"], "admin")
    assert store.keys.holder(shown) == key
    assert key.scopes == ("a", "checks:write")
    secret = shown.split("_", 2)[2]
    with store.database.reading() as connection:
        row = connection.execute(select(api_keys)).one()
    assert secret not in str(tuple(row))


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: t + "x", lambda t: t.upper()]
)
def test_another_text_is_no_key(store: Store, change) -> None:
    _, shown = store.keys.create("intake", "applicant", [], "admin")
    assert store.keys.holder(change(shown)) is None


@pytest.mark.parametrize("text", ["", "hantei", "hantei__", "hantei_x_y", "hantei_\0_y", "é" * 10, "x" * 10_000])
def test_what_is_no_key_at_all_is_nobody(store: Store, text: str) -> None:
    assert store.keys.holder(text) is None


def test_a_key_ends_when_it_is_revoked_or_its_time_is_over(store: Store) -> None:
    clock = Clock()
    keys = ApiKeys(store.database, clock)
    short, shown = keys.create("short", "applicant", [], "admin", expires=NOON + timedelta(hours=1))
    lasting, lasts = keys.create("lasting", "officer", [], "admin")
    assert keys.holder(shown) == short
    clock.now += timedelta(hours=1)
    assert keys.holder(shown) is None
    assert keys.holder(lasts) == lasting
    assert keys.revoke(lasting.id, "admin")
    assert not keys.revoke(lasting.id, "admin")
    assert keys.holder(lasts) is None
    assert {(one.name, one.revoked_by) for one in keys.all()} == {("short", None), ("lasting", "admin")}


def test_a_request_sent_twice_is_stored_once(store: Store) -> None:
    claim = store.idempotency.claim("a", "k", "sha256:1")
    assert isinstance(claim, Claim)
    assert isinstance(store.idempotency.claim("a", "k", "sha256:1"), InFlight)
    kept = store.determinations.append(complete(), "a", claim)
    assert store.idempotency.claim("a", "k", "sha256:1") == Answered(kept.entry.id)
    assert store.idempotency.claim("a", "k", "sha256:2") == OtherRequest()
    assert isinstance(store.idempotency.claim("b", "k", "sha256:2"), Claim)


def test_another_request_with_a_key_in_flight_is_another_request(store: Store) -> None:
    store.idempotency.claim("a", "k", "sha256:1")
    assert store.idempotency.claim("a", "k", "sha256:2") == OtherRequest()


def test_a_key_that_is_given_back_can_be_claimed(store: Store) -> None:
    claim = store.idempotency.claim("a", "k", "sha256:1")
    assert isinstance(claim, Claim)
    store.idempotency.release(claim)
    assert isinstance(store.idempotency.claim("a", "k", "sha256:2"), Claim)


def test_a_request_that_held_its_key_too_long_stores_nothing(store: Store) -> None:
    clock = Clock()
    keys = IdempotencyKeys(store.database, clock)
    slow = keys.claim("a", "k", "sha256:1")
    assert isinstance(slow, Claim)
    clock.now += timedelta(seconds=28.5)
    assert keys.claim("a", "k", "sha256:1") == InFlight(2), "1.5 seconds of 30 are left"
    assert isinstance(keys.claim("a", "k", "sha256:2"), OtherRequest)
    clock.now += timedelta(seconds=1.5)
    quick = keys.claim("a", "k", "sha256:1")
    assert isinstance(quick, Claim)
    with pytest.raises(ClaimLostError):
        store.determinations.append(complete(), "a", slow)
    assert store.determinations.page().items == ()
    kept = store.determinations.append(complete(), "a", quick)
    with pytest.raises(ClaimLostError):
        store.determinations.append(complete(), "a", slow)
    assert [one.entry.id for one in store.determinations.page().items] == [kept.entry.id]


def test_a_key_is_held_for_as_long_as_a_request_may_take(store: Store) -> None:
    clock, short = Clock(), timedelta(seconds=5)
    keys = IdempotencyKeys(store.database, clock)
    keys.claim("a", "k", "sha256:1", short)
    clock.now += timedelta(seconds=4)
    assert keys.claim("a", "k", "sha256:1", short) == InFlight(1)
    clock.now += timedelta(seconds=1)
    assert isinstance(keys.claim("a", "k", "sha256:1", short), Claim)


def test_a_key_is_remembered_for_a_day(store: Store) -> None:
    clock = Clock()
    keys = IdempotencyKeys(store.database, clock)
    claim = keys.claim("a", "k", "sha256:1")
    assert isinstance(claim, Claim)
    kept = store.determinations.append(complete(), "a", claim)
    clock.now += timedelta(hours=24)
    assert keys.claim("a", "k", "sha256:1") == Answered(kept.entry.id)
    clock.now += timedelta(microseconds=1)
    assert isinstance(keys.claim("a", "k", "sha256:2"), Claim)


def test_keys_past_their_day_are_taken_away(store: Store) -> None:
    clock = Clock()
    keys = IdempotencyKeys(store.database, clock)
    for number in range(120):
        keys.claim("a", str(number), "sha256:1")
    clock.now += timedelta(days=2)
    keys.claim("b", "1", "sha256:1")
    keys.claim("b", "2", "sha256:1")
    with store.database.reading() as connection:
        left = connection.execute(select(idempotency.c.caller, idempotency.c.key)).all()
    assert sorted(map(tuple, left)) == [("b", "1"), ("b", "2")]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\0"])
def test_a_key_that_some_database_cannot_hold_is_refused(store: Store, key: str) -> None:
    with pytest.raises(NameLengthError):
        store.idempotency.claim("a", key, "sha256:1")

"""Sessions, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from service.store import Store
from service.store.sessions import MOST_OF_ONE

HOUR = timedelta(hours=1)


def test_a_session_is_kept_found_listed_and_ended(store: Store) -> None:
    first = store.sessions.begin("sign-in:olga", "Olga 様", ["officer", "author", "officer"], HOUR)
    second = store.sessions.begin("sign-in:olga", "Olga 様", ["officer"], HOUR)
    other = store.sessions.begin("sign-in:paul", "Paul", ["admin"], HOUR)
    assert first.roles == ("author", "officer")
    assert [store.sessions.find(one.id) for one in (first, second, other)] == [first, second, other]
    assert store.sessions.all() == (first, second, other)
    assert store.sessions.all("sign-in:olga") == (first, second)
    assert store.sessions.end(first.id)
    assert not store.sessions.end(first.id)
    assert store.sessions.find(first.id) is None
    assert store.sessions.end_all("sign-in:olga") == 1
    assert store.sessions.all() == (other,)


@pytest.mark.parametrize("odd", ["", "x", "a\0b", "x" * 1000])
def test_what_is_no_session_ends_nothing(store: Store, odd: str) -> None:
    assert not store.sessions.end(odd)
    assert store.sessions.end_all(odd) == 0


def test_those_past_their_time_are_taken_away_and_a_person_has_a_bound(store: Store) -> None:
    for number in range(120):
        store.sessions.begin(f"sign-in:{number}", "X", ["officer"], timedelta())
    kept = [store.sessions.begin("sign-in:olga", "Olga", ["officer"], HOUR) for _ in range(MOST_OF_ONE + 2)]
    assert {one.id for one in store.sessions.all()} == {one.id for one in kept[2:]}
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar_one()
    assert rows == MOST_OF_ONE


def test_many_begin_and_end_at_once(store: Store) -> None:
    def turn(number: int) -> bool:
        kept = store.sessions.begin(f"sign-in:{number % 3}", "X", ["officer"], HOUR)
        return store.sessions.end(kept.id)

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(turn, range(24)))
    assert store.sessions.all() == ()

"""Buckets that fill up, and addresses that are counted."""

from __future__ import annotations

import asyncio

import pytest

from service.access import rates
from service.access.addresses import client_address, counted_as, networks
from service.access.rates import Buckets


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_is_emptied_at_once_and_filled_by_the_minute() -> None:
    clock = Clock()
    buckets = Buckets(per_minute=6, burst=2, clock=clock)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 10]  # 6 a minute: one every 10 seconds
    clock.now += 9.5
    assert buckets.take("a") == 1
    clock.now += 0.5
    assert [buckets.take("a"), buckets.take("a")] == [0, 10]
    clock.now += 3600
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 10], "it never holds more than its burst"
    assert buckets.take("b") == 0


def test_to_look_takes_nothing_and_zero_is_no_limit() -> None:
    buckets = Buckets(per_minute=1, burst=1, clock=Clock())
    assert [buckets.wait("a") for _ in range(5)] == [0] * 5
    free = Buckets(per_minute=0, burst=0)
    assert {free.take("a") for _ in range(1000)} == {0}


def test_who_is_paced_waits_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    buckets = Buckets(per_minute=6, burst=2, clock=clock)

    async def sleep(seconds: float) -> None:
        clock.now += seconds

    monkeypatch.setattr(rates.asyncio, "sleep", sleep)

    async def five() -> None:
        for _ in range(5):
            await buckets.paced("a")

    asyncio.run(five())
    assert clock.now == 1030.0  # two at once, then one every 10 seconds


def test_only_so_many_buckets_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST", 10)
    buckets = Buckets(per_minute=1, burst=1, clock=Clock())
    for number in range(100):
        buckets.take(str(number))
        buckets.take("0")  # refused, so it takes nothing, and the bucket grows old like any other
    assert len(buckets._held) <= 10


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.9"], "10.0.0.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["somebody"], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4, unknown, 10.0.0.2"], "10.0.0.2"),
        ("fd00::1", ["2001:db8::7"], "2001:db8::7"),
        ("testclient", ["1.2.3.4"], "testclient"),
    ],
)
def test_the_client_is_the_last_address_that_no_proxy_has(peer: str, forwarded: list[str], client: str) -> None:
    assert client_address(peer, forwarded, networks(["10.0.0.0/8", "fd00::/8"])) == client


def test_without_proxies_nothing_forwarded_is_believed() -> None:
    assert client_address("10.0.0.1", ["1.2.3.4"], ()) == "10.0.0.1"


def test_a_household_is_counted_as_one() -> None:
    assert counted_as("2001:db8:1:2::1") == counted_as("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert counted_as("2001:db8:1:3::1") != counted_as("2001:db8:1:2::1")
    assert counted_as("::ffff:203.0.113.7") == counted_as("203.0.113.7") == "203.0.113.7"

"""Requests from other sites: the cases of Go 1.25's CrossOriginProtection."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.access.origins import is_cross_origin
from service.store import Store
from tests.access.small_app import small_app
from tests.api.test_problems import assert_problem

CASES = [
    # method, Sec-Fetch-Site, Origin, refused; the host is hantei.example
    ("POST", "same-origin", None, False),
    ("POST", "none", None, False),
    ("POST", "cross-site", None, True),
    ("POST", "same-site", None, True),
    ("POST", "cross-site", "https://hantei.example", True),
    ("POST", "whatever", None, True),
    ("POST", None, None, False),
    ("POST", None, "https://hantei.example", False),
    ("POST", None, "http://hantei.example", False),
    ("POST", None, "https://evil.example", True),
    ("POST", None, "https://hantei.example.evil.example", True),
    ("POST", None, "https://hantei.example:8443", True),
    ("POST", None, "null", True),
    ("POST", None, "https://public.example", False),
    ("POST", "cross-site", "https://public.example", False),
    ("PUT", "cross-site", None, True),
    ("DELETE", "cross-site", None, True),
    ("PATCH", "cross-site", None, True),
    ("GET", "cross-site", "https://evil.example", False),
    ("HEAD", "cross-site", "https://evil.example", False),
    ("OPTIONS", "cross-site", "https://evil.example", False),
]


@pytest.mark.parametrize(("method", "site", "origin", "refused"), CASES)
def test_who_may_change_something(method: str, site: str | None, origin: str | None, refused: bool) -> None:
    headers = {b"host": b"hantei.example"}
    if site is not None:
        headers[b"sec-fetch-site"] = site.encode()
    if origin is not None:
        headers[b"origin"] = origin.encode()
    assert is_cross_origin(method, headers, {"https://public.example"}) is refused


def test_an_origin_of_ones_own_is_that_of_the_public_address(store: Store, keys: dict[str, str]) -> None:
    sent = {"Authorization": f"Bearer {keys['officer']}", "Sec-Fetch-Site": "cross-site", "Origin": "https://a.example"}
    with TestClient(small_app(store)) as client:
        assert_problem(client.post("/judge", headers=sent), 403, "cross-origin-request")
        assert_problem(client.delete("/open", headers={"Origin": "https://evil.example"}), 403, "cross-origin-request")
    with TestClient(small_app(store, public_url="https://a.example")) as client:
        assert client.post("/judge", headers=sent).status_code == 200

"""The cookie of a session: signed, ending, and believed while its key is changed."""

from __future__ import annotations

import pytest
from itsdangerous import URLSafeTimedSerializer
from starlette.responses import Response

from service.access.principal import anonymous
from service.access.sessions import COOKIE, FLOW_COOKIE, Sessions

OLD, NEW = "o" * 40, "n" * 40


def sessions(*keys: str, seconds: int = 3600) -> Sessions:
    return Sessions(keys, seconds, anonymous())


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


def test_a_key_is_changed_while_people_work() -> None:
    before = begun(sessions(OLD))
    both = sessions(NEW, OLD)
    assert both.principal(before) is not None, "the old key is still believed"
    after = begun(both)
    assert sessions(NEW).principal(after) is not None, "the new one signs"
    assert sessions(NEW).principal(before) is None
    assert sessions(OLD).principal(after) is None


def test_a_session_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    held = sessions(NEW, seconds=60)
    written = begun(held)
    now = __import__("time").time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 59)
    assert held.principal(written) is not None
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 62)
    assert held.principal(written) is None


@pytest.mark.parametrize("at", [0, 10, -1])
def test_a_cookie_that_was_touched_is_nobodys(at: int) -> None:
    held = sessions(NEW)
    content = bytearray(begun(held)[b"cookie"].split(b"; ")[1])
    at = at + len(COOKIE) + 1 if at >= 0 else at
    content[at] = ord("A") if content[at] != ord("A") else ord("B")
    assert held.principal({b"cookie": bytes(content)}) is None


def test_the_cookie_of_a_sign_in_is_no_session_and_none_is_the_other() -> None:
    held, response = sessions(NEW), Response()
    held.begin_flow(response, {"sub": "olga", "name": "Olga", "roles": "officer"})
    flow = cookie(response, FLOW_COOKIE)[b"cookie"].replace(FLOW_COOKIE.encode(), COOKIE.encode())
    assert held.principal({b"cookie": flow}) is None
    assert held.flow({b"cookie": begun(held)[b"cookie"].replace(COOKIE.encode(), FLOW_COOKIE.encode())}) is None


def test_a_cookie_signed_in_another_way_is_nobodys() -> None:
    forged = URLSafeTimedSerializer(NEW, salt="something-else").dumps({"sub": "o", "name": "", "roles": ["admin"]})
    assert sessions(NEW).principal({b"cookie": f"{COOKIE}={forged}".encode()}) is None
    assert sessions(NEW).principal({b"cookie": f"{COOKIE}={'x' * 10_000}".encode()}) is None
    assert sessions(NEW).principal({b"cookie": f"{COOKIE}=".encode()}) is None


def test_a_subject_that_the_store_cannot_hold_is_hashed() -> None:
    held = sessions(NEW)
    for subject in ("x" * 151, "é", "a\nb"):
        who = held.principal(begun(held, subject))
        assert who is not None and who.id.startswith("sign-in:sha256:") and len(who.id) < 200
    who = held.principal(begun(held, "x" * 150))
    assert who is not None and who.id == f"sign-in:{'x' * 150}"


def test_a_role_that_is_no_more_allows_nothing() -> None:
    held = sessions(NEW)
    who = held.principal(begun(held, roles=("boss",)))
    assert who is not None and who.permissions == anonymous().permissions

"""The session of somebody who signed in: a signed cookie that ends by itself. Nothing of it is stored here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

from service.access.principal import How, Principal
from service.roles import permissions_of

COOKIE = "__Host-hantei"
"""A browser takes a cookie of such a name only if it is Secure, for this host alone, and for all paths."""
FLOW_COOKIE = "__Host-hantei-sign-in"
FLOW_SECONDS = 600
LONGEST = 4_096
"""Characters of a cookie that is read."""
LONGEST_ID = 150
"""Characters of a subject that is kept as it is; the store's column has 200."""


class Sessions:
    """Writes and reads the cookies. `keys`: the newest first; it signs, the others are still believed."""

    def __init__(self, keys: Sequence[str], seconds: int, everyone: Principal) -> None:
        known = list(reversed(keys))
        self._sessions = URLSafeTimedSerializer(known, salt="hantei-session", signer_kwargs=_SIGNER)
        self._flows = URLSafeTimedSerializer(known, salt="hantei-sign-in", signer_kwargs=_SIGNER)
        self._seconds = seconds
        self._everyone = everyone

    def begin(self, response: Response, subject: str, name: str, roles: Sequence[str]) -> None:
        """Sets the cookie of a session."""
        content = self._sessions.dumps({"sub": subject, "name": name[:200], "roles": sorted(roles)})
        _set(response, COOKIE, content, self._seconds)

    def end(self, response: Response) -> None:
        """Has the browser forget the cookie. A copy of it lasts as long as it would have."""
        _set(response, COOKIE, "", 0)

    def principal(self, headers: dict[bytes, bytes]) -> Principal | None:
        """Who signed in; None where there is no cookie, or one that is not ours or is over."""
        content = _read(self._sessions, headers, COOKIE, self._seconds)
        if content is None:
            return None
        roles = tuple(content["roles"])
        allowed = self._everyone.permissions | permissions_of(roles)
        return Principal(f"sign-in:{shortened(content['sub'])}", content["name"], roles, allowed, How.SIGN_IN)

    def begin_flow(self, response: Response, content: dict[str, str]) -> None:
        """Sets the cookie of a sign-in that is under way."""
        _set(response, FLOW_COOKIE, self._flows.dumps(content), FLOW_SECONDS)

    def flow(self, headers: dict[bytes, bytes]) -> dict[str, str] | None:
        """The sign-in that is under way in this browser."""
        return _read(self._flows, headers, FLOW_COOKIE, FLOW_SECONDS)

    def end_flow(self, response: Response) -> None:
        """Ends a sign-in that is under way: its state and nonce are good for once."""
        _set(response, FLOW_COOKIE, "", 0)


_SIGNER = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}


def shortened(subject: str) -> str:
    """A subject as it is, or its hash where it is too long for the store or no plain text."""
    plain = subject.isascii() and subject.isprintable() and len(subject) <= LONGEST_ID
    return subject if plain else f"sha256:{hashlib.sha256(subject.encode()).hexdigest()}"


def _set(response: Response, name: str, content: str, seconds: int) -> None:
    response.set_cookie(name, content, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def _read(
    serializer: URLSafeTimedSerializer, headers: dict[bytes, bytes], name: str, seconds: int
) -> dict[str, Any] | None:
    written = headers.get(b"cookie", b"")
    if name.encode() not in written:
        return None
    found = _cookie(written.decode("latin-1"), name)
    if not found or len(found) > LONGEST:
        return None
    try:
        content: dict[str, Any] = serializer.loads(found, max_age=seconds)
    except BadData:
        return None
    return content


def _cookie(written: str, name: str) -> str | None:
    for part in written.split(";"):
        named, _, value = part.strip().partition("=")
        if named == name:
            return value
    return None

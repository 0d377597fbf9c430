"""The session of somebody who signed in: a row in the store, and a signed cookie that names it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

from engine.text import printable
from service.access.principal import How, Principal
from service.roles import permissions_of

if TYPE_CHECKING:
    from service.web.state import Storage

COOKIE = "__Host-hantei"
"""A browser takes a cookie of such a name only if it is Secure, for this host alone, and for all paths."""
FLOW_COOKIE = "__Host-hantei-sign-in"
FLOW_SECONDS = 600
LONGEST = 4_096
"""Characters of a cookie that is read."""
LONGEST_ID = 150
"""Characters of a subject that is kept as it is; the store's column has 200."""
LONGEST_NAME = 200


class Sessions:
    """Begins, finds and ends sessions. `keys`: the newest first; it signs, the others are still believed.

    `begin`, `principal` and `end` look into the database: for threads, and they raise StoreError.
    """

    def __init__(self, keys: Sequence[str], seconds: int, everyone: Principal, storage: Storage) -> None:
        known = list(reversed(keys))
        self._sessions = URLSafeTimedSerializer(known, salt="hantei-session-id", signer_kwargs=_SIGNER)
        self._flows = URLSafeTimedSerializer(known, salt="hantei-sign-in", signer_kwargs=_SIGNER)
        self._seconds = seconds
        self._everyone = everyone
        self._storage = storage

    def begin(self, response: Response, subject: str, name: str, roles: Sequence[str]) -> None:
        """Keeps a session and sets the cookie that names it."""
        person, lasts = f"sign-in:{shortened(subject)}", timedelta(seconds=self._seconds)
        kept = self._storage.store().sessions.begin(person, printable(name)[:LONGEST_NAME], roles, lasts)
        _set(response, COOKIE, self._sessions.dumps(kept.id), self._seconds)

    def shown(self, headers: dict[bytes, bytes]) -> str | None:
        """The id of the session that the cookie names; None without one that is ours and may still last."""
        found: str | None = _read(self._sessions, headers, COOKIE, self._seconds)
        return found

    def principal(self, id_: str) -> Principal | None:
        """Who signed in; None where the session is over."""
        kept = self._storage.store().sessions.find(id_)
        if kept is None:
            return None
        allowed = self._everyone.permissions | permissions_of(kept.roles)
        return Principal(kept.person, kept.name, kept.roles, allowed, How.SIGN_IN)

    def end(self, id_: str) -> None:
        """Ends a session: its cookie, and every copy of it, lets nobody in from now on."""
        self._storage.store().sessions.end(id_)

    def forget(self, response: Response) -> None:
        """Has the browser forget the cookie."""
        _set(response, COOKIE, "", 0)

    def begin_flow(self, response: Response, content: dict[str, str]) -> None:
        """Sets the cookie of a sign-in that is under way."""
        _set(response, FLOW_COOKIE, self._flows.dumps(content), FLOW_SECONDS)

    def flow(self, headers: dict[bytes, bytes]) -> dict[str, str] | None:
        """The sign-in that is under way in this browser."""
        found: dict[str, str] | None = _read(self._flows, headers, FLOW_COOKIE, FLOW_SECONDS)
        return found

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


def _read(serializer: URLSafeTimedSerializer, headers: dict[bytes, bytes], name: str, seconds: int) -> Any:
    written = headers.get(b"cookie", b"")
    if name.encode() not in written:
        return None
    found = _cookie(written.decode("latin-1"), name)
    if not found or len(found) > LONGEST:
        return None
    try:
        return serializer.loads(found, max_age=seconds)
    except BadData:
        return None


def _cookie(written: str, name: str) -> str | None:
    for part in written.split(";"):
        named, _, value = part.strip().partition("=")
        if named == name:
            return value
    return None

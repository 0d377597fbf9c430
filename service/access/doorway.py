"""What stands before every route: where a request comes from, who sends it, and how often they do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from engine.records import dataclass
from service.access.addresses import client_address, counted_as, networks
from service.access.keys import bearer, holder_of
from service.access.origins import is_cross_origin
from service.access.principal import Principal
from service.access.problems import CROSS_ORIGIN, KEY_NOT_VALID, TOO_MANY, Refusal
from service.access.rates import Buckets
from service.access.sessions import Sessions
from service.settings import Settings
from service.store import ApiKey, StoreError
from service.web.guard import Application, Message, Receive, Send, log
from service.web.problems import STORE_UNAVAILABLE, ProblemType

if TYPE_CHECKING:
    from service.web.state import Storage

UNCOUNTED = ("/static/", "/healthz", "/readyz")
"""Beginnings of paths that cost nothing and are asked for by machines of the house."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A request that goes no further."""

    kind: ProblemType
    wait: int = 0


class Doorway:
    """ASGI middleware: puts `request.state.principal` there, and as what address it counts, or refuses."""

    def __init__(
        self, app: Application, settings: Settings, everyone: Principal, sessions: Sessions | None, refusal: Refusal
    ) -> None:
        self._app = app
        self._own = frozenset({settings.public_url} if settings.public_url else ())
        self._trusted = networks(settings.trusted_proxies)
        self._everyone = everyone
        self._has_keys = settings.database is not None
        self._sessions = sessions
        self._refusal = refusal
        self._strangers = Buckets(settings.rate_anonymous, settings.rate_anonymous)
        self._known = Buckets(settings.rate_known, settings.rate_known)
        self._guesses = Buckets(settings.rate_anonymous, settings.rate_anonymous)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = counted_as(self._address(scope))
        found = await self._looked_at(scope, address)
        if isinstance(found, Stopped):
            headers = {"Retry-After": str(found.wait)} if found.wait else {}
            await self._refusal(Request(scope), found.kind, headers)(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["principal"] = found
        state["address"] = address
        if not found.is_known:
            state["paced"] = partial(self._strangers.paced, address)
        await self._app(scope, receive, send)

    async def _looked_at(self, scope: Message, address: str) -> Principal | Stopped:
        headers = dict(scope["headers"])
        if is_cross_origin(scope["method"], headers, self._own):
            return Stopped(CROSS_ORIGIN)
        found = await self._principal(scope, headers, address)
        if isinstance(found, Stopped) or scope["path"].startswith(UNCOUNTED):
            return found
        wait = self._known.take(found.id) if found.is_known else self._strangers.take(address)
        return Stopped(TOO_MANY, wait) if wait else found

    async def _principal(self, scope: Message, headers: dict[bytes, bytes], address: str) -> Principal | Stopped:
        shown = bearer(headers)
        try:
            if shown is not None:
                return await self._holder(scope, shown, address)
            return await self._signed_in(scope, headers) or self._everyone
        except StoreError as error:
            log.error("who asks: %s", error.fault.message.en)
            return Stopped(STORE_UNAVAILABLE, wait=5)

    async def _holder(self, scope: Message, shown: str, address: str) -> Principal | Stopped:
        wait = self._guesses.wait(address)
        if wait:
            return Stopped(TOO_MANY, wait)
        key = await run_in_threadpool(_key_of, scope["app"].state.storage, shown) if self._has_keys else None
        if key is None:
            self._guesses.take(address)
            return Stopped(KEY_NOT_VALID)
        return holder_of(key, self._everyone)

    async def _signed_in(self, scope: Message, headers: dict[bytes, bytes]) -> Principal | None:
        """Who signed in, looked up at each request, so that a session that is ended lets nobody in."""
        shown = self._sessions and self._sessions.shown(headers)
        if not self._sessions or not shown or scope["path"].startswith(UNCOUNTED):
            return None
        return await run_in_threadpool(self._sessions.principal, shown)

    def _address(self, scope: Message) -> str:
        peer = scope["client"][0] if scope.get("client") else ""
        if not self._trusted:
            return str(peer)
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        return client_address(peer, named, self._trusted)


def _key_of(storage: Storage, shown: str) -> ApiKey | None:
    return storage.store().keys.holder(shown)

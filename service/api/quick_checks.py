"""The short way of `POST /api/v1/checks?detail=outcome|findings`, before the routes.

Matching a route, its dependencies and its request cost more than such an answer. What is not exactly that (another
detail, no JSON, a body in pieces, a fault in it, a caller who may not) goes on to the route, which answers the same.
"""

from __future__ import annotations

import asyncio
from typing import Any

from engine.records import dataclass
from service.checks.short_answers import Detail
from service.clock import today
from service.publications.rules import Rules
from service.settings import Settings
from service.store import StoreError
from service.web.guard import Application, Message, Receive, Send

PATH = "/api/v1/checks"
PERMISSION = "checks:run"
_DETAILS = {f"detail={one}".encode(): one for one in (Detail.OUTCOME, Detail.FINDINGS)}


@dataclass(frozen=True, slots=True)
class _Route:
    """What the log and the figures name."""

    path: str = PATH


class QuickChecks:
    """ASGI middleware, behind that of access: `state.principal` says who asks."""

    def __init__(self, app: Application, rules: Rules, settings: Settings) -> None:
        self._app, self._rules = app, rules
        self._largest, self._seconds = settings.largest_body, settings.body_seconds

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        detail = _asked(scope)
        if detail is None:
            await self._app(scope, receive, send)
            return
        first: Message | None = None
        try:
            async with asyncio.timeout(self._seconds):
                first = await receive()
        except TimeoutError:
            await self._app(scope, receive, send)  # the route says what is wrong
            return
        body = self._answer(first, detail)
        if body is None:
            await self._app(scope, _again(first, receive), send)
            return
        scope["route"] = _Route()
        counted = scope.get("fastapi.telemetry")
        if counted is not None:
            counted.route = PATH
        headers = [(b"content-length", str(len(body)).encode()), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, first: Message, detail: Detail) -> bytes | None:
        content = first.get("body", b"")
        if first["type"] != "http.request" or first.get("more_body") or len(content) > self._largest:
            return None
        try:
            return self._rules.short.quick(content, detail, today)
        except StoreError:
            return None


def _asked(scope: Message) -> Detail | None:
    """The detail of a request that may go the short way."""
    if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
        return None
    who: Any = scope.get("state", {}).get("principal")
    if who is None or not who.may(PERMISSION):
        return None
    if not any(name == b"content-type" and value == b"application/json" for name, value in scope["headers"]):
        return None
    return _DETAILS.get(scope["query_string"])


def _again(first: Message, receive: Receive) -> Receive:
    """Receives what was received already, then the rest."""
    waiting = [first]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received

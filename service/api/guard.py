"""What stands before every route: the headers of every answer, HEAD, and the end of every fault of our own."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""`img-src data:` is for the small pictures inside the style sheet of the API's page."""
log = logging.getLogger("hantei.api")


class Guard:
    """ASGI middleware. A fault of ours is logged whole and told in general, with nothing of the exception in it.

    HEAD is answered as GET: the server drops the body by itself.
    """

    def __init__(self, app: Application, broken: Callable[[Request], Response]) -> None:
        """`broken` makes the answer to a request in which we failed."""
        self.app = app
        self.broken = broken

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self.app(inner, receive, guarded)
        except Exception:
            log.exception("%s %s", scope["method"], scope["path"])
            if started:
                raise
            await self.broken(Request(scope))(scope, receive, guarded)

"""What stands before every route: the headers of every answer, HEAD, and the end of every fault of our own."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

if TYPE_CHECKING:
    from service.settings import Settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'{forms};"
    " frame-ancestors 'none'"
)
"""Scripts and styles come from files of this service alone: none stand in a page."""
HEADERS = (
    (b"content-security-policy", POLICY.format(forms="").encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""`img-src data:` is for the small pictures inside the style sheet of the API's page."""
LASTING = (b"strict-transport-security", b"max-age=31536000")
"""That browsers are to come by https alone, for a year."""
log = logging.getLogger("hantei.api")


def headers_of(settings: Settings) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of every answer. Signing out is a form that ends at the provider, so forms may lead there."""
    public, issuer = settings.public_url or "", urlsplit(settings.oidc_issuer or "")
    headers = dict(HEADERS)
    if issuer.netloc:
        forms = f" {issuer.scheme}://{issuer.netloc}"
        headers[b"content-security-policy"] = POLICY.format(forms=forms).encode()
    return (*headers.items(), *((LASTING,) if public.startswith("https://") else ()))


class Guard:
    """ASGI middleware. A fault of ours is logged whole and told in general, with nothing of the exception in it.

    HEAD is answered as GET: the server drops the body by itself.
    """

    def __init__(
        self,
        app: Application,
        broken: Callable[[Request], Response],
        headers: Sequence[tuple[bytes, bytes]] = HEADERS,
    ) -> None:
        """`broken` makes the answer to a request in which we failed; `headers` are on every answer."""
        self.app = app
        self.headers = headers
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
                message["headers"] = [*message.get("headers", []), *self.headers]
            await send(message)

        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self.app(inner, receive, guarded)
        except Exception:
            log.exception("%s %s", scope["method"], scope["path"])
            if started:
                raise
            await self.broken(Request(scope))(scope, receive, guarded)

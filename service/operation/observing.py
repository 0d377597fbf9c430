"""What stands before everything else: the id of each request, and one line of the log when it is answered."""

from __future__ import annotations

import logging
import re
import secrets
from time import perf_counter_ns

from structlog.contextvars import bind_contextvars, clear_contextvars

from service.web.guard import Application, Message, Receive, Send

HEADER = b"x-request-id"
SILENT = frozenset({"/healthz", "/readyz", "/metrics"})
"""Paths that machines ask for every few seconds: told only at `debug`, unless they fail."""
_GIVEN = re.compile(rb"[A-Za-z0-9._-]{8,64}")
log = logging.getLogger("hantei.requests")


class Observed:
    """ASGI middleware. The id is the caller's (`X-Request-Id`, 8 to 64 letters, digits, `.`, `_`, `-`), else a new one;
    it goes back with the answer and is on every line that is logged meanwhile."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_ = _id_of(scope)
        clear_contextvars()
        bind_contextvars(request=id_.decode())
        begun, status = perf_counter_ns(), 0

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (HEADER, id_)]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            _tell(scope, status, perf_counter_ns() - begun)


def _id_of(scope: Message) -> bytes:
    for name, value in scope["headers"]:
        if name == HEADER and _GIVEN.fullmatch(value):
            return bytes(value)
    return secrets.token_hex(16).encode()


def _tell(scope: Message, status: int, nanoseconds: int) -> None:
    level = logging.DEBUG if scope["path"] in SILENT and 0 < status < 500 else logging.INFO
    if not log.isEnabledFor(level):
        return
    route = scope.get("route")
    who = scope.get("state", {}).get("principal")
    told = {
        "method": scope["method"],
        "route": getattr(route, "path", None),
        "status": status or None,
        "ms": nanoseconds // 10_000 / 100,
        "caller": None if who is None else who.id,
    }
    record = log.makeRecord(log.name, level, "", 0, "answered" if status else "not answered", (), None)
    record.told = told
    log.handle(record)  # without a look at the stack for the line that logs, which is this one

"""How long the answer to one request may take to begin."""

from __future__ import annotations

import asyncio

from starlette.requests import Request

from service.access.problems import TAKES_TOO_LONG, Refusal
from service.web.guard import Application, Message, Receive, Send


class TimeLimit:
    """ASGI middleware. After `seconds` without a beginning the caller is told so; what was begun goes on to its end,
    because a thread cannot be stopped and half a change would be worse, but its answer is thrown away."""

    def __init__(self, app: Application, seconds: float, refusal: Refusal) -> None:
        self._app = app
        self._seconds = seconds
        self._refusal = refusal

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = _Answering(scope, receive, send, self._refusal)
        timer = asyncio.get_running_loop().call_later(self._seconds, answering.give_up)
        try:
            await self._app(scope, receive, answering.send)
        finally:
            timer.cancel()
            if answering.told is not None:
                await answering.told


class _Answering:
    """One answer: begun, or given up."""

    def __init__(self, scope: Message, receive: Receive, send: Send, refusal: Refusal) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._refusal = refusal
        self._begun = False
        self.told: asyncio.Task[None] | None = None

    async def send(self, message: Message) -> None:
        if self.told is None:
            self._begun = True
            await self._send(message)

    def give_up(self) -> None:
        if not self._begun:
            response = self._refusal(Request(self._scope), TAKES_TOO_LONG, {})
            self.told = asyncio.ensure_future(response(self._scope, self._receive, self._send))

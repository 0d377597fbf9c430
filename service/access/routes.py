"""Signing in and out: `/auth/sign-in`, `/auth/callback`, `POST /auth/sign-out`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from service.access.problems import SIGN_IN_FAILED, SIGN_IN_NOT_SET_UP
from service.access.sessions import Sessions
from service.web.language import asked_language
from service.web.problems import ProblemError

if TYPE_CHECKING:
    from service.access.provider import Provider

router = APIRouter(prefix="/auth", include_in_schema=False)
_HERE = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}")
"""A path of this service: neither another host (`//…`, `/\\…`) nor anything that is not a plain character."""
_ONCE = {"Cache-Control": "no-store"}


@router.get("/sign-in")
async def sign_in(request: Request, return_to: str = "/") -> Response:
    """To the provider, and from there back to `return_to`, a path of this service."""
    sessions, provider = _set_up(request)
    back = return_to if _HERE.fullmatch(return_to) else "/"
    address, flow = await provider.begin(back, asked_language(request))
    response = RedirectResponse(address, 303, _ONCE)
    sessions.begin_flow(response, flow)
    return response


@router.get("/callback")
async def callback(request: Request) -> Response:
    """Back from the provider: begins a session, in the place of one that this browser had."""
    sessions, provider = _set_up(request)
    headers = dict(request.scope["headers"])
    flow = sessions.flow(headers)
    if flow is None:
        raise ProblemError(SIGN_IN_FAILED)
    person = await provider.finish(flow, request.query_params)
    response = RedirectResponse(flow["return_to"], 303, _ONCE)
    await _end(sessions, headers)
    await run_in_threadpool(sessions.begin, response, person.subject, person.name, person.roles)
    sessions.end_flow(response)
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Ends the session here, so that no copy of its cookie is good any more; then at the provider, where it can."""
    sessions, provider = _set_up(request)
    await _end(sessions, dict(request.scope["headers"]))
    response = RedirectResponse(await provider.end_address() or "/", 303, _ONCE)
    sessions.forget(response)
    sessions.end_flow(response)
    return response


def sign_in_first(request: Request) -> Response | None:
    """To the sign-in and back, for somebody who wants to read what is not for everyone; None where nobody can.

    Nor for a part of a page that asks by itself: a script follows nobody to the provider.
    """
    if request.app.state.provider is None or request.method != "GET" or "hx-request" in request.headers:
        return None
    back = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return RedirectResponse(f"/auth/sign-in?{urlencode({'return_to': back})}", 303, _ONCE)


async def _end(sessions: Sessions, headers: dict[bytes, bytes]) -> None:
    shown = sessions.shown(headers)
    if shown is not None:
        await run_in_threadpool(sessions.end, shown)


def _set_up(request: Request) -> tuple[Sessions, Provider]:
    sessions, provider = request.app.state.sessions, request.app.state.provider
    if sessions is None or provider is None:
        raise ProblemError(SIGN_IN_NOT_SET_UP)
    return sessions, provider

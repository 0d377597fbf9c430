"""The first page, in the language that is preferred or asked for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from service.clock import today
from service.pages.rendering import page
from service.pages.routing import page_router
from service.web.language import asked_language

router = page_router()
door = APIRouter(include_in_schema=False)


@door.get("/")
async def choose(request: Request) -> Response:
    """To the first page in the language that the browser prefers."""
    return RedirectResponse(f"/{asked_language(request)}/", 302, headers={"Vary": "Accept-Language"})


@router.get("")
async def bare(request: Request) -> Response:
    """`/ja` is `/ja/`."""
    return RedirectResponse(f"{request.url.path}/", 308)


@router.get("/")
async def start(request: Request) -> Response:
    """What this is, what it does not decide, and the button."""
    return page(request, "start.html", today=today(), rulesets=len(request.app.state.rules.catalogue.ids()))

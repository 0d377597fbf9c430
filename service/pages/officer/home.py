"""`/officer`: what can be done at the desk."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.pages.rendering import page
from service.pages.routing import page_router

router: APIRouter = page_router("determinations:list")


@router.get("/officer")
async def home(request: Request) -> Response:
    """The tasks, each with what it is for."""
    return page(request, "officer/home.html")

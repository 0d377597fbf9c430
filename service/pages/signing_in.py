"""What was typed while nobody was signed in any more: it stays on the page until it can be sent again."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from service.pages.forms import MEDIA_TYPE, read_form
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router, sign_in_address
from service.web.problems import ProblemError

router = page_router()
_TARGET = re.compile(r"[a-z]+#([a-z][a-z-]{0,40})")
"""The element of a page that asked for a part of it: what stands there is replaced by the answer."""
_ONCE = {"Cache-Control": "no-store"}


@router.get("/signed-in")
def signed_in(request: Request) -> Response:
    """Where a sign-in in a second tab leads to: back to the first one."""
    return page(request, "signed-in.html")


async def sign_in_again(request: Request) -> Response | None:
    """For a form that needs a sign-in: all that it sent, to be sent again once somebody is signed in in another tab.

    Nothing is kept on the server. A part of a page that asked for itself is told to sign in, and asks no more. None
    where nobody can sign in, and for what is too large to be given back.
    """
    if request.app.state.provider is None:
        return None
    target = _TARGET.fullmatch(request.headers.get("hx-target", "")) if "hx-request" in request.headers else None
    if target is not None:
        again = _here(request) if request.method == "GET" else _told(request)
        sign_in, reads = sign_in_address(again), request.method == "GET"
        return page(
            request, "sign-in-again-part.html", status=401, headers=_ONCE, target=target[1], way=sign_in, reads=reads
        )
    if request.method != "POST":
        return None
    try:
        sent = await read_form(request)
    except ProblemError:
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return page(
        request,
        "sign-in-again.html",
        status=401,
        headers=_ONCE,
        sent=[(name, value) for name, values in sent.items() for value in values],
        whole=kind == MEDIA_TYPE,
        action=_here(request),
        before=_before(request),
        way=sign_in_address(_told(request)),
    )


def _here(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _told(request: Request) -> str:
    return address(language_of(request), "/signed-in")


def _before(request: Request) -> str:
    """The page that held the form, as the browser names it; the first page where it does not."""
    said = urlsplit(request.headers.get("referer", ""))
    if said.netloc != request.headers.get("host", "") or not said.path.startswith(f"/{language_of(request)}/"):
        return address(language_of(request), "/")
    return f"{said.path}?{said.query}" if said.query else said.path

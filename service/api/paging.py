"""Pages of a list as they leave: the entries, and the link to the next page with its filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from service.body import encoded
from service.store import Page

Item = TypeVar("Item")


def page_response(request: Request, name: str, page: Page[Item], shown: Callable[[Item], dict[str, Any]]) -> Response:
    """The page as an answer that nobody keeps."""
    body, headers = page_body(request, name, page, shown)
    headers["Cache-Control"] = "private, no-store"
    return Response(encoded(body), media_type="application/json", headers=headers)


def page_body(
    request: Request, name: str, page: Page[Item], shown: Callable[[Item], dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The entries under `name` with `next`, the address of the page after; and the header Link, which has it, too."""
    following = None if page.next is None else next_address(request, page.next)
    body = {name: [shown(item) for item in page.items], "next": following}
    return body, {} if following is None else {"Link": f'<{following}>; rel="next"'}


def next_address(request: Request, cursor: str) -> str:
    """The address of this list at a cursor, everything else that was asked as it is."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*asked, ('cursor', cursor)])}"

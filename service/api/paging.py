"""Pages of a list as they leave: the entries, and the link to the next page with its filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from service.api.query import CURSOR, LIMIT, Parameter, read_query
from service.json_body import encoded
from service.store import Page
from service.store.paging import USUAL
from service.web.addresses import next_address

if TYPE_CHECKING:
    from service.store import Record
    from service.store.records import Records

Item = TypeVar("Item")


def record_page(
    request: Request,
    name: str,
    records: Records,
    shown: Callable[[Record], dict[str, Any]],
    subject: Parameter | str | None = None,
) -> Response:
    """A page of a chain of records as an answer: of the subject that a parameter of the address names, or of this one.

    Raises ProblemError, CursorError, StoreError.
    """
    field = (subject,) if isinstance(subject, Parameter) else ()
    asked = read_query(request, *field, CURSOR, LIMIT)
    of = asked.get(subject.name) if isinstance(subject, Parameter) else subject
    return page_response(request, name, records.page(of, asked.get("cursor"), asked.get("limit", USUAL)), shown)


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

"""Where pages are: `/ja/…` and `/en/…`, the same path in each language. All else is the API's or a file."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request

from service.access.permission import requires
from service.web.language import asked_language

LANGUAGES = ("ja", "en")
NAMES = {"ja": "日本語", "en": "English"}
"""The languages, each in its own name."""


class _Language(StringConvertor):
    regex = "ja|en"


register_url_convertor("language", _Language())


def page_router(*permissions: str) -> APIRouter:
    """A router whose paths are below the language: `@router.get("/rules")` answers at `/ja/rules` and `/en/rules`.

    A route names no parameter for the language: `page()` and `language_of` read it from the path. Whoever asks needs
    all of the `permissions` (docs/security.md); of a single route `dependencies=[requires("cases:write")]` says it.
    """
    needed = [requires(permission) for permission in permissions]
    return APIRouter(prefix="/{lang:language}", include_in_schema=False, dependencies=needed)


def is_page(request: Request) -> bool:
    """Whether a person asked, by the path: faults are then told as a page."""
    return first_part(request) in (*LANGUAGES, "auth") or request.url.path == "/"


def language_of(request: Request) -> str:
    """The language of the path; where it names none, what the caller prefers."""
    first = first_part(request)
    return first if first in LANGUAGES else asked_language(request)


def first_part(request: Request) -> str:
    return request.url.path.split("/", 2)[1]


def path_without_language(request: Request) -> str:
    """`/rules` of `/ja/rules`, with the query as it was sent."""
    path = request.url.path
    inner = path[3:] or "/" if first_part(request) in LANGUAGES else "/"
    return f"{inner}?{request.url.query}" if request.url.query else inner


def address(lang: str, path: str, query: Iterable[tuple[str, str]] = ()) -> str:
    """The address of a page in a language: `address("ja", "/rules", [("q", "上限")])`."""
    told = urlencode(list(query))
    return f"/{lang}{path}{'?' if told else ''}{told}"


def sign_in_address(return_to: str) -> str:
    """Where one signs in and comes back to an address."""
    return f"/auth/sign-in?{urlencode({'return_to': return_to})}"

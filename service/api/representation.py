"""How a thing is shown: the form that a caller asks for, and nothing where the caller has it already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from service.checks.explanations import Rendering
from service.json_body import encoded
from service.web.language import asked_language, qualities

MEDIA_TYPES = {
    Rendering.JSON: "application/json",
    Rendering.TEXT: "text/plain",
    Rendering.MARKDOWN: "text/markdown",
    Rendering.HTML: "text/html",
}
FORMS = (Rendering.JSON, Rendering.HTML, Rendering.MARKDOWN, Rendering.TEXT)
"""The forms of an explanation; the first where a caller does not mind."""
REVALIDATED = "no-cache"
FOR_GOOD = "private, immutable"


def unless_known(
    request: Request, body: str, tag: str, media_type: str = "application/json", cache: str = REVALIDATED
) -> Response:
    """The body, or 304 where the caller has this very one (If-None-Match, RFC 9110 13.1.2)."""
    quoted = f'"{tag}"'
    headers = {"ETag": quoted, "Cache-Control": cache}
    if has_already(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def unkept(body: Any, *, private: bool = False) -> Response:
    """JSON that nobody is to keep: it is computed by the rules of the moment, or (`private`) for those let in only."""
    headers = {"Cache-Control": "private, no-store" if private else "no-store"}
    return Response(encoded(body), media_type="application/json", headers=headers)


def has_already(request: Request, tag: str) -> bool:
    """Whether the caller says that it has what that tag stands for."""
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return f'"{tag}"' in known or "*" in known


def asked_form(request: Request, named: str | None, forms: Sequence[Rendering]) -> Rendering:
    """The form named in the address, else the best liked of Accept, else the first of `forms`."""
    if named is not None:
        return Rendering(named)
    liked = qualities(request.headers.get("accept", ""))
    best = max(forms, key=lambda form: _liking(liked, MEDIA_TYPES[form]))
    return best if _liking(liked, MEDIA_TYPES[best]) else forms[0]


def prefers(request: Request, media_type: str, other: str) -> bool:
    """Whether Accept likes the first of two media types better."""
    liked = qualities(request.headers.get("accept", ""))
    return _liking(liked, media_type) > _liking(liked, other)


def _liking(liked: Mapping[str, Decimal], media_type: str) -> Decimal:
    """How well a media type is liked: by its own name, its family's, or as anything at all."""
    family = media_type.partition("/")[0]
    for name in (media_type, f"{family}/*", "*/*"):
        if name in liked:
            return liked[name]
    return Decimal(0)


def prose(request: Request, text: str, form: Rendering, lang: str | None = None) -> Response:
    """A rendering with its media type and language; HTML is a whole page."""
    told = lang or asked_language(request)
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    if form is Rendering.JSON:
        return Response(text, media_type=MEDIA_TYPES[form], headers=headers)
    headers["Content-Language"] = told
    content = document(text, told) if form is Rendering.HTML else text
    return Response(content, media_type=f"{MEDIA_TYPES[form]}; charset=utf-8", headers=headers)


def document(fragment: str, lang: str) -> str:
    """A fragment of HTML as a page of its own: nothing is loaded by it."""
    title = "判定の説明" if lang == "ja" else "Explanation of a determination"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n{fragment}</body>\n</html>\n"
    )

"""Which language a caller wants to read."""

from __future__ import annotations

import re
from decimal import Decimal

from starlette.requests import Request

_QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")
LONGEST_HEADER = 500


def asked_language(request: Request) -> str:
    """`?lang=` before Accept-Language; English where neither names Japanese."""
    named = request.query_params.get("lang")
    if named in ("ja", "en"):
        return named
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The better liked of ja and en in an Accept-Language header (RFC 9110 12.5.4); of equals the first, else en."""
    liked: dict[str, Decimal] = {}
    for tag, value in qualities(header).items():
        name = tag.split("-")[0]
        if name in ("ja", "en"):
            liked[name] = max(liked.get(name, value), value)
    return max(liked, key=lambda name: liked[name]) if any(liked.values()) else "en"


def qualities(header: str) -> dict[str, Decimal]:
    """What a header of preferences names, in lower case, with how well it is liked (RFC 9110 12.4.2).

    What has a quality that is none is left out.
    """
    liked: dict[str, Decimal] = {}
    for part in header[:LONGEST_HEADER].split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        written = [one for one in parameters if one.startswith("q=")]
        quality = _QUALITY.fullmatch(written[0]) if written else None
        if name and (quality or not parameters or not written):
            value = Decimal(quality[1]) if quality else Decimal(1)
            liked[name] = max(liked.get(name, value), value)
    return liked

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
    for part in header[:LONGEST_HEADER].split(","):
        tag, _, parameters = (piece.strip() for piece in part.partition(";"))
        name = tag.lower().split("-")[0]
        quality = _QUALITY.fullmatch(parameters) if parameters else None
        if name in ("ja", "en") and (quality or not parameters):
            value = Decimal(quality[1]) if quality else Decimal(1)
            liked[name] = max(liked.get(name, value), value)
    return max(liked, key=lambda name: liked[name]) if any(liked.values()) else "en"

"""Addresses made of the one that was asked for."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request


def next_address(request: Request, cursor: str) -> str:
    """The address of this list at a cursor, everything else that was asked as it is."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*asked, ('cursor', cursor)])}"

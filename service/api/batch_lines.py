"""A body that is read line by line, never more of it than a line; and an array of JSON, taken apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import Request

from engine.diagnostics import Diagnostic
from engine.source import Limits, read_json
from service.api.request_body import MOST_VALUES, empty_body, wrong_type
from service.web.problems import MALFORMED, ProblemError

if TYPE_CHECKING:
    from service.settings import Settings

TOO_LONG: Final = None
"""Stands for a line that is longer than a body may be: the rest of it is passed over."""


async def lines_of(request: Request, settings: Settings) -> AsyncIterator[tuple[int, bytes | None]]:
    """Each line of the body with its number, from 1, without its end. The last one needs no line break.

    Raises TimeoutError where nothing arrives for as long as a body may take, ClientDisconnect.
    """
    held, number, skipping = bytearray(), 1, False
    stream = aiter(request.stream())
    while True:
        async with asyncio.timeout(settings.body_seconds):
            chunk = await anext(stream, None)
        if chunk is None:
            break
        head, *rest = chunk.split(b"\n")
        held += head
        for piece in rest:
            if not skipping:
                yield number, bytes(held) if len(held) <= settings.largest_body else TOO_LONG
            held, number, skipping = bytearray(piece), number + 1, False
        if not skipping and len(held) > settings.largest_body:
            yield number, TOO_LONG
            skipping = True
        if skipping:
            held.clear()
    if not skipping and held:
        yield number, bytes(held)


def items_of(content: bytes, settings: Settings) -> list[tuple[Any, list[Diagnostic]]]:
    """Each item of an array with what was found wrong while it was read; pointers lead into the item.

    Raises ProblemError where the body is no array.
    """
    if not content.strip():
        raise ProblemError(MALFORMED, [empty_body()])
    document, faults = read_json(content, "body", Limits(settings.largest_body, MOST_VALUES))
    if document is None:
        raise ProblemError(MALFORMED, faults)
    if not isinstance(document.data, list):
        raise ProblemError(MALFORMED, [wrong_type("", "an array of checks", "判定要求の配列", document.data)])
    found: dict[int, list[Diagnostic]] = {}
    for fault in faults:
        _, number, *rest = (fault.pointer or "/0").split("/")
        found.setdefault(int(number), []).append(replace(fault, place=None, pointer=_pointer(rest)))
    return [(item, found.get(number, [])) for number, item in enumerate(document.data)]


def _pointer(parts: Sequence[str]) -> str:
    return "".join(f"/{part}" for part in parts)

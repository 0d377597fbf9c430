"""What a form sent: bounded, names and values in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from engine.diagnostics import Diagnostic, Text
from engine.text import printable
from service.web.problems import TOO_LARGE, ProblemError

MOST_FIELDS = 2_000
MEDIA_TYPE = "application/x-www-form-urlencoded"
_BESIDE_JAPANESE = re.compile(r"(?<=[ぁ-ヿ一-鿿、。）」]) (?=[!-~「])|(?<=[!-~」]) (?=[ぁ-ヿ一-鿿（])")
"""Spaces that a terminal needs between words of both scripts, and a page does not."""
Sent = Mapping[str, tuple[str, ...]]


async def read_form(request: Request) -> Sent:
    """The values by the names of fields; nothing for a body of another type. Raises ProblemError: too large.

    Read once: who asks again is told the same.
    """
    if not hasattr(request.state, "form"):
        request.state.form = await _read(request)
    found: Sent = request.state.form
    return found


async def _read(request: Request) -> Sent:
    most = request.app.state.settings.largest_body
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise ProblemError(TOO_LARGE)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
        return {}
    try:
        pairs = parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise ProblemError(TOO_LARGE) from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return found


Form = Annotated[Sent, Depends(read_form)]
"""A parameter of a route: `def save(request: Request, form: Form) -> Response`."""


def all_in_prose(faults: Iterable[Diagnostic], lang: str) -> str:
    """What is wrong and how it is mended, as one message beside a field."""
    told = [in_prose(text, lang) for one in faults for text in (one.message, one.help) if text is not None]
    return ("" if lang == "ja" else " ").join(told)


def in_prose(text: Text, lang: str) -> str:
    """A message for a page: what a terminal shows in backticks stands in quotation marks, and it is a sentence."""
    opened, closed, stop = ("「", "」", "。") if lang == "ja" else ("“", "”", ".")
    said = printable(text.in_(lang))
    parts = [part if at % 2 or lang != "ja" else part.strip() for at, part in enumerate(said.split("`"))]
    told = "".join(f"{opened}{part}{closed}" if at % 2 else part for at, part in enumerate(parts))
    told = _BESIDE_JAPANESE.sub("", told) if lang == "ja" else told[:1].upper() + told[1:]
    return told if told.endswith((".", "。", "?", "？")) else told + stop

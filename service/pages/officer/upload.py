"""A form with a file: bounded as every body is, held in memory, one file and a few fields."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from engine.records import dataclass
from service.web.problems import TOO_LARGE, ProblemError
from service.web.state import settings_of

MOST_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form by name, and the file: its name and its bytes, both empty where none was chosen."""

    fields: Mapping[str, str]
    file_name: str = ""
    content: bytes = b""


async def read_upload(request: Request) -> Sent:
    """What a form with a file sent; nothing for another kind of body. Raises ProblemError: too large."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return Sent({})
    try:
        parser = MultiPartParser(request.headers, _bounded(request), max_files=1, max_fields=MOST_FIELDS)
        parser.spool_max_size = settings_of(request).largest_body
        form = await parser.parse()
    except (MultiPartException, KeyError):
        return Sent({})
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
    if file is None:
        return Sent(fields)
    content = await file.read()
    await form.close()
    return Sent(fields, file.filename or "", content)


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    most, seen = settings_of(request).largest_body, 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > most:
            raise ProblemError(TOO_LARGE)
        yield chunk


Upload = Annotated[Sent, Depends(read_upload)]
"""A parameter of a route: `def take(request: Request, sent: Upload) -> Response`."""

"""`POST /api/v1/checks:batch`: many checks in one request, answered one by one while the rest still arrives."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from engine.determination_json import answer_json
from engine.diagnostics import Diagnostic
from service.access.permission import requires
from service.access.rates import pace
from service.api.answering import inquired, inquired_of
from service.api.batch_lines import TOO_LONG, items_of, lines_of
from service.api.documentation import problems, reference
from service.api.request_body import JSON, declared_kind, read_bytes, wrong_type
from service.checks.inquiry import Inquiry, answer
from service.json_body import encoded
from service.web.guard import log
from service.web.language import asked_language
from service.web.problems import (
    INTERNAL,
    MALFORMED,
    NOT_JSON,
    REFUSED,
    TOO_LARGE,
    TOO_SLOW,
    ProblemError,
    problem_json,
)
from service.web.state import catalogue_of, settings_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from service.settings import Settings

router = APIRouter(prefix="/api/v1", tags=["checks"])
NDJSON = "application/x-ndjson"
KINDS = (NDJSON, "application/ndjson", "application/jsonl")
BATCH: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            NDJSON: {"schema": {"type": "string", "description": "one CheckRequest a line"}},
            JSON: {"schema": {"type": "array", "items": reference("CheckRequest")}},
        },
    }
}
BATCHED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One result or problem for each check, in their order",
        "content": {
            NDJSON: {"schema": {"type": "string", "description": "one BatchLine a line"}},
            JSON: {"schema": {"type": "array", "items": reference("BatchLine")}},
        },
    }
}


@router.post(
    "/checks:batch",
    operation_id="check_batch",
    dependencies=[requires("checks:run")],
    summary="Check many requests in one",
    responses=BATCHED | problems(MALFORMED, TOO_SLOW, TOO_LARGE, NOT_JSON),
    openapi_extra=BATCH,
)
async def check_batch(request: Request) -> Response:
    """As NDJSON each line is a check by itself, answered by a line of `{"line": N, "answer": …}`, or of
    `{"line": N, "problem": …}` where it could not be judged: a bad line ends nothing. What is sent is read only as
    fast as it is answered, so a stream may be long; each line has the limits of a single check. Empty lines count,
    and are not answered.

    A JSON array of checks (as large as one body may be) is answered by an array of the same.
    """
    kind = declared_kind(request)
    if kind not in {JSON, *KINDS}:
        raise ProblemError(NOT_JSON)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
    if kind in KINDS:
        return _Streamed(_of_lines(request), media_type=NDJSON, headers=headers)
    items = items_of(await read_bytes(request, settings_of(request)), settings_of(request))
    return _Streamed(_of_items(request, items), media_type=JSON, headers=headers)


class _Streamed(StreamingResponse):
    """A response that is sent while the request is still read: nobody else may take from what the caller sends."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await self.stream_response(send)


async def _of_lines(request: Request) -> AsyncIterator[str]:
    """An answer for each line. Where the caller is gone it ends; where the caller is too slow, by a line that says so.

    The rules are those of the moment at which the stream began.
    """
    settings, catalogue, lang = settings_of(request), catalogue_of(request), asked_language(request)
    number = 0
    try:
        async for number, line in lines_of(request, settings):
            if line is TOO_LONG:
                yield encoded({"line": number, "problem": problem_json(TOO_LARGE, (), lang)})
            elif line.strip():
                await pace(request)
                read = partial(_read_line, line, settings, catalogue)
                yield encoded({"line": number, **await run_in_threadpool(_judged, read, catalogue, lang)})
    except TimeoutError:
        yield encoded({"line": number + 1, "problem": problem_json(TOO_SLOW, (), lang)})
    except ClientDisconnect:
        return


async def _of_items(request: Request, items: Sequence[tuple[Any, list[Diagnostic]]]) -> AsyncIterator[str]:
    settings, catalogue, lang = settings_of(request), catalogue_of(request), asked_language(request)
    yield "["
    for number, (item, faults) in enumerate(items, 1):
        await pace(request)
        read = partial(_read_item, item, faults, settings, catalogue)
        found = encoded({"line": number, **await run_in_threadpool(_judged, read, catalogue, lang)})
        yield ("," if number > 1 else "") + found.rstrip("\n")
    yield "]\n"


def _read_line(content: bytes, settings: Settings, catalogue: Catalogue) -> Inquiry:
    return inquired(content, settings, catalogue)[0]


def _read_item(item: Any, faults: list[Diagnostic], settings: Settings, catalogue: Catalogue) -> Inquiry:
    if not isinstance(item, dict):
        raise ProblemError(REFUSED, [wrong_type("", "an object", "オブジェクト", item)])
    return inquired_of(item, faults, settings, catalogue)


def _judged(read: Callable[[], Inquiry], catalogue: Catalogue, lang: str) -> dict[str, Any]:
    """One check: its answer, or the problem that it ends in."""
    try:
        return {"answer": answer_json(answer(read(), catalogue))}
    except ProblemError as error:
        return {"problem": problem_json(error.kind, error.faults, lang)}
    except Exception:  # a fault of ours ends one line, not the stream
        log.exception("a check of a batch")
        return {"problem": problem_json(INTERNAL, (), lang)}

"""`POST /api/v1/checks`: a request judged, nothing stored."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.permission import requires
from service.api.answering import inquired
from service.api.documentation import CHECK, CHECKED, problems
from service.api.problems import DOES_NOT_LOAD, MALFORMED, NOT_JSON, REFUSED, TOO_LARGE, TOO_SLOW
from service.api.request_body import read_bytes
from service.api.state import catalogue_of, settings_of
from service.body import answer_body
from service.inquiry import answer

router = APIRouter(prefix="/api/v1", tags=["checks"])


@router.post(
    "/checks",
    operation_id="check",
    summary="Check facts against rule sets",
    responses=CHECKED | problems(MALFORMED, TOO_SLOW, TOO_LARGE, NOT_JSON, REFUSED, DOES_NOT_LOAD),
    openapi_extra=CHECK,
    dependencies=[requires("checks:run")],
)
async def check(request: Request) -> Response:
    """Outcome, findings, amounts and what is missing, for each rule set in the order of `rulesets`.

    Facts that are left out are unknown, never false. *Ineligible* and *undetermined* are answers (200); a 4xx says
    that the request could not be judged, and then nothing was evaluated. Nothing is stored; the same request always
    gets the same answer, unless `as_of` is left out (then it is today in Tokyo).
    """
    catalogue = catalogue_of(request)
    content = await read_bytes(request, settings_of(request))
    inquiry, _ = inquired(content, settings_of(request), catalogue)
    return Response(answer_body(answer(inquiry, catalogue)), media_type="application/json")

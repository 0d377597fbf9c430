"""`POST /api/v1/checks`: a request judged, nothing stored."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.determination import Demand
from engine.diagnostics import Diagnostic, Text
from service.access.permission import requires
from service.api.answering import inquired
from service.api.documentation import CHECK, CHECKED, problems
from service.api.query import choice, declared, read_query
from service.api.request_body import JSON, read_bytes
from service.checks.inquiry import answer
from service.checks.short_answers import Detail
from service.clock import today
from service.json_body import answer_body
from service.web.problems import DOES_NOT_LOAD, MALFORMED, NOT_JSON, REFUSED, TOO_LARGE, TOO_SLOW, ProblemError
from service.web.state import rules_of, settings_of

router = APIRouter(prefix="/api/v1", tags=["checks"])
DETAIL = choice("detail", "how much is answered; `full` where it is left out", tuple(Detail))


@router.post(
    "/checks",
    operation_id="check",
    summary="Check facts against rule sets",
    responses=CHECKED | problems(MALFORMED, TOO_SLOW, TOO_LARGE, NOT_JSON, REFUSED, DOES_NOT_LOAD),
    openapi_extra=CHECK | declared(DETAIL),
    dependencies=[requires("checks:run")],
)
async def check(request: Request) -> Response:
    """Outcome, findings, amounts and what is missing, for each rule set in the order of `rulesets`.

    Facts that are left out are unknown, never false. *Ineligible* and *undetermined* are answers (200); a 4xx says
    that the request could not be judged, and then nothing was evaluated. Nothing is stored; the same request always
    gets the same answer, unless `as_of` is left out (then it is today in Tokyo).

    Programs that ask often and need no reasons ask for `detail=outcome` or `detail=findings`: the same outcome, amounts
    and states, without statements, sources and conclusions.
    """
    rules, detail = rules_of(request), Detail.FULL
    if request.scope["query_string"]:
        detail = Detail(read_query(request, DETAIL).get("detail", Detail.FULL))
    content = await read_bytes(request, settings_of(request))
    if detail is Detail.FULL:
        catalogue = rules.catalogue
        inquiry, _ = inquired(content, settings_of(request), catalogue)
        return Response(answer_body(answer(inquiry, catalogue)), media_type=JSON)
    short = rules.short
    body = short.quick(content, detail, today)
    if body is None:
        inquiry, _ = inquired(content, settings_of(request), short.catalogue)
        if inquiry.demand is not Demand.AS_GIVEN:
            raise ProblemError(REFUSED, [_only_whole()])
        body = short.of(inquiry, detail)
    return Response(body, media_type=JSON)


def _only_whole() -> Diagnostic:
    return Diagnostic(
        "evidence-needs-full-detail",
        Text("how facts are shown is told in whole answers only", "証拠の程度は、詳細な回答でのみ判定します"),
        Text("leave out `evidence`, or ask for `?detail=full`", "`evidence` を省くか、`?detail=full` で求めてください"),
        pointer="/evidence",
    )

"""`/api/v1/judgements`: what officers decide about determinations and cases, with day and reason."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from engine.text import quoted
from service.access.permission import caller_of, principal, requires
from service.api.documentation import created_as, form, listed, stored_problems, told
from service.api.forms import Key, read_form
from service.api.paging import record_page
from service.api.query import CURSOR, LIMIT, declared, read_query, text
from service.api.representation import unkept
from service.api.request_body import JsonBody
from service.api.storing import KEY, created, stored_once
from service.clock import today
from service.determinations.judgements import Judgement, judgement_json, read_judgement, subject_plans
from service.store import Claim
from service.web.problems import NOTHING_STORED, REFUSED, REFUSED_PARAMETERS, ProblemError
from service.web.state import catalogue_of, settings_of, store_of

router = APIRouter(prefix="/api/v1", tags=["judgements"])
JUDGEMENT = {
    "subject": Key(longest=100),
    "fact": Key(longest=200),
    "value": Key("any"),
    "on": Key("day", needed=False),
    "reason": Key(),
}
SUBJECT = text("subject", "what was judged: `determinations/ID` or `cases/ID`")


@router.post(
    "/judgements",
    operation_id="judge",
    dependencies=[requires("judgements:write")],
    summary="Judge",
    status_code=201,
    responses=created_as("Judgement", "Kept"),
    openapi_extra=form("NewJudgement") | {"parameters": [KEY]},
)
def judge(request: Request, content: JsonBody) -> Response:
    """Keeps what was decided about one fact that no rule can compute: its value, the day and the reason. A later
    judgement of the same fact takes the place of an earlier one, which stays in the log.

    `GET …/determinations/{id}/compare?judged=true` shows the determination with it.
    """
    store = store_of(request)

    def work(claim: Claim | None) -> str:
        body = read_form(content, JUDGEMENT, settings_of(request))
        catalogue, who = catalogue_of(request), principal(request)
        plans = subject_plans(store, catalogue, body["subject"])
        if plans is None:
            raise ProblemError(REFUSED, [_no_subject(body["subject"])])
        told_on = body.get("on", today().isoformat())
        judged = Judgement(body["fact"], body["value"], who.name or who.id, told_on, body["reason"])
        kept, faults = read_judgement(judged, plans, catalogue)
        if kept is None:
            raise ProblemError(REFUSED, faults)
        return store.judgements.append(body["subject"], kept, caller_of(request), claim).entry.id

    done = stored_once(request, store, content, work)
    made = store.judgements.get(done.reference)
    if made is None:
        raise ProblemError(NOTHING_STORED)
    return created(f"/api/v1/judgements/{done.reference}", judgement_json(made), done)


@router.get(
    "/judgements",
    operation_id="list_judgements",
    dependencies=[requires("judgements:read")],
    summary="List judgements",
    responses=listed("Judgements", "A page of judgements, newest first"),
    openapi_extra=declared(SUBJECT, CURSOR, LIMIT),
)
def list_judgements(request: Request) -> Response:
    """Newest first; of one subject, or all."""
    return record_page(request, "judgements", store_of(request).judgements, judgement_json, SUBJECT)


@router.get(
    "/judgements/{judgement}",
    operation_id="get_judgement",
    dependencies=[requires("judgements:read")],
    summary="One judgement",
    responses=told("Judgement", "The judgement as it was kept") | stored_problems(NOTHING_STORED, REFUSED_PARAMETERS),
)
def get_judgement(request: Request, judgement: str) -> Response:
    """As it was kept."""
    read_query(request)
    found = store_of(request).judgements.get(judgement)
    if found is None:
        raise ProblemError(NOTHING_STORED)
    return unkept(judgement_json(found), private=True)


def _no_subject(subject: str) -> Diagnostic:
    return Diagnostic(
        "unknown-subject",
        Text(f"nothing is stored under {quoted(subject)}", f"{quoted(subject)} は保存されていません"),
        Text(
            "write `determinations/ID` or `cases/ID`, with the id of one that is stored",
            "保存されているものの id を使い、`determinations/ID` または `cases/ID` の形で書いてください",
        ),
        pointer="/subject",
    )

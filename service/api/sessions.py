"""`/api/v1/sessions`: who is signed in, and the end of a session or of all that somebody has."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.permission import requires
from service.access.signed_in import no_such_session, nobody_signed_in, session_json
from service.api.documentation import BODY, JSON, form, reference, stored_problems
from service.api.forms import Key, read_form
from service.api.query import declared, read_query, text
from service.api.request_body import JsonBody
from service.json_body import encoded
from service.web.problems import NOTHING_STORED, REFUSED_PARAMETERS, ProblemError
from service.web.state import settings_of, store_of

router = APIRouter(prefix="/api/v1", tags=["sessions"])
PERSON = text("person", "only the sessions of this person, as `sign-in:olga`")
_UNKEPT = {"Cache-Control": "no-store"}
_ENDED = {"description": "Ended", "content": {JSON: {"schema": reference("EndedSessions")}}}


@router.get(
    "/sessions",
    operation_id="list_sessions",
    dependencies=[requires("sessions:manage")],
    summary="List who is signed in",
    responses={
        200: {"description": "Every session that lasts", "content": {JSON: {"schema": reference("Sessions")}}},
        **stored_problems(REFUSED_PARAMETERS),
    },
    openapi_extra=declared(PERSON),
)
def list_sessions(request: Request) -> Response:
    """Oldest first. An id lets nobody in: it is for ending the session."""
    person = read_query(request, PERSON).get("person")
    found = store_of(request).sessions.all(person)
    return Response(encoded({"sessions": [session_json(one) for one in found]}), 200, _UNKEPT, JSON)


@router.post(
    "/sessions/{session}/end",
    operation_id="end_session",
    dependencies=[requires("sessions:manage")],
    summary="End a session",
    responses={200: _ENDED, **stored_problems(NOTHING_STORED)},
)
def end_session(request: Request, session: str) -> Response:
    """At once, on all hosts: its cookie, and every copy of it, lets nobody in any more."""
    if not store_of(request).sessions.end(session):
        raise ProblemError(NOTHING_STORED, [no_such_session(session[:64])])
    return Response(encoded({"ended": 1}), 200, _UNKEPT, JSON)


@router.post(
    "/sessions:end",
    operation_id="end_sessions_of",
    dependencies=[requires("sessions:manage")],
    summary="End all sessions of a person",
    responses={200: _ENDED, **stored_problems(*BODY, NOTHING_STORED)},
    openapi_extra=form("SessionsToEnd"),
)
def end_sessions_of(request: Request, content: JsonBody) -> Response:
    """At once, on all hosts. Who still has a role at the provider can sign in again."""
    read_query(request)
    person = read_form(content, {"person": Key()}, settings_of(request))["person"]
    ended = store_of(request).sessions.end_all(person)
    if not ended:
        raise ProblemError(NOTHING_STORED, [nobody_signed_in(person)])
    return Response(encoded({"ended": ended}), 200, _UNKEPT, JSON)

"""`/api/v1/cases`: projects followed over years; events are only ever added. `/api/v1/case-types`: what may happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from engine.text import nearest, quoted
from service.access.permission import caller_of, requires
from service.api.documentation import created_as, form, listed, ok, problems, stored_problems, told
from service.api.forms import Key, form_faults, read_form
from service.api.paging import record_page
from service.api.query import CURSOR, LIMIT, count, day, declared, read_query, sides, text
from service.api.representation import unkept, unless_known
from service.api.request_body import JsonBody, object_in
from service.api.storing import KEY, created, stored_once
from service.cases.kept import (
    EventRefusedError,
    case_json,
    definition_of,
    standing,
    tell,
    told_json,
    type_json,
    type_listed_json,
)
from service.checks.inquiry import faults_of_readings
from service.clock import today
from service.json_body import encoded
from service.store import Claim, Record
from service.web.problems import (
    DOES_NOT_LOAD,
    NOT_FOUND,
    NOTHING_STORED,
    REFUSED,
    REFUSED_PARAMETERS,
    ProblemError,
)
from service.web.state import catalogue_of, settings_of, store_of

if TYPE_CHECKING:
    from engine.cases import CaseDefinition

router = APIRouter(prefix="/api/v1", tags=["cases"])
CASE = {"case": Key(longest=200), "title": Key(needed=False, longest=300)}
EVENT = {
    name: Key(kind, needed=False)
    for name, kind in {
        "id": "any",
        "event": "text",
        "on": "day",
        "recorded_on": "day",
        "fields": "object",
        "corrects": "any",
        "withdraws": "any",
        "note": "any",
    }.items()
}
OF_TYPE = text("case", "the id of a type of case")
AFTER = count("after", "how many events the caller has seen; where there are more by now nothing is stored")
AS_OF = day("as_of", "the day that is asked about; left out: today in Tokyo")
KNOWN_ON = day("known_on", "leave out what was told, or published, after that day")
READINGS = sides("readings", "how ambiguous sentences are understood: `NAME=SIDE`, with commas between")
_ONE = stored_problems(NOTHING_STORED, REFUSED_PARAMETERS)


@router.get(
    "/case-types",
    operation_id="list_case_types",
    dependencies=[requires("rulesets:read")],
    summary="List the types of cases",
    responses=told("CaseTypes", "The types of cases") | problems(REFUSED_PARAMETERS),
)
def list_case_types(request: Request) -> Response:
    """What kinds of projects can be followed."""
    read_query(request)
    catalogue = catalogue_of(request)
    found = [definition for name in catalogue.case_ids() if (definition := catalogue.case(name)[0])]
    return unkept({"case_types": [type_listed_json(one) for one in found]}, private=True)


@router.get(
    "/case-types/{case_type:path}",
    operation_id="get_case_type",
    dependencies=[requires("rulesets:read")],
    summary="A type of case",
    responses=ok("CaseType", "What may happen in it, and what is due") | problems(NOT_FOUND, DOES_NOT_LOAD),
)
def get_case_type(request: Request, case_type: str) -> Response:
    """Its parties, its events with their fields, and its deadlines."""
    read_query(request)
    catalogue = catalogue_of(request)
    if case_type not in catalogue.case_ids():
        raise ProblemError(NOT_FOUND)
    definition = _loaded(catalogue.case(case_type)[0])
    return unless_known(request, encoded(type_json(definition)), definition.digest)


@router.post(
    "/cases",
    operation_id="begin_case",
    dependencies=[requires("cases:write")],
    summary="Begin a case",
    status_code=201,
    responses=created_as("Case", "Begun"),
    openapi_extra=form("NewCase") | {"parameters": [KEY]},
)
def begin_case(request: Request, content: JsonBody) -> Response:
    """A case without events."""
    store = store_of(request)

    def work(claim: Claim | None) -> str:
        body = read_form(content, CASE, settings_of(request))
        known = catalogue_of(request).case_ids()
        if body["case"] not in known:
            raise ProblemError(REFUSED, [_no_such_type(body["case"], known)])
        fields = {"title": body["title"]} if "title" in body else {}
        return store.cases.open(body["case"], fields, caller_of(request), claim).entry.id

    done = stored_once(request, store, content, work)
    return created(f"/api/v1/cases/{done.reference}", case_json(_case(request, done.reference)), done)


@router.get(
    "/cases",
    operation_id="list_cases",
    dependencies=[requires("cases:read")],
    summary="List the cases",
    responses=listed("Cases", "A page of cases, newest first"),
    openapi_extra=declared(OF_TYPE, CURSOR, LIMIT),
)
def list_cases(request: Request) -> Response:
    """Newest first."""
    return record_page(request, "cases", store_of(request).cases, case_json, OF_TYPE)


@router.get(
    "/cases/{case}/standing",
    operation_id="get_standing",
    dependencies=[requires("cases:read")],
    summary="Where a case stands",
    responses=told("Standing", "Its stage, what is due, late and blocked, and why") | _ONE | problems(DOES_NOT_LOAD),
    openapi_extra=declared(AS_OF, KNOWN_ON, READINGS),
)
def get_standing(request: Request, case: str) -> Response:
    """As of any day; the same whatever the order in which the events were told."""
    asked = read_query(request, AS_OF, KNOWN_ON, READINGS)
    found = _case(request, case)
    definition = _loaded(definition_of(catalogue_of(request), found)[0])
    readings = asked.get("readings", {})
    faults = list(faults_of_readings(readings, tuple(definition.plans.values())))
    if faults:
        raise ProblemError(REFUSED_PARAMETERS, faults)
    days = asked.get("as_of") or today(), asked.get("known_on")
    try:
        return unkept(standing(store_of(request).events.of(case), definition, days, readings), private=True)
    except EventRefusedError:  # told while other rules were in force
        raise ProblemError(DOES_NOT_LOAD) from None


@router.post(
    "/cases/{case}/events",
    operation_id="tell_event",
    dependencies=[requires("cases:write")],
    summary="Tell what happened",
    status_code=201,
    responses=created_as("EventTold", "Told", NOTHING_STORED, DOES_NOT_LOAD),
    openapi_extra=form("NewEvent") | {"parameters": [*declared(AFTER)["parameters"], KEY]},
)
def tell_event(request: Request, case: str, content: JsonBody) -> Response:
    """Adds an event. Nothing is ever changed or taken away: a later event corrects or withdraws an earlier one.

    An id that is left out is given; the same event told again under the same id is stored once.
    """
    after = read_query(request, AFTER).get("after")
    store, found = store_of(request), _case(request, case)
    definition = _loaded(definition_of(catalogue_of(request), found)[0])

    def work(claim: Claim | None) -> str:
        body, faults = object_in(content, settings_of(request))
        faults = [*faults, *form_faults(body, EVENT)]
        if faults:
            raise ProblemError(REFUSED, faults)
        try:
            made = tell(store, found, definition, body, caller_of(request), after=after, claim=claim)
        except EventRefusedError as error:
            raise ProblemError(REFUSED, error.faults) from None
        if made is None:
            raise ProblemError(NOTHING_STORED)
        return made.entry.id

    done = stored_once(request, store, content, work)
    event = _event(request, case, done.reference)
    return created(f"/api/v1/cases/{case}/events/{done.reference}", told_json(event), done)


@router.get(
    "/cases/{case}/events",
    operation_id="list_events",
    dependencies=[requires("cases:read")],
    summary="What was told of a case",
    responses=listed("Events", "A page of events, the last one told first") | problems(NOTHING_STORED),
    openapi_extra=declared(CURSOR, LIMIT),
)
def list_events(request: Request, case: str) -> Response:
    """The last one told first."""
    _case(request, case)
    return record_page(request, "events", store_of(request).events, told_json, case)


@router.get(
    "/cases/{case}/events/{entry}",
    operation_id="get_event",
    dependencies=[requires("cases:read")],
    summary="One event of a case",
    responses=told("EventTold", "The event as it was told") | _ONE,
)
def get_event(request: Request, case: str, entry: str) -> Response:
    """As it was told."""
    read_query(request)
    return unkept(told_json(_event(request, case, entry)), private=True)


@router.get(
    "/cases/{case}",
    operation_id="get_case",
    dependencies=[requires("cases:read")],
    summary="A case",
    responses=told("Case", "The case as it was begun") | _ONE,
)
def get_case(request: Request, case: str) -> Response:
    """As it was begun; `…/standing` says where it is now."""
    read_query(request)
    return unkept(case_json(_case(request, case)), private=True)


def _case(request: Request, id_: str) -> Record:
    found = store_of(request).cases.get(id_)
    if found is None:
        raise ProblemError(NOTHING_STORED)
    return found


def _event(request: Request, case: str, id_: str) -> Record:
    found = store_of(request).events.get(id_)
    if found is None or found.subject != case:
        raise ProblemError(NOTHING_STORED)
    return found


def _loaded(definition: CaseDefinition | None) -> CaseDefinition:
    if definition is None:
        raise ProblemError(DOES_NOT_LOAD)
    return definition


def _no_such_type(name: str, known: tuple[str, ...]) -> Diagnostic:
    near, said = nearest(name, known), quoted(name)
    listed_ = ", ".join(f"`{one}`" for one in known)
    return Diagnostic(
        "unknown-case",
        Text(f"there is no type of case {said}", f"案件の種類 {said} はありません"),
        Text(f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else Text(f"there are {listed_}", f"あるのは {listed_} です"),
        pointer="/case",
    )

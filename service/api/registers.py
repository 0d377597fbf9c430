"""`/api/v1/registers`: dated reference data, row by row or as CSV; and what officers say should stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text, has_errors
from engine.text import quoted
from service.access.permission import caller_of, principal, requires
from service.api.documentation import created_as, form, listed, ok, problems, stored_problems, told, with_csv
from service.api.forms import Key, read_form
from service.api.idempotency import fingerprint
from service.api.paging import page_body, record_page
from service.api.query import CURSOR, LIMIT, choice, declared, read_query
from service.api.representation import prefers, unless_known
from service.api.request_body import JsonBody
from service.api.storing import KEY, created, stored_once
from service.catalogue.register_csv import register_csv
from service.catalogue.registers import columns_json, listed_json, page, values_of
from service.checks.faults import did_you_mean
from service.determinations.judgements import judgement_json as record_json
from service.json_body import encoded
from service.store import Claim, Record
from service.web.problems import NOTHING_STORED, REFUSED, REFUSED_PARAMETERS, REGISTER_NOT_FOUND, ProblemError
from service.web.state import catalogue_of, settings_of, store_of

if TYPE_CHECKING:
    from engine.plan import Register

router = APIRouter(prefix="/api/v1", tags=["registers"])
FORM = choice("format", "how it is shown; before Accept", ("json", "csv"))
OVERRIDE = {
    "row": Key(longest=200),
    "values": Key("object", needed=False),
    "from": Key("day", needed=False),
    "until": Key("day", needed=False),
    "reason": Key(),
}
CSV = "text/csv"


@router.get(
    "/registers",
    operation_id="list_registers",
    dependencies=[requires("registers:read")],
    summary="List the registers",
    responses=ok("Registers", "The registers") | problems(REFUSED_PARAMETERS),
)
def list_registers(request: Request) -> Response:
    """Every register, with how many rows it has."""
    read_query(request)
    found = [listed_json(one) for _, one in sorted(catalogue_of(request).registers().items())]
    body = encoded({"registers": found})
    return unless_known(request, body, fingerprint(body.encode()))


@router.get(
    "/registers/{register}/overrides",
    operation_id="list_overrides",
    dependencies=[requires("overrides:read")],
    summary="What officers say should stand in a register",
    responses=listed("Overrides", "A page of overrides, newest first") | problems(REGISTER_NOT_FOUND),
    openapi_extra=declared(CURSOR, LIMIT),
)
def list_overrides(request: Request, register: str) -> Response:
    """Newest first, with who said so, when and why."""
    _register(request, register)
    return record_page(request, "overrides", store_of(request).overrides, record_json, register)


@router.post(
    "/registers/{register}/overrides",
    operation_id="override",
    dependencies=[requires("overrides:write")],
    summary="Say what should stand in a register",
    status_code=201,
    responses=created_as("Override", "Kept", REGISTER_NOT_FOUND),
    openapi_extra=form("NewOverride") | {"parameters": [KEY]},
)
def override(request: Request, register: str, content: JsonBody) -> Response:
    """Keeps what a row should say, by whom and why; the page of the register shows it to officers and authors. It takes
    effect once an author has put it into the register's file and the rules are published: until then determinations go
    by what the file says. To count otherwise for one proposal at once, send the counted fact as judged
    (`{"value": 4, "grade": "judged", "by": …, "on": …, "reason": …}`): the receipt keeps who, when and why.
    """
    store, found = store_of(request), _register(request, register)

    def work(claim: Claim | None) -> str:
        body = read_form(content, OVERRIDE, settings_of(request))
        values, faults = values_of(found, body.get("values", {}), catalogue_of(request).territories())
        if has_errors(faults):
            raise ProblemError(REFUSED, faults)
        who = principal(request)
        told: list[str] = [name for name in OVERRIDE if name in body and name != "values"]
        fields = {name: body[name] for name in told} | {"values": values, "by": who.name or who.id}
        return store.overrides.append(register, fields, caller_of(request), claim).entry.id

    done = stored_once(request, store, content, work)
    kept = _override(request, register, done.reference)
    return created(f"/api/v1/registers/{register}/overrides/{done.reference}", record_json(kept), done)


@router.get(
    "/registers/{register}/overrides/{override}",
    operation_id="get_override",
    dependencies=[requires("overrides:read")],
    summary="One override",
    responses=told("Override", "The override as it was kept") | stored_problems(REGISTER_NOT_FOUND, NOTHING_STORED),
)
def get_override(request: Request, register: str, override: str) -> Response:
    """As it was kept."""
    read_query(request)
    return Response(encoded(record_json(_override(request, register, override))), media_type="application/json")


@router.get("/registers/{register}.csv", include_in_schema=False, dependencies=[requires("registers:read")])
def get_register_csv(request: Request, register: str) -> Response:
    """The whole register as CSV: what `?format=csv` gives."""
    read_query(request)
    return _as_csv(request, _register(request, register))


@router.get(
    "/registers/{register}",
    operation_id="get_register",
    dependencies=[requires("registers:read")],
    summary="The rows of a register",
    responses=with_csv("Register", "A page of rows, or the whole as CSV")
    | problems(REGISTER_NOT_FOUND, REFUSED_PARAMETERS),
    openapi_extra=declared(FORM, CURSOR, LIMIT),
)
def get_register(request: Request, register: str) -> Response:
    """Its columns, and its rows page by page in the order of its file; as CSV all of them (RFC 4180), safe to open in
    a spreadsheet.
    """
    asked = read_query(request, FORM, CURSOR, LIMIT)
    found = _register(request, register)
    if asked.get("format") == "csv" or ("format" not in asked and prefers(request, CSV, "application/json")):
        return _as_csv(request, found)
    rows = page(found, asked.get("cursor"), asked.get("limit", 50))
    body, headers = page_body(request, "page", rows, _as_it_is)
    whole = encoded({**listed_json(found), "columns": columns_json(found), **body})
    response = unless_known(request, whole, fingerprint(whole.encode()))
    response.headers.update({**headers, "Vary": "Accept"})
    return response


def _as_it_is(row: dict[str, Any]) -> dict[str, Any]:
    return row


def _register(request: Request, name: str) -> Register:
    found = catalogue_of(request).registers()
    if name not in found:
        message = Text(f"there is no register {quoted(name)}", f"台帳 {quoted(name)} はありません")
        raise ProblemError(
            REGISTER_NOT_FOUND, [Diagnostic("unknown-register", message, did_you_mean(name, sorted(found)))]
        )
    return found[name]


def _override(request: Request, register: str, id_: str) -> Record:
    found = store_of(request).overrides.get(id_)
    if found is None or found.subject != register:
        raise ProblemError(NOTHING_STORED)
    return found


def _as_csv(request: Request, register: Register) -> Response:
    content = register_csv(register)
    response = unless_known(request, content, fingerprint(content.encode()), f"{CSV}; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{register.id}.csv"'
    response.headers["Vary"] = "Accept"
    return response

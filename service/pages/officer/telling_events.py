"""`/officer/cases/{id}/tell`: what happened in a case is told, one event a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from engine.cases import CaseDefinition
from engine.diagnostics import Text
from engine.text import printable
from service.access.permission import caller_of, requires
from service.cases.kept import EventRefusedError, tell
from service.clock import today
from service.pages.applicant.fields import Field, Maker, told_of
from service.pages.faults import NOT_FOUND, PageFaultError
from service.pages.forms import Form, Sent, in_prose
from service.pages.officer.cases import case_of, definition_for
from service.pages.officer.log import typed_day
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.cases.definition import EventKind

router: APIRouter = page_router("cases:read")
WRITE = requires("cases:write")
NO_DAY = Text("write the day on which it happened", "起きた日を入力してください")


@router.get("/officer/cases/{case}/tell")
def ask(request: Request, case: str) -> Response:
    """The form of one kind of event."""
    return _tell(request, case, {}, {})


@router.post("/officer/cases/{case}/tell", dependencies=[WRITE])
def take(request: Request, case: str, form: Form) -> Response:
    """Adds an event; nothing is ever changed: what was told wrongly is corrected by a later event."""
    lang, found = language_of(request), case_of(request, case)
    definition, kind = definition_for(request, found), _kind(request, definition_for(request, found))
    on, wrong = typed_day(form.get("on", ("",))[-1], lang)
    faults = {"on": wrong or in_prose(NO_DAY, lang)} if wrong or on is None else {}
    fields: dict[str, Any] = {}
    for name, spec in kind.fields.items():
        sent = [value for value in form.get(f"field.{name}", ()) if value.strip()]
        if sent:
            fields[name] = told_of(spec, sent)
    note = printable(form.get("note", ("",))[-1]).strip()
    if on is None or faults:
        return _tell(request, case, form, faults)
    told = {"event": kind.name, "on": on.isoformat()} | ({"fields": fields} if fields else {})
    try:
        tell(store_of(request), found, definition, told | ({"note": note} if note else {}), caller_of(request))
    except EventRefusedError as error:
        for fault in error.faults:
            name = (fault.pointer or "").rpartition("/")[2]
            field = f"field.{name}" if name in kind.fields else "on" if name in {"on", "recorded_on"} else "note"
            faults.setdefault(field, in_prose(fault.message, lang))
        return _tell(request, case, form, faults)
    return RedirectResponse(address(lang, f"/officer/cases/{case}"), 303)


def _tell(request: Request, case: str, sent: Sent, faults: Mapping[str, str]) -> Response:
    lang, found = language_of(request), case_of(request, case)
    definition = definition_for(request, found)
    kind = _kind(request, definition)
    maker = Maker(lang, catalogue_of(request), today())
    fields: list[Field] = []
    for name, spec in kind.fields.items():
        made = maker.field(spec, spec.label.in_(lang), sent.get(f"field.{name}", ()), error=faults.get(f"field.{name}"))
        fields.append(_renamed(made, f"field.{name}"))
    return page(
        request,
        "officer/tell.html",
        status=422 if faults else 200,
        case=found,
        kind=kind,
        title=found.left().get("title") or definition.title.in_(lang),
        fields_shown=fields,
        on=sent.get("on", (today().isoformat(),))[-1],
        note=sent.get("note", ("",))[-1],
        faults=list(faults.items()),
        errors=dict(faults),
    )


def _renamed(field: Field, name: str) -> Field:
    return replace(field, name=name, kind="select" if field.kind == "radios" else field.kind)


def _kind(request: Request, definition: CaseDefinition) -> EventKind:
    kind = definition.events.get(request.query_params.get("event", ""))
    if kind is None:
        raise PageFaultError(404, NOT_FOUND)
    return kind

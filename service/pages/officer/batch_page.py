"""`/officer/batch`: a sheet in, a table out, with faults in their cells; it goes on whoever looks or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from engine.determination import Figure
from engine.diagnostics import Text
from engine.explanation.figures import figure
from engine.records import dataclass
from engine.text import printable
from service.access.permission import caller_of, requires
from service.checks.inquiry import read_day
from service.clock import today
from service.interview.answers import plain_day
from service.pages.faults import NOT_FOUND, PageFaultError
from service.pages.forms import all_in_prose, in_prose
from service.pages.moments import clock_time
from service.pages.officer.background import go_on, own_batch
from service.pages.officer.batch_work import Column, Work, columns_of, steps_of, tallied
from service.pages.officer.sheets import FORMULA, read_sheet
from service.pages.officer.upload import Upload
from service.pages.officer.workbooks import (
    CSV,
    XLSX,
    result_cells,
    results_csv,
    results_head,
    results_xlsx,
    template_csv,
    template_head,
    template_xlsx,
)
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router
from service.store import SHEET, Batch
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan

router: APIRouter = page_router("determinations:list")
WRITE = requires("determinations:write")
SHOWN = 25
"""Rows of results on a page."""
LONGEST_TITLE = 120
NO_FILE = Text("choose a file", "ファイルを選んでください")
EMPTY_FILE = Text(
    "the file is empty: choose the template that you filled in", "ファイルが空です。記入したひな形を選んでください"
)
NO_RULES = Text("choose the rules", "規則を選んでください")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of a batch. `amounts`: of each amount its figure and what binds it; `faults`: head, cell and message."""

    number: int
    reference: str
    outcome: str
    amounts: tuple[tuple[str, str], ...]
    missing: int
    faults: tuple[tuple[str, str, str], ...]
    determination: str | None


@router.get("/officer/batch")
def batches(request: Request) -> Response:
    """The form, the templates, and the batches that this officer began."""
    return _form(request, {}, {})


@router.get("/officer/batch/template")
def template(request: Request) -> Response:
    """A template to fill in: `ruleset`, and `format` csv or xlsx."""
    plan = _plan(catalogue_of(request), request.query_params.get("ruleset", ""))
    if plan is None:
        raise PageFaultError(404, NOT_FOUND)
    lang, name = language_of(request), plan.id.replace("/", "-")
    if request.query_params.get("format") == "csv":
        return _file(template_csv(plan, lang), CSV, f"{name}.csv")
    return _file(template_xlsx(plan, lang), XLSX, f"{name}.xlsx")


@router.post("/officer/batch", dependencies=[WRITE])
def begin(request: Request, sent: Upload) -> Response:
    """Takes a sheet whole, or says what is wrong with it; then its rows are judged."""
    lang, catalogue = language_of(request), catalogue_of(request)
    plan = _plan(catalogue, sent.fields.get("ruleset", ""))
    as_of, wrong = read_day(plain_day(sent.fields.get("as_of", "")), "/as_of", default=None)
    faults: dict[str, str] = {} if plan else {"ruleset": in_prose(NO_RULES, lang)}
    faults |= {"as_of": in_prose(wrong[0].message, lang)} if wrong else {}
    sheet, found = read_sheet(sent.content) if sent.content else (None, [])
    if not sent.content:
        faults["file"] = in_prose(EMPTY_FILE if sent.file_name else NO_FILE, lang)
    if sheet is not None and plan is not None:
        _, found = columns_of(sheet.head, plan)
    if found:
        faults["file"] = all_in_prose(found[:5], lang)
    if faults or plan is None or sheet is None or as_of is None:
        return _form(request, sent.fields, faults)
    head = template_head(plan, lang) if not any(sheet.head) else list(sheet.head)
    content = {
        "head": head,
        "lines": [str(number) for number, _ in sheet.rows],
        "rows": [[printable(cell) if cell != FORMULA else cell for cell in cells] for _, cells in sheet.rows],
        "keep": "keep" in sent.fields,
    }
    named = {
        "title": printable(sent.file_name)[:LONGEST_TITLE] or "-",
        "ruleset": plan.id,
        "as_of": as_of.isoformat(),
    }
    id_ = store_of(request).batches.begin(caller_of(request), named, content, len(sheet.rows))
    _work_on(request, own_batch(request, id_, SHEET))
    return RedirectResponse(address(lang, f"/officer/batch/{id_}"), 303)


@router.get("/officer/batch/{batch}")
def show(request: Request, batch: str) -> Response:
    """How far a batch is, and what came of its rows; where its worker died, another goes on."""
    lang, catalogue = language_of(request), catalogue_of(request)
    found = own_batch(request, batch, SHEET)
    plan = _plan(catalogue, found.ruleset)
    if plan is None:
        raise PageFaultError(404, NOT_FOUND)
    if found.state == "waiting":
        _work_on(request, found)
    store = store_of(request)
    content, after = store.batches.content(batch), _after(request)
    results = store.batches.results(batch)
    names = _amounts(results, plan)
    rows = [row for row in results if not _only_faults(request) or row[1]["faults"]]
    shown = [row for row in rows if row[0] > after][:SHOWN]
    return page(
        request,
        "officer/batch.html",
        batch=found,
        plan=plan,
        created=clock_time(found.created_at, lang),
        as_of=read_day(found.as_of, "", default=None)[0],
        tally=tallied(results),
        heads=[plan.values[name].title.in_(lang) if name in plan.values else name for name in names],
        rows=[_row(number, one, content, names, lang) for number, one in shown],
        next=shown[-1][0] if shown and rows[-1][0] > shown[-1][0] else None,
        after=after,
        only_faults=_only_faults(request),
    )


@router.get("/officer/batch/{batch}/results")
def results(request: Request, batch: str) -> Response:
    """All rows as they were sent with what came of them; `format` csv or xlsx."""
    lang, found = language_of(request), own_batch(request, batch, SHEET)
    plan = _plan(catalogue_of(request), found.ruleset)
    if plan is None:
        raise PageFaultError(404, NOT_FOUND)
    store = store_of(request)
    content, told = store.batches.content(batch), store.batches.results(batch)
    names = _amounts(told, plan)
    head = results_head(content["head"], plan, names, lang)
    lines = list(_lines(content, told, plan, names, lang))
    name = f"batch-{batch[:8]}"
    if request.query_params.get("format") == "csv":
        return _file(results_csv(head, lines), CSV, f"{name}.csv")
    return _file(results_xlsx(head, lines, len(content["head"])), XLSX, f"{name}.xlsx")


@router.post("/officer/batch/{batch}/cancel", dependencies=[WRITE])
def cancel(request: Request, batch: str) -> Response:
    """Ends it after the rows that are being judged; what was judged stays."""
    own_batch(request, batch, SHEET)
    store_of(request).batches.cancel(batch)
    return RedirectResponse(address(language_of(request), f"/officer/batch/{batch}"), 303)


@router.post("/officer/batch/{batch}/remove", dependencies=[WRITE])
def remove(request: Request, batch: str) -> Response:
    """Takes it away, sheet and results; determinations that were kept stay in the log."""
    own_batch(request, batch, SHEET)
    store_of(request).batches.cancel(batch)
    store_of(request).batches.remove(batch)
    return RedirectResponse(address(language_of(request), "/officer/batch"), 303)


# --- parts -----------------------------------------------------------------------------------------------------------


def _form(request: Request, typed: Mapping[str, str], faults: Mapping[str, str]) -> Response:
    lang, catalogue = language_of(request), catalogue_of(request)
    plans = [plan for plan in (catalogue.plan(one)[0] for one in catalogue.ids()) if plan is not None]
    chosen = typed.get("ruleset", request.query_params.get("ruleset", "jcm/model-projects"))
    return page(
        request,
        "officer/batches.html",
        status=422 if faults else 200,
        rulesets=[(plan.id, plan.title.in_(lang)) for plan in plans],
        chosen=chosen,
        day=typed.get("as_of", today().isoformat()),
        keep="keep" in typed,
        own=[(one, clock_time(one.created_at, lang)) for one in store_of(request).batches.of(caller_of(request))],
        faults=list(faults.items()),
        errors=faults,
    )


def _work_on(request: Request, found: Batch) -> None:
    """Has the rest judged in the background, by the rules in force now."""
    catalogue, store = catalogue_of(request), store_of(request)
    plan = _plan(catalogue, found.ruleset)
    if plan is None:
        return
    content = store.batches.content(found.id)
    columns: tuple[Column, ...] = columns_of(content["head"], plan)[0]
    kept_by = found.caller if content["keep"] else None
    work = Work(catalogue, plan, columns, found.as_of, kept_by, request.app.state.signing_key)
    go_on(store, found.id, steps_of(store, work, content["rows"]))


def _plan(catalogue: Catalogue, ruleset: str) -> Plan | None:
    return catalogue.plan(ruleset)[0] if ruleset in catalogue.ids() else None


def _after(request: Request) -> int:
    typed = request.query_params.get("after", "0")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 6 else 0


def _only_faults(request: Request) -> bool:
    return "faults" in request.query_params


def _amounts(results: Sequence[tuple[int, Json]], plan: Plan) -> list[str]:
    """The amounts that any row has, in the order of the rules."""
    found = {name for _, one in results for name in one.get("amounts", {})}
    return [name for name in plan.values if name in found]


def _row(number: int, one: Json, content: Json, names: Sequence[str], lang: str) -> RowShown:
    cells, head = content["rows"][number - 1], content["head"]
    amounts = tuple(_amount(one.get("amounts", {}).get(name) or {}, lang) for name in names)
    faults = tuple(
        (head[int(fault["column"])], _typed(cells[int(fault["column"])]), _said(fault, lang))
        if fault["column"]
        else ("", "", _said(fault, lang))
        for fault in one["faults"]
    )
    line = int(content["lines"][number - 1])
    missing = len(one.get("missing", ()))
    return RowShown(line, one["reference"], one.get("outcome", ""), amounts, missing, faults, one.get("determination"))


def _typed(cell: str) -> str:
    return "=…" if cell == FORMULA else cell[:80]


def _said(fault: Json, lang: str) -> str:
    mend = Text(fault["help_en"], fault["help_ja"])
    told = [in_prose(Text(fault["en"], fault["ja"]), lang), *([in_prose(mend, lang)] if mend.en else [])]
    return ("" if lang == "ja" else " ").join(told)


def _amount(amount: Json, lang: str) -> tuple[str, str]:
    """The figure of an amount as people say it, and what binds it."""
    if not amount or not (amount["low"] or amount["high"]):
        return "", ""
    low, high = (Decimal(amount[end]) if amount[end] else None for end in ("low", "high"))
    unit = amount["unit"] or None
    known = Figure(unit, value=low) if low == high else Figure(unit, at_least=low, at_most=high)
    return figure(known, lang, short=True), amount["bound"][lang]


def _lines(
    content: Json, told: Sequence[tuple[int, Json]], plan: Plan, names: Sequence[str], lang: str
) -> Iterator[tuple[Sequence[Any], Sequence[Any], Mapping[int, str]]]:
    for number, one in told:
        faults = {int(fault["column"]): fault[lang] for fault in one["faults"] if fault["column"]}
        yield content["rows"][number - 1], result_cells(one, plan, names, lang), faults


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, media_type=kind, headers=headers)

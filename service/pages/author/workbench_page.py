"""`/workbench`: a rule set is written here and checked as its author pauses; nothing is stored or published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Severity, Text
from engine.explanation.words import OUTCOMES
from engine.records import dataclass
from service.api.state import catalogue_of
from service.linting import BusyError
from service.methodology import Wish
from service.pages.author.drafts import FIELD, Draft, archived, begun, opened, sent
from service.pages.author.searching import listed_of
from service.pages.faults import NOT_FOUND, NOT_UNDERSTOOD, PageFaultError
from service.pages.forms import Form, in_prose
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.workbench import Bench, Work

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

router: APIRouter = page_router("rules:lint")
METHODOLOGIES = "jcm/methodologies"
MOST_SHOWN = 60
"""Faults, and worked examples that do not hold, that are shown."""
BUSY = Text(
    "Others are having their rules checked. Try again in a moment.",
    "ほかの検査で混み合っています。少し待ってからもう一度お試しください。",
)
_linting, _running = Bench(), Bench()
"""One for what is checked at every pause; one for worked examples, which take longer."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fault of a file with the line that it stands in. `field`: the field of the page that holds the file."""

    severity: Severity
    code: str
    said: str
    help: str
    file: str
    field: str
    line: int | None
    text: str


@router.get("/workbench")
def begin(request: Request) -> Response:
    """Where a new methodology is begun, or a rule set is taken up."""
    return _begin(request, {}, [])


@router.get("/workbench/edit")
def edit(request: Request) -> Response:
    """The files of a rule set (`open`), or of a new methodology (`number`, `country`, `approved`)."""
    query, catalogue = request.query_params, catalogue_of(request)
    _linting.make_ready(catalogue)
    if "open" in query:
        draft = opened(catalogue, query["open"])
        if draft is None:
            raise PageFaultError(404, NOT_FOUND)
        return _bench(request, draft, {}, fresh=True)
    typed = {name: query.get(name, "").strip() for name in ("number", "country", "approved")}
    wish = Wish(typed["number"].upper(), typed["country"] or None, METHODOLOGIES, typed["approved"] or None)
    draft, faults = begun(catalogue, wish)
    return _begin(request, typed, faults) if draft is None else _bench(request, draft, {}, fresh=True)


@router.post("/workbench/edit")
def check(request: Request, form: Form) -> Response:
    """The same files with all that is wrong with them, how the examples come out, and what comes of the proposal."""
    return _bench(request, _sent(form), {name: values[-1] for name, values in form.items()}, fresh=False)


@router.post("/workbench/download")
def download(form: Form) -> Response:
    """All files as a ZIP archive."""
    draft = _sent(form)
    name = draft.id.replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"', "Cache-Control": "no-store"}
    return Response(archived(draft), media_type="application/zip", headers=headers)


def _sent(form: Form) -> Draft:
    draft = sent(form)
    if draft is None:
        raise PageFaultError(422, NOT_UNDERSTOOD)
    return draft


def _begin(request: Request, typed: Mapping[str, str], faults: list[Diagnostic]) -> Response:
    lang = language_of(request)
    told = [("number", " ".join(in_prose(one, lang) for one in (fault.message, fault.help) if one)) for fault in faults]
    plans = [one.plan for one in listed_of(catalogue_of(request)) if one.plan is not None]
    return page(
        request, "author/workbench-begin.html", status=422 if told else 200, typed=typed, faults=told, plans=plans
    )


def _bench(request: Request, draft: Draft, typed: Mapping[str, str], *, fresh: bool) -> Response:
    catalogue, lang = catalogue_of(request), language_of(request)
    only_lint = typed.get("check") == "lint"
    found, busy = _tried(catalogue, draft, typed, only_lint=only_lint)
    mistakes = [_mistake(one, draft, lang) for one in found["diagnostics"][:MOST_SHOWN]]
    examples = found["examples"]
    return page(
        request,
        "author/workbench.html",
        draft=draft,
        field=FIELD,
        typed=typed,
        fresh=fresh,
        busy=busy,
        mistakes=mistakes,
        count=len(found["diagnostics"]),
        loads=found["digest"] is not None,
        examples=examples,
        failing=[one for one in examples if not one["passed"]][:MOST_SHOWN],
        only_lint=only_lint,
        trial=found.get("trial"),
        trial_faults=[_fault_text(one, lang) for one in (found.get("trial") or {}).get("faults", [])],
        outcomes={outcome.value: words for outcome, words in OUTCOMES.items()},
    )


def _tried(
    catalogue: Catalogue, draft: Draft, typed: Mapping[str, str], *, only_lint: bool
) -> tuple[dict[str, Any], Text | None]:
    """What was found; or that there was no turn."""
    work = Work(
        draft.id,
        draft.ruleset,
        draft.examples,
        draft.shared,
        typed.get("facts", "").replace("\r\n", "\n"),
        typed.get("as_of", "").strip(),
        only_lint,
    )
    try:
        return (_linting if only_lint else _running).tried(catalogue, work), None
    except BusyError:
        return {"diagnostics": [], "examples": [], "digest": None}, BUSY


def _mistake(fault: Mapping[str, Any], draft: Draft, lang: str) -> Mistake:
    file, line = str(fault.get("file", "")), fault.get("line")
    lines = draft.files.get(file, "").split("\n")
    text = lines[line - 1] if line is not None and 0 < line <= len(lines) else ""
    helped = fault.get("help")
    return Mistake(
        Severity(fault["severity"]),
        fault["code"],
        in_prose(Text(fault["en"], fault["ja"]), lang),
        in_prose(Text(helped["en"], helped["ja"]), lang) if helped else "",
        file.removeprefix(f"{draft.id}/"),
        f"{FIELD}{file}" if file in draft.files else "",
        line,
        text.rstrip()[:200],
    )


def _fault_text(fault: Mapping[str, Any], lang: str) -> str:
    texts = [one for one in (fault, fault.get("help")) if one]
    return " ".join(in_prose(Text(one["en"], one["ja"]), lang) for one in texts)

"""`/workbench`: a rule set is written here, and kept and checked as its author pauses; nothing is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from engine.diagnostics import Diagnostic, Severity, Text
from engine.explanation.words import OUTCOMES
from engine.records import dataclass
from service.access.permission import caller_of
from service.authoring.linting import BusyError
from service.authoring.methodology import Wish
from service.authoring.workbench import Bench, Work
from service.interview.answers import plain_day
from service.pages.author.drafts import AS_OF, FACTS, Draft, archived, begun, id_of
from service.pages.author.pieces import pieces
from service.pages.author.placing import Placing, by_file, shown_of
from service.pages.author.saving import WAS, Saving, kept_or, own_draft, own_drafts, saved, sent_draft
from service.pages.author.searching import listed_of
from service.pages.faults import NOT_FOUND, NOT_UNDERSTOOD, PageFaultError
from service.pages.forms import Form, Sent, all_in_prose, in_prose
from service.pages.moments import clock_time
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

router: APIRouter = page_router("rules:lint")
METHODOLOGIES = "jcm/methodologies"
MOST_SHOWN = 20
"""Faults, worked examples that do not hold, and findings of a proposal that are shown: a page stays light."""
NAMES_SHOWN = 5
"""Facts that are named as missing beside a finding."""
GRAVITY = ("not_met", "undetermined", "met", "not_applicable")
"""The order in which findings of a proposal are shown."""
NOTHING: dict[str, Any] = {"diagnostics": [], "examples": [], "digest": None}
BUSY = Text(
    "Others are having their rules checked. It is tried again by itself; without scripts, check again in a moment.",
    "ほかの検査で混み合っています。しばらくすると自動でもう一度検査します。スクリプトが無効な場合は、少し待ってからもう一度検査してください。",
)
_linting, _running = Bench(), Bench()
"""One for what is checked at every pause; one for worked examples, which take longer."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fault of a file with the line that it stands in. `path`: the file under the rules."""

    severity: Severity
    code: str
    said: str
    help: str
    file: str
    path: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """What of a draft is shown. `sent`: the form that came; `at`: a file and a line; `only_lint`: no examples;
    `at_once`: the files, and that they are being checked, where nothing stands ready to check them."""

    sent: Sent | None = None
    at: str = ""
    only_lint: bool = False
    at_once: bool = False


@router.get("/workbench")
def begin(request: Request) -> Response:
    """Where a new methodology is begun, a draft is gone on with, or a rule set is taken up."""
    for bench in (_linting, _running):
        bench.make_ready(catalogue_of(request))
    return _begin(request, {}, [])


@router.get("/workbench/edit")
def edit(request: Request) -> Response:
    """The files of a rule set (`open`; `at`: a file and a line in it), or of a new methodology (`number` …).

    `checked`: only together with what is wrong with them, however long that takes.
    """
    query, catalogue = request.query_params, catalogue_of(request)
    for bench in (_linting, _running):
        bench.make_ready(catalogue)
    at_once = "checked" not in query
    if "open" in query:
        found = own_draft(request, query["open"])
        if found is None:
            raise PageFaultError(404, NOT_FOUND)
        draft, saving = kept_or(request, found)
        return _bench(request, draft, saving, View(at=query.get("at", ""), only_lint="at" in query, at_once=at_once))
    typed = {name: query.get(name, "").strip() for name in ("number", "country", "approved")}
    wish = Wish(typed["number"].upper(), typed["country"] or None, METHODOLOGIES, plain_day(typed["approved"]) or None)
    new, faults = begun(catalogue, wish)
    if new is None:
        return _begin(request, typed, faults)
    return _bench(request, *kept_or(request, new), View(at_once=at_once))


@router.post("/workbench/edit")
def check(request: Request, form: Form) -> Response:
    """Keeps what was typed; the same files with all that is wrong with them, the examples, and the proposal.

    `check`: lint (as one pauses; no examples) or examples (what was typed is kept already); `at`: where to go on.
    """
    what = form.get("check", ("",))[-1]
    if what == "examples":
        return _bench(request, sent_draft(request, form), Saving(), View(form))
    draft, saving = saved(request, form, arrange=not what)
    if "at" in form and saving.overtaken is None and saving.fault is None:
        return RedirectResponse(_at(request, draft.id, form["at"][-1]), 303)
    return _bench(request, draft, saving, View(form, only_lint=what == "lint"))


@router.post("/workbench/discard")
def discard(request: Request, form: Form) -> Response:
    """Takes the author's draft away; the rules in force stay as they are."""
    id_ = id_of(form)
    if id_ is None:
        raise PageFaultError(422, NOT_UNDERSTOOD)
    store_of(request).drafts.remove(caller_of(request), id_)
    return RedirectResponse(address(language_of(request), "/workbench"), 303)


@router.post("/workbench/download")
def download(request: Request, form: Form) -> Response:
    """All files as a ZIP archive."""
    draft = sent_draft(request, form)
    name = draft.id.replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"', "Cache-Control": "no-store"}
    return Response(archived(draft), media_type="application/zip", headers=headers)


def _at(request: Request, id_: str, at: str) -> str:
    return address(language_of(request), "/workbench/edit", [("open", id_), ("at", at)])


def _begin(request: Request, typed: Mapping[str, str], faults: list[Diagnostic]) -> Response:
    lang = language_of(request)
    told = [("number", all_in_prose([fault], lang)) for fault in faults]
    plans = [one.plan for one in listed_of(catalogue_of(request)) if one.plan is not None]
    return page(
        request,
        "author/workbench-begin.html",
        status=422 if told else 200,
        typed=typed,
        faults=told,
        plans=plans,
        drafts=[(name, clock_time(at, lang)) for name, at in own_drafts(request)],
    )


def _bench(request: Request, draft: Draft, saving: Saving, view: View) -> Response:
    catalogue, lang = catalogue_of(request), language_of(request)
    torn = saving.overtaken is not None and not saving.can_write_over
    pending = view.at_once and not torn and not (_linting if view.only_lint else _running).is_ready(catalogue)
    found, busy = (NOTHING, None) if torn or pending else _tried(catalogue, draft, only_lint=view.only_lint)
    examples = found["examples"]
    held = pieces(draft.fields)
    shown = shown_of(held, view.sent, view.at)
    trial = found.get("trial") or {}
    findings = sorted(trial.get("findings", ()), key=lambda one: GRAVITY.index(one["state"]))
    return page(
        request,
        "author/workbench.html",
        status=409 if saving.overtaken else 200,
        draft=draft,
        saving=saving,
        saved_at=None if saving.kept is None else clock_time(saving.kept.saved_at, lang, seconds=True),
        overtaken_at=_overtaken_at(saving, lang),
        fault=[in_prose(text, lang) for text in saving.fault or () if text],
        was=WAS,
        files=by_file(held),
        shown=shown,
        place=Placing(held, shown),
        busy=busy,
        pending=pending,
        checked=address(lang, "/workbench/edit", [*request.query_params.multi_items(), ("checked", "1")]),
        mistakes=[_mistake(one, draft, lang) for one in found["diagnostics"][:MOST_SHOWN]],
        count=len(found["diagnostics"]),
        loads=found["digest"] is not None,
        examples=examples,
        failing=[one for one in examples if not one["passed"]],
        most=MOST_SHOWN,
        names_shown=NAMES_SHOWN,
        only_lint=view.only_lint,
        trial=found.get("trial"),
        findings=findings,
        trial_faults=[_fault_text(one, lang) for one in trial.get("faults", [])],
        outcomes={outcome.value: words for outcome, words in OUTCOMES.items()},
    )


def _overtaken_at(saving: Saving, lang: str) -> str:
    found = saving.overtaken
    return clock_time(found.saved_at, lang, seconds=True) if found is not None and found.saved_at else ""


def _tried(catalogue: Catalogue, draft: Draft, *, only_lint: bool) -> tuple[dict[str, Any], Text | None]:
    """What was found; or that there was no turn."""
    facts, as_of = draft.fields.get(FACTS, ""), plain_day(draft.fields.get(AS_OF, ""))
    work = Work(draft.id, draft.ruleset, draft.examples, draft.shared, facts, as_of, only_lint)
    try:
        return (_linting if only_lint else _running).tried(catalogue, work), None
    except BusyError:
        return NOTHING, BUSY


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
        file if file in draft.files else "",
        line,
        text.rstrip()[:200],
    )


def _fault_text(fault: Mapping[str, Any], lang: str) -> str:
    texts = [one for one in (fault, fault.get("help")) if one]
    return ("" if lang == "ja" else " ").join(in_prose(Text(one["en"], one["ja"]), lang) for one in texts)

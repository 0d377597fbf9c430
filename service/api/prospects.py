"""What the command line does without storing anything: explain, what to ask next, what would change it, over time."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from engine.questions import next_questions
from engine.timeline import timeline_json
from service.access.permission import requires
from service.api.answering import inquired, refused
from service.api.documentation import JUDGED, form, in_forms, problems, told
from service.api.query import LANG, choice, declared, read_query
from service.api.representation import FORMS, asked_form, prose, unkept
from service.api.request_body import JsonBody
from service.checks.explanations import Rendering, background, rendered
from service.checks.inquiry import answer, read_day
from service.checks.prospects import (
    all_remedies,
    all_remedies_json,
    goal_of,
    questions_json,
    requests_of,
    spans_of,
    window_of,
)
from service.web.language import asked_language
from service.web.problems import REFUSED, REFUSED_PARAMETERS, ProblemError
from service.web.state import catalogue_of, settings_of

router = APIRouter(prefix="/api/v1", tags=["checks"])
FORM = choice("format", "how it is shown; before Accept", tuple(Rendering))


@router.post(
    "/explain",
    operation_id="explain",
    dependencies=[requires("checks:run")],
    summary="Explain an answer",
    responses=in_forms("Explanation", "Why the answer is what it is") | problems(*JUDGED, REFUSED_PARAMETERS),
    openapi_extra=form("ExplainRequest") | declared(FORM, LANG),
)
def explain(request: Request, content: JsonBody) -> Response:
    """Reasons with figures and passages, on what evidence, until when; with `trace` every step of every expression."""
    shown = asked_form(request, read_query(request, FORM).get("format"), FORMS)
    catalogue = catalogue_of(request)
    inquiry, body = inquired(content, settings_of(request), catalogue, ("trace",))
    _true_or_false(body, "trace")
    given = answer(inquiry, catalogue)
    behind = background(inquiry, given, catalogue, trace=body.get("trace", False))
    return prose(request, rendered(given, catalogue, behind, shown, asked_language(request)), shown)


@router.post(
    "/questions",
    operation_id="ask_next",
    dependencies=[requires("checks:run")],
    summary="What to ask next",
    responses=told("NextQuestions", "The questions, the most telling first") | problems(*JUDGED),
    openapi_extra=form("CheckRequest"),
)
def ask_next(request: Request, content: JsonBody) -> Response:
    """The facts that were not given and can still change an outcome or an amount, in computed order."""
    catalogue = catalogue_of(request)
    inquiry, _ = inquired(content, settings_of(request), catalogue)
    return unkept(questions_json(next_questions(requests_of(inquiry, catalogue, companions=True))))


@router.post(
    "/remedies",
    operation_id="find_remedies",
    dependencies=[requires("checks:run")],
    summary="What would change a refusal",
    responses=told("Remedies", "The smallest changes that help, each of them checked") | problems(*JUDGED),
    openapi_extra=form("RemediesRequest"),
)
def find_remedies(request: Request, content: JsonBody) -> Response:
    """The smallest changes of what was given that would make a proposal eligible, or lift an amount (`amount`: its
    name, or `NAME=FIGURE`); where nothing helps, the clauses that stand in the way.
    """
    catalogue = catalogue_of(request)
    inquiry, body = inquired(content, settings_of(request), catalogue, ("amount",))
    written = _text(body, "amount")
    asked = requests_of(inquiry, catalogue)
    goal, faults = goal_of(written, [one.plan for one in asked])
    if goal is None:
        raise refused(faults)
    return unkept(all_remedies_json(all_remedies(asked, goal), written))


@router.post(
    "/timeline",
    operation_id="show_timeline",
    dependencies=[requires("checks:run")],
    summary="The answer over time",
    responses=told("Timelines", "For each rule set the answer from day to day, and what ends it") | problems(*JUDGED),
    openapi_extra=form("TimelineRequest"),
)
def show_timeline(request: Request, content: JsonBody) -> Response:
    """The same facts by the rules of one day after another, `from` a day `to` a day (left out: where the rules have
    dates); with `as_known` each day by what had been published on it.
    """
    catalogue = catalogue_of(request)
    inquiry, body = inquired(content, settings_of(request), catalogue, ("from", "to", "as_known"))
    days = [read_day(_text(body, name), f"/{name}", default=None) for name in ("from", "to")]
    faults = [fault for _, found in days for fault in found]
    start, end = (day for day, _ in days)
    if start is not None and end is not None and end < start:
        faults.append(_turned(f"{start}", f"{end}"))
    as_known = _true_or_false(body, "as_known")
    if as_known and inquiry.known_on is not None:
        faults.append(_known_twice())
    if faults:
        raise refused(faults)
    found = []
    for one in requests_of(inquiry, catalogue):
        spans = spans_of(one.plan, inquiry, window_of(one.plan, start, end), as_known=as_known)
        found.append(timeline_json(one.plan, spans, one.readings, inquiry.known_on, as_known=as_known))
    return unkept({"timelines": found})


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if name in body and not isinstance(value, str):
        raise ProblemError(REFUSED, [_wrong(name, Text("a text", "文字列"))])
    return value


def _true_or_false(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise ProblemError(REFUSED, [_wrong(name, Text("`true` or `false`", "`true` か `false`"))])
    return value


def _wrong(name: str, wanted: Text) -> Diagnostic:
    message = Text(f"`{name}` wants {wanted.en}", f"`{name}` には{wanted.ja}が必要です")
    return Diagnostic(
        "wrong-type", message, Text("mend it, or leave it out", "直すか、省いてください"), pointer=f"/{name}"
    )


def _turned(start: str, end: str) -> Diagnostic:
    return Diagnostic(
        "days-turned",
        Text(f"`from` {start} lies after `to` {end}", f"`from` の {start} が `to` の {end} より後になっています"),
        Text("exchange the two", "二つを入れ替えてください"),
        pointer="/from",
    )


def _known_twice() -> Diagnostic:
    return Diagnostic(
        "known-on-twice",
        Text("`known_on` and `as_known` are both given", "`known_on` と `as_known` が両方指定されています"),
        Text(
            "`known_on` asks by one day for all, `as_known` for each day by itself; choose one",
            "`known_on` はすべての日を同じ日までの公表内容で、`as_known` は各日をその日までの公表内容で判定します。"
            "一方を選んでください",
        ),
        pointer="/as_known",
    )

"""The result: an outcome in words with its reasons, what would change it, and the same for programs and on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fastapi import Request
from markupsafe import Markup
from starlette.responses import Response

from engine.determination import Determination, Outcome
from engine.explanation import lead
from engine.explanation.lexicon import Lexicon, lexicon, lexicon_of
from engine.facts.given import EXEMPTED
from service.checks.explanations import Rendering, background, rendered
from service.checks.inquiry import determinations
from service.json_body import answer_body
from service.pages.applicant.asking import session_of
from service.pages.applicant.judging import (
    Judged,
    Ways,
    inquiry_of,
    judged,
    other_programmes,
    request_body,
    ways_out,
)
from service.pages.applicant.programmes import EVERY, covered, programmes
from service.pages.applicant.standing import Standing, standing_of
from service.pages.applicant.subjects import OTHER, Subject, Subjects, subjects_of
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.facts import Facts
    from engine.plan import Plan
    from service.interview.session import Session

router = page_router("checks:run")
Row = tuple[str, str, str, str]
"""Of a summary list: label, value, where it can be changed, the hidden words of the link."""


@router.get("/check/answers")
def look_over(request: Request) -> Response:
    """What was answered, by subject, each with the way to change it."""
    standing, lang = standing_of(request), language_of(request)
    catalogue = catalogue_of(request)
    session = session_of(standing, catalogue)
    names = lexicon_of(standing.plans, lang, catalogue)
    questions = session.questions()
    return page(
        request,
        "applicant/answers.html",
        standing=standing,
        groups=grouped_answers(session, standing, names, subjects_of(request)),
        left=len(questions),
        programme=standing.plans[0].title if len(standing.plans) == 1 else None,
    )


def grouped_answers(
    session: Session, standing: Standing, names: Lexicon, subjects: Subjects
) -> list[tuple[Subject, list[Row]]]:
    """Every answer by subject, each with the address at which it is changed."""
    groups: dict[Subject, list[Row]] = {}
    for name, value in _answers(session, names):
        spec = session.spec(name)
        label = spec.label.in_(names.lang) if spec is not None else names.label(name)
        change = standing.at(names.lang, "/check/questions", fact=name, then="answers")
        row = (names.label(name) if name.startswith(EXEMPTED) else label, value, change, label)
        groups.setdefault(subjects.of(name) if not name.startswith(EXEMPTED) else OTHER, []).append(row)
    return sorted(groups.items(), key=lambda pair: pair[0].position)


def _answers(session: Session, names: Lexicon) -> Iterator[tuple[str, str]]:
    """Every fact that was answered or put aside, with its value in words."""
    facts: Facts = session.facts()
    for name, given in facts.given.items():
        if session.spec(name) is not None:
            yield name, names.value(name, given.value)
    for criterion, given in facts.exemptions.items():
        yield f"{EXEMPTED}{criterion}", names.value("", given.value)
    for name in session.aside:
        yield name, ""


@router.get("/check/result")
def show(request: Request) -> Response:
    """The result of one rule set with its reasons; of several, where each stands."""
    standing, catalogue = standing_of(request), catalogue_of(request)
    if len(standing.plans) > 1:
        return _several(request, standing, determinations(inquiry_of(standing, catalogue), catalogue))
    return page(request, "applicant/result.html", **result_values(request, standing, judged(standing, catalogue)))


def result_values(request: Request, standing: Standing, found: Judged) -> dict[str, Any]:
    """What the page and the report of one rule set show."""
    catalogue, lang = catalogue_of(request), language_of(request)
    [determination] = found.determinations
    plan = standing.plans[0]
    behind = background(found.inquiry, found.answer, catalogue)
    names = lexicon(found.answer, lang, catalogue)
    stopped = determination.outcome is Outcome.INELIGIBLE or any(
        one.state.value == "not_met" and one.strength != "advisory" for one in determination.findings
    )
    return {
        "follows": any(one.ruleset not in found.answer.companions for one in found.answer.conclusions),
        "standing": standing,
        "plan": plan,
        "determination": determination,
        "explanation": Markup(rendered(found.answer, catalogue, behind, Rendering.HTML, lang)),  # noqa: S704 - escaped by the renderer, text by text
        "ways": ways_out(found, plan, names) if stopped else Ways(),
        "others": _others(standing, found, catalogue, lang),
        "every": EVERY,
        "open": len(determination.missing),
        "call": api_call(request, standing),
        "resume": _absolute(request, standing.at(lang, "/check/answers")),
        "amounts": [name for name, one in determination.amounts.items() if one.applies.value == "met"],
        "is_covered": covered(plan, standing.as_of),
    }


def _others(standing: Standing, found: Judged, catalogue: Catalogue, lang: str) -> list[tuple[Plan, Outcome, str]]:
    """Other programmes that stay open, each with the address at which the same answers are asked of it."""
    others = other_programmes(found.inquiry, programmes(catalogue))
    starts = standing.each(lang, "/check/start", [plan for plan, _ in others])
    return [(plan, outcome, starts[plan.id]) for plan, outcome in others]


def _several(request: Request, standing: Standing, found: Sequence[Determination]) -> Response:
    """Where each programme stands, those that fit first."""
    lang = language_of(request)
    results = standing.each(lang, "/check/result", standing.plans)
    order = [Outcome.ELIGIBLE, Outcome.UNDETERMINED, Outcome.INELIGIBLE]
    ordered = sorted(found, key=lambda one: order.index(one.outcome))
    return page(
        request,
        "applicant/results.html",
        standing=standing,
        determinations=[(one, results[one.ruleset], lead(one, lang)) for one in ordered],
        call=api_call(request, standing),
        resume=_absolute(request, standing.at(lang, "/check/answers")),
    )


@router.get("/check/result.json")
def for_programs(request: Request) -> Response:
    """The body that the API gives for the same request."""
    found = judged(standing_of(request), catalogue_of(request))
    return Response(answer_body(found.answer), media_type="application/json", headers={"Cache-Control": "no-store"})


def api_call(request: Request, standing: Standing) -> str:
    """The call of the API that gives the same answer, to be copied into a shell."""
    body = _json(request_body(standing)).replace("'", "'\\''")
    address = _absolute(request, "/api/v1/checks")
    return f"curl -X POST {address} \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"


def _json(value: Any) -> str:
    """JSON with exact numbers, to be read by people, too."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_json(key)}: {_json(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_json, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal | int):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return _text(str(value))


_text = json.JSONEncoder(ensure_ascii=False).encode


def _absolute(request: Request, path: str) -> str:
    base = request.app.state.settings.public_url or str(request.base_url).rstrip("/")
    return f"{base}{path}"

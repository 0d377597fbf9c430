"""`/rules/{id}`: one rule set, part by part; its picture for Graphviz at `/rules/{id}.dot`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from engine.diagnostics import Text
from engine.explanation.words import KINDS as CONCLUSION_KINDS
from engine.explanation.words import OUTCOMES
from service.clock import today
from service.pages.author.citing import citing_of, resting_on
from service.pages.author.graph import KINDS, Graph, dot
from service.pages.author.history import history_of
from service.pages.author.keeping import runs_of
from service.pages.author.listing_page import STATUS_TONES, STATUS_WORDS
from service.pages.author.paging import part_of
from service.pages.author.picture import picture
from service.pages.author.searching import listed_of
from service.pages.author.telling import Telling
from service.pages.faults import NOT_FOUND, PageFaultError
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan

router: APIRouter = page_router("rulesets:read")
EXAMPLES_A_PAGE = 60
FACT_KINDS = {
    "boolean": Text("yes or no", "はい・いいえ"),
    "text": Text("text", "文字列"),
    "number": Text("number", "数値"),
    "integer": Text("whole number", "整数"),
    "date": Text("date", "日付"),
    "duration": Text("duration", "期間"),
    "country": Text("country", "国"),
    "choice": Text("choice", "選択"),
    "list": Text("list", "一覧"),
    "record": Text("record", "記録"),
}
PICTURE = Text("What rests on what in {title}", "{title}の要素の依存関係")


@router.get("/rules/{ruleset:path}.dot")
def ruleset_dot(request: Request, ruleset: str) -> Response:
    """What rests on what, for Graphviz."""
    _, plan = _plan(request, ruleset)
    text = dot(Graph(plan), language_of(request))
    name = plan.id.replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.dot"', "Cache-Control": "private, no-cache"}
    return PlainTextResponse(text, media_type="text/vnd.graphviz", headers=headers)


@router.get("/rules/{ruleset:path}")
def ruleset(request: Request, ruleset: str) -> Response:
    """One part of a rule set: its criteria, where none is named."""
    catalogue, plan = _plan(request, ruleset)
    part = request.query_params.get("part", "criteria")
    if part not in PARTS:
        raise PageFaultError(404, NOT_FOUND)
    telling = Telling(plan, catalogue, language_of(request))
    listed = next(one for one in listed_of(catalogue) if one.id == plan.id)
    title, values = PARTS[part]
    return page(
        request,
        f"author/parts/{part}.html",
        plan=plan,
        telling=telling,
        part=part,
        part_title=title,
        parts=[(name, words) for name, (words, _) in PARTS.items() if _has(plan, name)],
        standing=listed.status(today()),
        status_words=STATUS_WORDS,
        tones=STATUS_TONES,
        **values(request, catalogue, plan),
    )


def _plan(request: Request, ruleset: str) -> tuple[Catalogue, Plan]:
    """The rules in force, and the rule set. Raises PageFaultError where there is none that loads."""
    catalogue = catalogue_of(request)
    plan = catalogue.plan(ruleset)[0] if ruleset in catalogue.ids() else None
    if plan is None:
        raise PageFaultError(404, NOT_FOUND)
    return catalogue, plan


def _has(plan: Plan, part: str) -> bool:
    """Whether a part has anything to show."""
    there = {
        "amounts": plan.values or plan.tables,
        "figures": plan.parameters or plan.lists,
        "readings": plan.readings,
        "conclusions": plan.conclusions,
    }
    return bool(there.get(part, True))


def _nothing(_request: Request, _catalogue: Catalogue, _plan: Plan) -> dict[str, Any]:
    return {}


def _facts(_request: Request, _catalogue: Catalogue, _plan: Plan) -> dict[str, Any]:
    return {"kinds": FACT_KINDS}


def _conclusions(_request: Request, _catalogue: Catalogue, _plan: Plan) -> dict[str, Any]:
    return {"conclusion_kinds": CONCLUSION_KINDS}


def _examples(request: Request, catalogue: Catalogue, plan: Plan) -> dict[str, Any]:
    results = runs_of(catalogue).of(plan.id)
    part = part_of(request, results, EXAMPLES_A_PAGE)
    held = sum(result.passed for result in results)
    told = {"results": part.shown, "number": part.number, "last": part.last}
    return told | {"held": held, "count": len(results), "outcomes": OUTCOMES}


def _connections(request: Request, _catalogue: Catalogue, plan: Plan) -> dict[str, Any]:
    lang = language_of(request)
    graph = Graph(plan)
    drawing = picture(graph, lang, PICTURE.in_(lang).format(title=plan.title.in_(lang)))
    return {"graph": graph, "drawing": drawing, "kinds": KINDS}


def _sources(request: Request, catalogue: Catalogue, plan: Plan) -> dict[str, Any]:
    return {"points": citing_of(catalogue, plan.id, language_of(request)), "neighbours": resting_on(catalogue, plan)}


def _history(_request: Request, catalogue: Catalogue, plan: Plan) -> dict[str, Any]:
    return {"blocks": history_of(catalogue, plan.id)}


Values = Callable[[Request, "Catalogue", "Plan"], dict[str, Any]]
PARTS: dict[str, tuple[Text, Values]] = {
    "criteria": (Text("Criteria", "基準"), _nothing),
    "amounts": (Text("Amounts and tables", "額と表"), _nothing),
    "figures": (Text("Figures and lists by date", "日付ごとの数値と一覧"), _nothing),
    "facts": (Text("Facts it asks for", "必要な事実"), _facts),
    "readings": (Text("Readings", "解釈"), _nothing),
    "conclusions": (Text("What follows from it", "導かれる結論"), _conclusions),
    "examples": (Text("Worked examples", "例題"), _examples),
    "connections": (Text("Picture", "依存関係の図"), _connections),
    "sources": (Text("Sources and neighbours", "出典と関連する規則"), _sources),
    "history": (Text("History", "変更履歴"), _history),
}
"""The parts of the page by their names in the address, with their titles and what each needs."""

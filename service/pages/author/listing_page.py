"""`/rules`: every rule set, searched by words, programme and status."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Text
from service.clock import today
from service.pages.author.searching import LONGEST, STATUSES, Wanted, found, listed_of, registers_found
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

router: APIRouter = page_router("rulesets:read")
STATUS_WORDS = {
    "in_force": Text("in force", "有効"),
    "not_yet": Text("not yet in force", "施行前"),
    "ended": Text("ended, or not evidenced any longer", "終了（以後の根拠なし）"),
    "not_covered": Text("no period that is complete", "全体を確認できる期間なし"),
    "draft": Text("draft", "案"),
}
STATUS_TONES = {"in_force": "success", "draft": "warning", "not_yet": "warning"}


@router.get("/rules")
def rules(request: Request) -> Response:
    """The rule sets that fit the query; all where there is none."""
    query, catalogue, day = request.query_params, catalogue_of(request), today()
    status = query.get("status", "")
    wanted = Wanted(
        query.get("q", "")[:LONGEST], query.get("programme", "")[:LONGEST], status if status in STATUSES else ""
    )
    return page(
        request,
        "author/rules.html",
        wanted=wanted,
        found=found(catalogue, wanted, day),
        registers=registers_found(catalogue, wanted.words),
        programmes=[(name, name) for name in sorted({one.programme for one in listed_of(catalogue)})],
        statuses=[(name, STATUS_WORDS[name].in_(language_of(request))) for name in STATUSES],
        status_words=STATUS_WORDS,
        tones=STATUS_TONES,
        day=day,
        total=len(catalogue.ids()),
    )

"""What to check, and by the rules of which day."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from service.checks.inquiry import read_day
from service.clock import today
from service.interview.answers import plain_day
from service.pages.applicant.programmes import EVERY, covered, day_to_ask, grouped, programmes
from service.pages.applicant.standing import standing_of
from service.pages.forms import all_in_prose
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

router = page_router("checks:run")


@router.get("/check")
def choose(request: Request) -> Response:
    """The programmes, and all else that can be checked."""
    catalogue = catalogue_of(request)
    return page(
        request,
        "applicant/choose.html",
        every=EVERY,
        programmes=programmes(catalogue),
        groups=grouped(catalogue),
        today=today(),
        covered=covered,
    )


@router.get("/check/start")
def begin(request: Request) -> Response:
    """What the programme is, and the day whose rules are asked. `day` is the form's: taken, or given back."""
    typed = request.query_params.get("day")
    if typed is not None:
        return _taken(request, typed)
    return _introduced(request)


def _taken(request: Request, typed: str) -> Response:
    """To the questions by the rules of the day that was typed."""
    day, faults = read_day(plain_day(typed), "/day", default=None)
    if day is None:
        return _introduced(request, typed, all_in_prose(faults, language_of(request)))
    standing = standing_of(request, as_of=day)
    return RedirectResponse(standing.at(language_of(request), "/check/questions"), 303)


def _introduced(request: Request, typed: str | None = None, error: str | None = None) -> Response:
    standing = standing_of(request)
    plan = standing.plans[0] if len(standing.plans) == 1 else None
    asked = standing.as_of if "as_of" in request.query_params else None
    proposed = asked or (day_to_ask(plan, today()) if plan is not None else today())
    return page(
        request,
        "applicant/begin.html",
        status=422 if error else 200,
        plan=plan,
        plans=standing.plans,
        standing=standing,
        day=typed if typed is not None else proposed.isoformat(),
        faults=[("day", error)] if error else [],
        error=error,
        is_covered=plan is not None and covered(plan, today()),
        today=today(),
    )

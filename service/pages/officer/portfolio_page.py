"""`/officer/portfolio`: the log, or what filters choose of it, taken together; it goes on whoever looks or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from engine.determination import Figure
from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.figures import day, figure
from engine.fact_fields import spec_named
from engine.facts.given import EXEMPTED
from service.access.permission import caller_of
from service.clock import today
from service.pages.forms import Form
from service.pages.moments import clock_time
from service.pages.officer.background import AT_ONCE, go_on, own_batch
from service.pages.officer.log import choices_of, filter_of, title_of
from service.pages.officer.portfolio import OUTCOMES, Portfolio
from service.pages.officer.portfolio_drawing import Outcomes, counted, stacked
from service.pages.officer.portfolio_work import begin, filter_again, steps_of, taken_together
from service.pages.officer.workbooks import OUTCOMES as OUTCOME_WORDS
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router
from service.store import LOG, Filter
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

router: APIRouter = page_router("determinations:list")
MOST_MISSING = 12
NOT_GIVEN = Text("not given", "実施国の入力なし")
TotalShown = tuple[str, str, int, int, str, str]
"""Of an amount: programme, title, of how many, how many of them settled, the least and the greatest sum."""


@router.get("/officer/portfolio")
def portfolios(request: Request) -> Response:
    """The filters, and what this officer has had taken together."""
    _, faults = filter_of(request.query_params, language_of(request))
    return _form(request, request.query_params, faults)


@router.post("/officer/portfolio")
def take_together(request: Request, form: Form) -> Response:
    """Has what the filters choose taken together, as the log stands now."""
    lang, store = language_of(request), store_of(request)
    typed = {name: values[-1] for name, values in form.items()}
    asked, faults = filter_of(typed, lang)
    if faults:
        return _form(request, typed, faults)
    id_ = begin(store, caller_of(request), asked, today())
    if id_ is None:
        return _form(request, typed, [], nothing=True)
    go_on(store, id_, steps_of(store, id_), wait=AT_ONCE)
    return RedirectResponse(address(lang, f"/officer/portfolio/{id_}"), 303)


@router.get("/officer/portfolio/{portfolio}")
def show(request: Request, portfolio: str) -> Response:
    """How far it is, and what came of it so far; where its worker died, another goes on."""
    lang, catalogue, store = language_of(request), catalogue_of(request), store_of(request)
    found = own_batch(request, portfolio, LOG)
    if found.state == "waiting":
        go_on(store, found.id, steps_of(store, found.id))
    asked = store.batches.content(found.id)["filter"]
    told = taken_together(store, found)
    groups = {
        "ruleset": _outcomes(
            told.by_ruleset, "ruleset", {one: title_of(catalogue, one).in_(lang) for one in told.by_ruleset}
        ),
        "country": _outcomes(
            told.by_country, "country", {one: _country(catalogue, one, lang) for one in told.by_country}
        ),
    }
    missing = [(_label(catalogue, name, lang), count) for name, count in told.missing.most_common(MOST_MISSING)]
    return page(
        request,
        "officer/portfolio.html",
        work=found,
        created=clock_time(found.created_at, lang),
        asked=asked,
        filters=_filters_said(asked, catalogue, lang),
        count=told.count,
        groups=groups,
        drawings={name: stacked(rows) for name, rows in groups.items()},
        totals=list(_totals(told, catalogue, lang)),
        missing=missing,
        missing_drawing=counted(missing),
    )


@router.post("/officer/portfolio/{portfolio}/cancel")
def cancel(request: Request, portfolio: str) -> Response:
    """Ends it after the stretch that is being read; what was taken together stays."""
    store_of(request).batches.cancel(own_batch(request, portfolio, LOG).id)
    return RedirectResponse(address(language_of(request), f"/officer/portfolio/{portfolio}"), 303)


@router.post("/officer/portfolio/{portfolio}/remove")
def remove(request: Request, portfolio: str) -> Response:
    """Takes it away; the log stays as it is."""
    store_of(request).batches.remove(own_batch(request, portfolio, LOG).id)
    return RedirectResponse(address(language_of(request), "/officer/portfolio"), 303)


# --- parts -----------------------------------------------------------------------------------------------------------


def _form(
    request: Request, typed: Mapping[str, str], faults: list[tuple[str, str]], *, nothing: bool = False
) -> Response:
    lang, catalogue, store = language_of(request), catalogue_of(request), store_of(request)
    own = store.batches.of(caller_of(request), LOG)
    return page(
        request,
        "officer/portfolios.html",
        status=422 if faults else 200,
        own=[
            (
                one,
                clock_time(one.created_at, lang),
                _filters_said(store.batches.content(one.id)["filter"], catalogue, lang),
            )
            for one in own
        ],
        nothing=nothing,
        asked=dict(typed),
        choices=choices_of(catalogue, lang),
        faults=faults,
        errors=dict(faults),
    )


def _filters_said(texts: Mapping[str, str], catalogue: Catalogue, lang: str) -> list[tuple[str, str]]:
    """The filters that were chosen: the name of each, and its value in words."""
    asked: Filter = filter_again(texts)
    said = {
        "ruleset": title_of(catalogue, asked.ruleset).in_(lang) if asked.ruleset else None,
        "programme": asked.programme,
        "outcome": OUTCOME_WORDS[asked.outcome].in_(lang) if asked.outcome in OUTCOME_WORDS else asked.outcome,
        "country": _country(catalogue, asked.country, lang) if asked.country else None,
        "since": day(asked.since, lang) if asked.since else None,
        "until": day(asked.until, lang) if asked.until else None,
        "caller": asked.caller,
    }
    return [(name, value) for name, value in said.items() if value]


def _outcomes(found: Mapping[str, Counter[str]], name: str, titles: Mapping[str, str]) -> list[Outcomes]:
    """The lines of a table, the longest first."""
    lines = [
        Outcomes(titles[one], {name: one} if one else {}, tuple(counts[outcome] for outcome in OUTCOMES))
        for one, counts in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.total, line.name))


def _country(catalogue: Catalogue, code: str, lang: str) -> str:
    found = catalogue.territories().by_code.get(code)
    return found.name.in_(lang) if found is not None else code or NOT_GIVEN.in_(lang)


def _label(catalogue: Catalogue, name: str, lang: str) -> str:
    spec = spec_named(name, catalogue.vocabulary())
    if spec is not None:
        return spec.label.in_(lang)
    if not name.startswith(EXEMPTED):
        return name
    criterion = name.removeprefix(EXEMPTED)
    plans = (plan for one in catalogue.ids() if (plan := catalogue.plan(one)[0]) is not None)
    titles = (one.title.in_(lang) for plan in plans for one in plan.criteria if one.id == criterion)
    return words.EXEMPTION_LABEL.in_(lang).format(title=next(titles, criterion))


def _totals(told: Portfolio, catalogue: Catalogue, lang: str) -> Iterator[TotalShown]:
    for one in told.totals:
        plan = catalogue.plan(one.ruleset)[0] if one.ruleset in catalogue.ids() else None
        title = plan.values[one.amount].title.in_(lang) if plan and one.amount in plan.values else one.amount
        low, high = (_sum(end, one.unit, lang) for end in (one.low, one.high))
        yield title_of(catalogue, one.ruleset).in_(lang), title, one.count, one.settled, low, high


def _sum(end: Decimal | None, unit: str, lang: str) -> str:
    return "–" if end is None else figure(Figure(unit, value=end), lang)

"""`/officer/portfolio`: the log taken together, tables first and drawings beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from engine.determination import Figure
from engine.explanation.figures import figure
from engine.fact_fields import spec_named
from engine.facts.given import EXEMPTED
from engine.records import dataclass
from service.api.state import catalogue_of, store_of
from service.pages.officer.drawing import BAD, GOOD, OPEN, PAPER, drawing, rect, shortened, text
from service.pages.officer.log import filter_of, title_of
from service.pages.officer.portfolio import OUTCOMES, Portfolio, portfolio_of
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.store import Filter, StoredDetermination

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

router: APIRouter = page_router("determinations:list")
MOST = 500
"""Determinations that are taken together, the newest ones."""
MOST_MISSING = 12
_FILL = {"eligible": GOOD, "undetermined": OPEN, "ineligible": BAD}
WIDTH, LABEL, ROW = 440, 160, 30


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A line of a table of outcomes: its name, the filter of the log that it stands for, and how many of each."""

    name: str
    query: Mapping[str, str]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@router.get("/officer/portfolio")
def show(request: Request) -> Response:
    """The newest determinations that answer to the filters, taken together."""
    lang, catalogue = language_of(request), catalogue_of(request)
    asked, faults = filter_of(request, lang)
    kept: list[tuple[StoredDetermination, Any]] = []
    more = False
    if not faults:
        found = store_of(request).determinations
        lines, more = _lines(request, asked)
        kept = [pair for pair in (found.get(line.entry.id) for line in lines) if pair is not None]
    told = portfolio_of(kept)
    by_ruleset = [
        Outcomes(title_of(catalogue, name).in_(lang), {"ruleset": name}, _counts(counts))
        for name, counts in told.by_ruleset.items()
    ]
    by_country = [
        Outcomes(_country(catalogue, code, lang), {"country": code} if code else {}, _counts(counts))
        for code, counts in told.by_country.items()
    ]
    missing = [(_label(catalogue, name, lang), count) for name, count in told.missing.most_common(MOST_MISSING)]
    return page(
        request,
        "officer/portfolio.html",
        status=422 if faults else 200,
        count=told.count,
        more=more,
        most=MOST,
        groups=[("ruleset", _ranked(by_ruleset)), ("country", _ranked(by_country))],
        drawings={"ruleset": stacked(_ranked(by_ruleset), lang), "country": stacked(_ranked(by_country), lang)},
        totals=_totals(told, catalogue, lang),
        missing=missing,
        missing_drawing=counted(missing, lang),
        rulesets=[(one, title_of(catalogue, one).in_(lang)) for one in catalogue.ids()],
        asked=dict(request.query_params),
        faults=faults,
        errors=dict(faults),
    )


def _lines(request: Request, asked: Filter) -> tuple[list[StoredDetermination], bool]:
    """The newest lines, and whether there are more."""
    found: list[StoredDetermination] = []
    cursor: str | None = None
    while len(found) < MOST:
        part = store_of(request).determinations.page(asked, cursor, 100)
        found += part.items
        cursor = part.next
        if cursor is None:
            return found, False
    return found[:MOST], True


def _counts(counts: Counter[str]) -> tuple[int, ...]:
    return tuple(counts[outcome] for outcome in OUTCOMES)


def _ranked(lines: Sequence[Outcomes]) -> list[Outcomes]:
    return sorted(lines, key=lambda one: (-one.total, one.name))


def _country(catalogue: Catalogue, code: str, lang: str) -> str:
    found = catalogue.territories().by_code.get(code)
    return found.name.in_(lang) if found is not None else code or "–"


def _label(catalogue: Catalogue, name: str, lang: str) -> str:
    spec = spec_named(name, catalogue.vocabulary())
    if spec is not None:
        return spec.label.in_(lang)
    return name.removeprefix(EXEMPTED)


def _totals(told: Portfolio, catalogue: Catalogue, lang: str) -> list[tuple[str, str, int, int, str, str]]:
    """Of each amount: programme, title, how many, how many settled, the least and the greatest sum."""
    rows = []
    for one in told.totals:
        plan = catalogue.plan(one.ruleset)[0] if one.ruleset in catalogue.ids() else None
        title = plan.values[one.amount].title.in_(lang) if plan and one.amount in plan.values else one.amount
        high = figure(Figure(one.unit, value=one.high), lang) if one.high is not None else "–"
        low = figure(Figure(one.unit, value=one.low), lang)
        rows.append((title_of(catalogue, one.ruleset).in_(lang), title, one.count, one.settled, low, high))
    return rows


# --- drawings --------------------------------------------------------------------------------------------------------


def stacked(lines: Sequence[Outcomes], lang: str) -> Markup | None:
    """A bar a line, one part an outcome, on one scale; None where there is nothing to draw."""
    most = max((one.total for one in lines), default=0)
    if not most:
        return None
    parts = [part for at, one in enumerate(lines[:20]) for part in _stack(one, at, most, lang)]
    return drawing(parts, ROW * min(len(lines), 20), WIDTH)


def _stack(one: Outcomes, at: int, most: int, lang: str) -> Iterator[str]:
    y, x = at * ROW, float(LABEL)
    yield text((0, y + 19), shortened(one.name, 11 if lang == "ja" else 22), size=13)
    yield rect((LABEL, y + 5), (WIDTH - LABEL - 40, 20), PAPER)
    for outcome, count in zip(OUTCOMES, one.counts, strict=True):
        width = (WIDTH - LABEL - 40) * count / most
        if count:
            yield rect((x, y + 5), (width, 20), _FILL[outcome])
        x += width
    yield text((WIDTH, y + 20), str(one.total), anchor="end", size=13)


def counted(lines: Sequence[tuple[str, int]], lang: str) -> Markup | None:
    """A bar a line with its number."""
    most = max((count for _, count in lines), default=0)
    if not most:
        return None
    parts = []
    for at, (name, count) in enumerate(lines):
        y, share = at * ROW, Decimal(count) / most
        parts.append(text((0, y + 19), shortened(name, 11 if lang == "ja" else 22), size=13))
        parts.append(rect((LABEL, y + 5), (float(share) * (WIDTH - LABEL - 40), 20), OPEN))
        parts.append(text((WIDTH, y + 20), str(count), anchor="end", size=13))
    return drawing(parts, ROW * len(lines), WIDTH)

"""`/sources`: what the rules rest on, the places in each source, and the clauses that cite each place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.coverage import RULE_BEARING, STATUSES
from engine.coverage.statuses import SPEAKING
from service.pages.author.citing import link_of, point
from service.pages.author.keeping import clauses_of
from service.pages.author.paging import part_of
from service.pages.faults import NOT_FOUND, PageFaultError
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.compiler.shared import Source

router: APIRouter = page_router("rulesets:read")
POINTS_A_PAGE = 60


@router.get("/sources")
def sources(request: Request) -> Response:
    """All sources: documents with what became of their points, then pages."""
    catalogue = catalogue_of(request)
    known = sorted(catalogue.cited().sources.values(), key=lambda source: source.id)
    pointed = {entry.source for entry in catalogue.cited().entries.values()}
    return page(
        request,
        "author/sources.html",
        statuses=list(STATUSES.values()),
        documents=[_counted(catalogue, source) for source in known if source.id in pointed],
        others=[source for source in known if source.id not in pointed],
    )


@router.get("/sources/{source}")
def source(request: Request, source: str) -> Response:
    """The places of one source that are cited, or that have a status."""
    catalogue, lang = catalogue_of(request), language_of(request)
    found = _source(catalogue, source)
    references = [reference for reference, one in catalogue.cited().passages.items() if one.source == source]
    part = part_of(request, references, POINTS_A_PAGE)
    clauses = clauses_of(catalogue)
    points = [(point(catalogue, one, lang, ()), len(clauses.get(one, ()))) for one in part.shown]
    return page(request, "author/source.html", source=found, points=points, number=part.number, last=part.last)


@router.get("/sources/{source}/{passage}")
def passage(request: Request, source: str, passage: str) -> Response:
    """One place: what it is about in our words, and the clauses that cite it."""
    catalogue, lang = catalogue_of(request), language_of(request)
    found, reference = _source(catalogue, source), f"{source}#{passage}"
    if reference not in catalogue.cited().passages:
        raise PageFaultError(404, NOT_FOUND)
    links = tuple(dict.fromkeys(link_of(clause) for clause in clauses_of(catalogue).get(reference, ())))
    return page(
        request,
        "author/passage.html",
        source=found,
        id=passage,
        point=point(catalogue, reference, lang, links),
        entry=catalogue.cited().entries.get(reference),
    )


def _source(catalogue: Catalogue, name: str) -> Source:
    """The source of that id. Raises PageFaultError."""
    found = catalogue.cited().sources.get(name)
    if found is None:
        raise PageFaultError(404, NOT_FOUND)
    return found


def _counted(catalogue: Catalogue, source: Source) -> tuple[Source, int, list[int], str]:
    """A document, how many points it has, how many of each status, and how many that bear a rule are in effect."""
    entries = {key: one for key, one in catalogue.cited().entries.items() if one.source == source.id}
    by_status = Counter(one.status for one in entries.values())
    bearing = [key for key, one in entries.items() if one.status in RULE_BEARING]
    clauses = clauses_of(catalogue)
    done = sum(any(clause.kind not in SPEAKING for clause in clauses.get(key, ())) for key in bearing)
    return source, len(entries), [by_status.get(name, 0) for name in STATUSES], f"{done}/{len(bearing)}"

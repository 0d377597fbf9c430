"""`/officer/determinations`: the log with its filters in the address, and a determination by other rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Text
from engine.explanation.figures import day
from engine.records import dataclass
from service.access.permission import principal
from service.checks.inquiry import read_day
from service.clock import JAPAN, today
from service.determinations.log import Otherwise, compare, is_whole
from service.interview.answers import plain_day
from service.pages.countries import countries_of
from service.pages.forms import in_prose
from service.pages.moments import clock_time
from service.pages.officer.comparing import Compared, compared_rows
from service.pages.officer.proposal import determination_in
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.store import CursorError, Filter, Page, StoredDetermination
from service.store.moments import read as moment
from service.web.addresses import next_address
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

router: APIRouter = page_router("determinations:list")
OUTCOMES = ("eligible", "ineligible", "undetermined")
LINES = 25
LONGEST = 200


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the log. `outcomes`: title and outcome of each rule set that was determined."""

    id: str
    recorded: str
    by: str
    as_of: str
    country: str
    outcomes: tuple[tuple[str, str], ...]


@router.get("/officer/determinations")
def log(request: Request) -> Response:
    """The newest first; every filter stands in the address, and so does the page."""
    lang, catalogue = language_of(request), catalogue_of(request)
    asked, faults = filter_of(request.query_params, lang)
    found: Page[StoredDetermination] = Page((), None)
    if not faults:
        try:
            found = store_of(request).determinations.page(asked, request.query_params.get("cursor") or None, LINES)
        except CursorError as error:
            faults = [("", in_prose(error.fault.message, lang))]
    return page(
        request,
        "officer/log.html",
        status=422 if faults else 200,
        lines=[line(one, catalogue, lang) for one in found.items],
        next=None if found.next is None else next_address(request, found.next),
        paged="cursor" in request.query_params,
        asked=dict(request.query_params),
        choices=choices_of(catalogue, lang),
        faults=faults,
        errors=dict(faults),
    )


def line(stored: StoredDetermination, catalogue: Catalogue, lang: str) -> LineShown:
    """A stored determination as a line."""
    by_code = catalogue.territories().by_code
    country = stored.country or ""
    return LineShown(
        stored.entry.id,
        clock_time(stored.entry.recorded_at, lang),
        stored.entry.caller,
        day(stored.as_of, lang),
        by_code[country].name.in_(lang) if country in by_code else country,
        tuple((title_of(catalogue, one.ruleset).in_(lang), one.outcome) for one in stored.outcomes),
    )


def choices_of(catalogue: Catalogue, lang: str) -> dict[str, Sequence[Any]]:
    """What can be chosen in the fields of the filters."""
    return {
        "rulesets": [(one, title_of(catalogue, one).in_(lang)) for one in catalogue.ids()],
        "countries": countries_of(catalogue, today(), lang),
    }


def title_of(catalogue: Catalogue, ruleset: str) -> Text:
    """What a rule set is called; by its id where it is not loaded."""
    plan = catalogue.plan(ruleset)[0] if ruleset in catalogue.ids() else None
    return plan.title if plan is not None else Text(ruleset, ruleset)


def filter_of(typed: Mapping[str, str], lang: str) -> tuple[Filter, list[tuple[str, str]]]:
    """What an address or a form asks for, and what of it cannot be."""
    faults: list[tuple[str, str]] = []
    days: dict[str, date | None] = {}
    for name in ("since", "until"):
        days[name], wrong = typed_day(typed.get(name, ""), lang)
        faults += [(name, wrong)] if wrong else []
    words = {
        name: text
        for name in ("ruleset", "programme", "outcome", "country", "caller")
        if (text := typed.get(name, "").strip()[:LONGEST])
    }
    return Filter(**words, **days), faults  # type: ignore[arg-type]  # names are those of the filter


def typed_day(typed: str, lang: str) -> tuple[date | None, str | None]:
    """A day as it was typed into a field, None where it is empty; or what is wrong with it."""
    if not typed.strip():
        return None, None
    found, faults = read_day(plain_day(typed), "/day", default=None)
    return found, in_prose(faults[0].message, lang) if faults else None


# --- two versions ----------------------------------------------------------------------------------------------------


@router.get("/officer/determinations/{determination}/compare")
def beside(request: Request, determination: str) -> Response:
    """The same facts by other rules: another day, what was known by another, what was published, what was judged."""
    lang, query = language_of(request), request.query_params
    stored, receipt = determination_in(request, determination)
    faults: list[tuple[str, str]] = []
    days: dict[str, date | None] = {}
    for name in ("as_of", "known_on"):
        days[name], wrong = typed_day(query.get(name, ""), lang)
        faults += [(name, wrong)] if wrong else []
    published = _published(request)
    found: Compared | None = None
    if not faults and is_whole(receipt):
        rules = request.app.state.rules.at(query["rules"]) if query.get("rules") in dict(published) else None
        judged = store_of(request).judgements.of(f"determinations/{determination}") if _judged(request) else ()
        otherwise = Otherwise(days["as_of"], days["known_on"], judged)
        found = compared_rows(receipt, compare(receipt, rules or catalogue_of(request), otherwise), lang)
    return page(
        request,
        "officer/compare.html",
        status=422 if faults else 200,
        line=line(stored, catalogue_of(request), lang),
        found=found,
        whole=is_whole(receipt),
        published=published,
        asked=dict(query),
        faults=faults,
        errors=dict(faults),
    )


def _judged(request: Request) -> bool:
    return "judged" in request.query_params and principal(request).may("judgements:read")


def _published(request: Request) -> Sequence[tuple[str, str]]:
    """The rules that were published, newest first, as pairs of digest and words."""
    lang = language_of(request)
    found = store_of(request).publications.page(limit=50).items
    told = {
        one.subject: f"{day(moment(one.entry.recorded_at).astimezone(JAPAN).date(), lang)} · {one.subject[7:19]}"
        for one in found
    }
    return tuple(told.items())

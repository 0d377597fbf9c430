"""`/api/v1/determinations`: answers that are kept, shown again, compared, replayed and verified.

All of these run in threads, since they speak to the database; `POST /api/v1/checks` stores nothing and does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from engine.receipt import Verdict, replay
from engine.text import quoted
from service.access.permission import caller_of, permit, requires
from service.api.answering import inquired, refused
from service.api.documentation import CHECK, created_as, in_forms, listed, problems, stored_problems, told
from service.api.paging import page_response
from service.api.query import CURSOR, LANG, LIMIT, choice, day, declared, read_query, text
from service.api.representation import FOR_GOOD, FORMS, asked_form, prose, unkept, unless_known
from service.api.request_body import JsonBody
from service.api.storing import KEY, created, stored_once
from service.checks.explanations import Rendering, background, rendered
from service.checks.inquiry import answer
from service.determinations.log import Otherwise, compare, comparison_json, is_whole, keep, kept_json, line_json, tag_of
from service.determinations.receipts import read_again
from service.determinations.replays import replay_json, verification_json, verified
from service.json_body import encoded
from service.store import Claim, Filter, Record, StoredDetermination
from service.version import VERSION
from service.web.language import asked_language
from service.web.problems import (
    CANNOT_BE_DETERMINED_AGAIN,
    DOES_NOT_LOAD,
    NOTHING_STORED,
    REFUSED_PARAMETERS,
    ProblemError,
)
from service.web.state import catalogue_for, catalogue_of, settings_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

router = APIRouter(prefix="/api/v1", tags=["determinations"])
OUTCOMES = ("eligible", "ineligible", "undetermined")
FORM = choice("format", "how it is shown; before Accept", tuple(Rendering))
FILTERS = (
    text("ruleset", "the id of a rule set that was determined"),
    text("programme", "the first part of the id of a rule set that was determined"),
    choice("outcome", "the outcome of that rule set, or of any", OUTCOMES),
    text("country", "the host country, as ISO 3166-1 alpha-2"),
    text("caller", "who stored it"),
    day("since", "stored on that day (in Tokyo) or later"),
    day("until", "stored on that day (in Tokyo) or earlier"),
)
AS_OF = day("as_of", "the day whose rules are asked; left out: that of the determination")
KNOWN_ON = day("known_on", "leave out what was published after that day; left out: that of the determination")
RULES = text("rules", "the digest of a bundle of rules that was published; left out: the rules in force")
JUDGED = choice("judged", "whether what officers judged of it since counts", ("true", "false"))
_ONE = stored_problems(NOTHING_STORED, REFUSED_PARAMETERS)
_AGAIN = _ONE | problems(CANNOT_BE_DETERMINED_AGAIN)


@router.post(
    "/determinations",
    operation_id="determine",
    dependencies=[requires("determinations:write")],
    summary="Check facts and keep the answer",
    status_code=201,
    responses=created_as("StoredDetermination", "Kept", DOES_NOT_LOAD),
    openapi_extra=CHECK | {"parameters": [KEY]},
)
def determine(request: Request, content: JsonBody) -> Response:
    """What `POST /api/v1/checks` answers, kept for good as a receipt that can be verified and determined again.

    Send an Idempotency-Key, and the request can be repeated until an answer arrives.
    """
    catalogue, store = catalogue_of(request), store_of(request)

    def work(claim: Claim | None) -> str:
        inquiry, _ = inquired(content, settings_of(request), catalogue)
        given = answer(inquiry, catalogue)
        caller, key = caller_of(request), request.app.state.signing_key
        return keep(store, inquiry, given, catalogue, caller, claim=claim, key=key).entry.id

    done = stored_once(request, store, content, work)
    stored, receipt = _found(request, done.reference)
    return created(f"/api/v1/determinations/{done.reference}", kept_json(stored, receipt), done, tag_of(stored))


@router.get(
    "/determinations",
    operation_id="list_determinations",
    dependencies=[requires("determinations:list")],
    summary="The log of determinations",
    responses=listed("Determinations", "A page of the log, newest first"),
    openapi_extra=declared(*FILTERS, CURSOR, LIMIT),
)
def list_determinations(request: Request) -> Response:
    """Newest first. Rule set and outcome are those of one determination together; all filters must hold.

    The link to the next page (`next`, and the header Link) keeps the filters.
    """
    asked = read_query(request, *FILTERS, CURSOR, LIMIT)
    names = {one.name for one in FILTERS}
    wanted = Filter(**{name: value for name, value in asked.items() if name in names})
    page = store_of(request).determinations.page(wanted, asked.get("cursor"), asked.get("limit", 50))
    return page_response(request, "determinations", page, line_json)


@router.get(
    "/determinations/{determination}/explanation",
    operation_id="explain_determination",
    dependencies=[requires("determinations:read")],
    summary="Why a determination is what it is",
    responses=in_forms("Explanation", "The explanation, in the form asked for") | _AGAIN,
    openapi_extra=declared(FORM, LANG),
)
def explain_determination(request: Request, determination: str) -> Response:
    """Reasons with figures and passages, on what evidence, until when: as JSON in both languages, or as text,
    Markdown or HTML in one. Only where the rules that are kept still give this answer, and all facts are there.
    """
    form = asked_form(request, read_query(request, FORM).get("format"), FORMS)
    _, receipt = _found(request, determination)
    return _explained(request, receipt, form)


@router.get(
    "/determinations/{determination}/compare",
    operation_id="compare_determination",
    dependencies=[requires("determinations:read")],
    summary="The same facts by another day's rules",
    responses=told("Comparison", "What differs, field by field") | _AGAIN,
    openapi_extra=declared(AS_OF, KNOWN_ON, RULES, JUDGED),
)
def compare_determination(request: Request, determination: str) -> Response:
    """The facts of a stored determination by the rules in force now or by others that were published, as of the days
    asked for, and with what officers judged of it since: what differs, field by field."""
    asked = read_query(request, AS_OF, KNOWN_ON, RULES, JUDGED)
    _, receipt = _found(request, determination)
    if not is_whole(receipt):
        raise ProblemError(CANNOT_BE_DETERMINED_AGAIN)
    catalogue = catalogue_of(request) if "rules" not in asked else _published(request, asked["rules"])
    judged: tuple[Record, ...] = ()
    if asked.get("judged") == "true":
        permit(request, "judgements:read")
        judged = store_of(request).judgements.of(f"determinations/{determination}")
    compared = compare(receipt, catalogue, Otherwise(asked.get("as_of"), asked.get("known_on"), judged))
    return unkept(comparison_json(receipt, compared, catalogue))


@router.get(
    "/determinations/{determination}/replay",
    operation_id="replay_determination",
    dependencies=[requires("determinations:read")],
    summary="Determine it again",
    responses=told("Replay", "Identical, or what differs") | _ONE,
)
def replay_determination(request: Request, determination: str) -> Response:
    """The same facts by the same days and the very rules, where they are kept (else those in force): identical, or what
    differs and why."""
    read_query(request)
    _, receipt = _found(request, determination)
    return unkept(replay_json(replay(receipt, catalogue_for(request, receipt), VERSION)))


@router.get(
    "/determinations/{determination}/verify",
    operation_id="verify_determination",
    dependencies=[requires("determinations:read")],
    summary="Whether it is as it was stored",
    responses=told("Verification", "What holds") | _ONE,
)
def verify_determination(request: Request, determination: str) -> Response:
    """Its hash, its signature where it has one, and which facts have been taken out. Needs no rules."""
    read_query(request)
    _, receipt = _found(request, determination)
    return unkept(verification_json(receipt, verified(receipt)))


@router.get(
    "/determinations/{determination}.html", include_in_schema=False, dependencies=[requires("determinations:read")]
)
def get_determination_page(request: Request, determination: str) -> Response:
    """The explanation as a page: what `?format=html` gives."""
    read_query(request)
    _, receipt = _found(request, determination)
    return _explained(request, receipt, Rendering.HTML)


@router.get(
    "/determinations/{determination}.pdf", include_in_schema=False, dependencies=[requires("determinations:read")]
)
def get_determination_report(request: Request, determination: str) -> Response:
    """The report on paper: reasons, caps, facts and sources, with the receipt attached. The application hands over who
    lays it out, since that is the pages' work."""
    read_query(request)
    stored, receipt = _found(request, determination)
    report: Response = request.app.state.on_paper(request, stored, receipt, asked_language(request))
    return report


@router.get(
    "/determinations/{determination}",
    operation_id="get_determination",
    dependencies=[requires("determinations:read")],
    summary="A determination that was kept",
    responses=in_forms("StoredDetermination", "The receipt, or its explanation", tagged=True) | _AGAIN,
    openapi_extra=declared(FORM, LANG),
)
def get_determination(request: Request, determination: str) -> Response:
    """The receipt as it is kept; asked for as text, Markdown or HTML, its explanation.

    It never changes, unless facts are taken out of it: then so does its tag.
    """
    form = asked_form(request, read_query(request, FORM).get("format"), FORMS)
    stored, receipt = _found(request, determination)
    if form is not Rendering.JSON:
        return _explained(request, receipt, form)
    response = unless_known(request, encoded(kept_json(stored, receipt)), tag_of(stored), cache=FOR_GOOD)
    response.headers["Vary"] = "Accept"
    return response


def _published(request: Request, digest: str) -> Catalogue:
    found: Catalogue | None = request.app.state.rules.at(digest)
    if found is None:
        message = Text(f"no rules {quoted(digest)} are kept", f"規則 {quoted(digest)} は保存されていません")
        mend = Text("/api/v1/publications lists them", "/api/v1/publications に一覧があります")
        raise ProblemError(REFUSED_PARAMETERS, [Diagnostic("unknown-rules", message, mend, pointer="/rules")])
    return found


def _found(request: Request, id_: str) -> tuple[StoredDetermination, dict[str, Any]]:
    found = store_of(request).determinations.get(id_)
    if found is None:
        raise ProblemError(NOTHING_STORED)
    return found


def _explained(request: Request, receipt: dict[str, Any], form: Rendering) -> Response:
    catalogue, lang = catalogue_for(request, receipt), asked_language(request)
    again = replay(receipt, catalogue, VERSION)
    if again.verdict in {Verdict.PARTIAL, Verdict.REFUSED} or again.differences:
        raise ProblemError(CANNOT_BE_DETERMINED_AGAIN, again.refused)
    inquiry, faults = read_again(receipt, catalogue)
    if inquiry is None:
        raise refused(faults)
    given = answer(inquiry, catalogue)
    return prose(request, rendered(given, catalogue, background(inquiry, given, catalogue), form, lang), form)

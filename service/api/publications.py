"""`/api/v1/publications`: rules that are put in force while the service runs, by whom and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from service.access.permission import caller_of, principal, requires
from service.api.documentation import created_as, listed, reference, stored_problems
from service.api.idempotency import Done
from service.api.paging import record_page
from service.api.query import CURSOR, LIMIT, declared, read_query, text
from service.api.representation import unkept
from service.api.request_body import read_bytes
from service.api.storing import KEY, created, stored_once
from service.publications.inspection import inspect_apart
from service.publications.publishing import Wish, publication_json, publish, publish_again
from service.store import Claim, Record
from service.web.problems import NOTHING_STORED, REFUSED, ProblemError
from service.web.state import settings_of, store_of

router = APIRouter(prefix="/api/v1", tags=["publications"])
TAR = "application/x-tar"
WHY = text("why", "why these rules are published; kept with them")
_BUNDLE = {"requestBody": {"required": True, "content": {TAR: {"schema": {"type": "string", "format": "binary"}}}}}


async def _bundle_body(request: Request) -> bytes:
    settings = settings_of(request)
    return await read_bytes(request, settings.model_copy(update={"largest_body": settings.largest_bundle}), (TAR,))


BundleBody = Annotated[bytes, Depends(_bundle_body)]


@router.post(
    "/publications",
    operation_id="publish_rules",
    dependencies=[requires("rules:publish")],
    summary="Publish rules",
    status_code=201,
    responses=created_as("Publication", "Published"),
    openapi_extra=_BUNDLE | {"parameters": [*declared(WHY)["parameters"], KEY]},
)
def publish_rules(request: Request, content: BundleBody) -> Response:
    """Puts the rules of a bundle in force, on all processes within seconds; or refuses it whole, with every fault.

    A bundle is made by `hantei bundle --key`, and must be signed by a key that this service was told of. It is linted,
    and the worked examples of every rule set that is new or changed must hold.
    """
    asked, store = read_query(request, WHY), store_of(request)
    wish = _wish(request, asked)

    def work(claim: Claim | None) -> str:
        record, faults = publish(content, replace(wish, claim=claim), store, settings_of(request), inspect_apart)
        if record is None:
            raise ProblemError(REFUSED, faults)
        return record.entry.id

    done = stored_once(request, store, content, work)
    return _published(request, done)


@router.post(
    "/publications/{publication}/again",
    operation_id="publish_rules_again",
    dependencies=[requires("rules:publish")],
    summary="Put earlier rules in force again",
    status_code=201,
    responses=created_as("Publication", "Published", NOTHING_STORED),
    openapi_extra={"parameters": [*declared(WHY)["parameters"], KEY]},
)
def publish_rules_again(request: Request, publication: str) -> Response:
    """Takes a publication back by publishing the one before once more: nothing is taken out of the history."""
    asked, store = read_query(request, WHY), store_of(request)
    wish, before = _wish(request, asked), _found(request, publication)

    def work(claim: Claim | None) -> str:
        record, faults = publish_again(before.subject, replace(wish, claim=claim), store)
        if record is None:
            raise ProblemError(REFUSED, faults)
        return record.entry.id

    done = stored_once(request, store, b"", work)
    return _published(request, done)


@router.get(
    "/publications",
    operation_id="list_publications",
    dependencies=[requires("publications:read")],
    summary="What was published",
    responses=listed("Publications", "A page of the history, newest first"),
    openapi_extra=declared(CURSOR, LIMIT),
)
def list_publications(request: Request) -> Response:
    """Newest first. Those of `origin` `folder` were not published: they are kept because this service answered by them
    before anything was."""
    return record_page(request, "publications", store_of(request).publications, publication_json)


@router.get(
    "/publications/{publication}/bundle",
    operation_id="get_bundle",
    dependencies=[requires("publications:read")],
    summary="The rules of a publication",
    responses={
        200: {"description": "A tar", "content": {TAR: {"schema": {"type": "string", "format": "binary"}}}},
        **stored_problems(NOTHING_STORED),
    },
)
def get_bundle(request: Request, publication: str) -> Response:
    """The bundle as it was sent, with its signature."""
    read_query(request)
    content = store_of(request).publications.bundle(_found(request, publication).subject)
    if content is None:
        raise ProblemError(NOTHING_STORED)
    return Response(content, media_type=TAR, headers={"Cache-Control": "private, no-store"})


@router.get(
    "/publications/{publication}",
    operation_id="get_publication",
    dependencies=[requires("publications:read")],
    summary="A publication",
    responses={
        200: {"description": "The publication", "content": {"application/json": {"schema": reference("Publication")}}},
        **stored_problems(NOTHING_STORED),
    },
)
def get_publication(request: Request, publication: str) -> Response:
    """Who published which rule sets, when and why."""
    read_query(request)
    return unkept(publication_json(_found(request, publication)), private=True)


def _published(request: Request, done: Done) -> Response:
    """The publication; the process that took it answers by it at once, the others within seconds."""
    request.app.state.rules.refresh()
    record = _found(request, done.reference)
    return created(f"/api/v1/publications/{done.reference}", publication_json(record), done)


def _wish(request: Request, asked: dict[str, Any]) -> Wish:
    who = principal(request)
    return Wish(who.name or who.id, asked.get("why", ""), caller_of(request), must_be_signed=True)


def _found(request: Request, id_: str) -> Record:
    found = store_of(request).publications.get(id_)
    if found is None:
        raise ProblemError(NOTHING_STORED)
    return found

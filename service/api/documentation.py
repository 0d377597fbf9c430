"""Pieces of openapi.json that routes declare: what they answer and which problems they may end with."""

from __future__ import annotations

from typing import Any

from service.access.problems import (
    CROSS_ORIGIN,
    KEY_NOT_VALID,
    NOT_PERMITTED,
    SIGN_IN_NEEDED,
    TAKES_TOO_LONG,
    TOO_MANY,
)
from service.web.problems import (
    CONFLICT,
    DOES_NOT_LOAD,
    IN_FLIGHT,
    INTERNAL,
    KEY_REUSED,
    MALFORMED,
    MEDIA_TYPE,
    NOT_JSON,
    REFUSED,
    REFUSED_PARAMETERS,
    STORE_FULL,
    STORE_UNAVAILABLE,
    TOO_LARGE,
    TOO_SLOW,
    ProblemType,
)

Responses = dict[int | str, dict[str, Any]]
EVERYWHERE = (KEY_NOT_VALID, SIGN_IN_NEEDED, NOT_PERMITTED, CROSS_ORIGIN, TOO_MANY, INTERNAL, TAKES_TOO_LONG)
JSON = "application/json"
BODY = (MALFORMED, TOO_SLOW, TOO_LARGE, NOT_JSON, REFUSED)
"""What may be wrong with any body."""
JUDGED = (*BODY, DOES_NOT_LOAD)
"""What may keep a request from being judged."""
STORING = (REFUSED_PARAMETERS, KEY_REUSED, IN_FLIGHT, CONFLICT, STORE_FULL)


def reference(name: str) -> dict[str, Any]:
    """A reference to a model of `service/api/shapes`."""
    return {"$ref": f"#/components/schemas/{name}"}


def ok(model: str | None, description: str, media_type: str = "application/json") -> Responses:
    """A 200 with a body of that model (None: any object), and 304 for a caller that has it already."""
    schema = reference(model) if model else {"type": "object"}
    tag = {"ETag": {"description": "changes when the answer can change", "schema": {"type": "string"}}}
    return {
        200: {"description": description, "headers": tag, "content": {media_type: {"schema": schema}}},
        304: {"description": "The caller has it already (If-None-Match)"},
        **problems(),
    }


def problems(*kinds: ProblemType) -> Responses:
    """A response for each status, all of one shape; besides those named, what may happen everywhere."""
    content = {MEDIA_TYPE: {"schema": reference("Problem")}}
    by_status: dict[int | str, list[str]] = {}
    for kind in (*kinds, *EVERYWHERE):
        by_status.setdefault(kind.status, []).append(_described(kind))
    return {status: {"description": "; ".join(said), "content": content} for status, said in by_status.items()}


def stored_problems(*kinds: ProblemType) -> Responses:
    """The same for a route that speaks to the database."""
    return problems(*kinds, STORE_UNAVAILABLE)


def listed(model: str, description: str) -> Responses:
    """A page of a list that is stored."""
    link = {"Link": {"description": "the address of the next page (`rel=next`)", "schema": {"type": "string"}}}
    return {
        200: {"description": description, "headers": link, "content": {JSON: {"schema": reference(model)}}},
        **stored_problems(REFUSED_PARAMETERS),
    }


def created_as(model: str, description: str, *more: ProblemType) -> Responses:
    """A 201 for what a body asked to be stored, once."""
    headers = {
        "Location": {"description": "where it can be read", "schema": {"type": "string"}},
        "Idempotency-Replayed": {"description": "`true` where it was stored before", "schema": {"type": "string"}},
    }
    return {
        201: {"description": description, "headers": headers, "content": {JSON: {"schema": reference(model)}}},
        **stored_problems(*BODY, *STORING, *more),
    }


def in_forms(model: str, description: str, *, tagged: bool = False) -> Responses:
    """A 200 as JSON of that model, or as prose."""
    content = {JSON: {"schema": reference(model)}}
    content |= {f"text/{form}": {"schema": {"type": "string"}} for form in ("html", "markdown", "plain")}
    if not tagged:
        return {200: {"description": description, "content": content}}
    response = ok(model, description)
    return {**response, 200: response[200] | {"content": content}}


def told(model: str, description: str) -> Responses:
    """A 200 for what is computed anew each time."""
    return {200: {"description": description, "content": {JSON: {"schema": reference(model)}}}}


def _described(kind: ProblemType) -> str:
    return f"{kind.title.en} ([/problems/{kind.name}](/problems/{kind.name}))"


def with_csv(model: str, description: str) -> Responses:
    """A 200 as JSON of that model, or as CSV; 304 for a caller that has it already."""
    response = ok(model, description)
    content = {JSON: {"schema": reference(model)}, "text/csv": {"schema": {"type": "string"}}}
    return {**response, 200: response[200] | {"content": content}}


def form(model: str) -> dict[str, Any]:
    """A body of that model (`openapi_extra`)."""
    return {"requestBody": {"required": True, "content": {JSON: {"schema": reference(model)}}}}


CHECK = form("CheckRequest")
CHECKED: Responses = {
    200: {
        "description": "Judged",
        "content": {"application/json": {"schema": {"anyOf": [reference("Answer"), reference("ShortAnswer")]}}},
    },
}

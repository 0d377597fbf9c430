"""`/api/v1/keys`: the keys of programs. One is shown when it is made, and never again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.keys import scopes_of
from service.access.new_keys import key_json, new_key_faults, no_such_key
from service.access.permission import caller_of, requires
from service.api.documentation import BODY, JSON, form, reference, stored_problems
from service.api.forms import Key, read_form
from service.api.query import read_query
from service.api.request_body import JsonBody, wrong_type
from service.clock import now
from service.json_body import encoded
from service.web.problems import NOTHING_STORED, REFUSED, ProblemError
from service.web.state import settings_of, store_of

router = APIRouter(prefix="/api/v1", tags=["keys"])
NEW = {"name": Key(), "role": Key(longest=20), "scopes": Key("any", needed=False), "days": Key("any")}
_UNKEPT = {"Cache-Control": "no-store"}


@router.post(
    "/keys",
    operation_id="make_key",
    dependencies=[requires("keys:manage")],
    summary="Make an API key",
    status_code=201,
    responses={
        201: {"description": "Made", "content": {JSON: {"schema": reference("MadeApiKey")}}},
        **stored_problems(*BODY),
    },
    openapi_extra=form("NewApiKey"),
)
def make_key(request: Request, content: JsonBody) -> Response:
    """The answer shows the key, this once: only its hash is stored. Sent twice, two keys are made."""
    read_query(request)
    body = read_form(content, NEW, settings_of(request))
    role, scopes, days = body["role"], _scopes(body), _days(body["days"])
    faults = new_key_faults(body["name"], role, scopes, days)
    if faults:
        raise ProblemError(REFUSED, faults)
    until = now() + timedelta(days=int(days))
    keys = store_of(request).keys
    key, shown = keys.create(body["name"], role, scopes_of(role, scopes)[0], caller_of(request), until)
    return Response(encoded({**key_json(key), "key": shown}), 201, _UNKEPT, JSON)


@router.get(
    "/keys",
    operation_id="list_keys",
    dependencies=[requires("keys:manage")],
    summary="List the API keys",
    responses={
        200: {"description": "Every key that was made", "content": {JSON: {"schema": reference("ApiKeys")}}},
        **stored_problems(),
    },
)
def list_keys(request: Request) -> Response:
    """Oldest first, those that ended too; of none what its holder sends."""
    keys = store_of(request).keys.all()
    return Response(encoded({"keys": [key_json(key) for key in keys]}), 200, _UNKEPT, JSON)


@router.post(
    "/keys/{key}/revoke",
    operation_id="revoke_key",
    dependencies=[requires("keys:manage")],
    summary="End an API key",
    responses={
        200: {"description": "Ended", "content": {JSON: {"schema": reference("ApiKey")}}},
        **stored_problems(NOTHING_STORED),
    },
)
def revoke_key(request: Request, key: str) -> Response:
    """At once, on all hosts, and for good. It stays in the list."""
    keys = store_of(request).keys
    if not (key.isascii() and key.isalnum() and len(key) <= 64 and keys.revoke(key, caller_of(request))):
        raise ProblemError(NOTHING_STORED, [no_such_key(key[:64])])
    ended = next(one for one in keys.all() if one.id == key)
    return Response(encoded(key_json(ended)), 200, _UNKEPT, JSON)


def _scopes(body: Mapping[str, Any]) -> tuple[str, ...]:
    listed = body.get("scopes", [])
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ProblemError(REFUSED, [wrong_type("/scopes", "an array of texts", "文字列の配列", listed)])
    return tuple(listed)


def _days(value: Any) -> str:
    if not isinstance(value, Decimal):
        raise ProblemError(REFUSED, [wrong_type("/days", "a whole number", "整数", value)])
    return f"{value:f}" if value == value.to_integral_value() and abs(value) < 100_000 else str(value)

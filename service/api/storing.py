"""What routes that store have in common: bodies that are stored once, and where to find what was stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from service.access.permission import principal
from service.api.idempotency import Done, KeyInFlightError, KeyReusedError, Sent, fingerprint, key_among_strangers, once
from service.json_body import encoded
from service.store import Claim, Store
from service.store.idempotency import LONGEST
from service.web.problems import IN_FLIGHT, KEY_REUSED, REFUSED_PARAMETERS, ProblemError
from service.web.state import settings_of

HEADER = "Idempotency-Key"
KEY: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "sent twice with the same body, the request is stored once and answered twice; kept for 24 hours, "
    "for each caller apart (without a key or sign-in: for each address)",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
}


def stored_once(request: Request, store: Store, content: bytes, work: Callable[[Claim | None], str]) -> Done:
    """Does the work unless the same request did it before. Raises ProblemError for a key that cannot be used."""
    key = request.headers.get(HEADER)
    if key is not None and not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise ProblemError(REFUSED_PARAMETERS, [_no_key()])
    try:
        return once(store, _sent(request, key, content), work)
    except KeyReusedError as error:
        raise ProblemError(KEY_REUSED, [error.fault]) from None
    except KeyInFlightError as error:
        raise ProblemError(IN_FLIGHT, headers={"Retry-After": str(error.seconds)}) from None


def _sent(request: Request, key: str | None, content: bytes) -> Sent:
    where = f"{request.method} {request.url.path}?{request.url.query}".encode()
    who = principal(request)
    if key is not None and not who.is_known:
        key = key_among_strangers(request.state.address, key)
    held = timedelta(seconds=settings_of(request).request_seconds)
    return Sent(who.id, key, fingerprint(where, content), held)


def created(address: str, body: dict[str, Any], done: Done, tag: str | None = None) -> Response:
    """201 with the address; `Idempotency-Replayed` where it had been stored before."""
    headers = {"Location": address, "Cache-Control": "private, no-store"}
    if tag is not None:
        headers["ETag"] = f'"{tag}"'
    if done.again:
        headers["Idempotency-Replayed"] = "true"
    return Response(encoded(body), 201, headers, "application/json")


def _no_key() -> Diagnostic:
    return Diagnostic(
        "idempotency-key-wrong",
        Text(
            f"the idempotency key is empty, too long, or has characters beyond ASCII (at most {LONGEST})",
            f"冪等キーが空か、{LONGEST} 文字を超えるか、ASCII 以外の文字を含んでいます",
        ),
        Text("send a UUID, for instance", "例えば UUID を送ってください"),
        pointer=f"/{HEADER}",
    )

"""Receipts that callers keep themselves: determined again, and verified; nothing is stored."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from engine.receipt import read_receipt, replay, seal
from engine.receipt.faults import altered
from engine.source import Limits, read_json
from service.access.permission import requires
from service.api.documentation import BODY, form, problems, told
from service.api.query import Parameter, declared, read_query
from service.api.representation import unkept
from service.api.request_body import JsonBody
from service.determinations.replays import replay_json, verification_json, verified
from service.version import VERSION
from service.web.problems import MALFORMED, REFUSED, REFUSED_PARAMETERS, ProblemError
from service.web.state import catalogue_for, settings_of

router = APIRouter(prefix="/api/v1", tags=["receipts"])
_KEY = re.compile(r"^[0-9a-f]{64}$")
MOST_VALUES = 200_000


def _key(written: str, name: str) -> tuple[bytes | None, list[Diagnostic]]:
    if _KEY.fullmatch(written):
        return bytes.fromhex(written), []
    return None, [
        Diagnostic(
            "not-a-key",
            Text("the key has not 64 hexadecimal digits in lower case", "鍵が 16 進数の小文字 64 桁ではありません"),
            Text("give the public key as receipts name it", "判定書に記された形の公開鍵を指定してください"),
            pointer=f"/{name}",
        )
    ]


KEY = Parameter("key", "the public key that must have signed it", {"type": "string", "pattern": _KEY.pattern}, _key)


@router.post(
    "/replay",
    operation_id="replay",
    dependencies=[requires("checks:run")],
    summary="Determine a receipt again",
    responses=told("Replay", "Identical, or what differs") | problems(*BODY, REFUSED_PARAMETERS),
    openapi_extra=form("Receipt"),
)
def replay_receipt(request: Request, content: JsonBody) -> Response:
    """The same facts by the same days and the very rules, where they are kept (else those in force). A receipt that
    was altered is refused.
    """
    read_query(request)
    receipt = _receipt(request, content)
    if seal(receipt) != receipt["hash"]:
        raise ProblemError(REFUSED, [replace(altered(), pointer="/hash")])
    return unkept(replay_json(replay(receipt, catalogue_for(request, receipt), VERSION)))


@router.post(
    "/verify",
    operation_id="verify",
    dependencies=[requires("checks:run")],
    summary="Verify a receipt",
    responses=told("Verification", "What holds") | problems(*BODY, REFUSED_PARAMETERS),
    openapi_extra=form("Receipt") | declared(KEY),
)
def verify_receipt(request: Request, content: JsonBody) -> Response:
    """Its hash, its signature where it has one, and which facts have been taken out. Needs no rules."""
    wanted = read_query(request, KEY).get("key")
    receipt = _receipt(request, content)
    return unkept(verification_json(receipt, verified(receipt, wanted)))


def _receipt(request: Request, content: bytes) -> dict[str, Any]:
    document, faults = read_json(content, "body", Limits(settings_of(request).largest_body, MOST_VALUES))
    if document is None:
        raise ProblemError(MALFORMED, faults)
    receipt, found = (None, faults) if faults else read_receipt(document)
    if receipt is None:
        raise ProblemError(REFUSED, [replace(fault, place=None) for fault in found])
    return receipt

"""`POST /api/v1/lint`: a rule set's YAML in, everything that is wrong with it out."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from engine.text import quoted
from service.access.permission import requires
from service.api.documentation import BODY, form, problems, told
from service.api.forms import Key, read_form
from service.api.representation import unkept
from service.api.request_body import JSON, declared_kind, empty_body, read_bytes
from service.authoring.linting import BusyError, Upload, lint_upload
from service.web.problems import BUSY, MALFORMED, REFUSED, ProblemError
from service.web.state import catalogue_of, settings_of

router = APIRouter(prefix="/api/v1", tags=["rule sets"])
YAML = ("application/yaml", "application/x-yaml", "text/yaml")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
LINT = {
    "id": Key(needed=False, longest=200),
    "ruleset": Key(longest=5_000_000),
    "examples": Key(needed=False, longest=5_000_000),
}
_OPENAPI = form("LintRequest")
_OPENAPI["requestBody"]["content"][YAML[0]] = {"schema": {"type": "string", "description": "a rule set alone"}}


async def _body(request: Request) -> bytes:
    return await read_bytes(request, settings_of(request), (JSON, *YAML))


@router.post(
    "/lint",
    operation_id="lint",
    dependencies=[requires("rules:lint")],
    summary="Lint a rule set",
    responses=told("LintResult", "Its faults, and how its worked examples came out") | problems(*BODY, BUSY),
    openapi_extra=_OPENAPI,
)
def lint(request: Request, content: Annotated[bytes, Depends(_body)]) -> Response:
    """The rule set as YAML alone, or with its worked examples in JSON. It is read beside the rules in force, with
    their vocabulary, sources and registers; of what is found the lines are those of the YAML. Nothing is stored.
    """
    upload = _upload(request, content)
    try:
        found = lint_upload(catalogue_of(request).root, upload)
    except BusyError:
        raise ProblemError(BUSY) from None
    return unkept(found)


def _upload(request: Request, content: bytes) -> Upload:
    if declared_kind(request) == JSON:
        body = read_form(content, LINT, settings_of(request))
        if "id" in body and not _ID.fullmatch(body["id"]):
            raise ProblemError(REFUSED, [_no_id(body["id"])])
        return Upload(body["ruleset"], body.get("id"), body.get("examples"))
    if not content.strip():
        raise ProblemError(MALFORMED, [empty_body()])
    try:
        return Upload(content.decode())
    except UnicodeDecodeError:
        raise ProblemError(MALFORMED, [_no_text()]) from None


def _no_id(name: str) -> Diagnostic:
    return Diagnostic(
        "ruleset-id-wrong",
        Text(f"{quoted(name)} cannot be the id of a rule set", f"{quoted(name)} は規則集の id になりません"),
        Text(
            "write small letters, digits and hyphens, with slashes between folders",
            "小文字・数字・ハイフンを使い、フォルダーの間は / で区切ってください",
        ),
        pointer="/id",
    )


def _no_text() -> Diagnostic:
    return Diagnostic(
        "not-utf-8",
        Text("the body is not text in UTF-8", "本文が UTF-8 の文字列ではありません"),
        Text("save the file as UTF-8", "ファイルを UTF-8 で保存してください"),
        pointer="",
    )

"""The bodies of requests: bounded bytes, exact JSON, then the parts of a request with their pointers."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import ClientDisconnect, Request

from engine.diagnostics import Diagnostic, Text
from engine.facts import FactsDocument
from engine.source import Limits, escape, read_json
from engine.text import quoted
from service.checks.faults import MOST_FAULTS, did_you_mean
from service.checks.inquiry import Asked
from service.settings import Settings
from service.web.problems import MALFORMED, NOT_JSON, TOO_LARGE, TOO_SLOW, ProblemError
from service.web.state import settings_of

JSON = "application/json"
KEYS = ("rulesets", "facts", "as_of", "known_on", "readings", "evidence")
MOST_VALUES = 50_000


async def read_bytes(request: Request, settings: Settings, kinds: Collection[str] = (JSON,)) -> bytes:
    """The bytes of the body. Raises ProblemError: not declared as one of `kinds`, too large, too slow."""
    if declared_kind(request) not in kinds:
        raise ProblemError(NOT_JSON)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 15 or int(length) > settings.largest_body):
        raise ProblemError(TOO_LARGE)
    content = bytearray()
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for chunk in request.stream():
                content += chunk
                if len(content) > settings.largest_body:
                    raise ProblemError(TOO_LARGE)
    except (TimeoutError, ClientDisconnect):
        raise ProblemError(TOO_SLOW) from None
    return bytes(content)


def declared_kind(request: Request) -> str:
    """The media type that the body is declared as, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _json_body(request: Request) -> bytes:
    return await read_bytes(request, settings_of(request))


JsonBody = Annotated[bytes, Depends(_json_body)]
"""The bytes of a body of JSON, for routes that run in threads."""


def object_in(content: bytes, settings: Settings) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The JSON object in a body, and what is wrong inside it. Raises ProblemError where the body is none."""
    if not content.strip():
        raise ProblemError(MALFORMED, [empty_body()])
    document, faults = read_json(content, "body", Limits(settings.largest_body, MOST_VALUES))
    if document is None:
        raise ProblemError(MALFORMED, faults)
    if not isinstance(document.data, dict):
        raise ProblemError(MALFORMED, [wrong_type("", "an object", "オブジェクト", document.data)])
    return document.data, [replace(fault, place=None) for fault in faults]


def asked_in(body: Mapping[str, Any], settings: Settings, more: Sequence[str] = ()) -> tuple[Asked, list[Diagnostic]]:
    """The request in a body and what is wrong with its form. `more`: further keys that it may have."""
    documents = [FactsDocument(body["facts"], base="/facts")] if "facts" in body else []
    asked = Asked(
        rulesets=[one for one in _listed(body.get("rulesets"))[: settings.most_rulesets] if isinstance(one, str)],
        documents=documents,
        as_of=_text(body.get("as_of")),
        known_on=_text(body.get("known_on")),
        readings={name: side for name, side in _mapped(body.get("readings")).items() if isinstance(side, str)},
        evidence=_text(body.get("evidence")),
    )
    return asked, list(islice(_form_faults(body, settings, (*KEYS, *more)), MOST_FAULTS))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapped(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _form_faults(body: Mapping[str, Any], settings: Settings, keys: Sequence[str]) -> Iterator[Diagnostic]:
    """Keys that are unknown or missing, and values of the wrong kind."""
    for key in body:
        if key not in keys:
            yield unknown_key(key, keys)
    for key in ("rulesets", "facts"):
        if key not in body:
            yield missing_key(key)
    yield from _ruleset_faults(body.get("rulesets", []), settings, given="rulesets" in body)
    for key in ("as_of", "known_on"):
        if key in body and not isinstance(body[key], str):
            yield wrong_type(
                f"/{key}", 'a date such as `"2019-06-01"`', '`"2019-06-01"` のような日付の文字列', body[key]
            )
    if "evidence" in body and not isinstance(body["evidence"], str):
        yield wrong_type("/evidence", 'a text such as `"required"`', '`"required"` のような文字列', body["evidence"])
    if not isinstance(body.get("readings", {}), dict):
        yield wrong_type("/readings", "an object", "オブジェクト", body["readings"])
    for name, side in _mapped(body.get("readings")).items():
        if not isinstance(side, str):
            yield wrong_type(f"/readings/{escape(name)}", "the name of a side (a text)", "選択肢の名前（文字列）", side)


def _ruleset_faults(rulesets: Any, settings: Settings, *, given: bool) -> Iterator[Diagnostic]:
    if not isinstance(rulesets, list):
        yield wrong_type("/rulesets", "an array", "配列", rulesets)
    elif given and not rulesets:
        yield _fault(
            "/rulesets", "no-ruleset-named", Text("no rule set is named", "規則集が指定されていません"), _NAME_ONE
        )
    elif len(rulesets) > settings.most_rulesets:
        yield _too_many(len(rulesets), settings.most_rulesets)
    for at, ruleset in enumerate(_listed(rulesets)[: settings.most_rulesets]):
        if not isinstance(ruleset, str):
            yield wrong_type(f"/rulesets/{at}", "the id of a rule set (a text)", "規則集の id（文字列）", ruleset)


_NAME_ONE = Text("GET /api/v1/rulesets lists what there is", "GET /api/v1/rulesets に一覧があります")
_EXAMPLE = Text(
    'send `{"rulesets": ["jcm/model-projects"], "facts": {}}` and add the facts that are known',
    '`{"rulesets": ["jcm/model-projects"], "facts": {}}` に、わかっている事実を加えて送ってください',
)


def _fault(pointer: str, code: str, message: Text, mend: Text) -> Diagnostic:
    return Diagnostic(code, message, mend, pointer=pointer)


def empty_body() -> Diagnostic:
    return _fault("", "empty-body", Text("the body is empty", "本文が空です"), _EXAMPLE)


def _too_many(count: int, most: int) -> Diagnostic:
    message = Text(
        f"{count} rule sets are named, at most {most} can be", f"規則集が {count} 件指定されています（上限 {most} 件）"
    )
    return _fault("/rulesets", "too-many-rulesets", message, Text("ask in several requests", "要求を分けてください"))


def unknown_key(key: str, keys: Sequence[str]) -> Diagnostic:
    said = quoted(key)
    message = Text(f"{said} is not a key of a request", f"{said} という項目はありません")
    return _fault(f"/{escape(key)}", "unknown-key", message, did_you_mean(key, keys))


def missing_key(key: str) -> Diagnostic:
    said = quoted(key)
    return _fault("", "missing-key", Text(f"the key {said} is missing", f"項目 {said} がありません"), _EXAMPLE)


def wrong_type(pointer: str, en: str, ja: str, found: Any) -> Diagnostic:
    kind_en, kind_ja = _kind(found)
    message = Text(f"here {en} is wanted, not {kind_en}", f"ここには{ja}が必要です（{kind_ja}になっています）")
    return _fault(pointer, "wrong-type", message, _EXAMPLE)


def _kind(value: Any) -> tuple[str, str]:
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "true or false", "真偽値"
    if isinstance(value, str):
        return "a text", "文字列"
    if isinstance(value, list):
        return "an array", "配列"
    return ("an object", "オブジェクト") if isinstance(value, dict) else ("a number", "数値")

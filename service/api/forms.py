"""Small bodies that are stored: which keys they have, of what kind, and everything that is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass
from engine.text import quoted
from service.api.request_body import object_in, unknown_key, wrong_type
from service.checks.faults import MOST_FAULTS
from service.checks.inquiry import read_day
from service.web.problems import REFUSED, ProblemError

if TYPE_CHECKING:
    from service.settings import Settings

LONGEST = 2_000
"""Characters of a text that is stored."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a body. `kind`: `text`, `day`, `object`, or `any`."""

    kind: str = "text"
    needed: bool = True
    longest: int = LONGEST


def read_form(content: bytes, keys: Mapping[str, Key], settings: Settings) -> dict[str, Any]:
    """The body, days as text. Raises ProblemError with every fault."""
    body, faults = object_in(content, settings)
    faults = [*faults, *form_faults(body, keys)]
    if faults:
        raise ProblemError(REFUSED, faults)
    return body


def form_faults(body: Mapping[str, Any], keys: Mapping[str, Key]) -> Iterator[Diagnostic]:
    """Keys that are unknown or missing, values that are not of their kind."""
    for name in islice((one for one in body if one not in keys), MOST_FAULTS):
        yield unknown_key(name, tuple(keys))
    for name, key in keys.items():
        if name in body:
            yield from _faults_of(body[name], f"/{name}", key)
        elif key.needed:
            yield _missing(name)


def _faults_of(value: Any, pointer: str, key: Key) -> Iterator[Diagnostic]:
    if key.kind == "object" and not isinstance(value, dict):
        yield wrong_type(pointer, "an object", "オブジェクト", value)
    elif key.kind in {"text", "day"} and not isinstance(value, str):
        yield wrong_type(pointer, "a text", "文字列", value)
    elif key.kind == "day":
        yield from read_day(value, pointer, default=None)[1]
    elif key.kind == "text" and not (len(value.strip()) > 0 and len(value) <= key.longest and "\0" not in value):
        yield Diagnostic(
            "text-length",
            Text(
                f"here a text of 1 to {key.longest} characters is wanted",
                f"ここには 1 から {key.longest} 文字の文字列が必要です",
            ),
            Text("write it shorter, or write something", "短くするか、内容を書いてください"),
            pointer=pointer,
        )


def _missing(name: str) -> Diagnostic:
    said = quoted(name)
    return Diagnostic(
        "missing-key",
        Text(f"the key {said} is missing", f"項目 {said} がありません"),
        Text("add it", "追加してください"),
        pointer="",
    )

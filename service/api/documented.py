"""Requests that openapi.json shows with what is answered: `documented.json`, recorded by `service.reference.recording`.

What is new in each answer (ids, moments, hashes, salts) stands there as zeros, so that the file changes only where an
answer does. A test sends every one of them and compares.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from engine.records import dataclass

FILE = Path(__file__).with_name("documented.json")
ID = "00000000-0000-4000-8000-000000000000"
DAY = "2026-01-01"
_NEW = (
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), ID),
    (re.compile(r"\bsha256:[0-9a-f]{64}\b"), f"sha256:{'0' * 64}"),
    (re.compile(r'("salt": ?)"[0-9a-f]{32}"'), rf'\g<1>"{"0" * 32}"'),
    (re.compile(r'("made_on": ?)"[0-9-]{10}"'), rf'\g<1>"{DAY}"'),
    (re.compile(r"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]+)?Z"), f"{DAY}T00:00:00.000000Z"),
    (re.compile(r"\bhantei_[0-9A-Za-z_-]{20,}"), f"hantei_{'0' * 16}_{'0' * 43}"),
    (re.compile(r'("id": ?)"[0-9a-f]{16}"'), rf'\g<1>"{"0" * 16}"'),
)


@dataclass(frozen=True, slots=True)
class Documented:
    """A request to a path (as openapi.json names it) with a body of a kind, and its answer."""

    path: str
    name: str
    kind: str
    request: Any
    status: int
    answered_as: str
    answer: Any


def documented() -> list[Documented]:
    """Those of the file."""
    return [Documented(**one) for one in json.loads(FILE.read_text(encoding="utf-8"))]


def settled(answer: Any) -> Any:
    """An answer with zeros for all that is new each time."""
    text = json.dumps(answer, ensure_ascii=False)
    for pattern, zeros in _NEW:
        text = pattern.sub(zeros, text)
    return json.loads(text)

"""Answers as a facts file: written whole or not at all, so that an interview can be taken up again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from service.files import write_whole

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_NOT_TEXT = frozenset(("true", "false", "null"))


def save(path: Path, facts: Mapping[str, Any]) -> None:
    """Writes the facts to `path`. Raises OSError where that fails."""
    write_whole(path, as_yaml(facts))


def as_yaml(facts: Mapping[str, Any]) -> str:
    """The facts as YAML that our own reader reads back as they are."""
    return "\n".join(_lines(facts, 0)) + "\n" if facts else "{}\n"


def _lines(facts: Mapping[str, Any], depth: int) -> Iterator[str]:
    for name, value in facts.items():
        if isinstance(value, Mapping) and value:
            yield f"{'  ' * depth}{in_flow(name)}:"
            yield from _lines(value, depth + 1)
        else:
            yield f"{'  ' * depth}{in_flow(name)}: {in_flow(value)}"


def in_flow(value: Any) -> str:
    """A value on one line, as our own reader reads it back."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(in_flow(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{in_flow(name)}: {in_flow(held)}' for name, held in value.items())}}}"
    text = str(value)
    return text if _BARE.fullmatch(text) and text not in _NOT_TEXT else _quoted(text)

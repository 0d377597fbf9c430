"""Plain data back to a rule file: so that what was changed goes the same way as what an author writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any


def rule_bytes(data: Any) -> bytes:
    """`data` (dict, list, str, Decimal, date, bool, None) as YAML that our reader reads as the very same data.

    Raises TypeError for anything else.
    """
    return (_written(data) + "\n").encode()


def _written(data: Any) -> str:
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{_text(str(key))}: {_written(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list | tuple):
        return "[" + ", ".join(map(_written, data)) + "]"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, Decimal):
        return format(data, "f")
    if isinstance(data, str):
        return _text(data)
    if isinstance(data, date):
        return data.isoformat()
    if data is None:
        return "null"
    raise TypeError(type(data).__name__)


def _text(text: str) -> str:
    """In double quotes: never taken for a number, a date or a word of YAML."""
    return json.dumps(text, ensure_ascii=False)

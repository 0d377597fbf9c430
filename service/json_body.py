"""JSON as it leaves the house: one encoder, so that the command line and the API print the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.determination import Answer


def encoded(value: Any) -> str:
    """`value` as one line of JSON with a line break at its end. Text stays as written; numbers are texts by now."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def answer_body(answer: Answer) -> str:
    """The body that `hantei check --json` and `POST /api/v1/checks` share."""
    from engine.determination_json import answer_json  # noqa: PLC0415 - not needed where only a fault is said

    return encoded(answer_json(answer))

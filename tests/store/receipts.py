"""Receipts to store: determined once, however many tests keep them. Nobody may change them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tests.api.conftest import COMPLETE
from tests.receipt.receipts import JUDGED, MODEL, receipt_for


def complete(**changes: Any) -> dict[str, Any]:
    """The receipt of a proposal that meets every criterion of fiscal year 2019, with a judgement by an officer."""
    return receipt_of(MODEL, **{"leading_technology": JUDGED} | changes)


def receipt_of(*rulesets: str, **changes: Any) -> dict[str, Any]:
    """The receipt of that proposal with other facts, for these rule sets."""
    return _made(rulesets, json.dumps(changes))


@cache
def _made(rulesets: tuple[str, ...], changes: str) -> dict[str, Any]:
    return receipt_for(COMPLETE | json.loads(changes), *rulesets)

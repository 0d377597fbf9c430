"""The hash by the recipe of docs/receipts.md, with nothing but the standard library."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from typing import Any

import pytest

from engine.receipt import receipt_text, redact
from tests.receipt.receipts import FUND, MODEL, complete, receipt_for


def sha256(value: Any) -> str:
    """Of canonical JSON: names here are ASCII, for which sorting by code points is sorting by UTF-16 units."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def by_the_recipe(text: str) -> str:
    receipt = json.loads(text)
    body = deepcopy(receipt)
    body.pop("hash")
    body.pop("signature", None)
    for place in body["places"]:
        salt = place.pop("salt", None)
        if salt is not None:
            *way, last = [part.replace("~1", "/").replace("~0", "~") for part in place["at"].split("/")[1:]]
            inner = body
            for part in way:
                inner = inner[int(part) if isinstance(inner, list) else part]
            last = int(last) if isinstance(inner, list) else last
            inner[last] = {"redacted": sha256({"at": place["at"], "salt": salt, "value": inner[last]})}
    return sha256(body)


@pytest.mark.parametrize("hidden", [(), ("eligible_cost",), ("host_country", "applicant.kind", "work_start")])
def test_a_receipt_can_be_verified_without_hantei(hidden: tuple[str, ...]) -> None:
    for receipt in (complete(), receipt_for({"host_country": "PH"}, MODEL, FUND) if hidden == () else complete()):
        made, faults = redact(receipt, hidden)
        assert faults == []
        assert by_the_recipe(receipt_text(made)) == receipt["hash"]

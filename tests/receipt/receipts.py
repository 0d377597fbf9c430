"""Receipts for tests: of a complete proposal and of the worked examples, with salts that are the same each time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from engine.catalogue import Catalogue, open_catalogue
from engine.examples import Example, read_examples
from engine.facts import FactsDocument
from engine.receipt import Occasion, make_receipt, read_receipt, receipt_text
from engine.receipt.reading import RECEIPT_FILE
from engine.source import read_json
from service.checks.inquiry import Asked, Inquiry, answer, read_inquiry
from tests.api.conftest import COMPLETE
from tests.sampling import spread

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "20"))
"""How many cases each property is tried on; `make soak` raises it."""
MODEL, FUND = "jcm/model-projects", "jcm/fund"
MADE_ON = date(2020, 2, 3)
JUDGED = {"value": True, "grade": "judged", "by": "Hana", "on": "2019-07-01", "reason": "seen in operation"}


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def inquiry_of(facts: Mapping[str, Any], *rulesets: str, as_of: str = "2019-06-01", **asked: Any) -> Inquiry:
    inquiry, faults = read_inquiry(
        Asked(rulesets or (MODEL,), [FactsDocument(facts, base="/facts")], as_of, **asked), catalogue(), date.min
    )
    assert inquiry is not None, faults
    return inquiry


def receipt_for(facts: Mapping[str, Any], *rulesets: str, **asked: Any) -> dict[str, Any]:
    inquiry = inquiry_of(facts, *rulesets, **asked)
    given = answer(inquiry, catalogue(), "reference")
    plans = [plan for plan, _ in map(catalogue().plan, inquiry.determined) if plan is not None]
    occasion = Occasion(
        inquiry.facts, inquiry.as_of, inquiry.known_on, MADE_ON, "1.2.3", inquiry.readings, inquiry.demand
    )
    salts = iter(range(1, 100_000))
    return make_receipt(occasion, given, plans, lambda: f"{next(salts):032x}")


def complete(**changes: Any) -> dict[str, Any]:
    return receipt_for(COMPLETE | {"leading_technology": JUDGED} | changes)


def examples() -> Iterator[tuple[str, Example]]:
    """Some worked examples of each rule set; all of them with HANTEI_EXAMPLES at 100 or more (`make soak`)."""
    for ruleset in catalogue().ids():
        found, faults = read_examples(catalogue().root / ruleset / "examples.yaml")
        assert faults == []
        yield from ((ruleset, example) for example in spread(found, 6) if example.as_of is not None)


def receipt_of_example(ruleset: str, example: Example) -> dict[str, Any]:
    known_on = example.known_on.isoformat() if example.known_on else None
    assert example.as_of is not None
    return receipt_for(
        example.facts,
        *dict.fromkeys((ruleset, *example.rulesets)),
        as_of=example.as_of.isoformat(),
        known_on=known_on,
        readings=example.readings,
    )


def again(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt as it is read from its file."""
    document, faults = read_json(receipt_text(receipt), "receipt.json", RECEIPT_FILE)
    assert document is not None, faults
    read, faults = read_receipt(document)
    assert read is not None, faults
    return read


def changed(receipt: Mapping[str, Any], *way: str | int, to: Any) -> dict[str, Any]:
    """A copy with another value at one place."""
    made = deepcopy(dict(receipt))
    inner: Any = made
    for part in way[:-1]:
        inner = inner[part]
    inner[way[-1]] = to
    return made

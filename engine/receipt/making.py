"""From an answer to a receipt: what was said, under which rules, what came of it, sealed by a hash."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.determination import Answer, Demand
from engine.determination_json import answer_json, plain
from engine.facts import Facts, Given
from engine.plan import Plan
from engine.plan_store import LANGUAGE
from engine.receipt.canonical import canonical
from engine.receipt.places import shown_places
from engine.receipt.sealing import Json, seal

FORMAT = "hantei-receipt-1"
EXEMPTION = "exemption."


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was asked, when and of which version of Hantei."""

    facts: Facts
    as_of: date
    known_on: date | None
    made_on: date
    engine: str
    readings: Mapping[str, str] = field(default_factory=dict)
    demand: Demand = Demand.AS_GIVEN


def make_receipt(occasion: Occasion, answer: Answer, plans: Sequence[Plan], salt: Callable[[], str]) -> Json:
    """The receipt of an answer. `plans`: those of its determinations, in their order.

    `salt` gives 32 hexadecimal digits from a source that nobody can foresee, new ones at every call.
    """
    facts = facts_json(occasion.facts)
    body = answer_json(answer)
    receipt = {
        "format": FORMAT,
        "engine": {"version": occasion.engine, "language": LANGUAGE},
        "made_on": occasion.made_on.isoformat(),
        "request": {
            "as_of": occasion.as_of.isoformat(),
            "known_on": None if occasion.known_on is None else occasion.known_on.isoformat(),
            "readings": dict(occasion.readings),
            **({} if occasion.demand is Demand.AS_GIVEN else {"evidence": occasion.demand.value}),
            "rulesets": [{"id": plan.id, "version": plan.version, "digest": plan.digest} for plan in plans],
        },
        "facts": facts,
        "answer": body,
        "places": [
            {"at": place.at, "shows": list(place.shows), "salt": salt()}
            for place in shown_places(facts, answer.determinations, plans, body)
        ],
    }
    return {**receipt, "hash": seal(receipt)}


def receipt_text(receipt: Mapping[str, Any]) -> str:
    """The receipt as it is stored: canonical JSON on one line."""
    return canonical(dict(receipt)) + "\n"


def facts_json(facts: Facts) -> Json:
    """Every fact and exemption given, by its dotted name, with its evidence."""
    exemptions = {f"{EXEMPTION}{criterion}": given for criterion, given in facts.exemptions.items()}
    return {name: _given(given) for name, given in {**facts.given, **exemptions}.items()}


def _given(given: Given) -> Json:
    evidence = {
        "grade": given.grade.value,
        "assumed": given.assumed or None,
        "by": given.by,
        "on": None if given.on is None else given.on.isoformat(),
        "reason": given.reason,
        "document": given.document,
    }
    return {"value": plain(given.value), **{name: part for name, part in evidence.items() if part is not None}}

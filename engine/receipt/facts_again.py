"""The facts that are still in a receipt, as a document that is read against the vocabulary as any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.diagnostics import Place
from engine.facts import FactsDocument
from engine.receipt.reading import redacted_facts
from engine.source import pointer_of


def facts_again(receipt: Mapping[str, Any], places: Mapping[str, Place] | None = None) -> FactsDocument:
    """The facts nested by their dotted names; what was taken out is left out.

    `places`: where each value of the receipt stands in its file, by pointer, for faults.
    """
    stand = places or {}
    data: dict[str, Any] = {}
    moved: dict[str, Place] = {}
    hidden = frozenset(redacted_facts(receipt))
    for name, given in receipt["facts"].items():
        if name in hidden:
            continue
        *heads, last = name.split(".")
        inner = data
        for head in heads:
            inner = inner.setdefault(head, {})
        inner[last] = dict(given)
        place = stand.get(pointer_of(("facts", name)))
        if place is not None:
            moved[pointer_of(name.split("."))] = place
    return FactsDocument(data, places=moved)

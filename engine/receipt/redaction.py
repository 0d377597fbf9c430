"""Single facts taken out of a receipt; what is left can still be verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.diagnostics import Diagnostic
from engine.receipt import faults
from engine.receipt.reading import redacted_facts
from engine.receipt.sealing import Json, without_fact


def redact(receipt: Mapping[str, Any], named: Iterable[str]) -> tuple[Json, list[Diagnostic]]:
    """The receipt without these facts, and without what was computed from them; or what is wrong with the naming."""
    known, gone = tuple(receipt["facts"]), redacted_facts(receipt)
    found: list[Diagnostic] = []
    made = dict(receipt)
    for name in dict.fromkeys(named):
        if name not in known:
            found.append(faults.no_such_fact(name, known))
        elif name in gone:
            found.append(faults.already_redacted(name))
        elif not found:
            made = without_fact(made, name)
    return made, found

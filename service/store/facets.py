"""What determinations are found by: each combination of filters that one answers to is a number in an index.

So any page of any combination is one stretch of one index, however long the log is and however rare the combination.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import product

from engine.receipt import canonical
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one rule set: its id, its digest then, and the outcome."""

    ruleset: str
    digest: str
    outcome: str


def facet(
    *,
    ruleset: str | None = None,
    programme: str | None = None,
    outcome: str | None = None,
    country: str | None = None,
    caller: str | None = None,
) -> int | None:
    """The number of a combination of filters, of 64 bits; None where nothing is asked."""
    named = {
        "ruleset": ruleset,
        "programme": programme,
        "outcome": outcome,
        "country": country,
        "caller": caller,
    }
    asked = {name: value for name, value in named.items() if value is not None}
    if not asked:
        return None
    return int.from_bytes(hashlib.sha256(canonical(asked).encode()).digest()[:8], "big", signed=True)


def programme_of(ruleset: str) -> str:
    """The programme of a rule set: the first part of its id."""
    return ruleset.partition("/")[0]


def facets_of(outcomes: Sequence[Outcome], country: str | None, caller: str) -> frozenset[int]:
    """The numbers of all combinations that a determination answers to."""
    countries = {None, country}
    found: set[int | None] = set()
    for one in outcomes:
        rulesets = ((None, None), (one.ruleset, None), (None, programme_of(one.ruleset)))
        for (ruleset, programme), outcome, place, by in product(
            rulesets, (None, one.outcome), countries, (None, caller)
        ):
            found.add(facet(ruleset=ruleset, programme=programme, outcome=outcome, country=place, caller=by))
    return frozenset(number for number in found if number is not None)

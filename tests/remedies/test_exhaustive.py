"""Remedies against exhaustive search, on rule sets made at random."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from engine.evaluator import determine
from engine.possibilities import Request
from engine.remedies import Hopeless, More, Remedy, remedies
from tests.evaluator.plans import COVERED
from tests.remedies.generated import RANKS, Made, by_hand, facts_of, grant, proposals

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "30"))


def asked(made: Made, values: Mapping[str, Any]) -> Request:
    return Request(made.plan, facts_of(values), COVERED)


def searched() -> Iterator[tuple[Made, dict[str, Any], tuple[Remedy, ...] | Hopeless]]:
    for made, values in proposals(EXAMPLES):
        assert determine(made.plan, facts_of(values), COVERED).outcome == made.outcome(values), values
        yield made, values, remedies(asked(made, values))


def test_the_first_remedy_changes_the_fewest_facts_by_the_least() -> None:
    seen = {"remedy": 0, "hopeless": 0, "nothing to do": 0}
    for made, values, found in searched():
        if made.outcome(values) == "eligible":
            assert found == ()
            seen["nothing to do"] += 1
            continue
        best = by_hand(values, lambda changed: made.outcome(changed) == "eligible")  # noqa: B023 - used at once
        if best is None:
            assert isinstance(found, Hopeless), (values, found)
            assert found.clauses or all(strength == "advisory" for strength, _ in made.criteria), values
            seen["hopeless"] += 1
            continue
        assert isinstance(found, tuple), (values, best, found)
        assert found, (values, best)
        assert (len(found[0].changes), found[0].distance) == best, (values, best, _told(found[0]))
        assert found[0].nearest, (values, best, _told(found[0]))
        seen["remedy"] += 1
    assert seen["remedy"] >= EXAMPLES // 4, seen
    assert seen["hopeless"] >= EXAMPLES // 30, seen


def test_every_alternative_succeeds_and_none_holds_another() -> None:
    tried = 0
    for made, values, found in searched():
        for remedy in found if isinstance(found, tuple) else ():
            changed = {**values, **{change.fact.name: change.new for change in remedy.changes}}
            assert made.outcome(changed) == "eligible", (values, _told(remedy))
            assert all(change.clauses for change in remedy.changes), (values, _told(remedy))
            tried += 1
        sets = [{change.fact.name for change in one.changes} for one in (found if isinstance(found, tuple) else ())]
        assert not any(one < other for one in sets for other in sets), sets
    assert tried >= EXAMPLES // 4


def test_more_of_an_amount_is_found_where_there_is_more() -> None:
    seen = {True: 0, False: 0}
    for made, values in proposals(EXAMPLES):
        rank, now = RANKS[made.outcome(values)], grant(values)
        best = by_hand(
            values,
            lambda changed: grant(changed) > now and RANKS[made.outcome(changed)] >= rank,  # noqa: B023 - used at once
        )
        found = remedies(asked(made, values), More("grant"))
        assert isinstance(found, Hopeless) is (best is None), (values, best, found)
        if isinstance(found, tuple):
            assert (len(found[0].changes), found[0].distance) == best, (values, best, _told(found[0]))
        seen[best is None] += 1
    assert seen[False] >= EXAMPLES // 4, seen


def _told(remedy: Remedy) -> list[Any]:
    return [(change.fact.name, change.old, change.new) for change in remedy.changes]

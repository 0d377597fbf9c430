"""Holds the fast evaluator against the reference on one set of facts: outcome, amounts, states, the set of missing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from engine import fast
from engine.determination import Determination
from engine.evaluator import determine
from engine.facts import Facts
from engine.fast import Amount, Checked
from engine.plan import Plan

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "30"))
"""How many cases each law is tried on; `make soak` raises it."""


def shown(found: Determination) -> dict[str, Amount]:
    """The amounts of the reference in the words of the fast evaluator."""
    return {name: Amount.of(one) for name, one in found.amounts.items()}


def written(amounts: Mapping[str, Amount]) -> str:
    """The amounts as text, so that 400 is told from 4E+2."""
    return repr({name: tuple(one) for name, one in amounts.items()})


def assert_same(
    plan: Plan,
    facts: Facts,
    day: date,
    readings: Mapping[str, str] | None = None,
    known_on: date | None = None,
) -> Determination:
    """All three levels of answer against the reference; returns the reference's."""
    wanted = determine(plan, facts, day, known_on=known_on, readings=readings)
    where = f"{plan.id} on {day}, known on {known_on}, {readings}, {facts}"
    verdict = fast.outcome_and_amounts(plan, facts, day, readings, known_on=known_on)
    assert verdict.outcome is wanted.outcome, where
    assert written(verdict.amounts) == written(shown(wanted)), where
    program = fast.program(plan, day, known_on=known_on, readings=readings)
    for found in (fast.check(plan, facts, day, readings, known_on=known_on), program.open(facts)):
        assert_checked(found, wanted, where)
    standing = fast.standing(plan, facts, day, readings, known_on=known_on)
    assert standing.outcome is wanted.outcome, where
    assert written(standing.amounts) == written(shown(wanted)), where
    assert standing.missing == set(wanted.missing), where
    return wanted


def assert_checked(found: Checked, wanted: Determination, where: str) -> None:
    assert found.outcome is wanted.outcome, where
    assert written(found.amounts) == written(shown(wanted)), where
    told = [(one.criterion.id, one.state) for one in found.findings()]
    assert told == [(one.criterion, one.state) for one in wanted.findings], where
    assert found.missing == set(wanted.missing), where

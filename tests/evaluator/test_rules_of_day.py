"""What is kept of one day answers for another day only where the rules say the same of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.determination import Determination
from engine.evaluator import determine, outlined
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day
from engine.evaluator.findings import assess
from engine.evaluator.keeping import forget
from engine.plan import Plan
from engine.timeline import events
from tests.evaluator.completions import facts_of
from tests.evaluator.plans import COVERED, criterion, formula, given, number, parameter, plan, value
from tests.evaluator.test_rule_sets import RULESETS, plan_of, values_of

MOST_DAYS = 8
STEPS = {date(2018, 1, 1): Decimal(2), date(2020, 1, 1): Decimal(3)}


def days_of(made: Plan) -> list[date]:
    """Days beside each other on which something changes, and one far from all."""
    turns = sorted({event.on for event in events(made)})
    chosen = turns[:: max(1, len(turns) // MOST_DAYS)] + turns[-1:]
    return [*(day for turn in chosen for day in (turn - timedelta(days=1), turn)), date(2070, 1, 1)]


def answers(made: Plan, values: dict[str, Any], days: list[date], *, kept: bool) -> Iterator[Determination]:
    for day in days:
        for known_on in (None, days[len(days) // 2]):
            if not kept:
                forget()
            yield determine(made, facts_of(values), day, known_on=known_on)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_on_every_day_the_answer_is_the_one_of_rules_that_were_never_asked(ruleset: str) -> None:
    made, (_, values), *_ = plan_of(ruleset), *values_of(ruleset)
    given_facts = {name: one for name, one in values.items() if name in made.facts}
    days = days_of(made)
    kept = list(answers(made, given_facts, days, kept=True))
    assert kept == list(answers(made, given_facts, days, kept=False))
    for found in kept:
        short = outlined(made, facts_of(given_facts), found.as_of, known_on=found.known_on)
        assert (short.outcome, short.amounts, short.findings) == (found.outcome, found.amounts, found.findings)
        assert (short.as_of, short.known_on, short.readings) == (found.as_of, found.known_on, found.readings)


def found_on(made: Plan, day: date, **facts: Any) -> Any:
    return assess(made.criteria[0], Computing(made, given(**facts), Day(day), {}))


def test_a_finding_is_worked_out_once_for_days_that_are_alike() -> None:
    made = plan(
        [number("cost")],
        [criterion("one", "share <= 10")],
        parameters=[parameter("rate", STEPS), parameter("unread", {date(2019, 7, 1): Decimal(1)})],
        values=[value("share", formula("cost * rate"))],
    )
    first = found_on(made, COVERED, cost=4)
    assert found_on(made, date(2019, 12, 31), cost=4) is first, "what it does not rest on makes no other day"
    assert found_on(made, date(2020, 1, 1), cost=4).finding.state == "not_met", "4 times 3"


def test_what_is_not_evidenced_says_the_day_that_is_asked_about() -> None:
    made = plan([number("cost")], [criterion("one", "cost <= rate")], parameters=[parameter("rate", STEPS)])
    said = [found_on(made, date(2017, 1, day), cost=4).finding.diagnostics[0].message.en for day in (1, 2)]
    assert "2017-01-01" in said[0]
    assert said[1] == said[0].replace("2017-01-01", "2017-01-02")

"""What is supposed one fact after the other stands as it does where the same is told at once."""

from __future__ import annotations

import random
from decimal import Decimal

from engine.possibilities import Oracle, Request, parts_of
from tests.evaluator.plans import COVERED, criterion, given, number, plan
from tests.questions.test_relevance import DOMAINS, EXAMPLES, facts_of, rule_set


def test_a_state_reached_step_by_step_is_that_of_its_facts() -> None:
    """Facts that were told are changed, too, and one that was supposed is supposed to be something else."""
    chance = random.Random("supposing")  # noqa: S311 - a seeded choice of cases, no secret
    changed = 0
    for _ in range(EXAMPLES):
        made = rule_set(chance)
        known = {name: chance.choice(of) for name, of in DOMAINS.items() if chance.random() < 0.3}
        oracle = Oracle(Request(made, facts_of(known), COVERED))
        state = oracle.base
        for name in chance.choices(list(DOMAINS), k=8):
            values = DOMAINS[name] if name in known else parts_of(name, oracle).values
            state = oracle.supposing({name: chance.choice(values)}, state)
            anew = Oracle(Request(made, state.told.facts, COVERED)).base
            told = [one.requires.expression.text for one in made.criteria]  # type: ignore[union-attr]  # all are formulas
            assert (state.outcome, state.marks, state.missing()) == (anew.outcome, anew.marks, anew.missing()), told
            assert state.shown() == anew.shown(), told
            changed += state.marks != oracle.base.marks
    assert changed >= EXAMPLES


def test_what_passes_without_a_fact_is_looked_at_again_where_null_stood_for_it() -> None:
    """`requested` is null where it is left out, so a figure for it is a change; `cost` is simply not known."""
    facts = [number("cost"), number("requested", null_when_absent=True)]
    made = plan(facts, [criterion("cap", "requested = null or requested <= 10"), criterion("floor", "cost >= 0")])
    oracle = Oracle(Request(made, given(), COVERED))
    assert oracle.base.marks.unclear == 0
    assert oracle.supposing({"requested": Decimal(11)}).marks.stopping == 1
    assert oracle.supposing({"cost": Decimal(11)}).marks == oracle.base.marks

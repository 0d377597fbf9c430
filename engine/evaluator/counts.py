"""What an answer tells of the facts that are counted from a register."""

from __future__ import annotations

from engine.determination import Count, Figure
from engine.evaluator.computing import Computing
from engine.evaluator.counting import count_of
from engine.evaluator.figures import figure_of


def counts_of(computing: Computing) -> tuple[Count, ...]:
    """What the facts that are counted come to, in the order of the plan, also where one was given."""
    facts, plan = computing.facts, computing.plan
    found = []
    for name, tally in computing.tallies.items():
        spec, given = plan.facts[name], facts.given.get(name)
        if spec.counted is None:
            continue
        figure = figure_of(count_of(spec, tally), None) or Figure(None)
        order = computing.index.order
        found.append(
            Count(
                name,
                spec.counted.title,
                spec.counted.register,
                figure,
                tally.sure,
                tally.may,
                tally.complete,
                tuple(sorted(tally.waits_for, key=lambda one: (order.get(one, len(order)), one))),
                spec.counted.derived,
                used=given is None,
                given=None if given is None else given.value,
            )
        )
    return tuple(found)


def tells_something(count: Count) -> bool:
    """Whether the register says more than that there may be any number."""
    return count.complete or bool(count.records)


def differs_from_given(count: Count) -> bool:
    """Whether the value that was given lies outside of what the register counts."""
    if count.used or count.given is None:
        return False
    low, high = count.figure.at_least, count.figure.at_most
    if count.figure.value is not None:
        low = high = count.figure.value
    return bool((low is not None and count.given < low) or (high is not None and count.given > high))

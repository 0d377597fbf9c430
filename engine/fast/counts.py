"""Facts that are counted from a register where they are not given: by what they read, each count is made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from engine.evaluator.counting import count_of, tally_of
from engine.evaluator.domains import fact_value, nested
from engine.fact_fields import fields_of
from engine.facts import Facts
from engine.fast.day import DayRules
from engine.fast.keeping import Keeping
from engine.feel.values.unknown import Unknown
from engine.plan import FactSpec

MOST_COUNTS = 4_096


def counts_alone(rules: DayRules) -> bool:
    """Whether no count reads a fact that is itself counted, or records."""
    specs = rules.plan.facts
    read = {name for spec in rules.index.counted for name in rules.index.counting(spec)}
    return not any(specs[name].counted or fields_of(specs[name]) for name in read)


def counting(spec: FactSpec, rules: DayRules, keeping: Keeping) -> Callable[..., Any]:
    """The count as a function of the facts that it reads, in their order; what it gives is stable."""
    names, blank = rules.index.counting(spec), rules.blank.fact_values
    made: dict[tuple[Hashable, ...], Any] = {}

    def counted(*read: Any) -> Any:
        key = tuple([_key(value, keeping) for value in read])
        if key in made:
            return made[key]
        tally = tally_of(spec, rules.plan, rules.day, nested(dict(zip(names, read, strict=True))), rules.index)
        value = fact_value(spec, Facts()) if tally is None else count_of(spec, tally)
        if None in key:
            return value
        if len(made) >= MOST_COUNTS:
            made.clear()
        made[key] = keeping.hold(value)
        return value

    nothing = tuple([_key(keeping.hold(blank[name]), keeping) for name in names])
    made[nothing] = keeping.hold(blank[spec.name])
    return counted


def _key(value: Any, keeping: Keeping) -> Hashable:
    """What tells a value from others; None where nothing short does."""
    kind = type(value)
    if kind is Unknown:
        return (kind, id(value)) if id(value) in keeping.stable else None
    if kind is list:
        members = tuple([_key(one, keeping) for one in value])
        return None if None in members else (kind, members)
    return None if kind is dict else (kind, value)

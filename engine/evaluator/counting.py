"""Facts that are counted from a register: how many, by which records, and what is not known of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.evaluator.dating import Day
from engine.evaluator.index import Index
from engine.evaluator.narrowing import narrowed
from engine.evaluator.register_rows import ID, is_complete, records_on
from engine.feel import evaluate
from engine.feel.values.domains import settled
from engine.feel.values.listed import parts_of, total
from engine.feel.values.unknown import Between, names_in
from engine.plan import RECORDS, FactSpec, Plan
from engine.records import dataclass

AS_OF = "as_of"
MOST_KEPT = 512


@dataclass(frozen=True, slots=True)
class Tally:
    """What a count came to: from `least` to `most` (None: no bound), by the records `sure` and those that `may` count.

    `waits_for`: facts without which it cannot be told which records count. `complete`: no record of the day is missing.
    `names`: what the count waits for as a value.
    """

    least: int
    most: int | None
    sure: tuple[str, ...]
    may: tuple[str, ...]
    complete: bool
    waits_for: frozenset[str]
    names: frozenset[str]


_KEPT: dict[tuple[Any, ...], tuple[FactSpec, Tally | None]] = {}


def tally_of(spec: FactSpec, plan: Plan, day: Day, scope: Mapping[str, Any], index: Index) -> Tally | None:
    """How many records of the day the condition holds for; None where nothing can be said of it.

    `scope`: the facts as FEEL reads them. The last tallies are kept by all that they were made from.
    """
    read = [(name, repr(_at(scope, name))) for name in index.counting(spec)]
    key = (id(spec), id(plan), day, tuple(read))
    kept = _KEPT.get(key)
    if kept is None or kept[0] is not spec:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        kept = _KEPT[key] = (spec, _tally(spec, plan, day, scope, index))
    return kept[1]


def _tally(spec: FactSpec, plan: Plan, day: Day, scope: Mapping[str, Any], index: Index) -> Tally | None:
    counted = spec.counted
    if counted is None:
        return None
    register = plan.registers[counted.register]
    records = records_on(register, day, spec.name)
    records = narrowed(records, counted.expression, frozenset((ID, *register.columns)), scope)
    found = evaluate(counted.expression, {AS_OF: day.as_of, **scope, RECORDS: records})
    parts = parts_of(found.value)
    if parts is None or found.diagnostics:
        return None
    named = [(part.least, part.item[ID]) for part in parts if type(part.item[ID]) is str]
    waits_for = index.behind(names_in((found.value,))) - {spec.name}
    complete = is_complete(register, day)
    return Tally(
        sum(part.least for part in parts),
        total(part.most for part in parts),
        tuple(name for least, name in named if least),
        tuple(name for least, name in named if not least),
        complete,
        waits_for,
        waits_for | (names_in((found.value,)) & {spec.name}) if complete else frozenset((spec.name,)),
    )


def count_of(spec: FactSpec, tally: Tally) -> Any:
    """The count as a value: a number, or an unknown one between its bounds and those of the fact."""
    least = max(Decimal(tally.least), spec.minimum if spec.minimum is not None else Decimal(0))
    most = spec.maximum if tally.most is None else Decimal(tally.most)
    if tally.least == tally.most:
        return Decimal(tally.least)
    return settled(tally.names, Between(least, most, whole=True))


def _at(scope: Mapping[str, Any], name: str) -> Any:
    value: Any = scope
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value

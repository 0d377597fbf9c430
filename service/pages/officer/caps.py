"""Caps as values for a page: all bounds of every amount, the one that binds, what is left, and the limits on figures.

Nothing is computed here but differences between figures that the determination holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from engine.determination import Amount, Determination, Figure, Finding, State, Step
from engine.evaluator.figures import figure_of
from engine.evaluator.index import expressions_of, index_of
from engine.explanation.figures import figure
from engine.explanation.lexicon import Lexicon
from engine.explanation.parts import Cited, Reason, Sum
from engine.explanation.reasons import reason
from engine.explanation.sums import in_words, sum_of
from engine.feel import Expression
from engine.plan import BestOf, ByReading, Formula, Plan, TableRef
from engine.records import dataclass

NOTHING = Decimal(0)
BINDS, MAY, SLACK, OPEN = "binds", "may", "slack", "open"


@dataclass(frozen=True, slots=True)
class Cap:
    """One bound of an amount. `state`: binds, may (bind), slack, open (not known). `room`: how far the amount is from
    it. `low`, `high`: its figure as an interval, None where it has no end; for drawings."""

    title: str
    figure: str
    state: str
    room: str | None
    sources: tuple[Cited, ...]
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class CappedAmount:
    """An amount with all its caps, the binding one first. `applies`: whether it is in force."""

    sum: Sum
    amount: Amount
    caps: tuple[Cap, ...]
    low: Decimal | None
    high: Decimal | None

    @property
    def applies(self) -> bool:
        return self.amount.applies is not State.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Caps:
    """All caps of one determination. `limits`: criteria that set a limit to a figure."""

    determination: Determination
    amounts: tuple[CappedAmount, ...]
    limits: tuple[Reason, ...]


def caps_of(determination: Determination, plan: Plan, names: Lexicon) -> Caps:
    """What binds the amounts, and every other limit on figures."""
    amounts = tuple(capped(amount, names) for amount in determination.amounts.values())
    limits = tuple(
        reason(finding, determination, names) for finding in determination.findings if _limits(finding, plan)
    )
    return Caps(determination, amounts, limits)


def capped(amount: Amount, names: Lexicon) -> CappedAmount:
    """An amount with its bounds; one that has none is its own and only cap."""
    told = sum_of(amount, names)
    low, high = _ends(amount.figure)
    bounds = list(_bounds(amount))
    caps = [_cap(step, amount, names) for step in bounds] or [_only(amount, told, low, high)]
    order = (BINDS, MAY, SLACK, OPEN)
    return CappedAmount(told, amount, tuple(sorted(caps, key=lambda cap: order.index(cap.state))), low, high)


def _bounds(amount: Amount) -> Iterator[Step]:
    """The bounds of the last choice between them: those of this amount, not of a value that it uses."""
    last = next((step for step in reversed(amount.steps) if step.kind in {"least", "greatest"}), None)
    if last is None:
        return
    by_label = {step.label: step for step in amount.steps if step.kind == "bound"}
    yield from (by_label[label] for label in last.inputs if label in by_label)


def _cap(step: Step, amount: Amount, names: Lexicon) -> Cap:
    found = figure_of(step.result, step.unit) or Figure(step.unit)
    low, high = _ends(found)
    binds = step.label == amount.bound_by
    state = BINDS if binds else MAY if step.label in amount.may_be_bound_by else SLACK
    room = None if binds else _room(found, amount.figure)
    text = figure(found, names.lang)
    return Cap(in_words(step.formula, names), text, state, _said(room, names.lang), _passages(step, names), low, high)


def _only(amount: Amount, told: Sum, low: Decimal | None, high: Decimal | None) -> Cap:
    known = amount.figure.value is not None
    state = BINDS if known or amount.bound_by else MAY if (low, high) != (None, None) else OPEN
    return Cap(told.bound or told.title, told.text, state, None, told.sources, low, high)


def _room(bound: Figure, of: Figure) -> Figure | None:
    """How far a figure is from a bound: between the nearest and the furthest that both may lie apart."""
    (bound_low, bound_high), (low, high) = _ends(bound), _ends(of)
    ends = [
        abs(one - other)
        for one in (bound_low, bound_high)
        for other in (low, high)
        if one is not None and other is not None
    ]
    if None in (bound_low, bound_high, low, high) or not ends:
        return None
    apart = bound_low > high or low > bound_high  # type: ignore[operator]  # all four are there
    least, most = (min(ends) if apart else NOTHING), max(ends)
    return Figure(of.unit, value=most) if least == most else Figure(of.unit, at_least=least, at_most=most)


def _ends(found: Figure) -> tuple[Decimal | None, Decimal | None]:
    ends = (found.value, found.value) if found.value is not None else (found.at_least, found.at_most)
    low, high = (end if isinstance(end, Decimal) else None for end in ends)
    return low, high


def _said(room: Figure | None, lang: str) -> str | None:
    return None if room is None else figure(room, lang)


def _passages(step: Step, names: Lexicon) -> tuple[Cited, ...]:
    return names.passages(step.source)


def _limits(finding: Finding, plan: Plan) -> bool:
    """Whether a criterion shows figures, or asks something of an amount."""
    if finding.figures:
        return True
    criterion = next((one for one in plan.criteria if one.id == finding.criterion), None)
    if criterion is None:
        return False
    amounts = {name for name, value in plan.values.items() if value.amount}
    return not amounts.isdisjoint(index_of(plan).reads_all(tuple(_expressions(criterion.requires))))


# --- which facts amounts rest on -------------------------------------------------------------------------------------


def facts_behind(plan: Plan) -> tuple[str, ...]:
    """The facts that amounts and the limits on figures read, on any day, in the order of the plan."""
    index = index_of(plan)
    figures = [one for criterion in plan.criteria if criterion.figures for one in _expressions(criterion.requires)]
    waiting = [name for name, value in plan.values.items() if value.amount]
    waiting += index.reads_all(tuple(figures))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _read_by(name, plan)
    return tuple(name for name in plan.facts if name in seen)


def _read_by(name: str, plan: Plan) -> tuple[str, ...]:
    index = index_of(plan)
    if name in plan.facts:
        return index.counting(plan.facts[name])
    if name in plan.values:
        value = plan.values[name]
        taken = [one for step in value.steps for one in _expressions(step.value)]
        tables = tuple(one for step in value.steps for one in _tables(step.value))
        return (*index.reads_all(tuple(taken)), *tables)
    if name in plan.tables:
        return index.reads_all(expressions_of(plan.tables[name].decision))
    return ()


def _expressions(definition: Any) -> Iterator[Expression]:
    if isinstance(definition, Formula):
        yield definition.expression
    elif isinstance(definition, BestOf):
        yield from (bound.expression for bound in definition.bounds)
    elif isinstance(definition, ByReading):
        for side in definition.sides.values():
            yield from _expressions(side)


def _tables(definition: Any) -> Iterator[str]:
    if isinstance(definition, TableRef):
        yield definition.table
    elif isinstance(definition, ByReading):
        for side in definition.sides.values():
            yield from _tables(side)

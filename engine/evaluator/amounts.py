"""Amounts and illustrations of the day: how much, what bound it, how it came about, and what it waits for."""

from __future__ import annotations

from engine.determination import Amount, State
from engine.diagnostics import Diagnostic
from engine.evaluator import notes
from engine.evaluator.computed import Computed
from engine.evaluator.computing import Computing
from engine.evaluator.figures import figure_of
from engine.evaluator.findings import evidence_notes, in_plan_order, truths
from engine.evaluator.keeping import Kept
from engine.evaluator.reach import names_behind
from engine.evaluator.unevidenced import never_evidenced
from engine.plan import Value
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Valued:
    """An amount (None: left out of the answer), what is to be said of it, and all facts and readings it rests on."""

    amount: Amount | None
    facts: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    certain: frozenset[str] = frozenset()
    """The facts that it waits for whatever others turn out to be: none where they hang together."""


MOST_KEPT = 2_000
_KEPT: Kept[Valued] = Kept(MOST_KEPT)


def amount_of(value: Value, computing: Computing, *, covered: bool) -> Valued:
    """The amount that `value` defines, worked out once for the facts that it rests on.

    Left out: what does not apply, what the day's rules no longer have, and outside the covered periods what needs a
    figure that is not evidenced on the day. Where it turns on missing facts whether it needs one, it may be left out.
    """
    key = computing.key(value.name, names_behind(value.name, computing.plan))
    return _KEPT.get((covered, key), lambda: _valued(value, computing, covered=covered))


def _valued(value: Value, computing: Computing, *, covered: bool) -> Valued:
    applies = Computed(True)
    if value.applies_when is not None:
        applies = computing.expression(value.applies_when)
    may_apply = truths(applies.value)
    if applies.ended or may_apply == {False}:
        return Valued(None, applies.facts, applies.readings)
    found = computing.named(value.name)
    apart = computing.waiting(found.value), computing.waiting(applies.value)
    waiting = apart[0] | apart[1]
    facts, readings = found.facts | applies.facts, found.readings | applies.readings
    asked = in_plan_order(waiting, computing)
    unevidenced = not covered and not computing.not_evidenced.keys().isdisjoint(waiting)
    if found.ended or (unevidenced and (not asked or never_evidenced(value, computing))):
        return Valued(None, frozenset(), readings)
    faults = (*applies.diagnostics, *found.diagnostics)
    figure = figure_of(found.value, value.unit)
    if figure is None:
        return Valued(None, facts, readings, faults or (notes.amount_without_value(value.name, value.title),))
    amount = Amount(
        value.name,
        value.title,
        figure,
        found.bound_by,
        found.may_be_bound_by,
        found.source,
        State.MET if may_apply == {True} and not unevidenced else State.UNDETERMINED,
        value.derived,
        computing.chain(found),
        asked,
    )
    certain = waiting if apart[0].isdisjoint(apart[1]) else frozenset[str]()
    return Valued(amount, facts, readings, (*faults, *evidence_notes(waiting, computing)), certain)

"""Criteria of the day, each with what it came to, and what that may still do to the outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from engine.determination import Demand, Figure, Finding, State
from engine.diagnostics import Diagnostic
from engine.evaluator import notes
from engine.evaluator.assessed import Assessed, Effect
from engine.evaluator.computed import Computed
from engine.evaluator.computing import Computing
from engine.evaluator.figures import figure_of
from engine.evaluator.keeping import Kept
from engine.evaluator.reach import behind_criterion
from engine.evaluator.shortfall import below_minimum, left_open, minimum_of, weak_facts
from engine.feel.values.domains import choices
from engine.feel.values.unknown import Unknown
from engine.plan import Criterion, Strength

EXEMPTION = "exemption."
MOST_KEPT = 10_000
_KEPT: Kept[Assessed | None] = Kept(MOST_KEPT)


def assess(criterion: Criterion, computing: Computing) -> Assessed | None:
    """The finding of one criterion, with its evidence; None where its clause is gone on the day.

    Asked strictly, what would speak for the proposal is left open unless facts that are shown well enough keep it from
    standing in the way. It is worked out once for the facts that the criterion rests on.
    """
    key = computing.key(criterion.id, behind_criterion(criterion, computing.plan))
    return _KEPT.get(key, lambda: _with_evidence(criterion, computing))


def _with_evidence(criterion: Criterion, computing: Computing) -> Assessed | None:
    found = _assessed(criterion, computing)
    minimum = minimum_of(criterion, computing.demand)
    if found is None or minimum is None:
        return found
    weak = weak_facts(criterion, found, minimum, computing)

    def again(withheld: frozenset[str]) -> Assessed | None:
        return _assessed(criterion, computing.withholding(withheld))

    evidence = below_minimum(found, minimum, weak, again, computing.plan)
    shown = replace(found, finding=replace(found.finding, evidence=evidence))
    if computing.demand is Demand.AS_GIVEN or not evidence.below or not _speaks_for_it(found):
        return shown
    advisory = criterion.strength is Strength.ADVISORY
    if not advisory and _passes(again(frozenset(weak))):
        return shown
    effects = effects_of(criterion, (State.UNDETERMINED,), None)
    return replace(shown, finding=left_open(shown.finding, evidence), effects=effects)


def _speaks_for_it(found: Assessed) -> bool:
    """Whether the finding is met or does not apply, or will be the one or the other."""
    state = found.finding.state
    return state in {State.MET, State.NOT_APPLICABLE} or (state is State.UNDETERMINED and found.passes)


def _passes(found: Assessed | None) -> bool:
    return found is not None and found.passes


def _assessed(criterion: Criterion, computing: Computing) -> Assessed | None:
    applies = Computed(True)
    if criterion.applies_when is not None:
        applies = computing.expression(criterion.applies_when)
    requires = computing.condition(criterion.requires)
    if applies.ended or requires.ended:
        return None
    readings, required = applies.readings | requires.readings, requires.facts
    if True not in truths(applies.value):
        requires = Computed(True)
    exempted = _exemption(criterion, computing)
    states = states_of(truths(applies.value), truths(requires.value), exempted=exempted is True)
    finding = _finding(criterion, (applies, requires), states, exempted, computing)
    effects = effects_of(criterion, states, exempted)
    return Assessed(finding, effects, applies.facts | requires.facts, readings, required)


def _finding(
    criterion: Criterion,
    conditions: tuple[Computed, Computed],
    states: frozenset[State],
    exempted: bool | None,
    computing: Computing,
) -> Finding:
    """What is shown of the criterion: as long as several states may come out, what it waits for, too."""
    settled = len(states) == 1
    facts = frozenset[str]().union(*(condition.facts for condition in conditions))
    waiting = frozenset() if settled else computing.waiting(*(condition.value for condition in conditions))
    return Finding(
        criterion.id,
        criterion.title,
        criterion.statement,
        next(iter(states)) if settled else State.UNDETERMINED,
        criterion.strength.value,
        criterion.provisional,
        criterion.derived,
        _given(facts, computing),
        _figures(criterion, computing) if states != {State.NOT_APPLICABLE} else {},
        _exemption_asked(criterion, states, exempted) or in_plan_order(waiting, computing),
        criterion.source,
        _faults(criterion, conditions) + evidence_notes(waiting, computing),
        exempted,
    )


_EXEMPTABLE = frozenset((State.NOT_MET, State.UNDETERMINED))


def truths(value: Any) -> frozenset[bool | None]:
    """Which of true, false and neither `value` may turn out to be."""
    if value is True or value is False:
        return frozenset((value,))
    options = choices(value)
    if options is None:
        return frozenset((True, False, None))
    return frozenset(option if isinstance(option, bool) else None for option in options)


def states_of(applies: frozenset[bool | None], requires: frozenset[bool | None], *, exempted: bool) -> frozenset[State]:
    """Every state that may come out; an exemption makes met of what is not."""
    found: set[State] = set()
    if False in applies:
        found.add(State.NOT_APPLICABLE)
    if None in applies:
        found.add(State.UNDETERMINED)
    if True in applies:
        found |= {_STATE_OF[truth] for truth in requires}
    return frozenset(State.MET if exempted and state in _EXEMPTABLE else state for state in found)


_STATE_OF = {True: State.MET, False: State.NOT_MET, None: State.UNDETERMINED}


def _exemption(criterion: Criterion, computing: Computing) -> bool | None:
    given = computing.facts.exemptions.get(criterion.id)
    return given.value if given is not None and criterion.strength is Strength.IN_PRINCIPLE else None


def effects_of(criterion: Criterion, states: Iterable[State], exempted: bool | None) -> frozenset[Effect]:
    """What each state that may come out does; one that is advisory does nothing."""
    if criterion.strength is Strength.ADVISORY:
        return frozenset((Effect.LETS_PASS,))
    stops = criterion.strength is Strength.HARD or exempted is False
    effect_of = {
        State.MET: Effect.HELPS,
        State.NOT_APPLICABLE: Effect.LETS_PASS,
        State.UNDETERMINED: Effect.LEAVES_OPEN,
        State.NOT_MET: Effect.STOPS if stops else Effect.LEAVES_OPEN,
    }
    return frozenset(effect_of[state] for state in states)


def _exemption_asked(criterion: Criterion, states: frozenset[State], exempted: bool | None) -> tuple[str, ...]:
    """A criterion in principle that is not met waits for the judgement whether it is exempted from."""
    wanted = states == {State.NOT_MET} and criterion.strength is Strength.IN_PRINCIPLE and exempted is None
    return (f"{EXEMPTION}{criterion.id}",) if wanted else ()


def _faults(criterion: Criterion, conditions: Iterable[Computed]) -> tuple[Diagnostic, ...]:
    """What went wrong in the rule; a condition without truth and without a reason is one, too."""
    found: list[Diagnostic] = []
    for condition in conditions:
        found += condition.diagnostics
        value = condition.value
        if not isinstance(value, bool | Unknown) and not condition.diagnostics:
            found.append(notes.condition_without_truth(criterion.id, value))
    return tuple(dict.fromkeys(found))


def evidence_notes(names: Iterable[str], computing: Computing) -> tuple[Diagnostic, ...]:
    """Which of the names are no facts but figures and lists that are not evidenced on the day, or only by bounds."""
    known = {**computing.not_evidenced, **computing.bounded}
    return tuple(known[name] for name in sorted(names) if name in known)


def in_plan_order(names: Iterable[str], computing: Computing) -> tuple[str, ...]:
    """Those of the names that are facts or fields of facts, in the order in which the criteria first need them."""
    found = {name: computing.index.position(name) for name in names}
    placed = {name: position for name, position in found.items() if position is not None}
    return tuple(sorted(placed, key=placed.__getitem__))


def _given(facts: frozenset[str], computing: Computing) -> dict[str, Any]:
    given = computing.facts.given
    return {name: given[name].value for name in in_plan_order(facts, computing) if name in given}


def _figures(criterion: Criterion, computing: Computing) -> dict[str, Figure]:
    found = {}
    for figure in criterion.figures:
        computed = computing.expression(figure.expression)
        shown = None if computed.ended else figure_of(computed.value, figure.unit, figure.title)
        if shown is not None:
            found[figure.name] = replace(shown, below_zero=figure.below_zero)
    return found

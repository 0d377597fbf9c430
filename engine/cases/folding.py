"""From a type of case and its events to where it stands: a pure function, afresh from all events each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from engine.cases import faults
from engine.cases.computing import Computing
from engine.cases.deadlines import deadline_standings
from engine.cases.definition import STAGE, CaseDefinition
from engine.cases.events import CaseEvent
from engine.cases.gaps import gaps
from engine.cases.history import History, history
from engine.cases.orders import order_standings, steps_ahead
from engine.cases.standing import CaseStanding, DeadlineStanding, OrderStanding, Stage, Unrecorded
from engine.chaining import conclude, without_faults
from engine.determination import Determination
from engine.diagnostics import Diagnostic
from engine.errors import MisuseError
from engine.evaluator import determine
from engine.evaluator.dating import Day, is_covered
from engine.facts import Facts, FactsDocument, read_facts
from engine.feel import Unknown
from engine.plan import CaseSays, Plan


def fold(  # noqa: PLR0913 - what is asked has these parts, the last two by name only
    definition: CaseDefinition,
    events: Iterable[CaseEvent],
    as_of: date,
    known_on: date | None = None,
    *,
    readings: Mapping[str, str] | None = None,
    chainer: str = "auto",
) -> CaseStanding:
    """Where the case stands on `as_of`, as it and the rules were known by `known_on` (None: by now).

    The order of `events` makes no difference, and nothing is kept between calls. `readings` chooses sides by the id of
    a reading. Raises MisuseError for a reading or side that no rule set of the case has.
    """
    chosen = _checked(definition, readings or {})
    day = Day(as_of, known_on)
    past = history(definition, events, as_of, known_on)
    missing = gaps(definition, past)
    computing = Computing(definition, past, missing.unrecorded, day, chosen)
    found: list[Diagnostic] = [*past.faults]
    orders = order_standings(computing, found)
    deadlines = tuple(deadline_standings(computing, found))
    determinations = _determined(computing, found)
    rules = [rule for one in determinations for rule in definition.plans[one.ruleset].conclusions]
    sound, circles = without_faults([*rules, *definition.conclusions, *definition.stages])
    said = set(_said(definition, past, orders, deadlines))
    drawn, chained_by = conclude(sound, determinations, chainer=chainer, said=said)
    stages = tuple(Stage(one.id, one.statement, one.source) for one in drawn if one.kind == STAGE)
    covered = any(as_of in one and day.knows(one.published or date.min) for one in definition.covers)
    return CaseStanding(
        definition.id,
        definition.version,
        definition.digest,
        definition.title,
        as_of,
        known_on,
        stages[-1] if stages else None,
        stages,
        past.events,
        past.left_out,
        deadlines,
        orders,
        tuple(steps_ahead(computing, orders)),
        tuple(Unrecorded(name, definition.events[name].title, before) for name, before in missing.before.items()),
        tuple(one for one in drawn if one.kind != STAGE),
        determinations,
        tuple(dict.fromkeys(found)),
        (*(() if covered else (faults.not_covered(definition.id, as_of, definition.covers),)), *circles),
        chained_by,
        {name: kind.title for name, kind in definition.events.items()},
        definition.parties,
    )


def _checked(definition: CaseDefinition, readings: Mapping[str, str]) -> Mapping[str, str]:
    known = {name: reading for plan in definition.plans.values() for name, reading in plan.readings.items()}
    for name, side in readings.items():
        if name not in known or side not in known[name].sides:
            raise MisuseError(f"no rule set of `{definition.id}` has the reading `{name}={side}`")
    return readings


def _said(
    definition: CaseDefinition, past: History, orders: Sequence[OrderStanding], deadlines: Sequence[DeadlineStanding]
) -> Iterator[CaseSays]:
    """What conclusions may ask of the case, in symbols alone."""
    yield from (CaseSays(definition.id, "event", name, "recorded") for name, found in past.happened.items() if found)
    yield from (CaseSays(definition.id, "order", one.order, one.state.value) for one in orders)
    yield from (CaseSays(definition.id, "deadline", one.deadline, one.state.value) for one in deadlines)


def _determined(computing: Computing, found: list[Diagnostic]) -> tuple[Determination, ...]:
    """The rule sets of the case that are evidenced for the day, with facts taken from the events."""
    day = computing.day
    named = computing.definition.determined
    plans = [computing.definition.plans[name] for name in named if is_covered(computing.definition.plans[name], day)]
    if not plans:
        return ()
    facts = _facts(computing, plans, found)
    return tuple(
        determine(
            plan,
            facts,
            day.as_of,
            known_on=day.known_on,
            readings={name: side for name, side in computing.readings.items() if name in plan.readings},
        )
        for plan in plans
    )


def _facts(computing: Computing, plans: Sequence[Plan], found: list[Diagnostic]) -> Facts:
    vocabulary = {name: spec for plan in plans for name, spec in plan.facts.items()}
    nested: dict[str, Any] = {}
    for name, formula in computing.definition.facts.items():
        spec = vocabulary.get(name)
        if spec is None:
            continue
        computed = computing.value(formula)
        found += computed.faults
        value = _known(computed.value)
        if isinstance(value, Unknown) or (value is None and (computed.faults or not spec.nullable)):
            continue
        *heads, last = name.split(".")
        holder = nested
        for head in heads:
            holder = holder.setdefault(head, {})
        holder[last] = value
    facts, refused = read_facts([FactsDocument(nested)], vocabulary, (), computing.definition.territories)
    found += refused
    return facts if not refused else Facts()


def _known(value: Any) -> Any:
    """What is known of a value: unknown entries of records are left out; a list with an unknown member is unknown."""
    if isinstance(value, dict):
        inner = {name: _known(held) for name, held in value.items()}
        return {name: held for name, held in inner.items() if not isinstance(held, Unknown)}
    if isinstance(value, list):
        members = [_known(one) for one in value]
        return next((one for one in members if isinstance(one, Unknown)), members)
    return value

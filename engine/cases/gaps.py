"""What must have happened although nobody recorded it: what an order puts before an event that is recorded.

Such an event is not "not yet": its day and all that would be told of it are unknown. Every order of the case counts
here, in force or not, so that nothing is called undone that a clause of any year would put earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.cases.definition import CaseDefinition, Order
from engine.cases.history import Happened, History
from engine.cases.matching import Matching
from engine.feel import unknown
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Gaps:
    """By kind, what is not recorded and must have happened; every kind of the case is there."""

    unrecorded: Mapping[str, tuple[Happened, ...]]
    before: Mapping[str, str]
    """For each of these kinds, the recorded kind that it must have come before."""


def gaps(definition: CaseDefinition, past: History) -> Gaps:
    """What orders put before what is recorded, and before that in turn."""
    matching = {
        (kind, order.same): Matching(past.happened[kind], order.same)
        for order in definition.orders
        for kind in order.after
    }
    found: dict[str, list[Happened]] = {name: [] for name in definition.events}
    before: dict[str, str] = {}
    agenda = [(one, one.kind) for kind in definition.events for one in past.happened[kind]]
    by_event: dict[str, list[Order]] = {}
    for order in definition.orders:
        by_event.setdefault(order.event, []).append(order)
    while agenda:
        later, root = agenda.pop()
        for order in by_event.get(later.kind, ()):
            for kind in order.after:
                known = matching[kind, order.same]
                if known.surely(later) or known.may(later):
                    continue
                missing = _missing(definition, kind, {name: later.context[name] for name in order.same})
                for (other, _), matches in matching.items():
                    if other == kind:
                        matches.add(missing)
                found[kind].append(missing)
                before.setdefault(kind, root)
                agenda.append((missing, root))
    return Gaps(
        {name: tuple(held) for name, held in found.items()},
        {name: before[name] for name in definition.events if name in before},
    )


def _missing(definition: CaseDefinition, kind: str, known: Mapping[str, Any]) -> Happened:
    context = {name: unknown(f"{kind}.{name}") for name in ("id", "on", *definition.events[kind].fields)}
    return Happened(kind, (), None, {**context, **known})

"""Which events count: what had happened by a day, as it was known by another; corrections and contradictions settled.

Nothing here depends on the order in which events are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from engine.cases import faults
from engine.cases.definition import CaseDefinition, EventKind
from engine.cases.events import CaseEvent
from engine.cases.standing import LeftOut
from engine.diagnostics import Diagnostic
from engine.feel import unknown
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known of one happening of a kind. `on` None: it is told differently."""

    kind: str
    ids: tuple[str, ...]
    on: date | None
    context: Mapping[str, Any]
    """As FEEL sees it: id, on, and every field."""

    @property
    def id(self) -> str:
        """The id of the event; of several that tell the same, the first; empty where none is recorded."""
        return self.ids[0] if self.ids else ""


@dataclass(frozen=True, slots=True)
class History:
    events: tuple[CaseEvent, ...]
    """Those that count, by day, then by id."""
    happened: Mapping[str, tuple[Happened, ...]]
    """By kind, every kind of the case among them, each by day (what has none comes last)."""
    left_out: tuple[LeftOut, ...]
    faults: tuple[Diagnostic, ...]


def history(definition: CaseDefinition, events: Iterable[CaseEvent], as_of: date, known_on: date | None) -> History:
    """The events that count on `as_of`, as told by `known_on` (None: by now)."""
    found: list[Diagnostic] = []
    single, twice = _by_id(events)
    found += [faults.id_used_twice(name) for name in twice]
    known = {name: one for name, one in single.items() if known_on is None or one.recorded_on <= known_on}
    left_out = [LeftOut(name, "unclear") for name in twice]
    left_out += [LeftOut(name, "not_yet_known") for name in single if name not in known]
    standing, changed = _uncorrected(known, found)
    left_out += [LeftOut(name, why) for name, why in changed.items()]
    left_out += [LeftOut(one.id, "future") for one in standing if one.on is not None and one.on > as_of]
    counted = sorted(
        (one for one in standing if one.kind is not None and one.on is not None and one.on <= as_of), key=_by_day
    )
    happened = {
        name: _happened(kind, [one for one in counted if one.kind == name], found)
        for name, kind in definition.events.items()
    }
    return History(tuple(counted), happened, tuple(sorted(left_out, key=lambda one: one.id)), tuple(found))


def _by_day(event: CaseEvent) -> tuple[date, str]:
    return event.on or date.max, event.id


def _by_id(events: Iterable[CaseEvent]) -> tuple[dict[str, CaseEvent], list[str]]:
    """Each event once; the ids under which different things were told."""
    found: dict[str, CaseEvent] = {}
    twice: set[str] = set()
    for event in events:
        if found.setdefault(event.id, event) != event:
            twice.add(event.id)
    return {name: found[name] for name in sorted(found) if name not in twice}, sorted(twice)


def _uncorrected(known: Mapping[str, CaseEvent], found: list[Diagnostic]) -> tuple[list[CaseEvent], dict[str, str]]:
    """The events that stand: those that no event which stands itself corrects or withdraws; and why the others fell."""
    against: dict[str, list[str]] = {}
    for one in known.values():
        target = one.corrects or one.withdraws
        if target is None:
            continue
        if target in known:
            against.setdefault(target, []).append(one.id)
        else:
            found.append(faults.nothing_to_change(one.id, target, withdraws=one.withdraws is not None))
    stands: dict[str, bool] = {}
    waiting = {name: len(by) for name, by in against.items()}
    ready = [name for name in known if name not in waiting]
    while ready:
        name = ready.pop()
        stands[name] = not any(stands[by] for by in against.get(name, ()))
        target = known[name].corrects or known[name].withdraws
        if target in waiting:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    circle = sorted(name for name in known if name not in stands)
    if circle:
        found.append(faults.changed_in_a_circle(circle))
    fallen = dict.fromkeys(circle, "unclear")
    for name, still in stands.items():
        if not still:
            withdrawn = any(stands[by] and known[by].withdraws for by in against[name])
            fallen[name] = "withdrawn" if withdrawn else "corrected"
    return [known[name] for name in sorted(stands) if stands[name]], fallen


def _happened(kind: EventKind, events: Sequence[CaseEvent], found: list[Diagnostic]) -> tuple[Happened, ...]:
    if kind.unique_by is None:
        return tuple(_told(kind, [one]) for one in events)
    key = _Key(kind.unique_by)
    groups = [list(group) for _, group in groupby(sorted(events, key=key), key=key)]
    found += [faults.contradiction(kind, [one.id for one in group]) for group in groups if _disagree(group)]
    told = [_told(kind, group) for group in groups]
    return tuple(sorted(told, key=lambda one: (one.on or date.max, one.id)))


class _Key:
    """By the fields of which each combination is there once. An event that lacks one of them stands alone."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def __call__(self, event: CaseEvent) -> tuple[str, ...]:
        values = tuple(repr(event.fields[name]) for name in self.names if name in event.fields)
        return values if len(values) == len(self.names) else (*values, f"id {event.id}")


def _disagree(group: Sequence[CaseEvent]) -> bool:
    """Whether the events of a group tell different things; one may tell more than another."""
    names = {name for one in group for name in one.fields}
    told = ([repr(one.fields[name]) for one in group if name in one.fields] for name in names)
    return len({one.on for one in group}) > 1 or any(len(set(values)) > 1 for values in told)


def _told(kind: EventKind, group: Sequence[CaseEvent]) -> Happened:
    """One happening as all events of the group tell it together: what they disagree in is not known."""
    days = {one.on for one in group}
    on = group[0].on if len(days) == 1 else None
    context: dict[str, Any] = {"id": group[0].id, "on": on or unknown(f"{kind.name}.on")}
    for name, spec in kind.fields.items():
        told = {repr(one.fields[name]): one.fields[name] for one in group if name in one.fields}
        if len(told) == 1:
            (context[name],) = told.values()
        elif not told and spec.null_when_absent:
            context[name] = None
        else:
            context[name] = unknown(f"{kind.name}.{name}")
    return Happened(kind.name, tuple(one.id for one in group), on, context)

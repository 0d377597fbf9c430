"""Events of a case: read against its definition, every fault at its place; and as JSON again.

An event says when it happened (`on`) and when it was told (`recorded_on`; left out: on that day). One that was told
wrongly is never deleted: a later one `corrects` it, or `withdraws` it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from engine.cases import faults
from engine.cases.definition import CaseDefinition, EventKind
from engine.determination_json import plain
from engine.diagnostics import Diagnostic
from engine.facts.faults import null_not_allowed
from engine.facts.given import FactsDocument
from engine.facts.scalars import read_scalar
from engine.facts.sink import Sink, under
from engine.records import dataclass

MOST_EVENTS = 10_000
LONGEST_NOTE = 2_000
PARTS = ("id", "event", "on", "recorded_on", "fields", "corrects", "withdraws", "note")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One entry of the list. A withdrawal has no kind, and no day but that on which it was told.

    `fields`: those that were told, in the order of the kind; what is not among them is not known.
    """

    id: str
    kind: str | None
    on: date | None
    recorded_on: date
    fields: Mapping[str, Any] = field(default_factory=dict)
    corrects: str | None = None
    withdraws: str | None = None
    note: str | None = None


def event_json(event: CaseEvent) -> dict[str, Any]:
    """The event as JSON, as `read_event` takes it; dates are text, numbers plain decimal text."""
    body = {
        "id": event.id,
        "event": event.kind,
        "on": event.on,
        "recorded_on": event.recorded_on,
        "fields": dict(event.fields) or None,
        "corrects": event.corrects,
        "withdraws": event.withdraws,
        "note": event.note,
    }
    return {key: plain(value) for key, value in body.items() if value is not None}


def read_events(
    data: Any, definition: CaseDefinition, document: FactsDocument | None = None
) -> tuple[tuple[CaseEvent, ...], list[Diagnostic]]:
    """The events of a list, and everything that is wrong with it; an event with a fault is left out.

    `document`: where the list stands, for places; its `base` goes before every pointer.
    """
    sink = Sink(document or FactsDocument(data))
    if not isinstance(data, Sequence) or isinstance(data, str):
        sink.refuse("", faults.events_wanted(data))
        return (), sink.all()
    if len(data) > MOST_EVENTS:
        sink.refuse("", faults.too_many_events(MOST_EVENTS))
        return (), sink.all()
    reader = _Reader(definition, sink)
    read = [reader.read(raw, f"/{index}") for index, raw in enumerate(data)]
    return tuple(event for event in read if event is not None), sink.all()


def read_event(data: Any, definition: CaseDefinition) -> tuple[CaseEvent | None, list[Diagnostic]]:
    """One event, or everything that is wrong with it; pointers lead into the event."""
    sink = Sink(FactsDocument(data))
    return _Reader(definition, sink).read(data, ""), sink.all()


class _Reader:
    """Reads the events of one document; faults go into its sink."""

    def __init__(self, definition: CaseDefinition, sink: Sink) -> None:
        self.definition = definition
        self.sink = sink

    def read(self, raw: Any, pointer: str) -> CaseEvent | None:
        before = self.sink.count()
        if not isinstance(raw, Mapping):
            self.sink.refuse(pointer, faults.event_wanted(raw))
            return None
        for key in raw:
            if key not in PARTS:
                near = self.sink.nearest(str(key), PARTS)
                self.sink.refuse(under(pointer, str(key)), faults.unknown_part(key, near), at_key=True)
        event = self._withdrawal(raw, pointer) if "withdraws" in raw else self._event(raw, pointer)
        return event if self.sink.count() == before else None

    def _event(self, raw: Mapping[str, Any], pointer: str) -> CaseEvent:
        kind = self._kind(raw, pointer)
        on = self._day(raw, "on", pointer, needed=True)
        told = self._day(raw, "recorded_on", pointer)
        if on is not None and told is not None and told < on:
            self.sink.refuse(under(pointer, "recorded_on"), faults.recorded_before(told, on))
        return CaseEvent(
            self._id(raw, "id", pointer, needed=True) or "",
            kind.name if kind else None,
            on,
            told or on or date.min,
            self._fields(raw.get("fields"), kind, under(pointer, "fields")) if kind else {},
            corrects=self._id(raw, "corrects", pointer),
            note=self._note(raw, pointer),
        )

    def _withdrawal(self, raw: Mapping[str, Any], pointer: str) -> CaseEvent:
        for key in ("event", "on", "fields", "corrects"):
            if key in raw:
                self.sink.refuse(under(pointer, key), faults.withdrawal_with(key), at_key=True)
        return CaseEvent(
            self._id(raw, "id", pointer, needed=True) or "",
            None,
            None,
            self._day(raw, "recorded_on", pointer, needed=True) or date.min,
            withdraws=self._id(raw, "withdraws", pointer),
            note=self._note(raw, pointer),
        )

    def _kind(self, raw: Mapping[str, Any], pointer: str) -> EventKind | None:
        name = raw.get("event")
        if isinstance(name, str) and name in self.definition.events:
            return self.definition.events[name]
        if name is None:
            self.sink.refuse(pointer, faults.missing("event"))
        else:
            self.sink.refuse(
                under(pointer, "event"), faults.unknown_event(name, self.definition.events, self.sink.nearest)
            )
        return None

    def _fields(self, raw: Any, kind: EventKind, pointer: str) -> dict[str, Any]:
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self.sink.refuse(pointer, faults.fields_wanted(kind.name, raw, kind.fields))
            return {}
        for key in raw:
            if key not in kind.fields:
                self.sink.refuse(
                    under(pointer, str(key)), faults.unknown_field(kind, key, self.sink.nearest), at_key=True
                )
        read = {}
        for name, spec in kind.fields.items():
            if name not in raw:
                continue
            value = raw[name]
            label = f"{kind.name}.{name}"
            if value is None:
                value = None if spec.nullable else null_not_allowed(label)
            else:
                value = read_scalar(label, spec, value, self.definition.territories, self.sink.nearest)
            if isinstance(value, Diagnostic):
                self.sink.refuse(under(pointer, name), value)
            else:
                read[name] = value
        return read

    def _id(self, raw: Mapping[str, Any], key: str, pointer: str, *, needed: bool = False) -> str | None:
        value = raw.get(key)
        if value is None:
            if needed:
                self.sink.refuse(pointer, faults.missing(key))
            return None
        text = str(value)
        if not _ID.fullmatch(text) or isinstance(value, bool | Mapping | list):
            self.sink.refuse(under(pointer, key), faults.bad_id(key, value))
            return None
        return text

    def _day(self, raw: Mapping[str, Any], key: str, pointer: str, *, needed: bool = False) -> date | None:
        value = raw.get(key)
        if value is None and not needed:
            return None
        if value is None:
            self.sink.refuse(pointer, faults.missing(key))
            return None
        if type(value) is date:
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.sink.refuse(under(pointer, key), faults.not_a_day(key, value))
        return None

    def _note(self, raw: Mapping[str, Any], pointer: str) -> str | None:
        note = raw.get("note")
        if note is None or (isinstance(note, str) and len(note) <= LONGEST_NOTE):
            return note
        self.sink.refuse(under(pointer, "note"), faults.bad_note(LONGEST_NOTE))
        return None

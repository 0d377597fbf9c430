"""Cases that the service keeps: begun, told of event by event, and where they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.cases import CaseDefinition, event_json, fold, read_event, read_events, standing_json
from engine.determination_json import text_json
from engine.errors import HanteiError
from service.cases.files import next_id
from service.catalogue.description import field_json
from service.clock import today

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.diagnostics import Diagnostic
    from service.store import Claim, Record, Store

Json = dict[str, Any]


class EventRefusedError(HanteiError):
    """What was told is no event of this type of case. Nothing was stored."""

    def __init__(self, faults: Sequence[Diagnostic]) -> None:
        super().__init__(faults[0].message.en)
        self.faults = tuple(faults)


def definition_of(catalogue: Catalogue, case: Record) -> tuple[CaseDefinition | None, list[Diagnostic]]:
    """The type of a case by the rules in force, or what keeps it from being loaded."""
    return catalogue.case(case.subject)


def tell(  # noqa: PLR0913 - an event, of which case, by whom and on what condition
    store: Store,
    case: Record,
    definition: CaseDefinition,
    told: Mapping[str, Any],
    caller: str,
    *,
    after: int | None = None,
    claim: Claim | None = None,
) -> Record | None:
    """Adds an event to a case; what is left out is filled in: its id, and that it was told today.

    None where there is no such case. Raises EventRefusedError, ConflictError, StoreError.
    """
    event = {"recorded_on": today().isoformat(), **told}
    if "id" not in event:
        event["id"] = next_id([one.fields for one in store.events.of(case.entry.id)])
    read, faults = read_event(event, definition)
    if read is None or faults:
        raise EventRefusedError(faults)
    return store.events.append(case.entry.id, event_json(read), caller, after=after, claim=claim)


def standing(
    told: Iterable[Record], definition: CaseDefinition, days: tuple[date, date | None], readings: Mapping[str, str]
) -> Json:
    """Where a case stands: the same whatever the order in which its events were told. `days`: as of which, and known
    on which. Raises EventRefusedError where these rules do not take what was told under others."""
    events, faults = read_events([one.left() for one in told], definition)
    if faults:
        raise EventRefusedError(faults)
    return standing_json(fold(definition, events, *days, readings=readings))


def case_json(case: Record) -> Json:
    """A case as it was begun."""
    left = case.left()
    return {
        "id": case.entry.id,
        "case": case.subject,
        "title": left.get("title"),
        "recorded_at": case.entry.recorded_at,
        "recorded_by": case.entry.caller,
        "hash": case.entry.hash,
        "redactions": str(case.entry.redactions),
    }


def told_json(event: Record) -> Json:
    """An event as it was told. Of what was taken out of it the hash is there: `{"redacted": "sha256:…"}`."""
    return {
        "entry": event.entry.id,
        "number": event.number,
        "recorded_at": event.entry.recorded_at,
        "recorded_by": event.entry.caller,
        "event": event.fields,
        "hash": event.entry.hash,
        "redactions": str(event.entry.redactions),
    }


def type_listed_json(definition: CaseDefinition) -> Json:
    """A type of case as one line."""
    return {
        "id": definition.id,
        "version": definition.version,
        "digest": definition.digest,
        "title": text_json(definition.title),
    }


def type_json(definition: CaseDefinition) -> Json:
    """A type of case: who takes part, what may happen with which fields, and what is due."""
    return {
        **type_listed_json(definition),
        "summary": definition.summary and text_json(definition.summary),
        "source": list(definition.source),
        "parties": {name: text_json(title) for name, title in definition.parties.items()},
        "events": [
            {
                "name": kind.name,
                "title": text_json(kind.title),
                "by": kind.by,
                "once": kind.once,
                "fields": [field_json(spec) for spec in kind.fields.values()],
                "source": list(kind.source),
            }
            for kind in definition.events.values()
        ],
        "deadlines": [
            {
                "id": one.clause.id,
                "title": text_json(one.clause.title),
                "statement": text_json(one.clause.statement),
                "event": one.event,
                "by": one.by,
                "source": list(one.clause.source),
            }
            for one in definition.deadlines
        ],
    }

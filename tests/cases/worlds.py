"""Cases made by hand for the tests: events by short words, folded on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.cases import CaseDefinition, CaseEvent, CaseStanding, fold, read_events
from engine.catalogue import Catalogue, open_catalogue

CATALOGUE: Catalogue = open_catalogue()
PROJECT = "jcm/project-cycle"
DECISION = "jcm/governance/electronic-decision"


def definition(case: str) -> CaseDefinition:
    made, faults = CATALOGUE.case(case)
    assert made is not None, faults
    return made


def told(name: str, event: str, on: str, /, **more: Any) -> dict[str, Any]:
    """An event; `recorded_on`, `corrects` and `note` as they are, everything else is a field."""
    parts = {key: more.pop(key) for key in ("recorded_on", "corrects", "note") if key in more}
    return {"id": name, "event": event, "on": on, **parts, **({"fields": more} if more else {})}


def events(case: str, raw: Iterable[Mapping[str, Any]]) -> tuple[CaseEvent, ...]:
    read, faults = read_events([*raw], definition(case))
    assert faults == []
    return read


def at(case: str, raw: Iterable[Mapping[str, Any]], day: str, known_on: str | None = None, **more: Any) -> CaseStanding:
    known = None if known_on is None else date.fromisoformat(known_on)
    return fold(definition(case), events(case, raw), date.fromisoformat(day), known, **more)


def states(standing: CaseStanding) -> dict[str, str]:
    """The state of each deadline, by its id and what it is for."""
    return {one.deadline + (f" {one.label}" if one.label else ""): one.state.value for one in standing.deadlines}

"""A project followed over years: dated events in, and out where it stands, what is due, late and blocked.

    events, faults = read_events(data, definition)
    standing = fold(definition, events, as_of, known_on)
    standing_json(standing)

Everything here is a function of its arguments: the same events give the same answer in whatever order they arrive.
"""

from __future__ import annotations

from engine.cases.compiling import compile_case
from engine.cases.definition import CaseDefinition
from engine.cases.events import CaseEvent, event_json, read_event, read_events
from engine.cases.folding import fold
from engine.cases.standing import CaseStanding
from engine.cases.standing_json import standing_json
from engine.cases.standing_text import standing_text

__all__ = [
    "CaseDefinition",
    "CaseEvent",
    "CaseStanding",
    "compile_case",
    "event_json",
    "fold",
    "read_event",
    "read_events",
    "standing_json",
    "standing_text",
]

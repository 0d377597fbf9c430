"""The answer over time: until when it holds, and what ends it."""

from engine.timeline.body import timeline_json
from engine.timeline.causes import OUTCOME, Change
from engine.timeline.events import Event, How, Kind, events
from engine.timeline.sentences import sentence
from engine.timeline.spans import Holding, Span, dated_days, holds_until, timeline

__all__ = [
    "OUTCOME",
    "Change",
    "Event",
    "Holding",
    "How",
    "Kind",
    "Span",
    "dated_days",
    "events",
    "holds_until",
    "sentence",
    "timeline",
    "timeline_json",
]

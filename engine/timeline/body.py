"""A timeline as JSON, in the words of `engine.determination_json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine.determination_json import sum_json, text_json
from engine.plan import Plan
from engine.timeline.causes import Change
from engine.timeline.sentences import sentence
from engine.timeline.spans import Span

Json = dict[str, Any]


def timeline_json(
    plan: Plan, spans: Sequence[Span], readings: Mapping[str, str], known_on: date | None, *, as_known: bool
) -> Json:
    """`known_on` is `each-day` where each day was answered by what had been published on it."""
    known = None if known_on is None else known_on.isoformat()
    return {
        "ruleset": {"id": plan.id, "version": plan.version, "digest": plan.digest, "title": text_json(plan.title)},
        "known_on": "each-day" if as_known else known,
        "readings": dict(readings),
        "spans": [_span(span) for span in spans],
    }


def _span(span: Span) -> Json:
    return {
        "from": span.start.isoformat(),
        "until": span.end.isoformat(),
        "outcome": span.outcome.value,
        "amounts": {name: sum_json(amount) for name, amount in span.amounts.items()},
        "because": [change_json(change) for change in span.because],
    }


def change_json(change: Change) -> Json:
    event = change.event
    return {
        "on": event.on.isoformat(),
        "kind": event.kind.value,
        "name": event.name,
        "how": event.how.value,
        "items": list(event.items),
        "affects": list(change.affects),
        **text_json(sentence(event)),
        "source": list(event.source),
    }

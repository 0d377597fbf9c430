"""Where a case stands, as JSON: the one body for the command line and for programs.

Dates are ISO 8601, numbers plain decimal text, sentences in both languages; every key is always there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.cases.events import event_json
from engine.cases.standing import CaseStanding, DeadlineStanding, OrderStanding, Stage, StepAhead
from engine.determination_json import conclusion_json, determination_json, diagnostic_json, text_json
from engine.diagnostics import Text

Json = dict[str, Any]


def standing_json(standing: CaseStanding) -> Json:
    """The whole standing. `late`, `due`, `blocked` and `ready` are views of `deadlines` and `ahead`, by their ids."""
    titles: Mapping[str, Text] = standing.titles
    return {
        "case": {
            "id": standing.case,
            "version": standing.version,
            "digest": standing.digest,
            "title": text_json(standing.title),
        },
        "as_of": standing.as_of.isoformat(),
        "known_on": _day(standing.known_on),
        "stage": None if standing.stage is None else _stage(standing.stage),
        "stages": [_stage(one) for one in standing.stages],
        "events": [{**event_json(one), "title": text_json(titles[one.kind or ""])} for one in standing.events],
        "left_out": [{"id": one.id, "why": one.why} for one in standing.left_out],
        "deadlines": [_deadline(one) for one in standing.deadlines],
        "late": [_short(one) for one in standing.late],
        "due": [_short(one) for one in standing.due],
        "orders": [_order(one) for one in standing.orders],
        "blocked": [_step(one) for one in standing.blocked],
        "ready": [_step(one) for one in standing.ready],
        "unrecorded": [
            {"event": one.event, "title": text_json(one.title), "before": one.before} for one in standing.unrecorded
        ],
        "conclusions": [conclusion_json(one) for one in standing.conclusions],
        "determinations": [determination_json(one) for one in standing.determinations],
        "faults": [diagnostic_json(one) for one in standing.faults],
        "notes": [diagnostic_json(one) for one in standing.notes],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _stage(stage: Stage) -> Json:
    return {"id": stage.id, "title": text_json(stage.title), "source": list(stage.source)}


def _deadline(one: DeadlineStanding) -> Json:
    return {
        "id": one.deadline,
        "title": text_json(one.title),
        "statement": text_json(one.statement),
        "by": {"id": one.by, "title": text_json(one.by_title)},
        "state": one.state.value,
        "event": one.event,
        "label": one.label,
        "starts": _day(one.starts),
        "due": _day(one.due),
        "done_on": _day(one.done_on),
        "days": one.days,
        "missing": list(one.missing),
        "reading": one.reading,
        "sides": {side: _day(day) for side, day in one.sides.items()},
        "provisional": one.provisional,
        "derived": one.derived,
        "source": list(one.source),
    }


def _short(one: DeadlineStanding) -> Json:
    return {"id": one.deadline, "event": one.event, "label": one.label, "due": _day(one.due), "days": one.days}


def _order(one: OrderStanding) -> Json:
    return {
        "id": one.order,
        "title": text_json(one.title),
        "statement": text_json(one.statement),
        "state": one.state.value,
        "contradicted": list(one.contradicted),
        "unrecorded": list(one.unrecorded),
        "provisional": one.provisional,
        "derived": one.derived,
        "source": list(one.source),
    }


def _step(one: StepAhead) -> Json:
    return {
        "event": one.event,
        "title": text_json(one.title),
        "by": one.by,
        "waits_for": list(one.waits_for),
        "because": [
            {"order": why.order, "statement": text_json(why.statement), "source": list(why.source)}
            for why in one.because
        ],
    }

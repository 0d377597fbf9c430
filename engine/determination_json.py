"""The one body in which answers leave: for the API, for `hantei check --json`, for receipts.

Numbers are plain decimal text (never an exponent), dates ISO 8601, units stand beside figures, sentences are there in
both languages. Keys are always there, but for a figure (`value`, or `at_least` and `at_most` as far as they are known)
and for what bound it (`bound_by`, or `may_be_bound_by` while that is open); `counted` stands only in answers of rule
sets with facts that are counted from registers, `conflicting` where criteria exclude each other. The order of keys is
fixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.determination import (
    Amount,
    Answer,
    Because,
    Conclusion,
    Count,
    Determination,
    Evidence,
    Figure,
    Finding,
    FindingEvidence,
    ReadingDependence,
    Side,
    State,
    Step,
)
from engine.diagnostics import Diagnostic, Text
from engine.feel.values.text import text_of
from engine.feel.values.unknown import Between, OneOf, Unknown

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """The body of an answer: determinations in the order asked for, then what follows from them together."""
    return {
        "determinations": [determination_json(one) for one in answer.determinations],
        "conclusions": [conclusion_json(one) for one in answer.conclusions],
        "notes": [diagnostic_json(note) for note in answer.notes],
    }


def determination_json(one: Determination) -> Json:
    return {
        "ruleset": {"id": one.ruleset, "version": one.version, "digest": one.digest, "title": text_json(one.title)},
        "outcome": one.outcome.value,
        "as_of": one.as_of.isoformat(),
        "known_on": None if one.known_on is None else one.known_on.isoformat(),
        "amounts": {name: _amount(amount) for name, amount in one.amounts.items()},
        "illustrations": {name: _amount(amount) for name, amount in one.illustrations.items()},
        "findings": [_finding(finding) for finding in one.findings],
        "missing": list(one.missing),
        "declared_judgements": list(one.declared_judgements),
        "assumed": list(one.assumed),
        "readings": dict(one.readings),
        "depends_on_readings": [_dependence(dependence) for dependence in one.depends_on_readings],
        "diagnostics": [diagnostic_json(diagnostic) for diagnostic in one.diagnostics],
        "evidence": None if one.evidence is None else _evidence(one.evidence),
        **({"counted": [_count(count) for count in one.counted]} if one.counted else {}),
        **({"conflicting": list(one.conflicting)} if one.conflicting else {}),
    }


def _evidence(evidence: Evidence) -> Json:
    """What the outcome rests on: the decisive facts counted by what shows them, and the documents to bring."""
    return {
        "asked": evidence.demand.value,
        "decided_by": list(evidence.decided_by),
        "decisive_facts": {
            "count": str(len(evidence.decisive_facts)),
            "by_grade": {grade: str(count) for grade, count in evidence.by_grade().items()},
            "facts": [
                {"name": one.name, "grade": one.grade, "assumed": one.assumed, "criteria": list(one.criteria)}
                for one in evidence.decisive_facts
            ],
        },
        "documents": [
            {"title": text_json(one.title), "facts": list(one.facts), "criteria": list(one.criteria)}
            for one in evidence.documents
        ],
    }


def diagnostic_json(diagnostic: Diagnostic) -> Json:
    """A fault or note. The place in a rule file is left out: callers do not have the file."""
    body: Json = {"code": diagnostic.code, "severity": diagnostic.severity.value, **text_json(diagnostic.message)}
    if diagnostic.help is not None:
        body["help"] = text_json(diagnostic.help)
    if diagnostic.pointer is not None:
        body["pointer"] = diagnostic.pointer
    return body


def text_json(text: Text) -> Json:
    return {"en": text.en, "ja": text.ja}


def plain(value: Any) -> Any:
    """A value of a fact or a step as JSON. What is not known says what it waits for, and what it may be."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return _unknown(value) if isinstance(value, Unknown) else text_of(value)


def _unknown(value: Unknown) -> Json:
    body: Json = {"unknown": sorted(value.names)}
    if isinstance(value.domain, OneOf):
        body["one_of"] = [plain(option) for option in value.domain.values]
    if isinstance(value.domain, Between):
        body |= _ends(value.domain.low, value.domain.high)
    return body


def _ends(low: Any, high: Any) -> Json:
    ends = {"at_least": low, "at_most": high}
    return {key: plain(end) for key, end in ends.items() if end is not None}


def _figure(figure: Figure) -> Json:
    known = {"value": plain(figure.value)} if figure.value is not None else _ends(figure.at_least, figure.at_most)
    return {**known, "unit": figure.unit}


def _titled_figure(figure: Figure) -> Json:
    title = {} if figure.title is None else {"title": text_json(figure.title)}
    return {**_figure(figure), **title}


def sum_json(amount: Amount) -> Json:
    """How much, what bound it, and its passage."""
    bound = {"bound_by": amount.bound_by} if amount.bound_by is not None else {}
    open_ = {"may_be_bound_by": list(amount.may_be_bound_by)} if amount.may_be_bound_by else {}
    figure = _unsettled(amount.figure) if amount.applies is State.UNDETERMINED else amount.figure
    return {**_figure(figure), **bound, **open_, "source": list(amount.source), "applies": amount.applies.value}


def _unsettled(figure: Figure) -> Figure:
    """A figure whose amount may not apply at all is not settled, however well it is known."""
    if figure.value is None:
        return figure
    return Figure(figure.unit, None, figure.value, figure.value, figure.title)


def _amount(amount: Amount) -> Json:
    return {
        **sum_json(amount),
        "title": text_json(amount.title),
        "derived": amount.derived,
        "missing": list(amount.missing),
        "steps": [step_json(step) for step in amount.steps],
    }


def step_json(step: Step) -> Json:
    return {
        "label": step.label,
        "title": None if step.title is None else text_json(step.title),
        "kind": step.kind,
        "formula": step.formula,
        "inputs": {name: plain(value) for name, value in step.inputs.items()},
        "result": plain(step.result),
        "unit": step.unit,
        "source": list(step.source),
    }


def _count(count: Count) -> Json:
    return {
        "fact": count.fact,
        "title": text_json(count.title),
        "register": count.register,
        "count": _figure(count.figure),
        "records": list(count.records),
        "open_records": list(count.open_records),
        "complete": count.complete,
        "waits_for": list(count.waits_for),
        "derived": count.derived,
        "used": count.used,
        "given": plain(count.given),
    }


def _finding(finding: Finding) -> Json:
    return {
        "criterion": finding.criterion,
        "title": text_json(finding.title),
        "state": finding.state.value,
        "strength": finding.strength,
        "provisional": finding.provisional,
        "derived": finding.derived,
        "exempted": finding.exempted,
        "statement": text_json(finding.statement),
        "facts": {name: plain(value) for name, value in finding.facts.items()},
        "figures": {name: _titled_figure(figure) for name, figure in finding.figures.items()},
        "missing": list(finding.missing),
        "source": list(finding.source),
        "diagnostics": [diagnostic_json(diagnostic) for diagnostic in finding.diagnostics],
        "evidence": None if finding.evidence is None else _shown_by(finding.evidence),
    }


def _shown_by(evidence: FindingEvidence) -> Json:
    return {
        "minimum": evidence.minimum,
        "below": list(evidence.below),
        "documents": [text_json(document) for document in evidence.documents],
    }


def _dependence(dependence: ReadingDependence) -> Json:
    return {
        "reading": dependence.reading,
        "question": text_json(dependence.question),
        "chosen": dependence.chosen,
        "default": dependence.default,
        "sides": {
            name: {"statement": text_json(dependence.statements[name]), **_side(side)}
            for name, side in dependence.sides.items()
        },
        "source": list(dependence.source),
    }


def _side(side: Side) -> Json:
    return {
        "outcome": side.outcome.value,
        "amounts": {name: sum_json(amount) for name, amount in side.amounts.items()},
    }


def conclusion_json(conclusion: Conclusion) -> Json:
    return {
        "ruleset": conclusion.ruleset,
        "kind": conclusion.kind,
        "id": conclusion.id,
        "statement": text_json(conclusion.statement),
        "because": [_because(one) for one in conclusion.because],
        "source": list(conclusion.source),
    }


def _because(because: Because) -> Json:
    parts = {
        "ruleset": because.ruleset,
        "criterion": because.criterion,
        "conclusion": because.conclusion,
        "outcome": because.outcome,
        "state": because.state,
        "event": because.event,
        "deadline": because.deadline,
        "order": because.order,
    }
    return {key: value for key, value in parts.items() if value is not None}

"""A proposal tried on a rule set that is being written: each criterion's state, by the line where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.determination_json import text_json
from engine.diagnostics import Diagnostic, Text, has_errors
from engine.explanation import figures
from engine.facts import FactsDocument
from engine.rule_files import RULESET
from engine.source import FACTS_FILE, RULE_FILE, read_yaml
from service.authoring.lint_results import fault_json
from service.checks.inquiry import Asked, determinations, read_inquiry
from service.clock import today

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Determination
    from engine.plan import Plan

FACTS = "facts"
"""What the facts are called in faults."""


def trial_json(catalogue: Catalogue, plan: Plan, trial: dict[str, str], content: bytes) -> dict[str, Any]:
    """What comes of the facts (`facts`, YAML) on a day (`as_of`); or what is wrong with them."""
    document, faults = read_yaml(trial["facts"].encode(), FACTS, FACTS_FILE)
    if document is None or has_errors(faults):
        return _refused(faults)
    asked = Asked([plan.id], [FactsDocument(document.data or {}, FACTS)], trial["as_of"] or None)
    inquiry, faults = read_inquiry(asked, catalogue, today())
    if inquiry is None:
        return _refused(faults)
    [found] = determinations(inquiry, catalogue)
    return {
        "faults": [],
        "as_of": inquiry.as_of.isoformat(),
        "outcome": found.outcome.value,
        "findings": _findings(found, _lines(content)),
        "amounts": [
            {"title": text_json(one.title), "said": {lang: figures.figure(one.figure, lang) for lang in ("en", "ja")}}
            for one in found.amounts.values()
        ],
        "missing": list(found.missing),
    }


def _findings(found: Determination, lines: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "criterion": one.criterion,
            "title": text_json(one.title),
            "state": one.state.value,
            "line": lines.get(one.criterion),
            "missing": list(one.missing),
        }
        for one in found.findings
    ]


def _lines(content: bytes) -> dict[str, int]:
    """The line of each criterion in the rule set's file."""
    document, _ = read_yaml(content, RULESET, RULE_FILE)
    if document is None:
        return {}
    listed = enumerate(document.data["criteria"])
    return {one["id"]: document.place(f"/criteria/{at}").line for at, one in listed}


def _refused(faults: Iterable[Diagnostic]) -> dict[str, Any]:
    told = list(faults) or [Diagnostic("no-facts", Text("there are no facts", "事実がありません"))]
    return {"faults": [fault_json(one) for one in told], "outcome": None}

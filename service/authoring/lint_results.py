"""Faults of rule files, and how worked examples came out, as JSON: for the command line, the API and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.determination_json import text_json

if TYPE_CHECKING:
    from engine.diagnostics import Diagnostic
    from engine.examples import ExampleResult


def fault_json(fault: Diagnostic) -> dict[str, Any]:
    """A fault of a rule file with its place."""
    place = fault.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    mend = {"help": text_json(fault.help)} if fault.help else {}
    return {"code": fault.code, "severity": fault.severity.value, **where, **text_json(fault.message), **mend}


def example_json(result: ExampleResult) -> dict[str, Any]:
    """How one worked example came out, field by field where it does not hold."""
    return {
        "ruleset": result.ruleset,
        "id": result.id,
        "title": text_json(result.title),
        "passed": result.passed,
        "mismatches": [{"field": one.field, "expected": one.expected, "found": one.found} for one in result.faults],
        "diagnostics": [{"code": fault.code, **text_json(fault.message)} for fault in result.diagnostics],
    }

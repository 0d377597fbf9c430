"""Every expression has a meaning: its names are known, its operators get what they take, its units fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.compiler.scope import scope
from engine.compiler.sheet import CELL, CONDITION, Sheet, Snippet, placed
from engine.diagnostics import Diagnostic
from engine.feel import check
from engine.feel.types import ANY, BOOLEAN, Type, number
from engine.units import ALGEBRA


def check_types(sheet: Sheet) -> Iterator[Diagnostic]:
    types = scope(sheet)
    for snippet in sheet.snippets:
        expression = sheet.expressions.get(snippet.pointer)
        if expression is None:
            continue
        expected = _expected(snippet)
        known = {**types, "?": _input_type(sheet, snippet, types)} if snippet.purpose == CELL else types
        _, faults = check(expression, known, expected=expected, units=ALGEBRA)
        yield from (placed(fault, snippet, sheet.document) for fault in faults)


def _expected(snippet: Snippet) -> Type | None:
    if snippet.purpose == CONDITION:
        return BOOLEAN
    return number(snippet.unit) if snippet.unit is not None else None


def _input_type(sheet: Sheet, snippet: Snippet, types: Mapping[str, Type]) -> Type:
    """What the cell is a test of: the type of the input in its column."""
    table = snippet.owner.partition(":")[2]
    column = snippet.pointer.rpartition("/")[2]
    expression = sheet.expressions.get(f"/tables/{table}/inputs/{column}")
    return check(expression, types, units=ALGEBRA)[0] if expression is not None else ANY

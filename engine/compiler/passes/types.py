"""Every expression has a meaning: its names are known, its operators get what they take, its units fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.compiler.scope import scope
from engine.compiler.sheet import CELL, CONDITION, Sheet, Snippet, placed
from engine.diagnostics import Diagnostic
from engine.feel import check
from engine.feel.types import ANY, BOOLEAN, Nested, Type, nested, number
from engine.units import ALGEBRA


def check_types(sheet: Sheet) -> Iterator[Diagnostic]:
    types = nested(scope(sheet))
    of_cells: dict[tuple[str, str], Nested] = {}
    for snippet in sheet.snippets:
        expression = sheet.expressions.get(snippet.pointer)
        if expression is None:
            continue
        expected = _expected(snippet)
        known = types
        if snippet.purpose == CELL:
            table, column = snippet.owner.partition(":")[2], snippet.pointer.rpartition("/")[2]
            if (table, column) not in of_cells:
                of_cells[table, column] = Nested({**types, "?": _input_type(sheet, table, column, types)})
            known = of_cells[table, column]
        _, faults = check(expression, known, expected=expected, units=ALGEBRA)
        yield from (placed(fault, snippet, sheet.document) for fault in faults)


def _expected(snippet: Snippet) -> Type | None:
    if snippet.purpose == CONDITION:
        return BOOLEAN
    return number(snippet.unit) if snippet.unit is not None else None


def _input_type(sheet: Sheet, table: str, column: str, types: Mapping[str, Type]) -> Type:
    """What the cells of a column are tests of: the type of its input."""
    expression = sheet.expressions.get(f"/tables/{table}/inputs/{column}")
    return check(expression, types, units=ALGEBRA)[0] if expression is not None else ANY

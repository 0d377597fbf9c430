"""The records of a register that a count need not look at: those that a text in one of their columns rules out.

A condition such as `scheme = "model_project" and country = host_country and …` is false for most records by what it
says first. Only that is read here, and only where nothing is open about it; all that is left is for the evaluator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.feel import Expression
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.listed import parts_of, unlike_of
from engine.feel.values.unknown import Listed, Unknown


def narrowed(records: Any, counted: Expression, columns: frozenset[str], scope: Mapping[str, Any]) -> Any:
    """The records without those for which the condition is false by a column that is compared with a known text.

    One is left of a list whatever it says: a filter of none is another question.
    """
    wanted = tuple(_wanted(counted, columns, scope))
    if type(records) is list:
        return [row for row in records if _may_count(row, wanted)] or records[:1]
    parts = parts_of(records)
    if parts is None:
        return records
    kept = tuple(part for part in parts if _may_count(part.item, wanted))
    return Unknown(records.names, Listed(kept, unlike_of(records)))


def _may_count(row: Mapping[str, Any], wanted: tuple[tuple[str, str], ...]) -> bool:
    for column, text in wanted:
        cell = row[column]
        if type(cell) is not str:
            return True
        if cell != text:
            return False
    return True


def _wanted(counted: Expression, columns: frozenset[str], scope: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The columns that the condition compares with a known text before it asks for anything else."""
    condition = counted.node.condition if type(counted.node) is ast.Filter else counted.node
    for node in condition.items if type(condition) is ast.And else (condition,):
        if type(node) is not ast.Comparison or node.operator != "=":
            return
        column, text = _column(node.left, columns), _text(node.right, columns, scope)
        if column is None or type(text) is not str:
            return
        yield column, text


def _column(node: Node, columns: frozenset[str]) -> str | None:
    return node.name if type(node) is ast.Name and node.name in columns else None


def _text(node: Node, columns: frozenset[str], scope: Mapping[str, Any]) -> Any:
    """A text as it is written, or what a fact comes to; the columns of the record and `item` hide facts."""
    if type(node) is ast.String:
        return node.value
    if type(node) is not ast.Name or node.name in columns or node.name == "item":
        return None
    return scope.get(node.name)

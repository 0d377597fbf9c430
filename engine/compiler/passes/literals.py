"""Where a choice or a country is compared with a text, the text is one that it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.compiler.fault import did_you_mean, fault, listed
from engine.compiler.register_faults import country_faults
from engine.compiler.sheet import CELL, Sheet, Snippet, placed
from engine.diagnostics import Diagnostic
from engine.fact_fields import fields_of
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.plan import FactSpec
from engine.text import quoted

Bound = Mapping[str, FactSpec]
"""What the variables of a loop stand for."""


def check_literals(sheet: Sheet) -> Iterator[Diagnostic]:
    for snippet in sheet.snippets:
        expression = sheet.expressions.get(snippet.pointer)
        if expression is None:
            continue
        bound = _input(sheet, snippet) if snippet.purpose == CELL else {}
        for literal, fact in _compared(expression.node, sheet.found.facts, bound):
            for found in _faults(literal, fact, sheet):
                yield placed(found.at(expression.place_of(literal)), snippet, sheet.document)


def _input(sheet: Sheet, snippet: Snippet) -> Bound:
    """A cell tests `?`: the fact that is the input of its column, where the input is a fact."""
    table, column = snippet.owner.partition(":")[2], snippet.pointer.rpartition("/")[2]
    expression = sheet.expressions.get(f"/tables/{table}/inputs/{column}")
    fact = _fact(expression.node, sheet.found.facts, {}) if expression else None
    return {"?": fact} if fact else {}


def _compared(node: Node, facts: Mapping[str, FactSpec], bound: Bound) -> Iterator[tuple[ast.String, FactSpec]]:
    """Every text literal that stands against a fact, with the fact."""
    if isinstance(node, ast.Comparison):
        yield from _pairs((node.left, node.right), facts, bound)
    elif isinstance(node, ast.In):
        yield from _pairs((node.value, *node.tests), facts, bound)
    elif isinstance(node, ast.UnaryTests) and "?" in bound:
        yield from ((literal, bound["?"]) for test in node.tests for literal in _texts(test))
    elif isinstance(node, ast.Quantified | ast.For):
        for name, domain in zip(node.names, node.domains, strict=True):
            fact = _fact(domain, facts, bound)
            bound = {**bound, name: fact.items} if fact and fact.items else bound
    elif isinstance(node, ast.Filter):
        fact = _fact(node.source, facts, bound)
        yield from _compared(node.source, facts, bound)
        if fact and fact.items:
            bound = {**bound, "item": fact.items, **fact.items.fields}
        yield from _compared(node.condition, facts, bound)
        return
    for child in ast.children(node):
        yield from _compared(child, facts, bound)


def _pairs(
    nodes: tuple[Node, ...], facts: Mapping[str, FactSpec], bound: Bound
) -> Iterator[tuple[ast.String, FactSpec]]:
    against = [fact for fact in (_fact(node, facts, bound) for node in nodes) if fact is not None]
    if against:
        yield from ((literal, against[0]) for node in nodes for literal in _texts(node))


def _texts(node: Node) -> Iterator[ast.String]:
    if isinstance(node, ast.String):
        yield node
    elif isinstance(node, ast.ListLiteral):
        yield from (item for item in node.items if isinstance(item, ast.String))


def _fact(node: Node, facts: Mapping[str, FactSpec], bound: Bound) -> FactSpec | None:
    parts: list[str] = []
    while isinstance(node, ast.Path):
        parts.insert(0, node.member)
        node = node.source
    if isinstance(node, ast.Filter):
        return _field(_fact(node.source, facts, bound), parts)
    if not isinstance(node, ast.Name):
        return None
    if node.name in bound:
        return _field(bound[node.name], parts)
    found = facts.get(".".join([node.name, *parts]))
    for cut in range(len(parts) - 1, -1, -1):
        found = found or _field(facts.get(".".join([node.name, *parts[:cut]])), parts[cut:])
    return found


def _field(fact: FactSpec | None, parts: list[str]) -> FactSpec | None:
    """What stands at the end of a path into a fact: the fact itself, a field of it, or of each of its rows."""
    if fact is None or not parts:
        return fact
    return fields_of(fact).get(parts[0]) if len(parts) == 1 else None


def _faults(literal: ast.String, fact: FactSpec, sheet: Sheet) -> Iterator[Diagnostic]:
    fact = fact.items if fact.items is not None else fact
    place = sheet.place("")
    if fact.type == "country":
        yield from country_faults(literal.value, place, sheet.found)
    elif fact.type == "choice" and literal.value not in fact.choices:
        choices = listed(fact.choices)
        yield fault(
            "not-a-choice",
            place,
            (
                f"`{fact.name}` is never {quoted(literal.value)}",
                f"`{fact.name}` が {quoted(literal.value)} になることはありません",
            ),
            did_you_mean(literal.value, fact.choices, (f"its choices are {choices}", f"選択肢は {choices} です")),
        )

"""A FEEL text with one thing changed: a literal, a comparison, the end of a range, a connective, a member of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from engine.feel import parse, parse_unary_tests
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node, walk
from engine.mutation.neighbours import neighbours, numbers_beside

FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}
"""Each comparison and its neighbour."""
SWAPPED = {"and": "or", "or": "and"}
_COMPARISON = re.compile(r"<=|>=|!=|<|>|=")
_QUOTED = re.compile(r'"([^"\\]*)"')
_MADE_OF_TEXT = ("date", "duration")


def changed_texts(text: str, *, cell: bool = False) -> Iterator[tuple[str, str]]:
    """What was changed, and the text with it. `cell`: the text is the tests in a cell of a table.

    A text that cannot be read has none. Not every text that comes out is sound: who compiles it sees.
    """
    expression, _ = (parse_unary_tests if cell else parse)(text)
    if expression is None:
        return
    for node in walk(expression.node):
        for start, end, new in _changes(node, text):
            yield _told(text, start, end, new), text[:start] + new + text[end:]


def _told(text: str, start: int, end: int, new: str) -> str:
    """`cost >= [50] -> 51`: what stood there is in brackets, with what stands around it."""
    before, after = text[max(0, start - 40) : start], text[end : end + 24]
    return " ".join(f"{before}⟦{text[start:end]} → {new}⟧{after}".split())


Change = tuple[int, int, str]
"""From one offset to another: the text that stands there instead."""


def _changes(node: Node, text: str) -> Iterator[Change]:
    if isinstance(node, ast.Number):
        yield from ((node.start, node.end, _plain(number)) for number in numbers_beside(node.value))
    elif isinstance(node, ast.AtLiteral):
        yield from _inside_quotes(node.start, node.end, text)
    elif isinstance(node, ast.Call):
        if isinstance(node.function, ast.Name) and node.function.name in _MADE_OF_TEXT:
            yield from _inside_quotes(node.start, node.end, text)
    elif isinstance(node, ast.Boolean):
        yield node.start, node.end, "false" if node.value else "true"
    elif isinstance(node, ast.Comparison):
        yield from _flipped(node.left.end, node.right.start, text)
    elif isinstance(node, ast.OpenRange):
        yield from _flipped(node.start, node.operand.start, text)
    elif isinstance(node, ast.RangeLiteral):
        yield node.start, node.start + 1, "(" if node.low_closed else "["
        yield node.end - 1, node.end, ")" if node.high_closed else "]"
    elif isinstance(node, ast.And | ast.Or):
        yield from _swapped(node, text)
    elif isinstance(node, ast.Quantified):
        yield node.start, node.start + len(node.kind), {"some": "every", "every": "some"}[node.kind]
    elif isinstance(node, ast.ListLiteral):
        yield from _dropped(node.items)
    elif isinstance(node, ast.In | ast.UnaryTests):
        yield from _dropped(node.tests)


def _flipped(start: int, end: int, text: str) -> Iterator[Change]:
    found = _COMPARISON.search(text, start, end)
    if found:
        yield found.start(), found.end(), FLIPPED[found[0]]


def _swapped(node: ast.And | ast.Or, text: str) -> Iterator[Change]:
    word = "and" if isinstance(node, ast.And) else "or"
    for left, right in zip(node.items, node.items[1:], strict=False):
        at = text.find(word, left.end, right.start)
        if at >= 0:
            yield at, at + len(word), SWAPPED[word]


def _inside_quotes(start: int, end: int, text: str) -> Iterator[Change]:
    found = _QUOTED.search(text, start, end)
    if found:
        yield from ((found.start(1), found.end(1), str(new)) for new in neighbours(found[1]))


def _dropped(members: tuple[Node, ...]) -> Iterator[Change]:
    """Each member of several, with the comma beside it."""
    if len(members) < 2:
        return
    for at, member in enumerate(members):
        if at:
            yield members[at - 1].end, member.end, ""
        else:
            yield member.start, members[1].start, ""


def _plain(number: Decimal) -> str:
    return format(number, "f") if number >= 0 else f"({format(number, 'f')})"

"""Loops: `for`, `some`, `every` and filters, over lists that may hold, or be, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from engine.feel.evaluator import access, partial
from engine.feel.evaluator.run import Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.unknown import OneOf, Unknown, names_in

Walk = Callable[[Run, Node, Frame], Any]


class _Unsettled(Exception):  # noqa: N818  (a way out of nested loops, caught right above them)
    """A list to go through is itself not known."""

    def __init__(self, unknown: Unknown) -> None:
        self.unknown = unknown


def _turns(run: Run, node: ast.For | ast.Quantified, frame: Frame, domain_of: Walk) -> Iterator[Frame]:
    """A frame for each combination of the variables, the last one turning fastest."""

    def turn(index: int, outer: Frame) -> Iterator[Frame]:
        if index == len(node.names):
            run.turn()
            yield outer
            return
        domain = node.domains[index]
        items = domain_of(run, domain, outer)
        if type(items) is Unknown:
            raise _Unsettled(items)
        for item in items:
            yield from turn(index + 1, Frame({node.names[index]: item}, outer, domain))

    return turn(0, frame)


def iterated(run: Run, node: ast.For, frame: Frame, walk: Walk, domain_of: Walk) -> Any:
    """`for … return …`: the list of the bodies; each may read the list so far as `partial`."""
    found: list[Any] = []
    looks_back = any(type(part) is ast.Name and part.name == "partial" for part in ast.walk(node.body))
    try:
        for inner in _turns(run, node, frame, domain_of):
            run.meter.list_of(len(found) + 1)
            turn = Frame({"partial": _so_far(run, found)}, inner) if looks_back else inner
            found.append(walk(run, node.body, turn))
    except _Unsettled as unsettled:
        return Unknown(unsettled.unknown.names)
    return found


def _so_far(run: Run, found: list[Any]) -> list[Any]:
    """A copy that stays as it is when the loop goes on; the copying counts as steps."""
    run.meter.steps(len(found) // 64)
    return list(found)


def quantified(run: Run, node: ast.Quantified, frame: Frame, walk: Walk, domain_of: Walk) -> Any:
    """`some` is `or`, `every` is `and` over the conditions; one that decides ends the loop."""
    decisive = node.kind == "some"
    open_turns = []
    try:
        for inner in _turns(run, node, frame, domain_of):
            value = walk(run, node.condition, inner)
            if value is decisive:
                return decisive
            if value is not (not decisive):
                open_turns.append(value)
    except _Unsettled as unsettled:
        open_turns.append(Unknown(unsettled.unknown.names, OneOf((True, False, None))))
    if not open_turns:
        return not decisive
    return (partial.any_of if decisive else partial.all_of)(open_turns)


def filtered(run: Run, node: ast.Filter, source: Any, frame: Frame, walk: Walk) -> Any:
    """`source[condition]`: one item where the condition is a number, else the items for which it is true."""
    if type(source) is Unknown:
        return Unknown(source.names)
    if source is None:
        return None
    items = access.as_list(source)
    if type(node.condition) in _CALCULATIONS or not items:
        position = walk(run, node.condition, Frame({"item": None}, frame))
        if type(position) is Decimal:
            return access.at_position(items, position)
    return _chosen(run, node, items, frame, walk)


_CALCULATIONS = frozenset((ast.Number, ast.Negate, ast.Arithmetic))
"""Conditions that are a number whatever the item."""


def _chosen(run: Run, node: ast.Filter, items: list[Any], frame: Frame, walk: Walk) -> Any:
    kept: list[Any] = []
    names: frozenset[str] = frozenset()
    for index, item in enumerate(items):
        run.turn()
        verdict = walk(run, node.condition, _item_frame(node, item, frame))
        if index == 0 and type(verdict) is Decimal:
            return access.at_position(items, verdict)
        if type(verdict) is Unknown or type(item) is Unknown:
            names |= names_in((verdict, item))
        elif verdict is True:
            kept.append(item)
    return Unknown(names) if names else kept


def _item_frame(node: ast.Filter, item: Any, frame: Frame) -> Frame:
    """`item`, and where it is a context its entries, which come first."""
    inner = Frame({"item": item}, frame, node.source)
    return Frame(item, inner, node.source) if type(item) is dict else inner

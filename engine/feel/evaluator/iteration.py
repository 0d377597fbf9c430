"""Loops: `for`, `some`, `every` and filters, over lists that may hold, or be, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from engine.feel.evaluator import access, partial
from engine.feel.evaluator.conditions import check_truth
from engine.feel.evaluator.run import Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.unknown import OneOf, Unknown, names_in

Walk = Callable[[Run, Node, Frame], Any]


class _Turns:
    """The turns of a loop: a frame for each combination of the variables, the last one turning fastest.

    A list that is itself not known takes one turn with an item that is not, so that all the body waits for is named.
    `names` then are those of the list.
    """

    def __init__(self, run: Run, node: ast.For | ast.Quantified, domain_of: Walk) -> None:
        self.run, self.node, self.domain_of = run, node, domain_of
        self.names: frozenset[str] = frozenset()

    def inside(self, frame: Frame, index: int = 0) -> Iterator[Frame]:
        if index == len(self.node.names):
            self.run.turn()
            yield frame
            return
        domain = self.node.domains[index]
        items = self.domain_of(self.run, domain, frame)
        if type(items) is Unknown:
            self.names |= items.names
            items = [Unknown(items.names)]
        for item in items:
            yield from self.inside(Frame({self.node.names[index]: item}, frame, domain), index + 1)


def iterated(run: Run, node: ast.For, frame: Frame, walk: Walk, domain_of: Walk) -> Any:
    """`for … return …`: the list of the bodies; each may read the list so far as `partial`."""
    found: list[Any] = []
    looks_back = any(type(part) is ast.Name and part.name == "partial" for part in ast.walk(node.body))
    turns = _Turns(run, node, domain_of)
    for inner in turns.inside(frame):
        run.meter.list_of(len(found) + 1)
        turn = Frame({"partial": _so_far(run, found)}, inner) if looks_back else inner
        found.append(walk(run, node.body, turn))
    return Unknown(turns.names | names_in(found)) if turns.names else found


def _so_far(run: Run, found: list[Any]) -> list[Any]:
    """A copy that stays as it is when the loop goes on; the copying counts as steps."""
    run.meter.steps(len(found) // 64)
    return list(found)


def quantified(run: Run, node: ast.Quantified, frame: Frame, walk: Walk, domain_of: Walk) -> Any:
    """`some` is `or`, `every` is `and` over the conditions; one that decides ends the loop."""
    decisive = node.kind == "some"
    open_turns = []
    turns = _Turns(run, node, domain_of)
    for inner in turns.inside(frame):
        value = walk(run, node.condition, inner)
        if turns.names:
            value = Unknown(turns.names | names_in((value,)), OneOf((True, False, None)))
        if value is decisive:
            return decisive
        if value is not (not decisive):
            check_truth(run, node.condition, node.kind, value)
            open_turns.append(value)
    if turns.names and not open_turns:
        open_turns.append(Unknown(turns.names, OneOf((True, False, None))))
    if not open_turns:
        return not decisive
    return (partial.any_of if decisive else partial.all_of)(open_turns)


def filtered(run: Run, node: ast.Filter, source: Any, frame: Frame, walk: Walk) -> Any:
    """`source[condition]`: one item where the condition is a number, else the items for which it is true."""
    if type(source) is Unknown:
        verdict = walk(run, node.condition, _item_frame(node, Unknown(source.names), frame))
        return Unknown(source.names | names_in((verdict,)))
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
        elif verdict is not False:
            check_truth(run, node.condition, "[…]", verdict)
    return Unknown(names) if names else kept


def _item_frame(node: ast.Filter, item: Any, frame: Frame) -> Frame:
    """`item`, and where it is a context its entries, which come first."""
    inner = Frame({"item": item}, frame, node.source)
    return Frame(item, inner, node.source) if type(item) is dict else inner

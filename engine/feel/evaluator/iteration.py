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
from engine.feel.values.domains import choices
from engine.feel.values.listed import listed, maybe, parts_of, times, truths_of, unlike_of
from engine.feel.values.unknown import OneOf, Some, Unknown, names_in

Walk = Callable[[Run, Node, Frame], Any]


Turn = tuple[Frame, Some]
"""The frame of a turn, and how many turns of its kind there are: `Some(None)` is one for sure."""
ONCE = Some(None)


class _Turns:
    """The turns of a loop: a frame for each combination of the variables, the last one turning fastest.

    The members of a list that is not all known are gone through part by part. A list of which nothing is known takes
    one turn with an item that is not, so that all the body waits for is named; the loop is then `vague`. `names` are
    those of all such lists.
    """

    def __init__(self, run: Run, node: ast.For | ast.Quantified, domain_of: Walk) -> None:
        self.run, self.node, self.domain_of = run, node, domain_of
        self.names: frozenset[str] = frozenset()
        self.vague = False

    def inside(self, frame: Frame, index: int = 0, turn: Some = ONCE) -> Iterator[Turn]:
        if index == len(self.node.names):
            self.run.turn()
            yield frame, turn
            return
        domain = self.node.domains[index]
        items = self.domain_of(self.run, domain, frame)
        name = self.node.names[index]
        if type(items) is not Unknown:
            for item in items:
                yield from self.inside(Frame({name: item}, frame, domain), index + 1, turn)
            return
        self.names |= items.names
        parts = parts_of(items)
        if parts is None:
            self.vague, parts = True, (Some(Unknown(items.names), 0, None),)
        for part in parts:
            held = Some(None, turn.least * part.least, times(turn.most, part.most))
            yield from self.inside(Frame({name: part.item}, frame, domain), index + 1, held)


def iterated(run: Run, node: ast.For, frame: Frame, walk: Walk, domain_of: Walk) -> Any:
    """`for … return …`: the list of the bodies; each may read the list so far as `partial`."""
    found: list[Any] = []
    held: list[Some] = []
    looks_back = any(type(part) is ast.Name and part.name == "partial" for part in ast.walk(node.body))
    turns = _Turns(run, node, domain_of)
    for inner, turn in turns.inside(frame):
        run.meter.list_of(len(found) + 1)
        body = walk(run, node.body, Frame({"partial": _so_far(run, found)}, inner) if looks_back else inner)
        found.append(body)
        held.append(turn)
    if not turns.names:
        return found
    if turns.vague or looks_back:
        return Unknown(turns.names | names_in(found))
    return listed(turns.names, [Some(body, turn.least, turn.most) for body, turn in zip(found, held, strict=True)])


def _so_far(run: Run, found: list[Any]) -> list[Any]:
    """A copy that stays as it is when the loop goes on; the copying counts as steps."""
    run.meter.steps(len(found) // 64)
    return list(found)


def quantified(run: Run, node: ast.Quantified, frame: Frame, walk: Walk, domain_of: Walk) -> Any:
    """`some` is `or`, `every` is `and` over the conditions; one that decides ends the loop."""
    decisive = node.kind == "some"
    open_turns = []
    turns = _Turns(run, node, domain_of)
    for inner, turn in turns.inside(frame):
        value = walk(run, node.condition, inner)
        if turns.vague:
            value = Unknown(turns.names | names_in((value,)), OneOf((True, False, None)))
        elif not turn.least:
            possible = truths_of(turn, partial.truths(value), not decisive)
            value = maybe(turns.names | names_in((value,)), possible)
        if value is decisive:
            return decisive
        if value is not (not decisive):
            check_truth(run, node.condition, node.kind, value)
            open_turns.append(value)
    if turns.vague and not open_turns:
        open_turns.append(Unknown(turns.names, OneOf((True, False, None))))
    if not open_turns:
        return not decisive
    return (partial.any_of if decisive else partial.all_of)(open_turns)


def filtered(run: Run, node: ast.Filter, source: Any, frame: Frame, walk: Walk) -> Any:
    """`source[condition]`: one item where the condition is a number, else the items for which it is true."""
    if type(source) is Unknown:
        if parts_of(source) is not None:
            return _chosen_of(run, node, source, frame, walk)
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
    unsure: dict[int, Unknown] = {}
    for index, item in enumerate(items):
        run.turn()
        verdict = walk(run, node.condition, _item_frame(node, item, frame))
        if index == 0 and type(verdict) is Decimal:
            return access.at_position(items, verdict)
        if type(verdict) is Unknown:
            unsure[len(kept)] = verdict
            kept.append(item)
        elif verdict is True:
            kept.append(item)
        elif verdict is not False:
            check_truth(run, node.condition, "[…]", verdict)
    if not unsure:
        return kept
    names = names_in(unsure.values())
    if not all(map(_is_truth, unsure.values())):
        return Unknown(names | names_in(items))
    return listed(names, [Some(item, int(index not in unsure)) for index, item in enumerate(kept)])


def _chosen_of(run: Run, node: ast.Filter, source: Unknown, frame: Frame, walk: Walk) -> Any:
    """The same of a list that is not all known; its order is not, so no position in it is."""
    kept: list[Some] = []
    names, parts = source.names, parts_of(source) or ()
    for part in parts:
        run.turn()
        verdict = walk(run, node.condition, _item_frame(node, part.item, frame))
        names |= names_in((verdict,))
        if type(verdict) is Decimal or (type(verdict) is Unknown and not _is_truth(verdict)):
            return Unknown(names | names_in(part.item for part in parts))
        if type(verdict) is Unknown:
            kept.append(Some(part.item, 0, part.most))
        elif verdict is True:
            kept.append(part)
    unlike = unlike_of(source)
    sure = [part for part in kept if part.least]
    if sure and unlike and _fixes(node.condition, frozenset(unlike), sure[0].item):
        return [sure[0].item]
    return listed(names, kept, unlike)


def _fixes(condition: Node, wanted: frozenset[str], item: Any) -> bool:
    """Whether a condition says of every wanted entry what it is equal to: then at most one item can meet it."""
    parts = condition.items if type(condition) is ast.And else (condition,)
    found = set()
    for part in parts:
        if type(part) is ast.Comparison and part.operator == "=":
            for one, other in ((part.left, part.right), (part.right, part.left)):
                entry = _entry_named(one)
                if entry in wanted and not _reads_item(other, item):
                    found.add(entry)
    return wanted <= found


def _entry_named(node: Node) -> str | None:
    """The entry of the item that a node names: `grid`, or `item.grid`."""
    if type(node) is ast.Path and type(node.source) is ast.Name and node.source.name == "item":
        return node.member
    return node.name if type(node) is ast.Name else None


def _reads_item(node: Node, item: Any) -> bool:
    entries = item.keys() if type(item) is dict else ()
    names = {part.name for part in ast.walk(node) if type(part) is ast.Name}
    return "item" in names or not names.isdisjoint(entries)


def _is_truth(verdict: Unknown) -> bool:
    """Whether what is not known is true, false or null, and no position."""
    options = choices(verdict)
    return options is not None and all(option is None or isinstance(option, bool) for option in options)


def _item_frame(node: ast.Filter, item: Any, frame: Frame) -> Frame:
    """`item`, and where it is a context its entries, which come first."""
    inner = Frame({"item": item}, frame, node.source)
    return Frame(item, inner, node.source) if type(item) is dict else inner

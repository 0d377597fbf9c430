"""Names and their values while an expression is evaluated: frames inside frames, the facts outermost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node


class Frame:
    """The variables of one phrase. `origin` is the list they were taken from, for naming what is missing in them.

    The frame without a parent holds the facts: its names are names of facts.
    """

    __slots__ = ("origin", "parent", "values")

    def __init__(self, values: Mapping[str, Any], parent: Frame | None = None, origin: Node | None = None) -> None:
        self.values = values
        self.parent = parent
        self.origin = origin


def names_behind(node: Node, frame: Frame | None) -> frozenset[str]:
    """The dotted facts that a name, path or filter speaks of: `p.country` in a loop over `participants` is of those."""
    if type(node) is ast.Name:
        return _of_variable(node.name, frame)
    if type(node) is ast.Path:
        below = names_behind(node.source, frame)
        return frozenset(f"{name}.{node.member}" for name in below) if _free(node, frame) else below
    if type(node) is ast.Filter:
        return names_behind(node.source, frame)
    return frozenset[str]().union(*(names_behind(child, frame) for child in ast.children(node)))


def _free(node: Node, frame: Frame | None) -> bool:
    """Whether a path begins at a fact and not at a variable of the expression."""
    while type(node) is ast.Path:
        node = node.source
    if type(node) is not ast.Name:
        return False
    holder = _holder(node.name, frame)
    return holder is None or holder.parent is None


def _of_variable(name: str, frame: Frame | None) -> frozenset[str]:
    holder = _holder(name, frame)
    if holder is None or holder.parent is None:
        return frozenset((name,))
    return names_behind(holder.origin, holder.parent) if holder.origin is not None else frozenset()


def _holder(name: str, frame: Frame | None) -> Frame | None:
    while frame is not None:
        if name in frame.values:
            return frame
        frame = frame.parent
    return None

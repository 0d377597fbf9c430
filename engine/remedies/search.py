"""Branch and bound: the nearest change of given facts that reaches a goal, with the partial evaluator as the bound.

A box says of each fact in which cell it lies. Where the evaluator says of a whole box that the goal is out of reach,
the box is dropped; else its nearest corner is tried, and the box is split: beside a value at which criteria turn, where
one lies within, else in half. Boxes are taken up nearest first, so the first corner that reaches the goal is the
nearest of all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count, product
from typing import Any

from engine.feel.values.unknown import names_in
from engine.possibilities import Oracle, State
from engine.remedies.cells import FARTHEST, Cell, Distance, Span
from engine.remedies.goals import Aim

Box = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest values of the facts that reach the goal."""

    values: Mapping[str, Any]
    distance: Distance
    state: State


@dataclass(slots=True)
class Search:
    """The search within one set of facts."""

    oracle: Oracle
    aim: Aim
    end: int
    """How many answers the oracle may have given when the search stops."""
    turns: Callable[[str], Collection[Fraction]]
    """The positions of a fact at which rules turn: boxes are cut there first."""
    unseen: Distance | None = None
    """How far the nearest box is that was left unseen; None where every box was looked at."""
    _tried: set[tuple[Any, ...]] = field(default_factory=set)

    def nearest(self, names: Sequence[str], cells: Mapping[str, tuple[Cell, ...]]) -> Found | None:
        """The nearest change of all of `names` that reaches the goal.

        Distances are fractions; they are compared rounded first, which never turns two of them round.
        """
        order = count()
        waiting: list[tuple[float, Distance, int, Box]] = []

        def put(box: Box) -> None:
            distance = _distance(box)
            heappush(waiting, (float(distance[0]), distance, next(order), box))

        for box in product(*(cells[name] for name in names)):
            put(box)
        while waiting:
            _, distance, _, box = heappop(waiting)
            if self.oracle.asked >= self.end:
                self._leave(distance)
                return None
            if not self.aim.is_possible(self._at(names, [cell.domain() for cell in box])):
                continue
            found = self._corner(names, box, distance)
            if found is not None:
                return found
            for part in self._split(names, box):
                put(part)
        return None

    def _corner(self, names: Sequence[str], box: Box, distance: Distance) -> Found | None:
        point = [cell.point() for cell in box]
        key = tuple(str(value) for value in point)
        if key in self._tried:
            return None
        self._tried.add(key)
        state = self._at(names, point)
        if not self.aim.is_reached(state):
            return None
        open_ = names_in(point)
        if open_ and not open_.isdisjoint(state.missing()):
            return None
        return Found(dict(zip(names, point, strict=True)), distance, state)

    def _at(self, names: Sequence[str], values: Sequence[Any]) -> State:
        return self.oracle.supposing(dict(zip(names, values, strict=True)))

    def _split(self, names: Sequence[str], box: Box) -> Iterator[Box]:
        """The box cut where it is widest; nothing where it is a point."""
        open_ = [at for at, cell in enumerate(box) if not cell.is_point()]
        if not open_:
            return
        widest = max(open_, key=lambda at: _width(box[at]))
        for part in box[widest].split(self.turns(names[widest])):
            halved = (*box[:widest], part, *box[widest + 1 :])
            if isinstance(part, Span) and abs(part.near) > FARTHEST:
                self._leave(_distance(halved))
            else:
                yield halved

    def _leave(self, distance: Distance) -> None:
        self.unseen = distance if self.unseen is None else min(self.unseen, distance)


def _width(cell: Cell) -> tuple[bool, Fraction]:
    width = cell.width()
    return (True, Fraction(0)) if width is None else (False, width)


def _distance(box: Box) -> Distance:
    relative, steps = box[0].nearest
    for cell in box[1:]:
        more = cell.nearest
        relative, steps = relative + more[0], steps + more[1]
    return relative, steps

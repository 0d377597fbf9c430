"""The least or the greatest of named bounds, some of them not known: what it may be, and which bound may make it so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from engine.feel.values.domains import bounds, pointwise, settled
from engine.feel.values.equality import less
from engine.feel.values.unknown import Between, Unknown, names_in
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Extreme:
    """The value, and the positions of the bounds that may bind: one when that is settled."""

    value: Any
    binding: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where a bound may lie: `near` is its end on the side that binds, `far` the other one. None is unbounded."""

    near: Any
    far: Any


def extreme(values: Sequence[Any], *, greatest: bool) -> Extreme:
    """The least (or greatest) of `values`, none of them null. Of equal bounds the first-listed one binds."""
    reaches = [_reach(value, greatest) for value in values]
    binding = tuple(
        position
        for position in range(len(values))
        if not any(_beats(reaches, other, position, greatest) for other in range(len(values)) if other != position)
    )
    if len(binding) == 1:
        return Extreme(values[binding[0]], binding)
    open_ = [values[position] for position in binding]
    names = names_in(value for value in open_ if isinstance(value, Unknown))
    domain = pointwise(lambda *point: reduce(lambda a, b: _first(a, b, greatest), point), *open_)
    return Extreme(settled(names, domain or _hull([reaches[i] for i in binding], greatest)), binding)


def _reach(value: Any, greatest: bool) -> _Reach:
    interval = bounds(value)
    return _Reach(interval.high, interval.low) if greatest else _Reach(interval.low, interval.high)


def _before(one: Any, other: Any, greatest: bool) -> bool:
    return bool(less(other, one) if greatest else less(one, other))


def _first(one: Any, other: Any, greatest: bool) -> Any:
    return other if _before(other, one, greatest) else one


def _beats(reaches: Sequence[_Reach], one: int, other: int, greatest: bool) -> bool:
    """Whether bound `other` never binds because of bound `one`: not even in a tie, which the first-listed one takes."""
    far, near = reaches[one].far, reaches[other].near
    if far is None or near is None:
        return False
    return _before(far, near, greatest) or (one < other and far == near)


def _hull(reaches: Sequence[_Reach], greatest: bool) -> Between:
    """From the nearest near end to the nearest far end: no bound that lies farther can bind."""
    fars = [reach.far for reach in reaches if reach.far is not None]
    nears = [reach.near for reach in reaches]
    far = reduce(lambda a, b: _first(a, b, greatest), fars) if fars else None
    near = None if None in nears else reduce(lambda a, b: _first(a, b, greatest), nears)
    return Between(far, near) if greatest else Between(near, far)

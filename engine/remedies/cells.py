"""What a changeable fact may be changed to: stretches of a grid (yen, cents, days, counts) and single alternatives.

Each cell knows how far its nearest value is from what was given, so that a search can begin nearby.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from engine.feel.values.durations import DAY, DaysTime, YearsMonths
from engine.feel.values.unknown import Between, OneOf, Unknown
from engine.plan import FactSpec

Distance = tuple[Fraction, int]
"""The relative change (from nothing to something: one), then the steps on the grid. Both grow with every step away."""
FARTHEST = 10**24
"""Steps of a grid beyond which nothing is looked for."""
_FINEST = {"JPY": Decimal(1), "USD": Decimal("0.01"), "1": Decimal("0.001")}
_OTHER_UNITS = Decimal("0.01")
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Scale:
    """The grid of a fact: positions are whole numbers. `unit`: what one step is of a number."""

    spec: FactSpec
    given: Any
    unit: Decimal
    here: Fraction
    """The position of what was given."""

    @classmethod
    def of(cls, spec: FactSpec, given: Any, unit: Decimal) -> Scale:
        return cls(spec, given, unit, _position(given, unit))

    def position(self, value: Any) -> Fraction:
        """Where a value stands; a bound may stand between two positions."""
        return _position(value, self.unit)

    def value(self, position: int) -> Any:
        if isinstance(self.given, Decimal):
            return position * self.unit
        if isinstance(self.given, date):
            return date.fromordinal(position)
        return YearsMonths(position) if isinstance(self.given, YearsMonths) else DaysTime(position * DAY)

    def distance(self, position: int) -> Distance:
        """How far a position is from what was given."""
        here, parts = self.here.numerator, self.here.denominator
        apart = abs(position * parts - here)
        if isinstance(self.given, date):
            return Fraction(apart, _YEAR), apart
        relative = Fraction(apart, abs(here)) if here else Fraction(FARTHEST + apart, FARTHEST)
        return relative, apart // parts

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last position that the vocabulary allows."""
        low, high = self.spec.minimum, self.spec.maximum
        if isinstance(self.given, date):
            low, high = low or date.min, high or date.max
        first = None if low is None else ceil(self.position(low))
        last = None if high is None else floor(self.position(high))
        if first is not None and self.spec.minimum_excluded and first == self.position(low):
            first += 1
        if last is not None and self.spec.maximum_excluded and last == self.position(high):
            last -= 1
        if first is None and not isinstance(self.given, Decimal):
            first = 0
        return first, last


def _position(value: Any, unit: Decimal) -> Fraction:
    if isinstance(value, Decimal):
        return Fraction(value) / Fraction(unit)
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return Fraction(value.months) if isinstance(value, YearsMonths) else Fraction(value.nanoseconds, DAY)


@dataclass(frozen=True, slots=True)
class Span:
    """Positions from `near` to `far`, on one side of what was given; None is unbounded.

    `nearest`, `farthest`: how far its ends are.
    """

    scale: Scale
    near: int
    far: int | None
    upwards: bool
    nearest: Distance
    farthest: Distance | None

    @classmethod
    def of(cls, scale: Scale, near: int, far: int | None, *, upwards: bool) -> Span:
        return cls(scale, near, far, upwards, scale.distance(near), None if far is None else scale.distance(far))

    def point(self) -> Any:
        return self.scale.value(self.near)

    def domain(self) -> Any:
        """All of it, as what a fact is not yet known to be."""
        if self.is_point():
            return self.point()
        ends = [None if end is None else self.scale.value(end) for end in (self.near, self.far)]
        low, high = ends if self.upwards else reversed(ends)
        whole = self.scale.spec.type == "integer"
        return Unknown(frozenset((self.scale.spec.name,)), Between(low, high, whole=whole))

    def width(self) -> Fraction | None:
        """How far its ends are apart in relative change; None where that is without end."""
        return None if self.farthest is None else self.farthest[0] - self.nearest[0]

    def is_point(self) -> bool:
        return self.near == self.far

    def split(self, turns: Collection[Fraction] = ()) -> Iterator[Span]:
        """The near part, then the far part: cut beside the middle one of the positions at which rules turn, if any lie
        within; else in half, and of what has no end the near part is as long as the way to it."""
        step = 1 if self.upwards else -1
        ends = sorted({end for turn in turns for end in self._ends_beside(turn)}, reverse=not self.upwards)
        if ends:
            middle = ends[len(ends) // 2]
        else:
            middle = self.near + step * (max(abs(self.near), 1) if self.far is None else abs(self.far - self.near) // 2)
        scale, beyond = self.scale, middle + step
        yield Span(scale, self.near, middle, self.upwards, self.nearest, scale.distance(middle))
        yield Span(scale, beyond, self.far, self.upwards, scale.distance(beyond), self.farthest)

    def _ends_beside(self, turn: Fraction) -> Iterator[int]:
        """The last positions of a near part that ends before the turn, or at it."""
        before, at = (ceil(turn) - 1, floor(turn)) if self.upwards else (floor(turn) + 1, ceil(turn))
        for end in (before, at):
            ahead, left = (end - self.near, None if self.far is None else self.far - end)
            if not self.upwards:
                ahead, left = -ahead, None if left is None else -left
            if ahead >= 0 and (left is None or left > 0):
                yield end


@dataclass(frozen=True, slots=True)
class Options:
    """Single alternatives, the nearest first: each with how far it is."""

    name: str
    values: tuple[tuple[Fraction, Any], ...]

    @property
    def nearest(self) -> Distance:
        return self.values[0][0], 0

    def point(self) -> Any:
        return self.values[0][1]

    def domain(self) -> Any:
        if len(self.values) == 1:
            return self.point()
        if any(isinstance(value, list) for _, value in self.values):
            return Unknown(frozenset((self.name,)))
        return Unknown(frozenset((self.name,)), OneOf(tuple(value for _, value in self.values)))

    def width(self) -> Fraction | None:
        return None if len(self.values) > 1 else Fraction(0)

    def is_point(self) -> bool:
        return len(self.values) == 1

    def split(self, _: Collection[Fraction] = ()) -> Iterator[Options]:
        for value in self.values:
            yield Options(self.name, (value,))


Cell = Span | Options


def scale_of(spec: FactSpec, given: Any) -> Scale:
    """The grid of a number, date or duration: as fine as its unit, or as what was given."""
    unit = Decimal(1) if spec.type == "integer" else _FINEST.get(spec.unit or "", _OTHER_UNITS)
    if isinstance(given, Decimal):
        exponent = given.as_tuple().exponent
        unit = min(unit, Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else unit
    return Scale.of(spec, given, unit)

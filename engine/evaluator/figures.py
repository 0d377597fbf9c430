"""Values as figures: settled, or known by bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.determination import Figure
from engine.diagnostics import Text
from engine.feel.values.domains import bounds
from engine.feel.values.numbers import DIGITS
from engine.feel.values.unknown import Unknown

_ZERO = Decimal(0)


def figure_of(value: Any, unit: str | None, title: Text | None = None) -> Figure | None:
    """The figure of a value; a choice between values is shown by its hull. None where there is no value."""
    if value is None:
        return None
    if not isinstance(value, Unknown):
        return Figure(unit, value=value, title=title)
    hull = bounds(value)
    return Figure(unit, at_least=plain_end(hull.low), at_most=plain_end(hull.high), title=title)


def plain_end(end: Any) -> Any:
    """The end of an interval; nothing divided by the furthest number is nothing, not `0E-6176`."""
    return _ZERO if isinstance(end, Decimal) and end.is_zero() and end.adjusted() < -DIGITS else end

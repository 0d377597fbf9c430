"""Values as figures: settled, or known by bounds."""

from __future__ import annotations

from typing import Any

from engine.determination import Figure
from engine.diagnostics import Text
from engine.feel.values.domains import bounds
from engine.feel.values.unknown import Unknown


def figure_of(value: Any, unit: str | None, title: Text | None = None) -> Figure | None:
    """The figure of a value; a choice between values is shown by its hull. None where there is no value."""
    if value is None:
        return None
    if not isinstance(value, Unknown):
        return Figure(unit, value=value, title=title)
    hull = bounds(value)
    return Figure(unit, at_least=hull.low, at_most=hull.high, title=title)

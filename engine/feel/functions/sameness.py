"""The built-in `is`: sameness, stricter than `=`."""

from __future__ import annotations

from typing import Any

from engine.feel.functions.registry import builtin
from engine.feel.values.equality import same


@builtin("is", "value1", "value2", result="boolean")
def is_(value1: Any, value2: Any) -> bool:
    """Whether both are the very same value, zone and fraction of a second included."""
    return same(value1, value2)

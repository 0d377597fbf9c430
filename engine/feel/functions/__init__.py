"""The built-in functions of the language, by name."""

from __future__ import annotations

from engine.feel.functions import (  # noqa: F401  (importing a family registers it)
    aggregates,
    contexts,
    conversion,
    lists,
    logic,
    numbers,
    ranges,
    sameness,
    sorting,
    strings,
    temporal,
)
from engine.feel.functions.registry import registered

BUILTINS = registered()

"""All built-ins of the language by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.feel.functions import (  # noqa: F401 - importing a family registers its functions
    aggregates,
    contexts,
    conversion,
    lists,
    logic,
    numbers,
    patterns,
    ranges,
    registry,
    sameness,
    sorting,
    strings,
    temporal,
)
from engine.feel.values.functions import Builtin

BUILTINS: Mapping[str, Builtin] = MappingProxyType(registry.registered())
"""Name → the built-in, with its overloads: parameter names, types, and the type of the result."""

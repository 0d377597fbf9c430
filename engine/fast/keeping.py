"""Results that are kept: those of what hangs on no caller's figures, only on the rules and on which facts are missing.

A value is stable when it is a constant of the generated code, or was computed from stable values alone. Stable values
live as long as the code, so their identity tells them apart, and nothing is ever compared in depth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.values.unknown import OneOf, Unknown

MOST_KEPT = 20_000
EITHER = OneOf((True, False))
ANY_TRUTH = OneOf((True, False, None))


class Keeping:
    """The stable values of one program, and the results of pure functions on them."""

    def __init__(self) -> None:
        self.stable: dict[int, Any] = {id(value): value for value in (True, False, None, ())}
        self._open: dict[tuple[frozenset[str], int], Unknown] = {}

    def hold(self, value: Any) -> Any:
        """The value, stable from now on."""
        if len(self.stable) < MOST_KEPT:
            self.stable[id(value)] = value
            if type(value) is tuple:
                self.stable.update((id(part), part) for part in value)
        return value

    def kept(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A pure function of a tuple of values."""
        results: dict[tuple[int, ...], tuple[Any]] = {}
        stable = self.stable

        def remembered(values: tuple[Any, ...]) -> Any:
            key = tuple(map(id, values))
            found = results.get(key)
            if found is not None:
                return found[0]
            result = function(values)
            for one in key:
                if one not in stable:
                    return result
            if len(results) < MOST_KEPT:
                results[key] = (self.hold(result),)
            return result

        return remembered

    def kept_pair(self, function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        """The same for a function of two values."""
        results: dict[tuple[int, int], tuple[Any]] = {}
        stable = self.stable

        def remembered(left: Any, right: Any) -> Any:
            key = (id(left), id(right))
            found = results.get(key)
            if found is not None:
                return found[0]
            result = function(left, right)
            if key[0] in stable and key[1] in stable and len(results) < MOST_KEPT:
                results[key] = (self.hold(result),)
            return result

        return remembered

    def open_truth(self, names: frozenset[str], domain: OneOf = EITHER) -> Unknown:
        """The truth value that waits for `names`: one object for the same names."""
        key = (names, id(domain))
        found = self._open.get(key)
        if found is None:
            found = Unknown(names, domain)
            if len(self._open) < MOST_KEPT:
                self._open[key] = self.hold(found)
        return found

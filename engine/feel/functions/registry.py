"""How a Python function becomes a built-in of the language, and where all built-ins are found by name.

    @builtin("substring", "string: string", "start position: number", "length?: number", result="string")
    def substring(string, start, length=None): ...

A parameter is written `name: type`, with `?` after the name if it may be left out, `*` if it takes all that follow, and
`null` among the alternatives of its type if null means "not given". The function takes known values positionally and
returns a value, or raises `FeelError`. Registering a name again adds an overload.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from engine.feel.values.functions import Builtin, Overload, Parameter

Function = TypeVar("Function", bound=Callable[..., Any])

_FOUND: dict[str, Builtin] = {}


class Host(Protocol):
    """What a built-in may ask of the evaluator that runs it: the clock its caller gave, calls of functions, bounds."""

    @property
    def pattern_steps(self) -> int:
        """How many steps matching one pattern may take."""

    def spend(self, steps: int) -> None:
        """Count the work of a match among the steps of the evaluation."""

    def now(self) -> Any:
        """The date and time given through the options, or None if none was given."""

    def call(self, function: Any, arguments: list[Any]) -> Any:
        """The value of a function of the language on these arguments; null where it has none."""


def builtin(
    name: str,
    *parameters: str,
    result: str = "Any",
    unknowns: str = "deep",
    host: bool = False,
) -> Callable[[Function], Function]:
    """Register a function under its name in the language. For `unknowns` and `host` see `Overload`."""

    def register(function: Function) -> Function:
        added = Overload(tuple(parameter(text) for text in parameters), result, function, unknowns, host)
        before = _FOUND[name].overloads if name in _FOUND else ()
        _FOUND[name] = Builtin(name, (*before, added))
        return function

    return register


def parameter(text: str) -> Parameter:
    """Read `length?: number | null`."""
    name, _, types = text.partition(":")
    alternatives = [part.strip() for part in (types or "Any").split("|")]
    return Parameter(
        name=name.strip().rstrip("?*"),
        type=" | ".join(part for part in alternatives if part != "null"),
        optional="?" in name,
        variadic="*" in name,
        nullable="null" in alternatives or "Any" in alternatives,
    )


def registered() -> dict[str, Builtin]:
    """All built-ins registered so far, by name."""
    return dict(sorted(_FOUND.items()))

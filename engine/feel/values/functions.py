"""Functions as values: those an expression defines, and the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from engine.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A function that an expression defined: its parameter names, its body and the scope it closes over.

    `types` are the declared types of the parameters as nodes of the tree, None where not declared.
    """

    parameters: tuple[str, ...]
    body: Any
    scope: Any
    types: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a built-in. `type` is written as in the language, alternatives with `|`; "Any" takes null too.

    A `variadic` parameter takes all that follow; a `nullable` one takes null as "not given".
    """

    name: str
    type: str = "Any"
    optional: bool = False
    variadic: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Overload:
    """One signature of a built-in, and the Python function behind it.

    `unknowns` says who treats what is not known: "deep" (an unknown anywhere in the arguments makes an unknown result),
    "shallow" (only one given for a parameter of a type other than Any; the function passes on the rest), "rising" (as
    "deep", but the result rises with the first argument, so that an interval gives an interval), "stepping" (a
    rounding: it rises in steps), "own" (the function).
    `host` means that the function takes the host (clock, calls of functions) before its arguments. `fewest` and `most`
    (None: any number) are how many arguments may be given; a variadic parameter wants at least one.
    """

    parameters: tuple[Parameter, ...]
    result: str
    function: Callable[..., Any]
    unknowns: str = "deep"
    host: bool = False
    fewest: int = field(init=False)
    most: int | None = field(init=False)

    def __post_init__(self) -> None:
        variadic = bool(self.parameters) and self.parameters[-1].variadic
        object.__setattr__(self, "fewest", sum(not p.optional for p in self.parameters))
        object.__setattr__(self, "most", None if variadic else len(self.parameters))


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """A built-in function: its name in the language and its signatures, tried in order."""

    name: str
    overloads: tuple[Overload, ...]

"""Calls of built-ins, with what is not known and with errors of arithmetic.

Both evaluators call through `call`; it raises `FeelError` where the call has no value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.feel.functions.binding import bind, signature
from engine.feel.functions.completions import all_known, rising, stepping, survey
from engine.feel.functions.registry import Host
from engine.feel.limits import BoundReached
from engine.feel.values.domains import pointwise, settled
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Builtin, Overload
from engine.feel.values.numbers import NumberError
from engine.feel.values.unknown import Unknown, names_in

__all__ = ["call", "signature"]

MOST_PARTS = 2_000_000
"""The most parts that the arguments of one call may have when written out: items, entries, each 16 characters."""
FREE_PARTS = 64
"""So many parts of arguments count as one step."""


def call(
    function: Builtin, positional: Sequence[Any], named: Mapping[str, Any] | None = None, host: Host | None = None
) -> Any:
    """The value of `function` on these arguments: positional ones, or named ones if `named` is given."""
    try:
        return _called(function, positional, named, host)
    except RecursionError:
        raise BoundReached(
            "depth", "a value is nested too deeply for a built-in", "値の入れ子が組み込み関数には深すぎます"
        ) from None


def _called(function: Builtin, positional: Sequence[Any], named: Mapping[str, Any] | None, host: Host | None) -> Any:
    overload, arguments = bind(function, positional, named)
    known, parts = survey(arguments, {})
    if parts > FREE_PARTS:
        _charge(parts, host)
    if known:
        return _run(function, overload, arguments, host)
    names = names_in(arguments)
    if not _nested(arguments):
        candidate = function if named is None else Builtin(function.name, (overload,))
        domain = pointwise(lambda *point: _at(candidate, point, host), *arguments)
        if domain is not None:
            return settled(names, domain)
    return _of_unknown(function, overload, arguments, host, names)


def _charge(parts: int, host: Host | None) -> None:
    """Counts work on large arguments among the steps of the evaluation, and refuses what is beyond reason."""
    if parts > MOST_PARTS:
        raise BoundReached(
            "size",
            f"a built-in is given a value of more than {MOST_PARTS} parts",
            f"組み込み関数に {MOST_PARTS} 個を超える要素の値が渡されました",
        )
    if host is not None:
        host.spend(parts // FREE_PARTS)


def _nested(arguments: list[Any]) -> bool:
    """Whether there is an unknown inside a list or a context."""
    return not all_known(argument for argument in arguments if type(argument) is not Unknown)


def _at(function: Builtin, point: Sequence[Any], host: Host | None) -> Any:
    """The value at one combination of choices; null where the call has none."""
    try:
        overload, arguments = bind(function, point)
        return _run(function, overload, arguments, host)
    except FeelError:
        return None


def _of_unknown(
    function: Builtin, overload: Overload, arguments: list[Any], host: Host | None, names: frozenset[str]
) -> Any:
    if overload.unknowns == "own":
        return _run(function, overload, arguments, host)
    if overload.unknowns == "shallow" and not _waits(overload, arguments):
        return _run(function, overload, arguments, host)
    if overload.unknowns == "rising" and type(arguments[0]) is Unknown:
        return rising(overload.function, arguments[0], *arguments[1:])
    if overload.unknowns == "stepping" and type(arguments[0]) is Unknown:
        return stepping(overload.function, arguments[0], *arguments[1:])
    return Unknown(names)


def _waits(overload: Overload, arguments: list[Any]) -> bool:
    """Whether an unknown stands where the function must look at the value; one of any type it only passes on."""
    last = len(overload.parameters) - 1
    return any(
        type(argument) is Unknown and overload.parameters[min(index, last)].type != "Any"
        for index, argument in enumerate(arguments)
    )


def _run(function: Builtin, overload: Overload, arguments: list[Any], host: Host | None) -> Any:
    try:
        return overload.function(host, *arguments) if overload.host else overload.function(*arguments)
    except NumberError:
        raise FeelError(
            "no-number",
            f"`{function.name}` has no result for these numbers",
            f"`{function.name}` はこの数値では結果がありません",
        ) from None

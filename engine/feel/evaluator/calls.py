"""Calls: of functions that an expression defines, and of built-ins, from expressions and from built-ins themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.feel.evaluator.kinds import coerced
from engine.feel.evaluator.run import Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.functions.calling import call
from engine.feel.syntax.ast import Node
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Builtin, Closure
from engine.feel.values.unknown import Unknown, names_in

Walk = Callable[[Run, Node, Frame], Any]


class RunHost:
    """What built-ins may ask for: the caller's clock, calls of functions, and how long a pattern may take."""

    __slots__ = ("run", "walk")

    def __init__(self, run: Run, walk: Walk) -> None:
        self.run, self.walk = run, walk

    @property
    def pattern_steps(self) -> int:
        return self.run.options.limits.pattern_steps

    def now(self) -> Any:
        return self.run.options.now

    def spend(self, steps: int) -> None:
        self.run.meter.steps(steps)

    def call(self, function: Any, arguments: list[Any]) -> Any:
        try:
            return invoke(self.run, self.walk, function, arguments, None)
        except FeelError:
            return None


def invoke(run: Run, walk: Walk, function: Any, positional: Sequence[Any], named: Mapping[str, Any] | None) -> Any:
    """The value of `function` on these arguments; raises where it is no function or takes others."""
    if type(function) is Builtin:
        run.turn()
        value = call(function, positional, named, RunHost(run, walk))
        _measure(run, value)
        return value
    if type(function) is Closure:
        return _invoke_closure(run, walk, function, positional, named)
    if type(function) is Unknown:
        return Unknown(function.names | names_in(positional) | names_in((named or {}).values()))
    raise FeelError("not-a-function", "only functions can be called", "呼び出せるのは関数だけです")


def _measure(run: Run, value: Any) -> None:
    if type(value) is list:
        run.meter.list_of(len(value))
    elif type(value) is str:
        run.meter.string_of(len(value))


def _invoke_closure(
    run: Run, walk: Walk, function: Closure, positional: Sequence[Any], named: Mapping[str, Any] | None
) -> Any:
    values = _bound(function, positional, named)
    typed = {name: coerced(value, wanted) for (name, value), wanted in zip(values.items(), function.types, strict=True)}
    run.turn()
    run.meter.enter()
    try:
        return walk(run, function.body, Frame(typed, function.scope))
    finally:
        run.meter.leave()


def _bound(function: Closure, positional: Sequence[Any], named: Mapping[str, Any] | None) -> dict[str, Any]:
    wanted = function.parameters
    if named is None:
        if len(positional) == len(wanted):
            return dict(zip(wanted, positional, strict=True))
    elif set(named) <= set(wanted):
        return {name: named.get(name) for name in wanted}
    listed = ", ".join(wanted)
    raise FeelError("wrong-arguments", f"this function takes ({listed})", f"この関数の引数は ({listed}) です")

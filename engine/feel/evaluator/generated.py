"""The generated evaluator: an expression as a Python function, made when it is first asked for.

It gives the same values and diagnostics as the reference evaluator: the function treats what is there and right, and
whatever raises in it is evaluated again by the reference evaluator, which says what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.feel.evaluator.emission import Emitter
from engine.feel.evaluator.evaluation import DEFAULT_OPTIONS, evaluate, taken
from engine.feel.evaluator.run import Mode, Options, Result, Run
from engine.feel.syntax.ast import Expression

_FAILED = object()


class Compiled:
    """An expression that is evaluated many times.

    `value(context)` is its value alone, with the default options: the generated function itself, once it is made. It
    takes values of the language only (`from_python` makes them); `evaluate` converts what Python has.
    """

    __slots__ = ("_called", "_function", "expression", "mode", "value")

    def __init__(self, expression: Expression, mode: Mode = Mode.HANTEI) -> None:
        self.expression = expression
        self.mode = mode
        self.value: Callable[[Mapping[str, Any]], Any] = self._first_value
        self._function: Callable[..., Any] | None = None
        self._called: frozenset[str] = frozenset()

    def evaluate(
        self, context: Mapping[str, Any], *, options: Options = DEFAULT_OPTIONS, trace: bool = False
    ) -> Result:
        """The same result as that of the reference evaluator; with `trace` it is that one's."""
        context = taken(context)
        function = self._function or self._made()
        if not trace and not any(name in context for name in self._called):
            run = Run(self.expression, self.mode, options)
            try:
                value = function(context, run)
            except Exception:  # whatever it is, the reference evaluator says what is wrong
                value = _FAILED
            if value is not _FAILED and not run.diagnostics:
                return Result(value)
        return evaluate(self.expression, context, mode=self.mode, options=options, trace=trace)

    def _made(self) -> Callable[..., Any]:
        emitter = Emitter()
        try:
            self._function = emitter.function(self.expression.node)
        except RecursionError:
            self._function = lambda context, _run: self._walked(context)
        self._called = frozenset(emitter.called)
        return self._function

    def _first_value(self, context: Mapping[str, Any]) -> Any:
        """Makes the function that stands in its place from then on, and asks it."""
        self.value = self._value_maker()
        return self.value(context)

    def _value_maker(self) -> Callable[[Mapping[str, Any]], Any]:
        emitter = Emitter()
        try:
            function = emitter.function(self.expression.node, self._walked)
        except RecursionError:
            return self._walked
        return self._evaluated if emitter.needs_run or emitter.called else function

    def _walked(self, context: Mapping[str, Any]) -> Any:
        return evaluate(self.expression, context, mode=self.mode).value

    def _evaluated(self, context: Mapping[str, Any]) -> Any:
        return self.evaluate(context).value


def compiled(expression: Expression, *, mode: Mode = Mode.HANTEI) -> Compiled:
    """The expression ready to be evaluated many times; its code is made at the first evaluation."""
    return Compiled(expression, mode)

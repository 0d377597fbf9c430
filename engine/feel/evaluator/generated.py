"""The generated evaluator: an expression as a Python function, made when it is first asked for.

It gives the same values and diagnostics as the reference evaluator: the function treats what is there and right, and
whatever raises in it is evaluated again by the reference evaluator, which says what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.feel.evaluator.emission import Emitter
from engine.feel.evaluator.evaluation import DEFAULT_OPTIONS, evaluate
from engine.feel.evaluator.run import Mode, Options, Result, Run
from engine.feel.syntax.ast import Expression


class Compiled:
    """An expression that is evaluated many times."""

    __slots__ = ("_called", "_function", "_needs_run", "expression", "mode")

    def __init__(self, expression: Expression, mode: Mode = Mode.HANTEI) -> None:
        self.expression = expression
        self.mode = mode
        self._function: Callable[[Any, Any], Any] = self._make
        self._called: frozenset[str] = frozenset()
        self._needs_run = False

    def _make(self, context: Any, run: Any) -> Any:
        """The first call: makes the function, and runs it."""
        emitter = Emitter()
        try:
            self._function = emitter.function(self.expression.node)
        except RecursionError:
            self._function = self._walk
        self._called = frozenset(emitter.called)
        self._needs_run = emitter.needs_run
        run = Run(self.expression, self.mode, DEFAULT_OPTIONS) if emitter.needs_run and run is None else run
        return self._function(context, run)

    def _walk(self, context: Any, _run: Any) -> Any:
        """Stands in for a function too deep for Python's own compiler."""
        return evaluate(self.expression, context, mode=self.mode).value

    def value(self, context: Mapping[str, Any]) -> Any:
        """The value alone, with the default options."""
        if self._needs_run or self._called:
            return self.evaluate(context).value
        try:
            return self._function(context, None)
        except Exception:
            return evaluate(self.expression, context, mode=self.mode).value

    def evaluate(
        self, context: Mapping[str, Any], *, options: Options = DEFAULT_OPTIONS, trace: bool = False
    ) -> Result:
        """The same result as that of the reference evaluator; with `trace` it is that one's."""
        if not trace and not any(name in context for name in self._called):
            run = Run(self.expression, self.mode, options)
            try:
                value = self._function(context, run)
            except Exception:
                value = _FAILED
            if value is not _FAILED and not run.diagnostics:
                return Result(value)
        return evaluate(self.expression, context, mode=self.mode, options=options, trace=trace)


_FAILED = object()


def compiled(expression: Expression, *, mode: Mode = Mode.HANTEI) -> Compiled:
    """The expression ready to be evaluated many times; its code is made at the first evaluation."""
    return Compiled(expression, mode)

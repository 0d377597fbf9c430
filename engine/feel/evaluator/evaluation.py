"""The way in: an expression and a context to a result, by the reference evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import MisuseError
from engine.feel.evaluator.reference import walk
from engine.feel.evaluator.run import Mode, Options, Result, Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.limits import BoundReached
from engine.feel.syntax.ast import Expression
from engine.feel.syntax.faults import too_deep
from engine.feel.values.python import from_python

DEFAULT_OPTIONS = Options()


def evaluate(
    expression: Expression | str,
    context: Mapping[str, Any],
    *,
    mode: Mode = Mode.HANTEI,
    options: Options = DEFAULT_OPTIONS,
    trace: bool = False,
) -> Result:
    """The value of an expression over a context of values (see `values`). Nothing in the context is changed.

    Values of Python such as int, datetime or tuple are taken for those of the language; a float is a misuse.
    A text is read first, with the names of the context; if it cannot be read, the value is null and the diagnostics say
    why. A bound that is reached gives null and a diagnostic `limit-…`.
    """
    context = taken(context)
    if isinstance(expression, str):
        from engine.feel.syntax.parser import parse  # noqa: PLC0415 - what is parsed already needs no parser
        from engine.feel.syntax.scope import scope_of_context  # noqa: PLC0415 - as above

        parsed, faults = parse(expression, scope_of_context(context))
        if parsed is None:
            return Result(None, tuple(faults))
        expression = parsed
    run = Run(expression, mode, options, trace=trace)
    return run.result(bounded(run, Frame(context)))


def taken(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The context with values of the language. Raises MisuseError for what is no value of it, or nested too deeply."""
    try:
        return from_python(context) if type(context) is dict else context
    except RecursionError:
        raise MisuseError("a value is nested too deeply to be one of FEEL") from None


def bounded(run: Run, frame: Frame) -> Any:
    """The value of the run's expression; null where a bound was reached."""
    try:
        return walk(run, run.expression.node, frame)
    except BoundReached as bound:
        run.fault(run.expression.node, bound)
    except RecursionError:
        node = run.expression.node
        fault = too_deep(node.start, node.end, run.options.limits.depth)
        run.report(node, fault.code, fault.message, fault.mend)
    return None

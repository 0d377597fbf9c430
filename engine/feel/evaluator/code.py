"""Pieces of Python code as syntax trees, and functions made of them: never text, no builtins, no attributes."""

from __future__ import annotations

import ast as python
from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any


def load(name: str) -> python.expr:
    return python.Name(name, python.Load())


def call(function: str | python.expr, *arguments: python.expr) -> python.expr:
    return python.Call(load(function) if isinstance(function, str) else function, list(arguments), [])


def if_(test: python.expr, then: python.expr, otherwise: python.expr) -> python.expr:
    return python.IfExp(test, then, otherwise)


def type_of(value: python.expr) -> python.expr:
    return call("type_", value)


def is_type(value: python.expr, wanted: str) -> python.expr:
    return python.Compare(type_of(value), [python.Is()], [load(wanted)])


def is_constant(value: python.expr, wanted: bool | None) -> python.expr:
    return python.Compare(value, [python.Is()], [python.Constant(wanted)])


def also(*tests: python.expr) -> python.expr:
    """All of the tests, each of them evaluated whatever the others say."""
    first, *rest = tests
    for test in rest:
        first = python.BinOp(first, python.BitAnd(), test)
    return first


def function_of(body: python.expr, names: dict[str, Any]) -> Callable[..., Any]:
    """The function `(context, run) -> body`, made from its code object; its globals are `names` alone."""
    return _from_code([python.Return(body)], names)


def guarded_function_of(body: python.expr, names: dict[str, Any]) -> Callable[..., Any]:
    """The same, but whatever raises in it, `walked(context)` is its value. `names` holds `walked` and `exception`."""
    instead = python.Return(call("walked", load("context")))
    handler = python.ExceptHandler(load("exception"), None, [instead])
    return _from_code([python.Try([python.Return(body)], [handler], [], [])], names)


def _from_code(statements: list[python.stmt], names: dict[str, Any]) -> Callable[..., Any]:
    parameters = [python.arg("context"), python.arg("run")]
    arguments = python.arguments([], parameters, None, [], [], None, [python.Constant(None)])
    function = python.FunctionDef("feel", arguments, statements, [])
    module = compile(python.fix_missing_locations(python.Module([function], [])), "<feel>", "exec")
    code = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
    return FunctionType(code, names, None, (None,))

"""Statements of generated code as syntax trees, and functions of them: never text, no builtins."""

from __future__ import annotations

import ast as python
from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any

from engine.feel.evaluator.code import load


def assign(name: str, value: python.expr) -> python.stmt:
    return python.Assign([python.Name(name, python.Store())], value)


def both_assigned(name: str, other: str, value: python.expr, second: python.expr) -> python.stmt:
    targets: list[python.expr] = [python.Name(name, python.Store()), python.Name(other, python.Store())]
    pair = python.Tuple([value, second], python.Load())
    return python.Assign([python.Tuple(targets, python.Store())], pair)


def attribute(value: python.expr, name: str) -> python.expr:
    """An attribute of what the generator itself names: facts and what was given; never one that a rule writes."""
    return python.Attribute(value, name, python.Load())


def subscript(value: python.expr, key: python.expr) -> python.expr:
    return python.Subscript(value, key, python.Load())


def less(one: python.expr, other: python.expr) -> python.expr:
    return python.Compare(one, [python.Lt()], [other])


def return_(value: python.expr) -> python.stmt:
    return python.Return(value)


def guarded(statements: list[python.stmt], instead: list[python.stmt]) -> python.stmt:
    """The statements; whatever raises in them, the others instead. The globals hold `exception`."""
    return python.Try(statements, [python.ExceptHandler(load("exception"), None, instead)], [], [])


def function_of(statements: list[python.stmt], names: dict[str, Any]) -> Callable[..., Any]:
    """The function of `facts`, made from its code object; its globals are `names` alone."""
    arguments = python.arguments([], [python.arg("facts")], None, [], [], None, [])
    function = python.FunctionDef("determined", arguments, statements, [])
    module = compile(python.fix_missing_locations(python.Module([function], [])), "<rules>", "exec")
    code = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
    return FunctionType(code, names)

"""Commands whose plain parameters are taken without pydantic.

Typer builds a pydantic adapter for every parameter, for a plain text as well: five times a bare interpreter's start
before a command begins. Text and choices that exist need none; whatever else is given goes Typer's own way, so that
its messages stay. `get_runtime_param` is Typer's hook for this ("lazy definition to avoid up-front costs"); a test
holds that no command starts pydantic.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from typer.core import TyperCommand, TyperGroup


class QuickCommand(TyperCommand):
    """A command of Typer, started quickly."""

    def get_params(self, ctx: Any) -> Any:
        return [_quick(parameter) for parameter in super().get_params(ctx)]


class QuickGroup(TyperGroup):
    """A group of commands of Typer, started quickly."""

    def get_params(self, ctx: Any) -> Any:
        return [_quick(parameter) for parameter in super().get_params(ctx)]


def _quick(parameter: Any) -> Any:
    """The parameter (`--help` among them), with its adapter put off until it is needed."""
    if not isinstance(parameter.__dict__.get("get_runtime_param"), _Quick):
        parameter.get_runtime_param = _Quick(parameter.type_descriptor.annotation, parameter.get_runtime_param)
    return parameter


class _Quick:
    """Takes text as it is and choices by their value; asks Typer for everything else."""

    def __init__(self, annotation: Any, slow: Callable[[], Any]) -> None:
        self.annotation = annotation
        self.slow = slow

    def __call__(self) -> _Quick:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if several and isinstance(value, list | tuple) and self.annotation == list[str]:
            return list(value)
        if isinstance(value, str) and isinstance(self.annotation, type) and issubclass(self.annotation, Enum):
            value = next((one for one in self.annotation if one.value == value), value)
        if isinstance(value, Enum):
            return value
        if self.annotation is str and isinstance(value, str):
            return value
        return self.slow().coerce(value, param=param, ctx=ctx)

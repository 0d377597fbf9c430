"""Commands whose plain parameters are taken without pydantic.

Typer builds a pydantic adapter for every parameter, for a plain text as well: five times a bare interpreter's start
before a command begins. Text and choices need none, and a choice that there is not is refused as all else is, in both
languages; whatever else is given goes Typer's own way, so that its messages stay. `get_runtime_param` is Typer's hook
for this ("lazy definition to avoid up-front costs"); a test holds that no command starts pydantic.
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
            chosen = next((one for one in self.annotation if one.value == value), None)
            if chosen is None:
                raise _no_such_choice(param.opts[0], value, [str(one.value) for one in self.annotation])
            value = chosen
        if isinstance(value, Enum):
            return value
        if self.annotation is str and isinstance(value, str):
            return value
        return self.slow().coerce(value, param=param, ctx=ctx)


def _no_such_choice(option: str, written: str, choices: list[str]) -> Exception:
    """Prints the fault, in the language of the locale, and gives the exit to raise."""
    from engine.diagnostics import misuse  # noqa: PLC0415 - only when there is a fault to show
    from engine.text import nearest, quoted  # noqa: PLC0415 - as above
    from service.cli.faults import refuse  # noqa: PLC0415 - as above
    from service.cli.terminal import terminal  # noqa: PLC0415 - as above

    near, listed = nearest(written, choices), ", ".join(quoted(one) for one in choices)
    fault = misuse(
        "unknown-choice",
        f"{option}: {quoted(written)} is not one of the choices",
        f"{option}：{quoted(written)} という選択肢はありません",
        f"did you mean {quoted(near)}?" if near else f"there are: {listed}",
        f"{quoted(near)} のことですか" if near else f"あるのは次のとおりです：{listed}",
    )
    return refuse(terminal(), [fault])

"""Frozen slotted dataclasses that are quick to declare: a drop-in for `dataclasses.dataclass`.

The standard decorator compiles six functions for each class as its module is imported: about a millisecond a class. A
check imports more than a hundred of them, which was a third of the time that the whole command took. Here a class
compiles a function when it is first called, and what needs no compiling is shared by all. To a type checker it is the
standard decorator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """As the standard decorator; `frozen=True, slots=True` and nothing more is what is quick."""
        if cls is None:
            return lambda given: dataclass(given, **options)
        quick = options == {"frozen": True, "slots": True} and all(map(_may_be_below, cls.__bases__))
        return _quick(cls) if quick else dataclasses.dataclass(cls, **options)


__all__ = ["dataclass", "made_by_columns"]


def made_by_columns(cls: type, names: Sequence[str]) -> Callable[..., list[Any]]:
    """What makes many instances of a class at once: of a column of values for each of its fields `names`, in order.

    They are equal to what the class makes of each row, in half of the time; all columns are of one length.
    """
    whole = len(names) == len(dataclasses.fields(cls)) and not hasattr(cls, "__post_init__")
    if not whole or vars(cls).get("__setattr__") is not _refuse_to_set:
        return lambda *columns: list(map(cls, *columns))
    setters = [getattr(cls, name).__set__ for name in names]

    def made(*columns: list[Any]) -> list[Any]:
        found: list[Any] = [*map(object.__new__, repeat(cls, len(columns[0])))]
        for put, column in zip(setters, columns, strict=True):
            any(map(put, found, column))  # each gives None, so all are put
        return found

    return made


def _may_be_below(base: type) -> bool:
    return not dataclasses.is_dataclass(base) or vars(base).get("__setattr__") is _refuse_to_set


def _quick(cls: type) -> type:
    """The class with slots, and with our functions for all that the standard decorator would compile."""
    own = vars(cls)
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # else the standard decorator works out a signature to write there
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    if any(not one.init or one.kw_only for one in dataclasses.fields(made)):
        raise TypeError(f"{cls.__name__}: only fields that are plain parameters can be declared here")
    for name, function in _FUNCTIONS.items():
        if own.get(name) is None:
            setattr(made, name, function)
    return made


def _compiled_when_called(name: str, text_of: Callable[[type, dict[str, Any]], str]) -> Any:
    """A method that, when it is first called, compiles itself for its class and gives way to what was compiled."""

    def first(self: Any, *given: Any, **named: Any) -> Any:
        cls = next((one for one in type(self).__mro__ if vars(one).get(name) is first), None)
        if cls is not None:
            scope: dict[str, Any] = {}
            # a text that Ctrl-C interrupts in `exec` ends the process by the signal, whoever catches it: code does not
            code = compile(text_of(cls, scope), f"<{cls.__qualname__}>", "exec")
            exec(code, scope)  # noqa: S102 - made of names of fields alone, as in the standard library
            scope[name].__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, scope[name])
        return getattr(type(self), name)(self, *given, **named)

    return first


def _init(cls: type, scope: dict[str, Any]) -> str:
    """Fills the slots by their descriptors, which a class that refuses to set leaves open."""
    scope["ABSENT"] = dataclasses.MISSING
    parameters, lines = ["self"], []
    for one in dataclasses.fields(cls):
        name, value = one.name, one.name
        scope[f"SET_{name}"] = getattr(cls, name).__set__
        if one.default_factory is not dataclasses.MISSING:
            scope[f"MAKE_{name}"] = one.default_factory
            value = f"MAKE_{name}() if {name} is ABSENT else {name}"
            parameters.append(f"{name}=ABSENT")
        elif one.default is not dataclasses.MISSING:
            scope[f"DEFAULT_{name}"] = one.default
            parameters.append(f"{name}=DEFAULT_{name}")
        else:
            parameters.append(name)
        lines.append(f"SET_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return f"def __init__({', '.join(parameters)}):\n    " + "\n    ".join(lines or ["pass"])


def _tuple(cls: type, holder: str) -> str:
    compared = [one.name for one in dataclasses.fields(cls) if one.compare]
    return "(" + "".join(f"{holder}.{name}, " for name in compared) + ")"


def _eq(cls: type, _: dict[str, Any]) -> str:
    same = f"{_tuple(cls, 'self')} == {_tuple(cls, 'other')}"
    return f"def __eq__(self, other):\n    return {same} if other.__class__ is self.__class__ else NotImplemented"


def _hash(cls: type, _: dict[str, Any]) -> str:
    return f"def __hash__(self):\n    return hash({_tuple(cls, 'self')})"


def _repr(cls: type, _: dict[str, Any]) -> str:
    shown = ", ".join(f"{one.name}={{self.{one.name}!r}}" for one in dataclasses.fields(cls) if one.repr)
    return f"def __repr__(self):\n    return f'{{type(self).__qualname__}}({shown})'"


def _refuse_to_set(_: Any, name: str, __: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_FUNCTIONS: dict[str, Any] = {
    "__init__": _compiled_when_called("__init__", _init),
    "__eq__": _compiled_when_called("__eq__", _eq),
    "__hash__": _compiled_when_called("__hash__", _hash),
    "__repr__": _compiled_when_called("__repr__", _repr),
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}

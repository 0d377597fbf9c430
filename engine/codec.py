"""Values as JSON and back: frozen dataclasses of a closed list, enumerations, decimals, dates, tuples and mappings.

What is read is held against the declared types of the fields and refused where it does not fit: a stored file is never
trusted, and nothing in it is ever run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import SimpleNamespace, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from engine.errors import HanteiError

T = TypeVar("T")
Kinds = frozenset[type] | None
"""The classes that a value may be of; None for any."""
_PLAIN = frozenset((str, bool, int, type(None)))
_BAD_DATA = (KeyError, IndexError, TypeError, ValueError, InvalidOperation, RecursionError)


class CodecError(HanteiError):
    """A value or a text is not one that this codec knows."""


class Codec:
    """A codec over a closed list of classes; their order and fields are part of what is written.

    Values of the classes in `omit` are written as null: what is written then serves for comparison only.
    """

    def __init__(self, classes: Sequence[type], omit: Collection[type] = ()) -> None:
        self._classes = tuple(kind for kind in classes if is_dataclass(kind))
        self._enums = tuple(kind for kind in classes if issubclass(kind, Enum))
        self._omit = frozenset(omit)
        self._number = {kind: index for index, kind in enumerate(self._classes)}
        self._names = tuple(_field_names(kind) for kind in self._classes)
        self._checks: dict[int, list[tuple[Kinds, Kinds]]] = {}
        self._hints: dict[str, dict[str, tuple[Kinds, Kinds]]] = {}

    @property
    def shape(self) -> str:
        """The classes and their fields as text: a value is read only by the shape that wrote it."""
        parts = [f"{kind.__name__}({','.join(names)})" for kind, names in zip(self._classes, self._names, strict=True)]
        return ";".join([*parts, *(kind.__name__ for kind in self._enums)])

    def dumps(self, value: Any) -> str:
        """`value` as text; equal values give equal texts. Raises CodecError for what is not of the closed list."""
        return json.dumps(self._encoded(value), ensure_ascii=False, separators=(",", ":"))

    def loads(self, text: str, kind: type[T]) -> T:
        """The value of class `kind` that `text` was made of. Raises CodecError for any other text."""
        try:
            value = self._decoded(json.loads(text, parse_float=_refuse, parse_constant=_refuse))
        except _BAD_DATA as error:
            raise CodecError(f"not a text of this codec ({type(error).__name__})") from None
        if not isinstance(value, kind):
            raise CodecError(f"not of class {kind.__name__}")
        return value

    def _encoded(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in self._omit:
            return None
        if kind is tuple:
            return ["l", *map(self._encoded, value)]
        number = self._number.get(kind)
        if number is not None:
            return [number, *[self._encoded(getattr(value, name)) for name in self._names[number]]]
        if kind is Decimal:
            return ["d", str(value)]
        if kind is date:
            return ["t", value.isoformat()]
        if kind in self._enums:
            return ["e", self._enums.index(kind), value.value]
        if isinstance(value, Mapping):
            return ["m", *(self._encoded(part) for item in value.items() for part in item)]
        raise CodecError(f"no value of class {kind.__name__} can be stored")

    def _decoded(self, data: Any) -> Any:
        if type(data) is not list:
            return data
        tag = data[0]
        return self._instance(tag, data) if type(tag) is int else _READERS[tag](self, data)

    def _instance(self, number: int, data: list[Any]) -> Any:
        if number < 0:
            raise IndexError
        checks = self._checks.get(number)
        if checks is None:
            checks = self._checks[number] = self._checks_of(self._classes[number])
        decoded = self._decoded
        values = [decoded(part) if type(part) is list else part for part in data]
        del values[0]
        for value, (allowed, inner) in zip(values, checks, strict=True):
            kind = type(value)
            if allowed is not None and kind not in allowed:
                raise TypeError
            if inner is None or not value or kind in _PLAIN:
                continue
            if not inner.issuperset(map(type, value.values() if kind is dict else value)):
                raise TypeError
        return self._classes[number](*values)

    def _list(self, data: list[Any]) -> tuple[Any, ...]:
        return tuple([self._decoded(part) if type(part) is list else part for part in data][1:])

    def _mapping(self, data: list[Any]) -> dict[str, Any]:
        keys = data[1::2]
        if not all(type(key) is str for key in keys):
            raise TypeError
        return dict(zip(keys, map(self._decoded, data[2::2]), strict=True))

    def _decimal(self, data: list[Any]) -> Decimal:
        (_, text) = data
        value = Decimal(text) if type(text) is str else None
        if value is None or not value.is_finite():
            raise ValueError
        return value

    def _date(self, data: list[Any]) -> date:
        (_, text) = data
        return date.fromisoformat(text)

    def _enum(self, data: list[Any]) -> Any:
        (_, number, value) = data
        return self._enums[number](value)

    def _checks_of(self, kind: type) -> list[tuple[Kinds, Kinds]]:
        texts = {field.name: str(field.type) for field in fields(kind)}
        hints = self._hints_of(kind.__module__)
        return [hints[texts[name]] for name in self._names[self._number[kind]]]

    def _hints_of(self, module: str) -> dict[str, tuple[Kinds, Kinds]]:
        """What each annotation that is written in a module allows; each different one is looked up once."""
        if module not in self._hints:
            here = [kind for kind in self._classes if kind.__module__ == module]
            texts = {str(field.type): field.type for kind in here for field in fields(kind)}
            hints = get_type_hints(SimpleNamespace(__annotations__=texts), vars(sys.modules[module]))
            self._hints[module] = {text: self._kinds(hint) for text, hint in hints.items()}
        return self._hints[module]

    def _kinds(self, hint: Any) -> tuple[Kinds, Kinds]:
        """The classes that a field may hold, and those that the members of its tuple or mapping may be of."""
        allowed: set[type] = set()
        inner: set[type] | None = None
        for part in get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,):
            if part is Any:
                return None, None
            held = get_origin(part)
            if held is None:
                allowed |= self._subclasses(part)
                continue
            allowed.add(tuple if held is tuple else dict)
            members, _ = self._kinds(get_args(part)[0 if held is tuple else 1])
            inner = None if members is None else (inner or set()) | members
        return frozenset(allowed), None if inner is None else frozenset(inner)

    def _subclasses(self, kind: type) -> set[type]:
        known = (*self._classes, *self._enums, str, bool, int, type(None), Decimal, date)
        return {other for other in known if other is kind or (issubclass(other, kind) and kind not in _PLAIN)}


_READERS: dict[str, Callable[[Codec, list[Any]], Any]] = {
    "l": Codec._list,
    "m": Codec._mapping,
    "d": Codec._decimal,
    "t": Codec._date,
    "e": Codec._enum,
}


def _field_names(kind: type) -> tuple[str, ...]:
    """The fields that are stored: those that begin with `_` hold what is worked out again."""
    return tuple(field.name for field in fields(kind) if not field.name.startswith("_"))


def _refuse(text: str) -> Any:
    raise ValueError(text)

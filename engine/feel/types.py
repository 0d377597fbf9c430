"""Static types: what an expression will come to, as far as its names are declared. Numbers may carry a unit.

A unit is a text that this package does not understand: an algebra, given by the caller, says which units are the same
and what a product or quotient of units is. The one here knows equal texts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from engine.diagnostics import Text
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.equality import kind


@dataclass(frozen=True, slots=True)
class Type:
    """A type. `kind` is the language's name of it ("number", "list" …), or "Any".

    `item` is that of the items of a list or the ends of a range, `entries` those of a context (None: any entries),
    `parameters` and `result` those of a function, `unit` that of a number (None: a bare number, fits every unit).
    """

    kind: str
    item: Type | None = None
    entries: tuple[tuple[str, Type], ...] | None = None
    parameters: tuple[Type, ...] | None = None
    result: Type | None = None
    unit: str | None = None

    def entry(self, name: str) -> Type | None:
        """The type of a context's entry, if it is declared."""
        return next((kind for known, kind in self.entries or () if known == name), None)

    def __str__(self) -> str:
        return self.kind if self.item is None else f"{self.kind}<{self.item}>"


Scope = Mapping[str, Type]
"""The types of the names that may be used."""

ANY = Type("Any")
NULL = Type("null")
BOOLEAN = Type("boolean")
NUMBER = Type("number")
STRING = Type("string")
DATE = Type("date")
TIME = Type("time")
DATE_TIME = Type("date and time")
DAYS = Type("days and time duration")
MONTHS = Type("years and months duration")

SIMPLE: dict[str, Type] = {
    kind.kind: kind for kind in (ANY, NULL, BOOLEAN, NUMBER, STRING, DATE, TIME, DATE_TIME, DAYS, MONTHS)
}
ORDERED = frozenset(kind.kind for kind in (NUMBER, STRING, DATE, TIME, DATE_TIME, DAYS, MONTHS))


def number(unit: str | None) -> Type:
    """A number in a unit."""
    return Type("number", unit=unit)


def list_of(item: Type) -> Type:
    return Type("list", item=item)


def range_of(item: Type) -> Type:
    return Type("range", item=item)


def context_of(entries: Mapping[str, Type] | None) -> Type:
    return Type("context", entries=None if entries is None else tuple(entries.items()))


def function_of(parameters: Iterable[Type] | None, result: Type) -> Type:
    return Type("function", parameters=None if parameters is None else tuple(parameters), result=result)


class Nested(dict[str, Type]):
    """Names of which none is dotted any more."""


def nested(types: Mapping[str, Type]) -> Nested:
    """Dotted names as contexts: `applicant.country` becomes the entry `country` of `applicant`.

    What is nested already stays as it is, so whoever checks many expressions nests the names once.
    """
    if type(types) is Nested:
        return types
    tree = Nested()
    groups: dict[str, dict[str, Type]] = {}
    for name, of in types.items():
        first, dot, rest = name.partition(".")
        if dot and rest:
            groups.setdefault(first, {})[rest] = of
        else:
            tree.setdefault(first, of)
    for first, members in groups.items():
        tree[first] = _merged(tree.get(first), context_of(nested(members)))
    return tree


def _merged(old: Type | None, new: Type) -> Type:
    if old is None or old.entries is None or new.entries is None:
        return new
    entries = dict(old.entries)
    for key, value in new.entries:
        entries[key] = _merged(entries.get(key), value)
    return context_of(entries)


def join(types: Iterable[Type]) -> Type:
    """The narrowest type of a value that is of one of these."""
    found: Type | None = None
    for of in types:
        found = of if found is None else _joined(found, of)
    return found or ANY


def _joined(one: Type, other: Type) -> Type:
    if one == other or other.kind == "null":
        return one
    if one.kind == "null":
        return other
    if one.kind != other.kind:
        return ANY
    if one.kind in ("list", "range"):
        return Type(one.kind, item=_joined(one.item or ANY, other.item or ANY))
    if one.kind == "number":
        return replace(one, unit=one.unit if other.unit is None else other.unit)
    return Type(one.kind)


class Units(Protocol):
    """What is known of units; the module `engine.units` is one. "1" is a number without dimension."""

    def same(self, left: str, right: str, /) -> bool:
        """Whether values of the two may be added and compared."""

    def product(self, left: str, right: str, /) -> str | None:
        """The unit of a product; None where it is not known."""

    def quotient(self, left: str, right: str, /) -> str | None:
        """The unit of a quotient; None where it is not known."""

    def mismatch_help(self, found: str, wanted: str, /) -> Text:
        """How to mend a value of `found` where one of `wanted` is due."""


class PlainUnits:
    """Units as bare texts: equal texts are the same unit, "1" changes nothing in a product."""

    def same(self, left: str, right: str, /) -> bool:
        return left == right

    def product(self, left: str, right: str, /) -> str | None:
        if "1" in (left, right):
            return right if left == "1" else left
        return " * ".join(sorted((left, right)))

    def quotient(self, left: str, right: str, /) -> str | None:
        if left == right:
            return "1"
        return left if right == "1" else f"{left} / {right}"

    def mismatch_help(self, found: str, wanted: str, /) -> Text:
        return Text(f"convert {found} to {wanted} first", f"先に {found} を {wanted} に換算してください")


_ALIASES = {"dateTime": DATE_TIME, "dayTimeDuration": DAYS, "yearMonthDuration": MONTHS}


def written(node: Node) -> Type | None:
    """The type that a node of the tree writes; None where a name in it is no type."""
    if type(node) is ast.NamedType:
        if node.name in ("list", "range", "context", "function"):
            return Type(node.name)
        return NULL if node.name == "Null" else _ALIASES.get(node.name, SIMPLE.get(node.name))
    inner = [written(child) for child in ast.children(node)]
    known = [kind for kind in inner if kind is not None]
    if len(known) != len(inner):
        return None
    if type(node) is ast.ListType:
        return list_of(known[0])
    if type(node) is ast.RangeType:
        return range_of(known[0])
    if type(node) is ast.ContextType:
        return context_of(dict(zip(node.names, known, strict=True)))
    return function_of(known[:-1], known[-1])


def named(text: str) -> Type:
    """The type that a built-in declares: `number`, `list<string>`; Any for what is none of these."""
    base, _, inner = text.partition("<")
    if base in ("list", "range"):
        return Type(base, item=named(inner.removesuffix(">").rstrip("?")) if inner else ANY)
    if base in ("context", "function"):
        return Type(base)
    return SIMPLE.get(base, ANY)


_WORDS = {
    "boolean": Text("true or false", "真偽値"), "number": Text("a number", "数値"), "string": Text("text", "文字列"),
    "date": Text("a date", "日付"), "time": Text("a time", "時刻"), "date and time": Text("a date and time", "日時"),
    "days and time duration": Text("a duration of days and time", "日と時間の期間"),
    "years and months duration": Text("a duration of years and months", "年と月の期間"),
    "list": Text("a list", "リスト"), "range": Text("a range", "範囲"), "context": Text("a context", "コンテキスト"),
    "function": Text("a function", "関数"), "null": Text("null", "null"), "Any": Text("anything", "任意の値"),
    "comparable": Text("a value that has an order", "順序のある値"),
}  # fmt: skip


def word(kind: Type | str) -> Text:
    """The type in words; of a number with a unit, the unit."""
    if isinstance(kind, Type) and kind.unit is not None:
        unit = "a number without unit" if kind.unit == "1" else kind.unit
        return Text(unit, "単位のない数値" if kind.unit == "1" else kind.unit)
    name = kind.kind if isinstance(kind, Type) else kind.partition("<")[0]
    return _WORDS.get(name, Text(name, name))


def type_of_value(value: Any) -> Type:
    """The type that a value has, as deep as it goes; what is not known is `Any`."""
    if type(value) is list:
        items = {type_of_value(item) for item in value}
        return Type("list", items.pop() if len(items) == 1 else ANY)
    if type(value) is dict:
        return Type("context", entries=tuple((name, type_of_value(inner)) for name, inner in value.items()))
    return SIMPLE.get(kind(value), Type(kind(value)))

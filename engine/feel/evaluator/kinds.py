"""Types at run time: `instance of`, and the coercions at the parameters of a defined function."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.types import ANY, written
from engine.feel.values.calendar import FeelDate
from engine.feel.values.equality import kind
from engine.feel.values.functions import Builtin, Closure
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import at_midnight
from engine.feel.values.unknown import Unknown

_ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
_SIMPLE = frozenset(
    (
        "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
        "years and months duration", "list", "context", "range", "function",
    )
)  # fmt: skip


def is_type(node: Node) -> bool:
    """Whether the names in a written type are types of the language."""
    if type(node) is ast.NamedType:
        return node.name in ("Any", "Null") or _ALIASES.get(node.name, node.name) in _SIMPLE
    return all(is_type(child) for child in ast.children(node))


def conforms(value: Any, wanted: Node) -> bool:
    """Whether a known value is of the written type; null is of no type but `Null`."""
    if type(wanted) is ast.NamedType:
        if wanted.name == "Null":
            return value is None
        return value is not None and (wanted.name == "Any" or kind(value) == _ALIASES.get(wanted.name, wanted.name))
    if type(wanted) is ast.ListType:
        return type(value) is list and all(_fits(item, wanted.item) for item in value)
    if type(wanted) is ast.RangeType:
        return type(value) is Range and all(_fits(end, wanted.item) for end in (value.low, value.high))
    if type(wanted) is ast.ContextType:
        return type(value) is dict and all(
            name in value and _fits(value[name], inner) for name, inner in zip(wanted.names, wanted.types, strict=True)
        )
    return type(wanted) is ast.FunctionType and _function_conforms(value, wanted)


def _fits(value: Any, wanted: Node) -> bool:
    return value is None or conforms(value, wanted)


def _function_conforms(value: Any, wanted: ast.FunctionType) -> bool:
    """A function takes at least what the type's function takes, and gives at most what that gives."""
    count = len(wanted.parameters)
    if type(value) is Builtin:
        return any(o.fewest <= count and (o.most is None or count <= o.most) for o in value.overloads)
    if type(value) is not Closure or len(value.parameters) != count:
        return False
    pairs = zip(wanted.parameters, value.types, strict=True)
    return all(own is None or _narrower(given, own) for given, own in pairs) and _gives(value, wanted.result)


def _narrower(one: Node, other: Node) -> bool:
    """Whether every value of one written type is of the other, as far as their kinds tell."""
    return _kind_of(other) in ("Any", _kind_of(one))


def _gives(function: Closure, wanted: Node) -> bool:
    """Whether what the body comes to, as far as its types tell, is of the wanted type."""
    from engine.feel.checker import check  # noqa: PLC0415  (rarely asked, and the checker stands on this package)

    parameters = zip(function.parameters, function.types, strict=True)
    declared = {name: (written(node) if node is not None else None) or ANY for name, node in parameters}
    found, _ = check(ast.Expression("", function.body), declared)
    return "Any" in (_kind_of(wanted), found.kind) or found.kind == _kind_of(wanted)


def _kind_of(node: Node) -> str:
    kind_ = written(node)
    return kind_.kind if kind_ is not None else ""


def coerced(value: Any, wanted: Node | None) -> Any:
    """The value as a parameter of the written type takes it; null where it cannot.

    A list of one gives its item, an item becomes a list of one, a date becomes its midnight.
    """
    if wanted is None or value is None or type(value) is Unknown or conforms(value, wanted):
        return value
    if type(wanted) is ast.ListType:
        return [value] if type(value) is not list and conforms(value, wanted.item) else None
    if type(value) is list and len(value) == 1 and conforms(value[0], wanted):
        return value[0]
    if isinstance(value, date | FeelDate) and _name(wanted) == "date and time":
        return at_midnight(value)
    return None


def _name(wanted: Node) -> str:
    return _ALIASES.get(wanted.name, wanted.name) if type(wanted) is ast.NamedType else ""

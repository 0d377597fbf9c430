"""Calls of built-ins, checked: the number, names and types of arguments, and the type and unit that comes out."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from engine.diagnostics import Text
from engine.feel.functions.binding import signature
from engine.feel.functions.calling import call
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.type_faults import Faults
from engine.feel.types import ANY, ORDERED, Type, join, list_of, named, number, word
from engine.feel.values.equality import kind
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Builtin, Overload, Parameter


class Argument(NamedTuple):
    """An argument of a call and its type."""

    node: Node
    type: Type


class Checking(Protocol):
    """What is needed of the checker."""

    faults: Faults

    def same_unit(self, node: Node, left: tuple[Node, Type], right: tuple[Node, Type]) -> Type:
        """A fault where units differ."""


_KEEPS_UNIT = frozenset(
    (
        "sum", "min", "max", "mean", "median", "mode", "stddev", "abs", "floor", "ceiling", "decimal", "round up",
        "round down", "round half up", "round half down", "modulo",
    )
)  # fmt: skip
"""Numbers that come out in the unit that went in."""
_OF_ALL = frozenset(("sum", "min", "max", "mean", "median", "mode", "stddev", "modulo"))
"""Those of `_KEEPS_UNIT` whose every argument is in that unit; the others have a scale behind the first."""
_KEEPS_LIST = frozenset(
    ("append", "concatenate", "distinct values", "insert before", "list replace", "remove", "reverse", "sort",
     "sublist", "union")
)  # fmt: skip

_READS_TEXT = {
    "date": '`date("2020-03-31")`',
    "time": '`time("09:30:00")`',
    "date and time": '`date and time("2020-03-31T09:30:00")`',
    "duration": '`duration("P6M")`, `duration("P20D")`',
}
"""Built-ins that read one text, each with an example."""


def call_of_builtin(checker: Checking, node: ast.Call, function: Builtin, arguments: list[Argument]) -> Type:
    """The type of a call; a fault where no signature takes these arguments."""
    bound = [(overload, _bound(overload, node, arguments)) for overload in function.overloads]
    fitting = [(overload, pairs) for overload, pairs in bound if pairs is not None]
    if not fitting:
        _refuse_count(checker, node, function)
        return ANY
    for overload, pairs in fitting:
        if all(_accepts(parameter, argument.type) for parameter, argument in pairs):
            return _result(checker, node, function, overload, arguments)
    _refuse_type(checker, function, fitting[0][1])
    return ANY


Pairs = list[tuple[Parameter, Argument]]


def _bound(overload: Overload, node: ast.Call, arguments: list[Argument]) -> Pairs | None:
    parameters = overload.parameters
    if not node.names:
        count = len(arguments)
        if count < overload.fewest or (overload.most is not None and count > overload.most):
            return None
        return [(parameters[min(i, len(parameters) - 1)], argument) for i, argument in enumerate(arguments)]
    known = {parameter.name: parameter for parameter in parameters}
    required = {p.name for p in parameters if not p.optional and not p.variadic}
    if not set(node.names) <= known.keys() or not required <= set(node.names):
        return None
    return [(known[name], argument) for name, argument in zip(node.names, arguments, strict=True)]


def _accepts(parameter: Parameter, found: Type) -> bool:
    if found.kind == "null":
        return parameter.nullable
    return any(_fits(part.strip(), found) for part in parameter.type.split("|"))


def _fits(wanted: str, found: Type) -> bool:
    """Whether a type fits, with the coercions of calls: a list of one for its item and the other way round."""
    if wanted == "Any" or found.kind == "Any":
        return True
    if wanted == "comparable":
        return found.kind in ORDERED or found.kind == "list"
    target = named(wanted)
    if target.kind == "list":
        item = (found.item or ANY) if found.kind == "list" else found
        return (target.item or ANY).kind in ("Any", item.kind) or item.kind == "Any"
    if found.kind == "list":
        return (found.item or ANY).kind in ("Any", target.kind)
    return found.kind == target.kind or (target.kind == "date and time" and found.kind == "date")


def _result(
    checker: Checking, node: ast.Call, function: Builtin, overload: Overload, arguments: list[Argument]
) -> Type:
    if function.name in _KEEPS_UNIT:
        return _in_the_unit(checker, node, function, arguments)
    if function.name in _KEEPS_LIST and arguments:
        first = arguments[0].type
        return first if first.kind == "list" and function.name not in ("append", "concatenate") else list_of(ANY)
    if function.name in _READS_TEXT and len(arguments) == 1 and type(arguments[0].node) is ast.String:
        return _of_literal(checker, function, arguments[0].node)
    return named(overload.result)


def _of_literal(checker: Checking, function: Builtin, literal: ast.String) -> Type:
    """A text that is read to a value: known here already, or never a value."""
    try:
        value = call(function, [literal.value])
    except FeelError:
        said = checker.faults.words(literal)
        checker.faults.add(
            literal,
            "bad-literal",
            Text(f"{said} cannot be read as {function.name}", f"{said} は {function.name} として読めません"),
            Text(_READS_TEXT[function.name], _READS_TEXT[function.name]),
        )
        return ANY
    return Type(kind(value))


def _in_the_unit(checker: Checking, node: ast.Call, function: Builtin, arguments: list[Argument]) -> Type:
    taken = arguments if function.name in _OF_ALL else arguments[:1]
    items = [Argument(a.node, (a.type.item or ANY) if a.type.kind == "list" else a.type) for a in taken]
    found = items[0].type if items else ANY
    for argument in items[1:]:
        if found.kind == argument.type.kind == "number":
            found = checker.same_unit(node, (items[0].node, found), argument)
        else:
            found = join((found, argument.type))
    result = found if found.kind != "number" else number(found.unit)
    return list_of(result) if function.name == "mode" else result


def _refuse_count(checker: Checking, node: ast.Call, function: Builtin) -> None:
    wanted = " or ".join(f"`{function.name}({signature(overload)})`" for overload in function.overloads)
    given = ", ".join(f"`{name}`" for name in node.names) if node.names else str(len(node.arguments))
    checker.faults.add(
        node,
        "wrong-arguments",
        Text(
            f"`{function.name}` does not take these arguments: {given}",
            f"`{function.name}` の引数が合いません: {given}",
        ),
        Text(f"write {wanted}", f"{wanted} と書いてください"),
    )


def _refuse_type(checker: Checking, function: Builtin, pairs: Pairs) -> None:
    for parameter, argument in pairs:
        if not _accepts(parameter, argument.type):
            found, said = word(argument.type), checker.faults.words(argument.node)
            wanted = [word(part.strip()) for part in parameter.type.split("|")]
            checker.faults.add(
                argument.node,
                "wrong-argument",
                Text(
                    f"{said} is {found.en}, `{parameter.name}` of `{function.name}` wants "
                    + " or ".join(text.en for text in wanted),
                    f"{said} は{found.ja}ですが、`{function.name}` の `{parameter.name}` には"
                    + "または".join(text.ja for text in wanted)
                    + "が必要です",
                ),
                Text("the value would always be null", "値は必ず null になります"),
            )
            return

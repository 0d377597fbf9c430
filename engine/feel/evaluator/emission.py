"""A tree to Python code: an expression becomes one Python function, built as a syntax tree and never as text.

The code takes the short way for known values of the usual types, guarded by their type on the spot, and calls the
shared operators for all others. Where something is absent, wrong, or would need a variable of its own, it gives up by
raising, or hands the part to the reference evaluator. Its globals hold no builtins; it reads no attributes.
"""

from __future__ import annotations

import ast as python
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.feel.evaluator import operators, partial
from engine.feel.evaluator.code import (
    also,
    call,
    function_of,
    guarded_function_of,
    if_,
    is_constant,
    is_type,
    load,
)
from engine.feel.evaluator.reference import speaks_of_input, walk
from engine.feel.evaluator.run import Mode, Options, Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.evaluator.support import GLOBALS, added
from engine.feel.functions import BUILTINS
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Expression, Node
from engine.feel.values import numbers
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import PROPERTIES

MOST_NESTED_ITEMS = 16
"""Items of a conjunction that are nested in one Python expression; longer ones are joined in groups."""


_LITERALS = (ast.Null, ast.Boolean, ast.Number, ast.String)
_SHORT = {"+": numbers.add, "-": numbers.subtract, "*": numbers.multiply, "/": numbers.divide, "**": numbers.power}
_LONG: dict[str, Callable[[Any, Any], Any]] = {**operators.ARITHMETIC, "+": added}
_COMPARE: dict[str, python.cmpop] = {
    "=": python.Eq(), "!=": python.NotEq(), "<": python.Lt(), "<=": python.LtE(), ">": python.Gt(), ">=": python.GtE(),
}  # fmt: skip
_PROPERTIES = frozenset(name for names in PROPERTIES.values() for name in names)
_FOLDED = (ast.AtLiteral, ast.Negate, ast.Arithmetic, ast.RangeLiteral)


class Emitter:
    """The code of one expression: Python expressions, and the constants that they name."""

    def __init__(self) -> None:
        self.globals = dict(GLOBALS)
        self.temporaries = 0
        self.called: set[str] = set()
        self.needs_run = False

    def function(self, node: Node, walked: Callable[[Any], Any] | None = None) -> Callable[..., Any]:
        """The function of a context and a run that gives the value of `node`; where it fails, that of `walked`."""
        body = self.emit(node)
        if walked is None:
            return function_of(body, self.globals)
        self.globals.update(walked=walked, exception=Exception)
        return guarded_function_of(body, self.globals)

    def emit(self, node: Node) -> python.expr:
        folded = self.folded(node)
        if folded is not None:
            return folded
        return _EMIT.get(type(node), Emitter.walked)(self, node)

    def folded(self, node: Node) -> python.expr | None:
        """A part without names, as the constant that it comes to; None if it comes to none."""
        if type(node) not in _FOLDED or any(type(part) not in _FOLDED + _LITERALS for part in ast.walk(node)):
            return None
        run = Run(Expression("", node), Mode.FEEL, Options())
        value = walk(run, node, Frame({}))
        return None if run.diagnostics or value is None else self.constant(value)

    def constant(self, value: Any) -> python.expr:
        name = f"k{len(self.globals)}"
        self.globals[name] = value
        return load(name)

    def kept(self, value: python.expr) -> tuple[python.expr, python.expr]:
        """The value put into a variable where it is first needed, and the variable."""
        self.temporaries += 1
        name = f"t{self.temporaries}"
        return python.NamedExpr(target=python.Name(name, python.Store()), value=value), load(name)

    # --- kinds of nodes ---

    def walked(self, node: Node) -> python.expr:
        """A part that the reference evaluator walks."""
        self.needs_run = True
        frame = call("frame_of", load("context"))
        return call("walk", load("run"), self.constant(node), frame)

    def literal(self, node: Any) -> python.expr:
        return self.constant(node.value)

    def null(self, _node: Node) -> python.expr:
        return python.Constant(None)

    def name(self, node: ast.Name) -> python.expr:
        return python.Subscript(load("context"), python.Constant(node.name), python.Load())

    def path(self, node: ast.Path) -> python.expr:
        """An entry. Where it is not one of a context, this raises, and the reference evaluator takes over."""
        source = self.emit(node.source)
        member = python.Constant(node.member)
        if type(node.source) not in (ast.Name, ast.Path):
            return call("part", source, member)
        if node.member not in _PROPERTIES:
            return python.Subscript(source, member, python.Load())
        first, again = self.kept(source)
        return if_(is_type(first, "dict_"), python.Subscript(again, member, python.Load()), call("part", again, member))

    def arithmetic(self, node: ast.Arithmetic) -> python.expr:
        left, a, left_test = self.operand(node.left)
        right, b, right_test = self.operand(node.right)
        if _kind(node.left) not in ("", "decimal") or _kind(node.right) not in ("", "decimal"):
            return call(self.constant(_LONG[node.operator]), left, right)
        short = call(self.constant(_SHORT[node.operator]), a, b)
        long = call(self.constant(_LONG[node.operator]), a, b)
        return self.both_kept((left, a, left_test), (right, b, right_test), "decimal", short, long)

    def operand(self, node: Node) -> tuple[python.expr, python.expr, bool]:
        """Where the operand is first put, how it is read again, and whether its type is to be tested."""
        if type(node) in _LITERALS:
            constant = self.emit(node)
            return constant, constant, False
        first, again = self.kept(self.emit(node))
        return first, again, True

    def both_kept(
        self,
        left: tuple[python.expr, python.expr, bool],
        right: tuple[python.expr, python.expr, bool],
        wanted: str,
        short: python.expr,
        long: python.expr,
    ) -> python.expr:
        """`short` where both operands are of the wanted type, else `long`; both operands are always evaluated."""
        (first, _, test_a), (second, _, test_b) = left, right
        if not test_a and not test_b:
            return long
        if not test_b:
            return if_(is_type(first, wanted), short, long)
        if not test_a:
            return if_(is_type(second, wanted), short, long)
        return if_(also(is_type(first, wanted), is_type(second, wanted)), short, long)

    def comparison(self, node: ast.Comparison) -> python.expr:
        left, right = self.operand(node.left), self.operand(node.right)
        kind = _kind(node.left) or _kind(node.right) or "decimal"
        short = python.Compare(left[1], [_COMPARE[node.operator]], [right[1]])
        long = call(self.constant(operators.COMPARISON[node.operator]), left[1], right[1])
        if kind == "other" or (_kind(node.left) and _kind(node.right)):
            return call(self.constant(operators.COMPARISON[node.operator]), left[0], right[0])
        return self.both_kept(left, right, kind, short, long)

    def negation(self, node: ast.Negate) -> python.expr:
        first, again = self.kept(self.emit(node.operand))
        return if_(is_type(first, "decimal"), call("short_negate", again), call("negate", again))

    def conjunction(self, node: ast.And) -> python.expr:
        return self.logic(list(map(self.emit, node.items)), decisive=False)

    def disjunction(self, node: ast.Or) -> python.expr:
        return self.logic(list(map(self.emit, node.items)), decisive=True)

    def logic(self, items: list[python.expr], *, decisive: bool) -> python.expr:
        """Item by item until one decides; if all are the opposite, that, else what Kleene makes of them."""
        if len(items) > MOST_NESTED_ITEMS:
            size = -(-len(items) // MOST_NESTED_ITEMS)
            groups = [items[i : i + size] for i in range(0, len(items), size)]
            return self.logic([self.logic(group, decisive=decisive) for group in groups], decisive=decisive)
        kept = [self.kept(item) for item in items]
        names = [again for _, again in kept]
        rest = "any_of" if decisive else "all_of"
        result = self.unless_all(not decisive, names, python.Constant(not decisive), rest)
        for count in range(len(kept), 0, -1):
            decided = self.unless_all(not decisive, names[: count - 1], python.Constant(decisive), rest, names[:count])
            result = if_(is_constant(kept[count - 1][0], decisive), decided, result)
        return result

    def unless_all(
        self,
        plain: bool,
        names: list[python.expr],
        usual: python.expr,
        rest: str,
        given: list[python.expr] | None = None,
    ) -> python.expr:
        """`usual` where all the names are plainly true (or false), else what Kleene makes of the given ones."""
        tests = [is_constant(name, plain) for name in names]
        if not tests:
            return usual
        all_plain = python.BoolOp(python.And(), tests) if len(tests) > 1 else tests[0]
        return if_(all_plain, usual, call(rest, python.Tuple(given or names, python.Load())))

    def conditional(self, node: ast.If) -> python.expr:
        first, again = self.kept(self.emit(node.condition))
        otherwise = python.BoolOp(python.Or(), [is_constant(again, False), is_constant(again, None)])
        rest = if_(otherwise, self.emit(node.otherwise), call("give_up"))
        return if_(is_constant(first, True), self.emit(node.then), rest)

    def between(self, node: ast.Between) -> python.expr:
        value, low, high = (self.kept(self.emit(part)) for part in (node.value, node.low, node.high))
        numbers_only = also(*(is_type(first, "decimal") for first, _ in (value, low, high)))
        short = python.Compare(low[1], [python.LtE(), python.LtE()], [value[1], high[1]])
        return if_(numbers_only, short, call("between", value[1], low[1], high[1]))

    def list(self, node: ast.ListLiteral) -> python.expr:
        return python.List(list(map(self.emit, node.items)), python.Load())

    def range(self, node: ast.RangeLiteral) -> python.expr:
        closed = (python.Constant(node.low_closed), python.Constant(node.high_closed))
        return call("range_of", self.emit(node.low), self.emit(node.high), *closed)

    def call(self, node: ast.Call) -> python.expr:
        """A call of a built-in that no fact of the same name hides; other calls are walked."""
        if type(node.function) is not ast.Name or node.function.name not in BUILTINS:
            return self.walked(node)
        self.called.add(node.function.name)
        self.needs_run = True
        arguments = python.Tuple(list(map(self.emit, node.arguments)), python.Load())
        given: list[python.expr] = [arguments, python.Constant(None)]
        if node.names:
            keys: list[python.expr | None] = [python.Constant(name) for name in node.names]
            given = [python.Tuple([], python.Load()), python.Dict(keys, arguments.elts)]
        return call("invoke", load("run"), load("walk"), self.constant(BUILTINS[node.function.name]), *given)

    # --- tests ---

    def membership(self, node: ast.In) -> python.expr:
        if len(node.tests) == 1 and type(node.tests[0]) in (ast.Name, ast.Path, ast.ListLiteral):
            return self.in_list(node.value, node.tests[0])
        first, again = self.kept(self.emit(node.value))
        tests = [self.test(test, again) for test in node.tests]
        return if_(is_type(first, "unknown"), call("give_up"), self.logic(tests, decisive=True))

    def in_list(self, value: Node, items: Node) -> python.expr:
        """`value in items`: a text in a list of texts the short way."""
        first, again = self.kept(self.emit(value))
        texts = _texts(items)
        if texts is not None:
            short = python.Compare(again, [python.In()], [self.constant(texts)])
            return if_(is_type(first, "text"), short, self.held_against(again, self.emit(items)))
        second, held = self.kept(self.emit(items))
        fits, fits_again = self.kept(also(is_type(first, "text"), is_type(second, "list_")))
        found = python.BoolOp(python.And(), [fits, python.Compare(again, [python.In()], [held])])
        long = if_(fits_again, call("absent_from", again, held), self.held_against(again, held))
        return if_(found, python.Constant(True), long)

    def held_against(self, value: python.expr, outcome: python.expr) -> python.expr:
        """The long way of a test; an unknown value is asked choice by choice, by the reference evaluator."""
        return if_(is_type(value, "unknown"), call("give_up"), call("passes", value, outcome, python.Constant(False)))

    def test(self, test: Node, value: python.expr) -> python.expr:
        """Whether the known `value` passes one test."""
        if type(test) is ast.AnyInput:
            return python.Constant(True)
        if type(test) is ast.OpenRange:
            return self.open_range(test, value)
        if speaks_of_input(test):
            return self.walked_test(test, value)
        outcome = self.emit(test)
        if type(test) is ast.RangeLiteral:
            return self.in_range(test, value, outcome)
        if type(test) is ast.String:
            short = python.Compare(value, [python.Eq()], [outcome])
            return if_(is_type(value, "text"), short, self.held(value, outcome))
        return self.held(value, outcome)

    def walked_test(self, test: Node, value: python.expr) -> python.expr:
        """A test that the reference evaluator asks."""
        self.needs_run = True
        frame = call("frame_of", python.Dict([python.Constant("?")], [value]), call("frame_of", load("context")))
        return call("passes_test", load("run"), self.constant(test), frame, value)

    def held(self, value: python.expr, outcome: python.expr) -> python.expr:
        return call("passes", value, outcome, python.Constant(False))

    def in_range(self, test: ast.RangeLiteral, value: python.expr, outcome: python.expr) -> python.expr:
        """A number in a range of constant ends the short way."""
        held = self.globals.get(outcome.id) if isinstance(outcome, python.Name) else None
        if type(held) is not Range or held.low is None or held.high is None:
            return self.walked_test(test, value)
        if type(held.low) is not Decimal:
            return self.held(value, outcome)
        signs: list[python.cmpop] = [
            python.LtE() if held.low_closed else python.Lt(),
            python.LtE() if held.high_closed else python.Lt(),
        ]
        short = python.Compare(self.constant(held.low), signs, [value, self.constant(held.high)])
        return if_(is_type(value, "decimal"), short, self.held(value, outcome))

    def open_range(self, test: ast.OpenRange, value: python.expr) -> python.expr:
        compare = self.constant(operators.COMPARISON[test.operator])
        long = call(self.constant(partial.or_null), compare, value, self.emit(test.operand))
        kind = _kind(test.operand)
        if kind in ("", "other"):
            return long
        short = python.Compare(value, [_COMPARE[test.operator]], [self.emit(test.operand)])
        return if_(is_type(value, kind), short, long)


def _texts(items: Node) -> frozenset[str] | None:
    """The texts of a list that is written out and holds nothing else."""
    if type(items) is not ast.ListLiteral:
        return None
    texts = [item.value for item in items.items if type(item) is ast.String]
    return frozenset(texts) if len(texts) == len(items.items) else None


def _kind(node: Node) -> str:
    """The type to test the other side for, when this side is a literal."""
    if type(node) is ast.Number:
        return "decimal"
    if type(node) is ast.String:
        return "text"
    return "other" if type(node) in (*_LITERALS, ast.AtLiteral) else ""


_EMIT: dict[type[Node], Callable[[Emitter, Any], python.expr]] = {
    ast.Null: Emitter.null,
    ast.Boolean: Emitter.literal,
    ast.Number: Emitter.literal,
    ast.String: Emitter.literal,
    ast.Name: Emitter.name,
    ast.Path: Emitter.path,
    ast.Arithmetic: Emitter.arithmetic,
    ast.Comparison: Emitter.comparison,
    ast.Negate: Emitter.negation,
    ast.And: Emitter.conjunction,
    ast.Or: Emitter.disjunction,
    ast.If: Emitter.conditional,
    ast.Between: Emitter.between,
    ast.In: Emitter.membership,
    ast.ListLiteral: Emitter.list,
    ast.RangeLiteral: Emitter.range,
    ast.Call: Emitter.call,
}

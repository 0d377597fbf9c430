"""Types of expressions before any facts are known: what would silently be null is a fault with its place and help.

What is not declared closely (`Any`) is let through; the evaluator then says what went wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.feel.functions import BUILTINS
from engine.feel.operand_checks import OperandChecks
from engine.feel.signatures import Argument, call_of_builtin
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Expression, Node
from engine.feel.types import (
    ANY,
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    PlainUnits,
    Scope,
    Type,
    Units,
    context_of,
    function_of,
    join,
    list_of,
    nested,
    range_of,
    written,
)
from engine.feel.values.equality import kind as kind_of
from engine.feel.values.temporal import PROPERTIES
from engine.feel.values.temporal_text import parse_temporal

PLAIN_UNITS = PlainUnits()


def check(
    expression: Expression, types: Mapping[str, Type], *, expected: Type | None = None, units: Units = PLAIN_UNITS
) -> tuple[Type, list[Diagnostic]]:
    """The type of an expression over declared names (dotted ones are entries), and everything wrong with it.

    For the tests of a table's cell, declare the input as `?`. `expected` is what the expression must come to.
    """
    checker = _Checker(expression, units)
    scope = nested(types)
    found = checker.type_of(expression.node, scope)
    if expected is not None:
        checker.hold_against(expression.node, found, expected)
    return found, checker.faults.found


class _Checker(OperandChecks):
    """One check of one expression."""

    def type_of(self, node: Node, scope: Scope) -> Type:
        return _RULES[type(node)](self, node, scope)

    def hold_against(self, node: Node, found: Type, expected: Type) -> None:
        if "Any" in (found.kind, expected.kind):
            return
        if found.kind != expected.kind:
            self.faults.result(node, found, expected)
        elif found.unit and expected.unit and not self.units.same(found.unit, expected.unit):
            self.faults.result(node, found, expected, self.units.mismatch_help(found.unit, expected.unit))

    # --- leaves ---

    def null(self, _node: ast.Null, _scope: Scope) -> Type:
        return NULL

    def boolean(self, _node: Node, _scope: Scope) -> Type:
        return BOOLEAN

    def number(self, _node: ast.Number, _scope: Scope) -> Type:
        return NUMBER

    def string(self, _node: ast.String, _scope: Scope) -> Type:
        return STRING

    def at_literal(self, node: ast.AtLiteral, _scope: Scope) -> Type:
        value = parse_temporal(node.text)
        if value is None:
            said = Text(
                f"`{node.text}` is no date, time or duration", f"`{node.text}` は日付・時刻・期間ではありません"
            )
            mend = Text('write `@"2020-03-31"` or `@"P6M"`', '`@"2020-03-31"` や `@"P6M"` と書いてください')
            self.faults.add(node, "bad-literal", said, mend)
            return ANY
        return Type(kind_of(value))

    def name(self, node: ast.Name, scope: Scope) -> Type:
        found = scope.get(node.name)
        if found is not None:
            return found
        if node.name in BUILTINS:
            return Type("function")
        self.faults.unknown_name(node, node.name, scope)
        return ANY

    # --- inside of values ---

    def path(self, node: ast.Path, scope: Scope) -> Type:
        source = self.type_of(node.source, scope)
        if source.kind == "list":
            return list_of(self.entry(node, source.item or ANY))
        return self.entry(node, source)

    def entry(self, node: ast.Path, source: Type) -> Type:
        if source.kind == "Any" or (source.kind == "context" and source.entries is None):
            return ANY
        known = _members(source)
        if node.member not in known:
            self.faults.unknown_entry(node, node.source, node.member, known)
            return ANY
        return known[node.member]

    def filter(self, node: ast.Filter, scope: Scope) -> Type:
        source = self.type_of(node.source, scope)
        item = (source.item or ANY) if source.kind == "list" else source
        inner = {**scope, "item": item, **dict(item.entries or ())}
        if item.kind == "Any" or (item.kind == "context" and item.entries is None):
            return self.filter_of_anything(node, inner)
        found = self.type_of(node.condition, inner)
        if found.kind == "number":
            return item
        if found.kind not in ("boolean", "Any"):
            wanted = Text("a condition or a position", "条件または位置")
            self.faults.operand(node.condition, node.condition, found, "[…]", wanted)
        return ANY if found.kind == "Any" else list_of(item)

    def filter_of_anything(self, node: ast.Filter, scope: Scope) -> Type:
        """The items may have any entries, so any name may be one of them."""
        for part in ast.walk(node.condition):
            if type(part) is ast.Name and part.name not in scope and part.name not in BUILTINS:
                scope = {**scope, part.name: ANY}
        found = self.type_of(node.condition, scope)
        return list_of(ANY) if found.kind == "boolean" else ANY

    def call(self, node: ast.Call, scope: Scope) -> Type:
        arguments = [Argument(part, self.type_of(part, scope)) for part in node.arguments]
        function = node.function
        if type(function) is ast.Name and function.name not in scope:
            if function.name in BUILTINS:
                return call_of_builtin(self, node, BUILTINS[function.name], arguments)
            self.faults.unknown_function(function, function.name, BUILTINS)
            return ANY
        found = self.type_of(function, scope)
        if found.kind not in ("function", "Any"):
            self.faults.operand(node, function, found, "(…)", Text("a function", "関数"))
        return found.result or ANY

    # --- tests ---

    def membership(self, node: ast.In, scope: Scope) -> Type:
        value = (node.value, self.type_of(node.value, scope))
        for test in node.tests:
            self.test(test, value, {**scope, "?": value[1]})
        return BOOLEAN

    def unary_tests(self, node: ast.UnaryTests, scope: Scope) -> Type:
        if "?" in scope:
            for test in node.tests:
                self.test(test, (ast.Name(test.start, test.end, "?"), scope["?"]), scope)
        return BOOLEAN

    def test(self, test: Node, value: tuple[Node, Type], scope: Scope) -> None:
        """A fault where no value of the input's type can pass."""
        if type(test) is ast.AnyInput:
            return
        if type(test) is ast.OpenRange:
            self.compare(test, test.operator, value, (test.operand, self.type_of(test.operand, scope)))
            return
        found = self.type_of(test, scope)
        if found.kind == "boolean" and value[1].kind != "boolean":
            return
        if found.kind in ("list", "range") and value[1].kind != found.kind:
            found = found.item or ANY
            found = (found.item or ANY) if found.kind in ("list", "range") else found
        self.compare(test, "=", value, (test, found))

    def open_range(self, node: ast.OpenRange, scope: Scope) -> Type:
        return range_of(self.type_of(node.operand, scope))

    def range(self, node: ast.RangeLiteral, scope: Scope) -> Type:
        low, high = self.type_of(node.low, scope), self.type_of(node.high, scope)
        if NULL not in (low, high):
            self.compare(node, "..", (node.low, low), (node.high, high))
        return range_of(join((low, high)))

    # --- phrases ---

    def list(self, node: ast.ListLiteral, scope: Scope) -> Type:
        return list_of(join(self.type_of(item, scope) for item in node.items))

    def context(self, node: ast.ContextLiteral, scope: Scope) -> Type:
        entries: dict[str, Type] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            entries[key] = self.type_of(value, {**scope, **entries})
        return context_of(entries)

    def conditional(self, node: ast.If, scope: Scope) -> Type:
        self.condition(node.condition, scope, "if")
        then, otherwise = self.type_of(node.then, scope), self.type_of(node.otherwise, scope)
        if then.kind == otherwise.kind == "number":
            return self.same_unit(node, (node.then, then), (node.otherwise, otherwise))
        return join((then, otherwise))

    def steps(self, node: ast.Steps, scope: Scope) -> Type:
        low, high = self.type_of(node.low, scope), self.type_of(node.high, scope)
        for part, kind in ((node.low, low), (node.high, high)):
            if kind.kind not in ("number", "date", "Any"):
                self.faults.operand(node, part, kind, "..", Text("whole numbers or dates", "整数または日付"))
                return list_of(ANY)
        self.compare(node, "..", (node.low, low), (node.high, high))
        return list_of(join((low, high)))

    def variables(self, node: ast.For | ast.Quantified, scope: Scope) -> Scope:
        for name, domain in zip(node.names, node.domains, strict=True):
            found = self.type_of(domain, scope)
            scope = {**scope, name: (found.item or ANY) if found.kind in ("list", "range") else found}
        return scope

    def iteration(self, node: ast.For, scope: Scope) -> Type:
        inner = {**self.variables(node, scope), "partial": list_of(ANY)}
        return list_of(self.type_of(node.body, inner))

    def quantified(self, node: ast.Quantified, scope: Scope) -> Type:
        self.condition(node.condition, self.variables(node, scope), node.kind)
        return BOOLEAN

    def function(self, node: ast.Function, scope: Scope) -> Type:
        parameters = [ANY if kind is None else self.written(kind) for kind in node.types]
        result = ANY
        if not node.external:
            result = self.type_of(node.body, {**scope, **dict(zip(node.parameters, parameters, strict=True))})
        return function_of(parameters, result)

    def instance_of(self, node: ast.InstanceOf, scope: Scope) -> Type:
        self.type_of(node.value, scope)
        self.written(node.type)
        return BOOLEAN

    def written(self, node: Node) -> Type:
        found = written(node)
        if found is None:
            said = self.faults.words(node)
            self.faults.add(node, "unknown-type", Text(f"{said} is no type", f"{said} は型ではありません"))
        return found or ANY


def _members(source: Type) -> dict[str, Type]:
    """The names after a dot that a type has."""
    if source.kind == "context":
        return dict(source.entries or ())
    if source.kind == "range":
        end = source.item or ANY
        return {"start": end, "end": end, "start included": BOOLEAN, "end included": BOOLEAN}
    special = {"timezone": STRING, "time offset": Type("days and time duration")}
    return {name: special.get(name, NUMBER) for name in PROPERTIES.get(source.kind, ())}


_RULES: dict[type[Node], Callable[[_Checker, Any, Scope], Type]] = {
    ast.Null: _Checker.null,
    ast.Boolean: _Checker.boolean,
    ast.Number: _Checker.number,
    ast.String: _Checker.string,
    ast.AtLiteral: _Checker.at_literal,
    ast.Name: _Checker.name,
    ast.Path: _Checker.path,
    ast.Filter: _Checker.filter,
    ast.Call: _Checker.call,
    ast.Negate: _Checker.negate,
    ast.Arithmetic: _Checker.arithmetic,
    ast.Comparison: _Checker.comparison,
    ast.And: _Checker.logic,
    ast.Or: _Checker.logic,
    ast.Between: _Checker.between,
    ast.In: _Checker.membership,
    ast.OpenRange: _Checker.open_range,
    ast.UnaryTests: _Checker.unary_tests,
    ast.RangeLiteral: _Checker.range,
    ast.ListLiteral: _Checker.list,
    ast.ContextLiteral: _Checker.context,
    ast.If: _Checker.conditional,
    ast.Steps: _Checker.steps,
    ast.For: _Checker.iteration,
    ast.Quantified: _Checker.quantified,
    ast.Function: _Checker.function,
    ast.InstanceOf: _Checker.instance_of,
}

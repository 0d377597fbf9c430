"""Expressions whose facts are all known, each of the type that it was validated for: most guards fall away."""

from __future__ import annotations

import ast as python
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from engine.fast import support
from engine.fast.day import DayRules
from engine.fast.emission import NotTakenError, ThreeValued, fact_read
from engine.feel.evaluator.code import call, if_, load
from engine.feel.evaluator.emission import _COMPARE, _SHORT
from engine.feel.functions.numbers import ceiling, floor
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node, dotted
from engine.feel.values.unknown import names_in

_KINDS = {
    "boolean": "bool", "number": "decimal", "integer": "decimal", "date": "date",
    "text": "text", "choice": "text", "country": "text", "list": "list",
}  # fmt: skip
_PLAIN = frozenset(("decimal", "date", "text", "bool"))
_ORDERED = frozenset(("decimal", "date"))
_TYPES: dict[type, str] = {Decimal: "decimal", bool: "bool", str: "text"}
_SHORT_CALLS: dict[str, Callable[..., Any]] = {"floor": floor, "ceiling": ceiling}


class Known(ThreeValued):
    """The code where all locals are known. `have`: those that are set; `kinds`: of the values computed before."""

    def __init__(self, rules: DayRules, locals_: Mapping[str, str], have: Collection[str]) -> None:
        super().__init__(rules, locals_)
        self.have = have
        self.kinds: dict[str, str] = {}
        self.globals |= {"holds": support.holds, "holds_other": support.holds_other, "min_": min, "max_": max}

    def read(self, name: str) -> python.expr:
        if name in self.rules.constants and names_in((self.rules.constant_in(name, self.expression),)):
            raise NotTakenError(name)
        spec = self.rules.plan.facts.get(name)
        return super().read(name) if spec is None or name in self.have else fact_read(spec)

    def kind(self, node: Node) -> str:
        """The type that a part is known to have; empty if it is not."""
        if type(node) in (ast.Number, ast.Boolean, ast.String):
            return _TYPES[type(node.value)]  # type: ignore[attr-defined]  # these three have a value
        name = dotted(node)
        if name is not None:
            return self.kind_of_name(name)
        if type(node) in (ast.And, ast.Or):
            return "bool" if all(self.kind(item) == "bool" for item in ast.children(node)) else ""
        if type(node) is ast.Comparison:
            return "bool" if self.is_plain(node) else ""
        if type(node) is ast.Quantified:
            return "bool" if self.of_texts(node) is not None else ""
        if type(node) is ast.In:
            return "bool" if self.texts_of(node) is not None else ""
        return self.kind_of_parts(node)

    def kind_of_parts(self, node: Node) -> str:
        if type(node) is ast.If:
            kinds = {self.kind(node.then), self.kind(node.otherwise)}
            return kinds.pop() if self.kind(node.condition) == "bool" and len(kinds) == 1 else ""
        if type(node) is ast.Arithmetic:
            return "decimal" if self.kind(node.left) == self.kind(node.right) == "decimal" else ""
        return "decimal" if type(node) is ast.Call and self.short_call(node) is not None else ""

    def kind_of_name(self, name: str) -> str:
        spec = self.rules.plan.facts.get(name)
        if spec is not None:
            return "" if spec.nullable or spec.null_when_absent else _KINDS.get(spec.type, "")
        if name in self.rules.constants:
            value = self.rules.constants[name]
            return _TYPES.get(type(value), "date" if type(value).__name__ == "date" else "")
        return self.kinds.get(name, "")

    def is_plain(self, node: ast.Comparison) -> bool:
        """Whether Python compares the two sides as FEEL does."""
        if node.operator in ("=", "!=") and ast.Null in (type(node.left), type(node.right)):
            return True
        kinds = {self.kind(node.left), self.kind(node.right)}
        allowed = _PLAIN if node.operator in ("=", "!=") else _ORDERED
        return len(kinds) == 1 and kinds <= allowed

    def comparison(self, node: ast.Comparison) -> python.expr:
        if not self.is_plain(node):
            return super().comparison(node)
        if type(node.left) is ast.Null or type(node.right) is ast.Null:
            operator: python.cmpop = python.Is() if node.operator == "=" else python.IsNot()
        else:
            operator = _COMPARE[node.operator]
        return python.Compare(self.emit(node.left), [operator], [self.emit(node.right)])

    def conjunction(self, node: ast.And) -> python.expr:
        return self.plain_logic(node, python.And()) or super().conjunction(node)

    def disjunction(self, node: ast.Or) -> python.expr:
        return self.plain_logic(node, python.Or()) or super().disjunction(node)

    def plain_logic(self, node: ast.And | ast.Or, operator: python.boolop) -> python.expr | None:
        if self.kind(node) != "bool" or len(node.items) < 2:
            return None
        return python.BoolOp(operator, list(map(self.emit, node.items)))

    def conditional(self, node: ast.If) -> python.expr:
        if self.kind(node.condition) != "bool":
            return super().conditional(node)
        return if_(self.emit(node.condition), self.emit(node.then), self.emit(node.otherwise))

    def arithmetic(self, node: ast.Arithmetic) -> python.expr:
        if self.kind(node) != "decimal":
            return super().arithmetic(node)
        return call(self.constant(_SHORT[node.operator]), self.emit(node.left), self.emit(node.right))

    def short_call(self, node: ast.Call) -> python.expr | None:
        """A call of a built-in on numbers, without the binding of arguments; None if it is another."""
        function = node.function
        numbers_only = bool(node.arguments) and all(self.kind(one) == "decimal" for one in node.arguments)
        if type(function) is not ast.Name or node.names or not numbers_only or function.name in self.declared:
            return None
        if function.name in _SHORT_CALLS and len(node.arguments) == 1:
            return self.constant(_SHORT_CALLS[function.name])
        if function.name in ("min", "max") and len(node.arguments) > 1:
            return load(f"{function.name}_")
        return None

    def call(self, node: ast.Call) -> python.expr:
        short = self.short_call(node)
        return super().call(node) if short is None else call(short, *map(self.emit, node.arguments))

    def of_texts(self, node: Node) -> tuple[Node, str, bool] | None:
        """`some x in texts satisfies x = "…"` and its like: the list, the text, whether another text is looked for."""
        if type(node) is not ast.Quantified or len(node.names) != 1 or type(node.condition) is not ast.Comparison:
            return None
        test, held = node.condition, node.domains[0]
        sides = type(test.left) is ast.Name and test.left.name == node.names[0] and type(test.right) is ast.String
        if not sides or test.operator not in ("=", "!=") or self.kind_of_name(dotted(held) or "") != "list":
            return None
        return held, test.right.value, (test.operator == "=") is (node.kind == "every")  # type: ignore[attr-defined]  # a text

    def walked(self, node: Node) -> python.expr:
        found = self.of_texts(node)
        if found is None or type(node) is not ast.Quantified:
            return super().walked(node)
        held, text, other = found
        test = call("holds_other" if other else "holds", self.emit(held), self.constant(text))
        return python.UnaryOp(python.Not(), test) if node.kind == "every" else test

    def texts_of(self, node: ast.In) -> frozenset[str] | None:
        """The texts of `text in texts`, where the list is settled on the day."""
        if len(node.tests) != 1 or self.kind(node.value) != "text":
            return None
        test, items = node.tests[0], None
        if type(test) is ast.Name and test.name in self.rules.constants:
            items = self.rules.constants[test.name]
        elif type(test) is ast.ListLiteral and all(type(item) is ast.String for item in test.items):
            items = [item.value for item in test.items]  # type: ignore[attr-defined]  # all are texts
        if not isinstance(items, list) or any(type(item) is not str for item in items):
            return None
        return frozenset(items)

    def membership(self, node: ast.In) -> python.expr:
        texts = self.texts_of(node)
        if texts is None:
            return self.known_membership(node, load(""))
        return python.Compare(self.emit(node.value), [python.In()], [self.constant(texts)])

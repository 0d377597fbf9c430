"""Expressions of a rule set as Python syntax trees: names are locals of one function, figures of the day its constants.

`ThreeValued` treats whatever a local may hold, unknown values among it, and hands to the reference evaluator of FEEL
the parts that the generator does not take. `Known` stands where every local is known and of the type that its fact
was validated for, so that most guards fall away.
"""

from __future__ import annotations

import ast as python
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from engine.evaluator.domains import fact_value
from engine.facts import Facts
from engine.fast import quick, support
from engine.fast.code import attribute, subscript
from engine.fast.day import DayRules
from engine.feel import Expression, evaluate
from engine.feel.evaluator.code import call, if_, is_constant, is_type, load
from engine.feel.evaluator.emission import _COMPARE, _EMIT, _LITERALS, _SHORT, Emitter
from engine.feel.functions import BUILTINS
from engine.feel.functions.numbers import ceiling, floor
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.unknown import names_in
from engine.plan import FactSpec

_KINDS = {
    "boolean": "bool", "number": "decimal", "integer": "decimal", "date": "date",
    "text": "text", "choice": "text", "country": "text", "list": "list",
}  # fmt: skip
_PLAIN = frozenset(("decimal", "date", "text", "bool"))
_ORDERED = frozenset(("decimal", "date"))
_TYPES: dict[type, str] = {Decimal: "decimal", bool: "bool", str: "text"}
_SHORT_CALLS: dict[str, Callable[..., Any]] = {"floor": floor, "ceiling": ceiling}


class NotTakenError(Exception):
    """The generator does not take this expression: the reference evaluator decides the clause."""


def dotted(node: Node) -> str | None:
    """The dotted name that a name or path writes."""
    if type(node) is ast.Name:
        return node.name
    if type(node) is ast.Path:
        source = dotted(node.source)
        return None if source is None else f"{source}.{node.member}"
    return None


class ThreeValued(Emitter):
    """The code of all expressions of one function; locals may hold unknown values."""

    def __init__(self, rules: DayRules, locals_: Mapping[str, str]) -> None:
        super().__init__()
        self.rules, self.locals = rules, locals_
        self.expression: Expression | None = None
        self.declared = {*rules.plan.facts, *rules.constants, *rules.plan.tables, *rules.plan.values}
        self.globals |= {
            "walked": support.walked, "walked_test": support.walked_test, "invoked": support.invoked,
            "either_way": quick.kept(support.either_way), "exception": Exception, "risen": quick.risen,
            "all_of": quick.kept(self.globals["all_of"]), "any_of": quick.kept(self.globals["any_of"]),
        }  # fmt: skip
        self.blanks: dict[str, python.expr] = {}
        """What stands in the local of a fact that was not given, as a constant; none for those that are null then."""
        self.certain: Known | None = None
        self.sure: set[str] = set()
        """The values that are numbers for sure when all their facts are given."""

    def with_blanks(self) -> None:
        """Takes parts by what is given: `certain` makes the code of those of which everything is."""
        self.certain = Known(self.rules, self.locals, self.locals)
        self.globals |= {name: value for name, value in self.certain.globals.items() if name not in self.globals}
        self.certain.globals = self.globals
        for name, spec in self.rules.plan.facts.items():
            blank = fact_value(spec, Facts())
            if blank is not None:
                self.blanks[name] = super().constant(blank)

    def constant(self, value: Any) -> python.expr:
        """A constant; for an operator its short way."""
        return super().constant(quick.OPERATORS.get(value, value) if callable(value) else value)

    def emit(self, node: Node) -> python.expr:
        folded = self.folded(node) or self.of_one_fact(node)
        return self.emitted(node) if folded is None else folded

    def of_one_fact(self, node: Node) -> python.expr | None:
        """A part that reads one fact and no more: a constant of the day as long as the fact is not given."""
        if self.certain is None or self.expression is None or dotted(node) is not None or type(node) in _LITERALS:
            return None
        read = self.rules.index.reads(Expression("", node))
        facts = [name for name in read if name in self.rules.plan.facts]
        if len(facts) != 1 or any(name not in facts and name not in self.rules.constants for name in read):
            return None
        found = evaluate(Expression("", node), self.rules.blank.scope_for((self.expression,)))
        if found.diagnostics:
            return None
        known = self.by_known(node)
        blank = self.blanks.get(facts[0])
        if known is None or blank is None:
            return known
        test = python.Compare(load(self.locals[facts[0]]), [python.Is()], [blank])
        return if_(test, super().constant(found.value), known)

    def by_known(self, node: Node) -> python.expr | None:
        """The code of a part all of whose facts are known; None if there is none."""
        certain = self.certain
        if certain is None:
            return None
        certain.expression, certain.temporaries = self.expression, self.temporaries
        try:
            return certain.emit(node)
        except NotTakenError:
            return None
        finally:
            self.temporaries = certain.temporaries

    def emitted(self, node: Node) -> python.expr:
        method = _EMIT.get(type(node))
        made: python.expr = self.walked(node) if method is None else getattr(self, method.__name__)(node)
        return made

    def body(self, expression: Expression) -> python.expr:
        """The code of a whole expression: where all of its facts are given, as if nothing could be unknown."""
        self.expression = expression
        usual = self.emit(expression.node)
        given = self.all_given(expression)
        known = None if given is None else self.by_known(expression.node)
        return usual if given is None or known is None else if_(given, known, usual)

    def all_given(self, *expressions: Expression) -> python.expr | None:
        """Whether all that the expressions read is surely known; None if that cannot be said, or is not worth it."""
        facts: dict[str, None] = {}
        for name in self.rules.index.reads_all(expressions):
            if name in self.rules.sums and name not in self.sure:
                return None
            behind = self.rules.sums[name].facts if name in self.rules.sums else (name,)
            facts.update((fact, None) for fact in behind if fact in self.blanks)
        tests: list[python.expr] = [
            python.Compare(load(self.locals[name]), [python.IsNot()], [self.blanks[name]]) for name in facts
        ]
        if not tests:
            return None
        return python.BoolOp(python.And(), tests) if len(tests) > 1 else tests[0]

    def read(self, name: str) -> python.expr:
        """A fact or value in its local, or a figure of the day as a constant."""
        if name in self.locals:
            return load(self.locals[name])
        if name in self.rules.constants:
            return self.constant(self.rules.constant_in(name, self.expression))
        raise NotTakenError(name)

    def name(self, node: ast.Name) -> python.expr:
        return self.read(node.name)

    def path(self, node: ast.Path) -> python.expr:
        name = dotted(node)
        return self.read(name) if name in self.declared else super().path(node)

    def scope(self, expression: Expression | None = None) -> python.expr:
        """All that the expression reads, as the nested contexts that the reference evaluator walks over."""
        expression = expression or self.expression
        if expression is None:
            raise NotTakenError("no expression")
        tree: dict[str, Any] = {}
        for name in self.rules.index.reads(expression):
            *heads, last = name.split(".")
            inner = tree
            for head in heads:
                inner = inner.setdefault(head, {})
            inner[last] = self.read(name)
        return _dict_of(tree)

    def walked(self, node: Node) -> python.expr:
        return call("walked", self.constant(node), self.scope())

    def walked_test(self, test: Node, value: python.expr) -> python.expr:
        return call("walked_test", self.constant(test), value, self.scope())

    def call(self, node: ast.Call) -> python.expr:
        function = node.function
        if type(function) is not ast.Name or function.name not in BUILTINS or node.names:
            return self.walked(node)
        if function.name in self.declared:
            raise NotTakenError(function.name)
        builtin = BUILTINS[function.name]
        if function.name in quick.RISING and len(node.arguments) == 1:
            short = self.constant(quick.RISING[function.name])
            first, again = self.kept(self.emit(node.arguments[0]))
            long = call("risen", short, again, self.constant(node), self.constant(builtin))
            return if_(is_type(first, "decimal"), call(short, again), long)
        arguments = python.Tuple(list(map(self.emit, node.arguments)), python.Load())
        return call("invoked", self.constant(node), self.constant(builtin), arguments)

    def conditional(self, node: ast.If) -> python.expr:
        first, again = self.kept(self.emit(node.condition))
        otherwise = python.BoolOp(python.Or(), [is_constant(again, False), is_constant(again, None)])
        both = call("either_way", python.Tuple([again, self.emit(node.then), self.emit(node.otherwise)], python.Load()))
        return if_(is_constant(first, True), self.emit(node.then), if_(otherwise, self.emit(node.otherwise), both))

    def membership(self, node: ast.In) -> python.expr:
        """Known values as elsewhere; unknown ones are asked choice by choice."""
        first, again = self.kept(self.emit(node.value))
        return if_(is_type(first, "unknown"), self.walked(node), self.known_membership(node, again))

    def known_membership(self, node: ast.In, _value: python.expr) -> python.expr:
        return super().membership(node)

    def comparison(self, node: ast.Comparison) -> python.expr:
        """With null and with truth values the short way; the rest as elsewhere."""
        for value, other in ((node.left, node.right), (node.right, node.left)):
            if node.operator in ("=", "!=") and type(other) in (ast.Null, ast.Boolean) and type(value) is not ast.Null:
                return self.held_to_literal(node, value, other)
        return super().comparison(node)

    def held_to_literal(self, node: ast.Comparison, value: Node, literal: Any) -> python.expr:
        first, again = self.kept(self.emit(value))
        long = super().comparison(node)
        equal = node.operator == "="
        if type(literal) is ast.Null:
            test = python.Compare(again, [python.Is() if equal else python.IsNot()], [python.Constant(None)])
            return if_(is_type(first, "unknown"), long, test)
        other = if_(is_constant(again, not literal.value), python.Constant(not equal), long)
        return if_(is_constant(first, literal.value), python.Constant(equal), other)


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


def fact_read(spec: FactSpec) -> python.expr:
    """The value that was given. Where none was, this raises, or is null for a fact that may be left out."""
    key = python.Constant(spec.name)
    read: python.expr = attribute(subscript(load("given"), key), "value")
    if not spec.null_when_absent:
        return read
    return if_(python.Compare(key, [python.In()], [load("given")]), read, python.Constant(None))


def surely_read(node: Node) -> frozenset[str]:
    """The dotted names that are read whenever the part is evaluated, whatever its parts come to."""
    name = dotted(node)
    if name is not None:
        return frozenset((name,))
    if type(node) in (ast.And, ast.Or):
        return surely_read(node.items[0])  # type: ignore[attr-defined]  # these two have items
    if type(node) is ast.If:
        return surely_read(node.condition)
    return frozenset[str]().union(*map(surely_read, ast.children(node)))


def _dict_of(tree: dict[str, Any]) -> python.expr:
    keys: list[python.expr | None] = [python.Constant(name) for name in tree]
    values = [_dict_of(value) if isinstance(value, dict) else value for value in tree.values()]
    return python.Dict(keys, values)


__all__ = ["Known", "NotTakenError", "ThreeValued", "dotted", "fact_read", "surely_read"]

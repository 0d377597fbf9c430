"""Expressions of a rule set as Python syntax trees: names are locals of one function, figures of the day its constants.

The code treats whatever a local may hold, unknown values among it, and hands to the reference evaluator of FEEL the
parts that the generator does not take.
"""

from __future__ import annotations

import ast as python
from collections.abc import Mapping
from functools import partial
from typing import Any

from engine.evaluator.domains import completed
from engine.fact_fields import fields_of
from engine.fast import quick, support
from engine.fast.code import attribute, subscript
from engine.fast.day import DayRules
from engine.fast.keeping import Keeping
from engine.feel import Expression, evaluate
from engine.feel.evaluator.code import call, if_, is_constant, is_type, load
from engine.feel.evaluator.emission import _EMIT, _LITERALS, Emitter
from engine.feel.functions import BUILTINS
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node, dotted
from engine.feel.values.unknown import Between, Unknown
from engine.plan import FactSpec


class NotTakenError(Exception):
    """The generator does not take this expression: the reference evaluator decides the clause."""


class ThreeValued(Emitter):
    """The code of all expressions of one function; locals may hold unknown values."""

    def __init__(self, rules: DayRules, locals_: Mapping[str, str]) -> None:
        super().__init__()
        keeping = self.keeping = Keeping()
        self.short = quick.short_operators(keeping)
        self.rules, self.locals = rules, locals_
        self.expression: Expression | None = None
        self.declared = {*rules.plan.facts, *rules.constants, *rules.plan.tables, *rules.plan.values}
        self.globals |= {
            "walked": support.walked, "walked_test": support.walked_test, "invoked": support.invoked,
            "either_way": keeping.kept(support.either_way), "exception": Exception, "risen": keeping.kept(quick.risen),
            "all_of": keeping.kept(self.globals["all_of"]), "any_of": keeping.kept(self.globals["any_of"]),
        }  # fmt: skip
        self.globals |= {
            _completing(spec): partial(completed, spec) for spec in rules.plan.facts.values() if fields_of(spec)
        }
        self.blanks: dict[str, python.expr] = {}
        """What stands in the local of a fact that was not given, as a constant; none for those that are null then."""
        self.certain: ThreeValued | None = None
        self.unbounded: set[str] = set()
        """Facts that may be any number, day or duration when they are not given."""
        self.sure: set[str] = set()
        """The values that are numbers for sure when all their facts are given."""

    def by_blanks(self, certain: ThreeValued) -> None:
        """Takes parts by what is given: `certain` makes the code of those of which everything is."""
        self.globals |= {name: value for name, value in certain.globals.items() if name not in self.globals}
        self.certain, certain.globals = certain, self.globals
        certain.keeping, certain.short = self.keeping, self.short
        for name in self.rules.plan.facts:
            blank = self.rules.blank.fact_values[name]
            if type(blank) is Unknown and blank.domain == Between():
                self.unbounded.add(name)
            if blank is not None:
                self.blanks[name] = self.constant(blank)

    def constant(self, value: Any) -> python.expr:
        """A constant, stable from now on; for an operator its short way."""
        if callable(value):
            value = self.short.get(value, value)
        return super().constant(self.keeping.hold(value))

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
        if self.rules.plan.facts[facts[0]].counted is not None:
            return None
        known = self.by_known(node)
        blank = self.blanks.get(facts[0])
        if known is None or blank is None:
            return known
        test = python.Compare(load(self.locals[facts[0]]), [python.Is()], [blank])
        return if_(test, self.constant(found.value), known)

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
        tests = list(map(self.is_given, facts))
        if not tests:
            return None
        return python.BoolOp(python.And(), tests) if len(tests) > 1 else tests[0]

    def is_given(self, name: str) -> python.expr:
        """Whether a fact is known: given, or counted to the last."""
        local = load(self.locals[name])
        if self.rules.plan.facts[name].counted is not None:
            return python.UnaryOp(python.Not(), is_type(local, "unknown"))
        return python.Compare(local, [python.IsNot()], [self.blanks[name]])

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

    def scope(self, *expressions: Expression) -> python.expr:
        """All that the expressions, or the present one, read: contexts that the reference evaluator walks over."""
        reading = expressions or ((self.expression,) if self.expression is not None else ())
        names = self.rules.index.reads_all(reading)
        if len(reading) > 1 and any(self.rules.blank.is_open_list(name) for name in names):
            raise NotTakenError("a list of which some expressions ask more than who is on it")
        tree: dict[str, Any] = {}
        for name in names:
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
            parts = [short, again, self.constant(node), self.constant(builtin)]
            long = call("risen", python.Tuple(parts, python.Load()))
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
        return self.of_unbounded(node) or super().comparison(node)

    def of_unbounded(self, node: ast.Comparison) -> python.expr | None:
        """Two facts of which nothing bounds the one that is not given: then nothing is decided, whatever the other."""
        left, right = dotted(node.left) or "", dotted(node.right) or ""
        if node.operator not in ("<", "<=", ">", ">=") or not {left, right} <= self.unbounded or left == right:
            return None
        tests = [python.Compare(load(self.locals[name]), [python.Is()], [self.blanks[name]]) for name in (left, right)]
        waits = [self.constant(self.keeping.open_truth(frozenset(one))) for one in ((left, right), (left,), (right,))]
        return if_(tests[0], if_(tests[1], waits[0], waits[1]), if_(tests[1], waits[2], super().comparison(node)))

    def held_to_literal(self, node: ast.Comparison, value: Node, literal: Any) -> python.expr:
        first, again = self.kept(self.emit(value))
        long = super().comparison(node)
        equal = node.operator == "="
        if type(literal) is ast.Null:
            test = python.Compare(again, [python.Is() if equal else python.IsNot()], [python.Constant(None)])
            return if_(is_type(first, "unknown"), long, test)
        other = if_(is_constant(again, not literal.value), python.Constant(not equal), long)
        return if_(is_constant(first, literal.value), python.Constant(equal), other)


def fact_read(spec: FactSpec) -> python.expr:
    """The value that was given. Where none was, this raises, or is null for a fact that may be left out."""
    key = python.Constant(spec.name)
    read = given_value(spec)
    if not spec.null_when_absent:
        return read
    return if_(python.Compare(key, [python.In()], [load("given")]), read, python.Constant(None))


def given_value(spec: FactSpec) -> python.expr:
    """The value of a fact that is there; of records, with all their fields."""
    read: python.expr = attribute(subscript(load("given"), python.Constant(spec.name)), "value")
    return call(_completing(spec), read) if fields_of(spec) else read


def _completing(spec: FactSpec) -> str:
    return f"completed_{spec.name.replace('.', '__')}"


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

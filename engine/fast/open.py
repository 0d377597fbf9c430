"""The function for facts of which some are missing: every local may hold an unknown value.

A clause of which no fact was given is a constant of the day. What the generated code of one clause cannot do, the
reference evaluator decides for this clause.
"""

from __future__ import annotations

import ast as python
from collections.abc import Callable, Iterable
from typing import Any

from engine.evaluator.domains import nested
from engine.evaluator.index import expressions_of
from engine.evaluator.repeated import repeated
from engine.fast.code import assign, attribute, both_assigned, function_of, guarded, return_, subscript
from engine.fast.counts import counting
from engine.fast.day import DayRules, Rule, Sum
from engine.fast.emission import NotTakenError, ThreeValued, given_value
from engine.fast.known import Known
from engine.fast.quick import rounding_openly
from engine.fast.straight import least_of, of_numbers
from engine.fast.support import rounding_of
from engine.fast.weighing import Weighing, asked_openly
from engine.feel import Expression
from engine.feel.evaluator.code import call, if_, is_constant, is_type, load
from engine.feel.table_code import CompiledTable
from engine.plan import Rounding, Strength


class Open:
    """The statements of one function. `every`: with the state of every criterion, or none after one that stops."""

    def __init__(self, rules: DayRules, *, every: bool = True) -> None:
        self.rules, self.every = rules, every
        names = (*rules.plan.facts, *rules.sums)
        self.locals = {name: f"v{position}" for position, name in enumerate(names)}
        self.binds = {name: f"w{position}" for position, name in enumerate(names)}
        self.code = ThreeValued(rules, self.locals)
        self.weighing = Weighing(rules)
        self.code.globals |= self.weighing.callables(self.code.keeping)
        self.left: list[str] = []
        """The clauses that are left to the reference evaluator."""
        self.certain = Known(rules, self.locals, self.locals)
        self.code.by_blanks(self.certain)
        null = python.Constant(None)
        self.blanks = {name: self.code.blanks.get(name, null) for name in rules.plan.facts}

    def function(self) -> Callable[..., Any]:
        """`(facts) -> Checked`, or `Standing` where not every state is asked for."""
        statements = [
            assign("given", attribute(load("facts"), "given")),
            assign("exemptions", attribute(load("facts"), "exemptions")),
            assign("reference", python.Constant(None)),
            *map(self.fact, self.facts_in_order()),
        ]
        unused = self.unused()
        for name in self.rules.sums:
            if name not in unused:
                statements += self.sum(self.rules.sums[name])
        for name in self.rules.amounts:
            statements += self.amount(name)
        for position, rule in self.in_order():
            statements += self.criterion(position, rule)
            if not self.every:
                statements += self.stopping(position)
        statements.append(self.answer())
        function = self.weighing.function = function_of(statements, self.code.globals)
        return function

    def unused(self) -> frozenset[str]:
        """Tables and values that no criterion and no amount of the day uses."""
        used: set[str] = set()
        waiting = list(self.rules.amounts)
        for name in self.rules.amounts:
            applies = self.rules.sums[name].applies
            waiting += self.rules.index.reads(applies) if applies is not None else ()
        for rule in self.rules.rules:
            waiting += self.rules.index.reads(rule.requires)
            waiting += self.rules.index.reads(rule.applies) if rule.applies is not None else ()
        while waiting:
            name = waiting.pop()
            if name in self.rules.sums and name not in used:
                used.add(name)
                waiting += self.rules.sums[name].uses
        return frozenset(self.rules.sums) - used

    def facts_in_order(self) -> list[str]:
        """The facts; those that are counted after those that they are counted by."""
        counted = [spec.name for spec in self.rules.index.counted]
        return [*(name for name in self.rules.plan.facts if name not in counted), *counted]

    def fact(self, name: str) -> python.stmt:
        key, spec = python.Constant(name), self.rules.plan.facts[name]
        there = python.Compare(key, [python.In()], [load("given")])
        absent = self.blanks[name]
        if spec.counted is not None:
            read = [load(self.locals[other]) for other in self.rules.index.counting(spec)]
            absent = call(self.code.constant(counting(spec, self.rules, self.code.keeping)), *read)
        return assign(self.locals[name], if_(there, given_value(spec), absent))

    def none_given(self, facts: Iterable[str]) -> python.expr:
        """Whether none of the facts was given."""
        tests: list[python.expr] = [
            python.Compare(load(self.locals[name]), [python.Is()], [self.blanks[name]]) for name in facts
        ]
        return python.BoolOp(python.And(), tests) if len(tests) > 1 else tests[0]

    # --- tables and values -------------------------------------------------------------------------------------------

    def sum(self, sum_: Sum) -> list[python.stmt]:
        value, bind = self.locals[sum_.name], self.binds[sum_.name]
        found = self.rules.blank.named(sum_.name)
        constant = self.code.constant((found.bound_by, found.may_be_bound_by))
        blank = both_assigned(value, bind, self.code.constant(found.value), constant)
        if not sum_.facts:
            return [blank]
        reference = python.Assign([_pair(value, bind)], call("valued", _reference(), python.Constant(sum_.name)))
        try:
            made = self.of_table(sum_) if sum_.table is not None else self.of_bounds(sum_)
        except NotTakenError:
            self.left.append(sum_.name)
            return [python.If(self.none_given(sum_.facts), [blank], [reference])]
        if sum_.rounding is not None:
            made.append(assign(value, self.rounded(load(value), sum_.rounding)))
        if repeated(tuple(bound.expression for bound in sum_.bounds), self.rules.index):
            made.append(python.If(is_type(load(value), "unknown"), [reference], []))
        return [python.If(self.none_given(sum_.facts), [blank], [guarded(made, [reference])])]

    def of_table(self, sum_: Sum) -> list[python.stmt]:
        table, value, bind = sum_.table, self.locals[sum_.name], self.binds[sum_.name]
        if table is None:
            raise NotTakenError(sum_.name)
        if table.name != sum_.name:
            if table.name in self.code.sure:
                self.sure(sum_.name)
            return [both_assigned(value, bind, load(self.locals[table.name]), load(self.binds[table.name]))]
        for row in table.decision.rows:
            for output in row.then:
                self.code.keeping.hold(getattr(output.node, "value", None))
        if of_numbers(table):
            self.sure(sum_.name)
        expressions = expressions_of(table.decision)
        compiled = self.weighing.compiled(table)
        known = call("asked_openly", self.code.constant(compiled), self.code.scope(*expressions))
        answer = self.once(compiled, self.rules.index.reads_all(expressions), known)
        return [python.Assign([_pair(value, bind)], answer)]

    def once(self, table: CompiledTable, names: tuple[str, ...], known: python.expr) -> python.expr:
        """The answer of a table; where something that it reads is not known, once for the same of what is read."""
        open_: list[python.expr] = [
            is_type(load(self.locals[name]), "unknown") for name in names if name in self.locals
        ]
        if not open_:
            return known

        def asked(read: tuple[Any, ...]) -> tuple[Any, Any]:
            return asked_openly(table, nested(dict(zip(names, read, strict=True))))

        kept = call(self.code.constant(self.code.keeping.kept(asked)), _tuple(*map(self.code.read, names)))
        return if_(python.BoolOp(python.Or(), open_) if len(open_) > 1 else open_[0], kept, known)

    def rounded(self, value: python.expr, rule: Rounding) -> python.expr:
        openly = rounding_openly(rule)
        kept = self.code.constant(self.code.keeping.kept(lambda parts: openly(*parts)))
        known = call(self.code.constant(rounding_of(rule)), value)
        return if_(is_type(value, "decimal"), known, call(kept, _tuple(value)))

    def stable_tuple(self, bodies: list[python.expr]) -> python.expr:
        """A tuple that is the same object for the same stable parts."""
        return call(self.code.constant(self.code.keeping.kept(tuple)), python.Tuple(bodies, python.Load()))

    def sure(self, name: str) -> None:
        """The value is a number where all its facts are given."""
        self.code.sure.add(name)
        self.certain.kinds[name] = "decimal"

    def of_bounds(self, sum_: Sum) -> list[python.stmt]:
        """What the bounds come to: in plain comparisons where all is given."""
        known = self.of_known_bounds(sum_)
        usual = self.of_open_bounds(sum_)
        given = self.code.all_given(*(bound.expression for bound in sum_.bounds))
        if known is None or given is None or not self.certain.kinds[sum_.name]:
            return usual
        self.code.sure.add(sum_.name)
        return [python.If(given, known, usual)]

    def of_known_bounds(self, sum_: Sum) -> list[python.stmt] | None:
        certain = self.certain
        certain.temporaries = self.code.temporaries
        try:
            return least_of(certain, sum_, self.binds[sum_.name], lambda bound: (bound or None, ()))
        except NotTakenError:
            return None
        finally:
            self.code.temporaries = certain.temporaries

    def of_open_bounds(self, sum_: Sum) -> list[python.stmt]:
        value, bind = self.locals[sum_.name], self.binds[sum_.name]
        bodies = [self.code.body(bound.expression) for bound in sum_.bounds]
        if len(bodies) == 1 and not sum_.bounds[0].id:
            return [both_assigned(value, bind, bodies[0], self.code.constant((None, ())))]
        ids = self.code.constant(tuple(bound.id for bound in sum_.bounds))
        values = self.stable_tuple(bodies)
        found = call("best_of", _tuple(values, ids, self.code.constant(sum_.greatest)))
        return [python.Assign([_pair(value, bind)], found)]

    def amount(self, name: str) -> list[python.stmt]:
        """The name, the amount, and the facts that it waits for."""
        applies, target = self.rules.sums[name].applies, f"a{self.locals[name]}"
        reference = [assign(target, call("amount_by_reference", _reference(), python.Constant(name)))]
        if applies is None:
            priced = [self.priced(target, name, python.Constant(True))]
            return priced if self.rules.covered else [guarded(priced, reference)]
        try:
            body = self.code.body(applies)
        except NotTakenError:
            self.left.append(name)
            return reference
        absent = assign(target, self.code.constant((name, None, frozenset(), frozenset())))
        there = self.priced(target, name, load("applies"))
        rest: list[python.stmt] = [python.If(is_constant(load("applies"), False), [absent], [there])]
        return [guarded([assign("applies", body), *rest], reference)]

    def priced(self, target: str, name: str, applies: python.expr) -> python.stmt:
        """A known amount on the spot; any other is weighed."""
        key, value, bind = self.code.constant(name), load(self.locals[name]), load(self.binds[name])
        none, parts = python.Constant(None), [subscript(bind, python.Constant(place)) for place in (0, 1)]
        amount = call("new", load("amount"), _tuple(value, none, none, *parts, load("met")))
        known = python.BoolOp(python.And(), [is_constant(applies, True), is_type(value, "decimal")])
        weighed = call("amount_of", _tuple(key, applies, value, bind))
        return assign(target, if_(known, _tuple(key, amount, load("nothing"), load("nothing")), weighed))

    # --- criteria ----------------------------------------------------------------------------------------------------

    def criterion(self, position: int, rule: Rule) -> list[python.stmt]:
        """What the criterion comes to: its state, what that may do, and the facts that it waits for."""
        target = f"r{position}"
        reference: list[python.stmt] = [assign(target, call("by_reference", _reference(), python.Constant(position)))]
        try:
            made = self.weighed(position, rule)
        except NotTakenError:
            self.left.append(rule.criterion.id)
            made = reference
        if made is not reference:
            made = [guarded(made, reference)]
        if rule.facts:
            blank = assign(target, self.code.constant(self.weighing.blank(position)))
            made = [python.If(self.none_given(rule.facts), [blank], made)]
        if rule.criterion.strength is not Strength.IN_PRINCIPLE:
            return made
        judged = python.Compare(python.Constant(rule.criterion.id), [python.In()], [load("exemptions")])
        return [python.If(judged, reference, made)]

    def weighed(self, position: int, rule: Rule) -> list[python.stmt]:
        target, (met, not_met, not_applicable) = f"r{position}", self.weighing.known(position)
        requires = self.condition(position, rule)
        asked: list[python.expr] = [self.code.constant(position), load("applies"), load("requires")]
        rest = call("weighed", python.Tuple(asked, python.Load()))
        plain = if_(is_constant(load("requires"), False), self.code.constant(not_met), rest)
        made: list[python.stmt] = [
            assign("requires", requires),
            assign(target, if_(is_constant(load("requires"), True), self.code.constant(met), plain)),
        ]
        if rule.applies is None:
            return [assign("applies", python.Constant(True)), *made]
        open_ = [assign("requires", requires), assign(target, rest)]
        passed = [assign(target, self.code.constant(not_applicable))]
        other = python.If(is_constant(load("applies"), False), passed, open_)
        return [
            assign("applies", self.body(rule.applies)),
            python.If(is_constant(load("applies"), True), made, [other]),
        ]

    def condition(self, position: int, rule: Rule) -> python.expr:
        """What is required; where it asks for a fact more than once and is not known, case by case of that."""
        body = self.code.body(rule.requires)
        if not repeated((rule.requires,), self.rules.index):
            return body
        first, again = self.code.kept(body)
        for choice in self.weighing.choices.values():
            self.code.keeping.hold(choice)
        read = [call("own_choice", load(self.locals[name])) for name in self.weighing.facts_read(rule.requires)]
        cases = call("by_cases", _tuple(self.code.constant(position), *read))
        return if_(is_type(first, "unknown"), cases, again)

    def body(self, expression: Expression) -> python.expr:
        return self.code.body(expression)

    def in_order(self) -> list[tuple[int, Rule]]:
        """The criteria with their places; where one that stops ends the work, such and the cheap ones first."""
        rules = list(enumerate(self.rules.rules))
        if self.every:
            return rules
        hard = Strength.HARD
        return sorted(rules, key=lambda one: (one[1].criterion.strength is not hard, len(one[1].facts), one[0]))

    def stopping(self, position: int) -> list[python.stmt]:
        """The end of the work where the criterion is not met and nothing can help."""
        not_met = self.weighing.known(position)[1]
        if not self.weighing.stops(not_met):
            return []
        met = python.Compare(load(f"r{position}"), [python.Is()], [self.code.constant(not_met)])
        return [python.If(met, [self.ended(self.code.constant(self.weighing.stopped))], [])]

    def answer(self) -> python.stmt:
        return self.ended(call("together", _tuple(*(load(f"r{place}") for place in range(len(self.rules.rules))))))

    def ended(self, together: python.expr) -> python.stmt:
        amounts = _tuple(*(load(f"a{self.locals[name]}") for name in self.rules.amounts))
        return return_(call("concluded" if self.every else "settled", load("facts"), together, amounts))


def _reference() -> python.expr:
    """The reference evaluator on these facts, made where it is first needed."""
    made = python.BoolOp(python.Or(), [load("reference"), call("held", load("facts"))])
    return python.NamedExpr(python.Name("reference", python.Store()), made)


def _tuple(*parts: python.expr) -> python.expr:
    return python.Tuple(list(parts), python.Load())


def _pair(one: str, other: str) -> python.expr:
    return python.Tuple([python.Name(one, python.Store()), python.Name(other, python.Store())], python.Store())

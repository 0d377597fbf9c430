"""The function for facts that are all known: amounts first, then criterion by criterion.

Two of a kind are made: one that ends at the first criterion that stops the proposal, one that gives every state.
Whatever it cannot do with the facts at hand (one is missing, an error in a rule) raises, and the three-valued function
takes over.
"""

from __future__ import annotations

import ast as python
from collections.abc import Callable, Iterable
from typing import Any

from engine.determination import Outcome, State
from engine.evaluator.amounts import amount_of
from engine.evaluator.findings import EXEMPTION
from engine.evaluator.index import expressions_of
from engine.fast.answers import Amount, Checked, Verdict
from engine.fast.code import assign, attribute, both_assigned, function_of, less, return_, subscript
from engine.fast.day import DayRules, Rule, Sum
from engine.fast.emission import NotTakenError, fact_read, surely_read
from engine.fast.known import Known
from engine.fast.support import asked, rounding_of
from engine.feel import Expression
from engine.feel.evaluator.code import call, is_constant, load
from engine.feel.syntax import ast
from engine.feel.table_code import CompiledTable
from engine.feel.values.unknown import names_in
from engine.plan import Strength, Table

_SHARED = {
    "new": tuple.__new__, "amount": Amount, "verdict": Verdict, "checked": Checked, "asked": asked,
    "met": State.MET, "not_met": State.NOT_MET, "not_applicable": State.NOT_APPLICABLE,
    "eligible": Outcome.ELIGIBLE, "ineligible": Outcome.INELIGIBLE, "undetermined": Outcome.UNDETERMINED,
    "nothing": frozenset(), "frozenset_": frozenset,
}  # fmt: skip


class Straight:
    """The statements of one function, and which locals they have set so far."""

    def __init__(self, rules: DayRules, *, every: bool) -> None:
        self.rules, self.every = rules, every
        names = (*rules.plan.facts, *rules.sums)
        self.locals = {name: f"v{position}" for position, name in enumerate(names)}
        self.binds = {name: f"w{position}" for position, name in enumerate(names)}
        self.have: set[str] = set()
        self.code = Known(rules, self.locals, self.have)
        self.code.globals |= _SHARED
        self.perhaps: set[str] = set()
        self.fewest = 0
        """How many facts it reads whatever they are: with fewer it need not be asked."""

    def function(self) -> Callable[..., Any]:
        """`(facts) -> Verdict`, or `Checked` where every finding is asked for. Raises NotTakenError."""
        statements = [
            assign("given", attribute(load("facts"), "given")),
            assign("exemptions", attribute(load("facts"), "exemptions")),
            assign("amounts", python.Dict([], [])),
            *(assign(self.locals[name], python.Constant(None)) for name in self.rules.sums),
        ]
        for name in self.rules.amounts:
            statements += self.amount(name)
        statements += self.judged()
        self.fewest = sum(1 for name in self.have if self.rules.plan.facts.get(name) and not self.may_be_left_out(name))
        return function_of(statements, self.code.globals)

    def may_be_left_out(self, name: str) -> bool:
        return self.rules.plan.facts[name].null_when_absent

    # --- names -----------------------------------------------------------------------------------------------------

    def needs(self, names: Iterable[str]) -> list[python.stmt]:
        """The statements after which all the names are in their locals."""
        made: list[python.stmt] = []
        for name in names:
            if name in self.have or name in self.rules.constants:
                continue
            made += self.fact(name) if name in self.rules.plan.facts else self.value(name)
            self.have.add(name)
        return made

    def before(self, expression: Expression) -> list[python.stmt]:
        """What the expression surely reads goes to locals; a fact that it may not reach is read on the spot."""
        sure = surely_read(expression.node)
        facts = self.rules.plan.facts
        return self.needs(name for name in self.rules.index.reads(expression) if name in sure or name not in facts)

    def fact(self, name: str) -> list[python.stmt]:
        return [assign(self.locals[name], fact_read(self.rules.plan.facts[name]))]

    def value(self, name: str) -> list[python.stmt]:
        """A table or value; one that a branch may have computed is computed where it did not."""
        if name not in self.rules.sums:
            raise NotTakenError(name)
        if name not in self.perhaps:
            return self.computed(self.rules.sums[name])
        inside = self.inside(lambda: self.computed(self.rules.sums[name]))
        return [python.If(is_constant(load(self.locals[name]), None), inside, [])]

    def inside(self, made: Callable[[], list[python.stmt]]) -> list[python.stmt]:
        """Statements of a branch: what they set is not sure to be set after it."""
        before = set(self.have)
        statements = made()
        self.perhaps |= self.have - before
        self.have.intersection_update(before)
        return statements or [python.Pass()]

    # --- tables and values -------------------------------------------------------------------------------------------

    def computed(self, sum_: Sum) -> list[python.stmt]:
        value, bind = self.locals[sum_.name], self.binds[sum_.name]
        if sum_.constant is not None:
            known, bound_by, several = sum_.constant
            if known is None or several or names_in((known,)):
                raise NotTakenError(sum_.name)
            self.code.kinds[sum_.name] = "decimal" if type(known).__name__ == "Decimal" else ""
            return [both_assigned(value, bind, self.code.constant(known), python.Constant(bound_by))]
        made = self.of_table(sum_) if sum_.table is not None else self.of_bounds(sum_)
        if sum_.rounding is not None:
            if self.code.kinds[sum_.name] != "decimal":
                raise NotTakenError(sum_.name)
            made.append(assign(value, call(self.code.constant(rounding_of(sum_.rounding)), load(value))))
        return made

    def of_table(self, sum_: Sum) -> list[python.stmt]:
        table = sum_.table
        assert table is not None  # noqa: S101 - the caller looked
        if table.name != sum_.name:
            made = self.needs((table.name,))
            self.code.kinds[sum_.name] = self.code.kinds.get(table.name, "")
            of = load(self.locals[table.name]), load(self.binds[table.name])
            return [*made, both_assigned(self.locals[sum_.name], self.binds[sum_.name], *of)]
        made, expressions = [], expressions_of(table.decision)
        for expression in expressions:
            made += self.before(expression)
        scope = self.code.scope(*expressions)
        self.code.kinds[sum_.name] = "decimal" if of_numbers(table) else ""
        answer = call("asked", self.code.constant(CompiledTable(table.decision)), scope)
        target = python.Tuple(
            [python.Name(self.locals[sum_.name], python.Store()), python.Name(self.binds[sum_.name], python.Store())],
            python.Store(),
        )
        return [*made, python.Assign([target], answer)]

    def of_bounds(self, sum_: Sum) -> list[python.stmt]:
        made: list[python.stmt] = []
        for bound in sum_.bounds:
            made += self.before(bound.expression)
        return [*made, *least_of(self.code, sum_, self.binds[sum_.name], lambda bound: bound or None)]

    def amount(self, name: str) -> list[python.stmt]:
        applies = self.rules.sums[name].applies
        if self.rules.is_open(name):
            return self.shown_openly(name, applies)
        if applies is None:
            return self.shown(name)
        made = self.before(applies)
        return [*made, python.If(self.truth(applies), self.inside(lambda: self.shown(name)), [])]

    def shown_openly(self, name: str, applies: Expression | None) -> list[python.stmt]:
        """An amount that hangs on no fact and waits for a figure: the same for every proposal."""
        found = amount_of(self.rules.plan.values[name], self.rules.blank, covered=self.rules.covered).amount
        if applies is not None:
            raise NotTakenError(name)
        if found is None:
            return []
        target = python.Subscript(load("amounts"), python.Constant(name), python.Store())
        return [python.Assign([target], self.code.constant(Amount.of(found)))]

    def shown(self, name: str) -> list[python.stmt]:
        made = self.needs((name,))
        if self.code.kinds[name] != "decimal":
            raise NotTakenError(name)
        nothing, none = python.Tuple([], python.Load()), python.Constant(None)
        parts: list[python.expr] = [load(self.locals[name]), none, none, load(self.binds[name]), nothing, load("met")]
        amount = call("new", load("amount"), python.Tuple(parts, python.Load()))
        target = python.Subscript(load("amounts"), python.Constant(name), python.Store())
        return [*made, python.Assign([target], amount)]

    # --- criteria ----------------------------------------------------------------------------------------------------

    def truth(self, expression: Expression) -> python.expr:
        """The code of a condition that is true or false for sure."""
        if self.code.kind(expression.node) == "bool":
            return self.code.body(expression)
        first, again = self.code.kept(self.code.body(expression))
        rest = python.IfExp(is_constant(again, False), python.Constant(False), call("give_up"))
        return python.IfExp(is_constant(first, True), python.Constant(True), rest)

    def judged(self) -> list[python.stmt]:
        """All criteria and the answer."""
        asked_for = [
            rule for rule in self.rules.rules if self.every or rule.criterion.strength is not Strength.ADVISORY
        ]
        made: list[python.stmt] = [
            assign("helped", python.Constant(False)),
            assign("open_", python.Constant(False)),
            assign("missing", load("nothing")),
        ]
        if self.every:
            made.append(assign("stopped", python.Constant(False)))
        for position, rule in enumerate(asked_for):
            made += self.criterion(position, rule)
        return [*made, *self.concluded(len(asked_for))]

    def criterion(self, position: int, rule: Rule) -> list[python.stmt]:
        if rule.applies is None:
            return self.required(position, rule)
        made = self.before(rule.applies)
        inside = self.inside(lambda: self.required(position, rule))
        other: list[python.stmt] = [assign(f"s{position}", load("not_applicable"))] if self.every else []
        return [*made, python.If(self.truth(rule.applies), inside, other)]

    def required(self, position: int, rule: Rule) -> list[python.stmt]:
        made = self.before(rule.requires)
        helps: list[python.stmt] = []
        if rule.criterion.strength is not Strength.ADVISORY:
            helps = [assign("helped", python.Constant(True))]
        met, not_met = list(helps), self.not_met(rule)
        if self.every:
            met.append(assign(f"s{position}", load("met")))
            not_met = [assign(f"s{position}", load("not_met")), *not_met]
        exempt: list[python.stmt] = not_met
        if rule.criterion.strength is Strength.IN_PRINCIPLE:
            exempt = self.exempted(rule, met, not_met)
        return [*made, python.If(self.truth(rule.requires), met, exempt)]

    def not_met(self, rule: Rule) -> list[python.stmt]:
        strength = rule.criterion.strength
        if strength is Strength.ADVISORY:
            return []
        if strength is Strength.HARD:
            return self.stops()
        if not self.every:
            return [assign("open_", python.Constant(True))]
        asks = self.code.constant(frozenset((f"{EXEMPTION}{rule.criterion.id}",)))
        wider = python.BinOp(load("missing"), python.BitOr(), asks)
        return [assign("open_", python.Constant(True)), assign("missing", wider)]

    def stops(self) -> list[python.stmt]:
        if self.every:
            return [assign("stopped", python.Constant(True))]
        return [return_(self.answer("ineligible"))]

    def exempted(self, rule: Rule, met: list[python.stmt], not_met: list[python.stmt]) -> list[python.stmt]:
        """What is not met in principle: met with an exemption, a stop where it was refused, else open."""
        key = python.Constant(rule.criterion.id)
        given = python.Compare(key, [python.In()], [load("exemptions")])
        judged = attribute(subscript(load("exemptions"), key), "value")
        kept = [one for one in not_met if self.every][:1]
        refused = [*kept, *self.stops()]
        return [python.If(given, [python.If(is_constant(judged, True), met, refused)], not_met)]

    def concluded(self, count: int) -> list[python.stmt]:
        clear = python.BoolOp(python.And(), [python.UnaryOp(python.Not(), load("open_")), load("helped")])
        outcome: python.expr = load("undetermined")
        if self.rules.covered:
            outcome = python.IfExp(clear, load("eligible"), load("undetermined"))
        if self.every:
            outcome = python.IfExp(load("stopped"), load("ineligible"), outcome)
        made: list[python.stmt] = [assign("outcome", outcome)]
        if self.every:
            decided = python.Compare(load("outcome"), [python.IsNot()], [load("undetermined")])
            made.append(python.If(decided, [assign("missing", load("nothing"))], []))
        return [*made, return_(self.answer("outcome", count))]

    def answer(self, outcome: str, count: int = 0) -> python.expr:
        if not self.every:
            return call("new", load("verdict"), python.Tuple([load(outcome), load("amounts")], python.Load()))
        states = python.Tuple([load(f"s{position}") for position in range(count)], python.Load())
        criteria = self.code.constant(tuple(rule.criterion for rule in self.rules.rules))
        parts = [load(outcome), load("amounts"), criteria, states, load("missing")]
        return call("new", load("checked"), python.Tuple(parts, python.Load()))


def of_numbers(table: Table) -> bool:
    """Whether all that the table can answer are numbers."""
    decision = table.decision
    outputs = [output for row in decision.rows for output in row.then]
    numbers = all(type(one.node) is ast.Number for one in (*outputs, *(decision.default or ())))
    return numbers and decision.hit_policy in ("UNIQUE", "FIRST")


def least_of(code: Known, sum_: Sum, bind: str, bound_by: Callable[[str], Any]) -> list[python.stmt]:
    """A formula, or the least (greatest) of bounds, all of them known; of equal ones the first-listed binds."""
    value, made = code.locals[sum_.name], list[python.stmt]()
    if len(sum_.bounds) == 1 and not sum_.bounds[0].id:
        (formula,) = sum_.bounds
        code.kinds[sum_.name] = code.kind(formula.expression.node)
        return [both_assigned(value, bind, code.body(formula.expression), code.constant(bound_by("")))]
    for position, bound in enumerate(sum_.bounds):
        if code.kind(bound.expression.node) != "decimal":
            raise NotTakenError(sum_.name)
        target = f"{value}_{position}" if position else value
        made.append(assign(target, code.body(bound.expression)))
        name = code.constant(bound_by(bound.id))
        if not position:
            made.append(assign(bind, name))
            continue
        better = less(load(value), load(target)) if sum_.greatest else less(load(target), load(value))
        made.append(python.If(better, [both_assigned(value, bind, load(target), name)], []))
    if not made:
        raise NotTakenError(sum_.name)
    code.kinds[sum_.name] = "decimal"
    return made

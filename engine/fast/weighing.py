"""What generated code asks about values that are not settled: states and effects, amounts, and the ways back.

The meaning of each is the reference evaluator's; only the values come from generated code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from engine.determination import Figure, Outcome, State
from engine.evaluator.amounts import Valued, amount_of
from engine.evaluator.assessed import Effect
from engine.evaluator.computing import Computing
from engine.evaluator.conflicts import Waiting as Exclusions
from engine.evaluator.conflicts import at_odds, conflicting
from engine.evaluator.correlated import Cases, Ended, Waiting, cases_of, ended, shared, that_matter
from engine.evaluator.domains import nested
from engine.evaluator.figures import figure_of, plain_end
from engine.evaluator.findings import EXEMPTION, assess, effects_of, states_of, truths
from engine.evaluator.reach import facts_behind
from engine.evaluator.repeated import by_cases
from engine.facts import Facts, Given
from engine.fast.answers import Amount, Checked, Standing
from engine.fast.day import DayRules
from engine.fast.keeping import Keeping
from engine.fast.quick import best_of, span
from engine.feel import Expression, evaluate
from engine.feel.evaluator.support import give_up
from engine.feel.table_code import CompiledTable
from engine.feel.values.unknown import Unknown, names_in
from engine.plan import Strength, Table

MOST_CONFLICTS = 1_000
"""Facts for which it is kept whether criteria exclude each other."""


class Odds(NamedTuple):
    """Criteria that may exclude each other, the facts that they rest on, and what was found for these."""

    criteria: Exclusions
    behind: tuple[str, ...]
    known: dict[tuple[Any, ...], bool]


Weighed = tuple[State, int, frozenset[str], bool]
"""A state, the bits of its effects, the facts that it waits for, and whether an exemption is among them."""
Together = tuple[Outcome, tuple[State, ...], frozenset[str], tuple[frozenset[str], ...], tuple[str, ...], Odds | None]
"""The outcome, the state of every criterion, the facts on which the outcome waits, these criterion by criterion, those
for which several criteria wait, and the criteria that may exclude each other."""
Priced = tuple[str, Amount | None, frozenset[str], frozenset[str]]
"""An amount, the facts that it waits for, and those of them that move it whatever others turn out to be."""

_BITS = {Effect.HELPS: 1, Effect.LETS_PASS: 2, Effect.LEAVES_OPEN: 4, Effect.STOPS: 8}
_HELPS, _PASSES, _STOPS = 1, 2, 8
_CLEAR = frozenset((1, 2, 3))
_DECIDED = frozenset((1, 2, 4, 8))
_NOTHING: frozenset[str] = frozenset()
NO_FIGURE = Figure(None)


class Case:
    """Facts some of which are supposed. What is asked with it says how it ends."""

    __slots__ = ("end", "exemptions", "given")
    end: Ended

    def __init__(self, given: Mapping[str, Given], exemptions: Mapping[str, Given]) -> None:
        self.given, self.exemptions = given, exemptions

    @property
    def facts(self) -> Facts:
        return Facts(self.given, self.exemptions)


class Held:
    """The reference evaluator on the facts of one answer, made when it is first asked."""

    __slots__ = ("_computing", "facts", "rules")

    def __init__(self, rules: DayRules, facts: Facts | Case) -> None:
        self.rules, self.facts = rules, facts
        self._computing: Computing | None = None

    @property
    def computing(self) -> Computing:
        if self._computing is None:
            self._computing = self.rules.computing(self.facts.facts if isinstance(self.facts, Case) else self.facts)
        return self._computing


class Weighing:
    """The callables of one day. `function`: the one that is made of them, if there is one."""

    def __init__(self, rules: DayRules) -> None:
        self.rules = rules
        self.criteria = tuple(rule.criterion for rule in rules.rules)
        self.declared = frozenset(rules.plan.facts)
        self.later = tuple((spec.name, spec.asked_after) for spec in rules.plan.facts.values() if spec.asked_after)
        self.function: Callable[[Any], Checked] = self.all_by_reference
        self.choices = {choice: choice for spec in rules.plan.facts.values() for choice in spec.choices}
        """The choices of the vocabulary: one object each, whoever says them."""
        self.stopped: Together = (Outcome.INELIGIBLE, (), _NOTHING, (), (), None)
        self._waiting: dict[frozenset[str], frozenset[str]] = {}
        self._cases: dict[tuple[str, ...], tuple[Cases, tuple[Mapping[str, Given], ...]]] = {}
        self._known: dict[int, tuple[Weighed, Weighed, Weighed]] = {}

    def callables(self, keeping: Keeping) -> Mapping[str, Any]:
        return {
            "held": lambda facts: Held(self.rules, facts),
            "valued": self.valued, "asked_openly": asked_openly, "best_of": keeping.kept(lambda parts: best_of(*parts)),
            "amount_of": keeping.kept(lambda parts: self.amount_of(*parts)),
            "amount_by_reference": self.amount_by_reference,
            "new": tuple.__new__, "amount": Amount, "met": State.MET, "nothing": _NOTHING,
            "weighed": keeping.kept(lambda values: self.weighed(*values)), "by_reference": self.by_reference,
            "own_choice": lambda value: self.choices.get(value, value) if type(value) is str else value,
            "by_cases": keeping.kept(lambda parts: self.by_cases(*parts)),
            "concluded": self.concluded, "settled": self.settled, "together": keeping.kept(self.together),
        }  # fmt: skip

    def compiled(self, table: Table) -> CompiledTable:
        return CompiledTable(table.decision)

    # --- criteria ----------------------------------------------------------------------------------------------------

    def known(self, position: int) -> tuple[Weighed, Weighed, Weighed]:
        """What the criterion comes to when it is met, not met, and when it does not apply: the same objects always."""
        if position not in self._known:
            cases = ((True, True), (True, False), (False, True))
            met, not_met, not_applicable = (self.weighed(position, *case) for case in cases)
            self._known[position] = met, not_met, not_applicable
        return self._known[position]

    def stops(self, weighed: Weighed) -> bool:
        return weighed[1] == _STOPS

    def blank(self, position: int) -> Weighed:
        """What it comes to when none of its facts was given."""
        return self.by_reference(Held(self.rules, Facts()), position)

    def weighed(self, position: int, applies: Any, requires: Any) -> Weighed:
        criterion, may_apply = self.criteria[position], truths(applies)
        if True not in may_apply:
            requires = True
        states = states_of(may_apply, truths(requires), exempted=False)
        bits = sum(_BITS[effect] for effect in effects_of(criterion, states, None))
        if len(states) > 1:
            return State.UNDETERMINED, bits, self.facts_behind(requires, applies), False
        state = next(iter(states))
        asks = state is State.NOT_MET and criterion.strength is Strength.IN_PRINCIPLE
        return state, bits, frozenset((f"{EXEMPTION}{criterion.id}",)) if asks else _NOTHING, asks

    def facts_read(self, expression: Expression) -> tuple[str, ...]:
        return tuple(name for name in self.rules.index.reads(expression) if name in self.declared)

    def by_cases(self, position: int, *read: Any) -> Any:
        """What the criterion requires, case by case of the facts that it asks for more than once."""
        expression = self.rules.rules[position].requires
        facts = dict(zip(self.facts_read(expression), read, strict=True))
        scope = {**self.rules.blank.scope_for((expression,)), **nested(facts)}
        found = evaluate(expression, scope)
        return give_up() if found.diagnostics else by_cases(expression, found.value, self.rules.index, scope, facts)

    def by_reference(self, held: Held, position: int) -> Weighed:
        assessed = assess(self.criteria[position], held.computing)
        if assessed is None:
            return give_up()  # type: ignore[no-any-return]  # it raises
        bits = sum(_BITS[effect] for effect in assessed.effects)
        missing = assessed.finding.missing
        return assessed.finding.state, bits, frozenset(missing), any(name.startswith(EXEMPTION) for name in missing)

    def facts_behind(self, *values: Any) -> frozenset[str]:
        return self.waiting(*values) & self.declared

    def waiting(self, *values: Any) -> frozenset[str]:
        first = values[0]
        names = first.names if type(first) is Unknown and values[1] is True else names_in(values)
        known = self._waiting.get(names)
        if known is None:
            if len(self._waiting) > 1_000:
                self._waiting.clear()
            known = self._waiting[names] = self.rules.index.behind(names)
        return known

    # --- values ------------------------------------------------------------------------------------------------------

    def valued(self, held: Held, name: str) -> tuple[Any, Any]:
        found = held.computing.named(name)
        return found.value, (found.bound_by, found.may_be_bound_by)

    def amount_of(self, name: str, applies: Any, value: Any, bind: Any) -> Priced:
        may_apply = truths(applies)
        waiting = certain = self.waiting(value, applies)
        if applies is not True and type(value) is Unknown:
            apart = self.waiting(value, True), self.waiting(applies, True)
            certain = waiting if apart[0].isdisjoint(apart[1]) else _NOTHING
        if value is None or may_apply == {False}:
            return name, None, _NOTHING, _NOTHING
        if not self.rules.covered and not self.rules.unevidenced.isdisjoint(waiting):
            return (name, None, _NOTHING, _NOTHING) if waiting <= self.rules.unevidenced else give_up()
        state = State.MET if may_apply == {True} else State.UNDETERMINED
        lies = span(value) if type(value) is Unknown else None
        if lies is None:
            figure = figure_of(value, None) or NO_FIGURE
            amount = Amount(figure.value, figure.at_least, figure.at_most, bind[0], bind[1], state)
        else:
            amount = Amount(None, plain_end(lies[0]), plain_end(lies[1]), bind[0], bind[1], state)
        return name, amount, waiting & self.declared, certain

    def amount_by_reference(self, held: Held, name: str) -> Priced:
        return self.priced(name, amount_of(self.rules.plan.values[name], held.computing, covered=self.rules.covered))

    def priced(self, name: str, valued: Valued) -> Priced:
        found = valued.amount
        if found is None:
            return name, None, _NOTHING, _NOTHING
        return name, Amount.of(found), frozenset(found.missing), valued.certain

    # --- the answer --------------------------------------------------------------------------------------------------

    def all_by_reference(self, facts: Facts | Case) -> Checked:
        """The whole answer, every part of it decided by the reference evaluator."""
        held = Held(self.rules, facts)
        results = [self.by_reference(held, position) for position in range(len(self.criteria))]
        priced = [self.amount_by_reference(held, one) for one in self.rules.amounts]
        return self.concluded(facts, self.together(results), priced)

    def together(self, results: Sequence[Weighed]) -> Together:
        """What all criteria come to."""
        states, bits, waiting, asks = zip(*results, strict=True) if results else ((), (), (), ())
        if _STOPS in bits:
            return Outcome.INELIGIBLE, states, _NOTHING, (), (), None
        if self.rules.covered and _HELPS in bits and _CLEAR.issuperset(bits):
            return Outcome.ELIGIBLE, states, _NOTHING, (), (), None
        decided = _DECIDED | {_HELPS | _PASSES} if _HELPS in bits else _DECIDED
        deciding = tuple(
            [names for names, bit, ask in zip(waiting, bits, asks, strict=True) if ask or bit not in decided]
        )
        specs = self.rules.plan.facts
        open_ = zip(self.criteria, results, strict=True)
        stopping = {of.id: one[2] for of, one in open_ if one[1] > _STOPS}
        odds = self.odds(stopping)
        return Outcome.UNDETERMINED, states, _NOTHING.union(*deciding), deciding, shared(deciding, specs), odds

    def concluded(self, facts: Facts | Case, together: Together, priced: Sequence[Priced]) -> Checked:
        """The whole answer."""
        outcome, amounts, missing = self.settled(facts, together, priced)
        return Checked(outcome, amounts, self.criteria, together[1], missing)

    def settled(self, facts: Facts | Case, together: Together, priced: Sequence[Priced]) -> Standing:
        """The answer without the states."""
        outcome, _, missing, deciding, pivots, odds = together
        if odds and type(facts) is not Case and self.conflicting(facts, odds):
            outcome, missing, pivots = Outcome.INELIGIBLE, _NOTHING, ()
        amounts = {}
        for name, amount, waits, _ in priced:
            if amount is not None:
                amounts[name] = amount
                if waits:
                    missing |= waits
        if missing:
            for later, first in self.later:
                if later in missing and first not in facts.given:
                    missing -= {later}
        if type(facts) is Case:
            facts.end = ended(outcome, deciding, missing)
        elif pivots:
            missing = self.that_matter(facts, together, priced, missing)
        return tuple.__new__(Standing, (outcome, amounts, missing))

    def odds(self, waiting: Exclusions) -> Odds | None:
        """The criteria that may exclude each other, with the names of all facts that they rest on."""
        found = at_odds(waiting, self.rules.plan.facts)
        if not found:
            return None
        criteria = (criterion for criterion in self.criteria if criterion.id in found)
        behind = dict.fromkeys(name for one in criteria for name in facts_behind(one, self.rules.plan))
        return Odds(found, tuple(behind), {})

    def conflicting(self, facts: Facts | Case, odds: Odds) -> bool:
        """Whether criteria that are open cannot all be met: worked out once for the facts that they rest on."""
        given = facts.given
        key = tuple([given[name].value if name in given else _NOTHING for name in odds.behind])  # null is a value
        try:
            known = None if facts.exemptions else odds.known.get(key)
        except TypeError:
            known, key = None, ()
        if known is None:
            held = Held(self.rules, facts)
            known = bool(conflicting(odds.criteria, held.computing))
            if key and not facts.exemptions:
                if len(odds.known) > MOST_CONFLICTS:
                    odds.known.clear()
                odds.known[key] = known
        return known

    def that_matter(
        self, facts: Facts | Case, together: Together, priced: Sequence[Priced], missing: frozenset[str]
    ) -> frozenset[str]:
        """Without the facts for which no case of those that several criteria share waits."""
        there = [one for one in priced if one[1] is not None]
        amounts, certain = _NOTHING.union(*[one[2] for one in there]), _NOTHING.union(*[one[3] for one in there])
        cases, supposed = self.cases(together[4])
        ends = (self.end(facts, values) for values in supposed)
        return that_matter(Waiting(together[3], amounts, certain, missing), together[4], cases, ends)

    def cases(self, pivots: tuple[str, ...]) -> tuple[Cases, tuple[Mapping[str, Given], ...]]:
        """The cases of the pivots, and what is given in each of them."""
        known = self._cases.get(pivots)
        if known is None:
            if len(self._cases) > 1_000:
                self._cases.clear()
            cases = cases_of(pivots, self.rules.plan.facts)
            supposed = (Facts().supposing(dict(zip(cases.pivots, point, strict=True))) for point in cases.points)
            known = self._cases[pivots] = cases, tuple(facts.given for facts in supposed)
        return known

    def end(self, facts: Facts | Case, supposed: Mapping[str, Given]) -> Ended:
        case = Case({**facts.given, **supposed}, facts.exemptions)
        self.function(case)
        return case.end


def asked_openly(table: CompiledTable, scope: dict[str, Any]) -> tuple[Any, Any]:
    """The answer of a table, and what bound it: one row, or all that may have."""
    answer = table.ask(scope)
    rows = (*answer.hit, *answer.possible)
    return answer.value, (rows[0], ()) if len(rows) == 1 else (None, rows)

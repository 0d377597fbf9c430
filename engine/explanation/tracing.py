"""Every sub-expression of the rules that an answer rests on, with its value: evaluated once more, on request only.

The reference evaluator tells each part as it is evaluated, a part before what it is part of; here they become a tree.
Numbers and texts that stand in a rule are left out: they are their own value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.determination import Amount, Determination, Finding, State
from engine.determination_json import plain
from engine.diagnostics import Text
from engine.errors import MisuseError
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day, value_on
from engine.explanation import words
from engine.explanation.lexicon import Lexicon
from engine.explanation.parts import DeterminationExplained, Part, Reason, Sum, Traced
from engine.facts import Facts
from engine.feel import Expression, Step, evaluate, literal_of
from engine.feel.syntax import ast
from engine.feel.values.functions import Builtin, Closure
from engine.feel.values.ranges import Range
from engine.feel.values.unknown import Unknown
from engine.plan import BestOf, Criterion, Formula, Plan, TableRef, Value
from engine.text import printable

MOST_PARTS = 400
"""Parts of one expression that are shown."""
LONGEST_VALUE = 240
_OWN_VALUE = (ast.Null, ast.Boolean, ast.Number, ast.String, ast.AtLiteral, ast.AnyInput)

Roles = Iterator[tuple[str, Expression]]


def traced(
    told: DeterminationExplained, determination: Determination, facts: Facts, lexicon: Lexicon
) -> DeterminationExplained:
    """What was told, with the trace of each criterion and amount. Raises MisuseError without a catalogue."""
    plan = lexicon.catalogue.plan(determination.ruleset)[0] if lexicon.catalogue else None
    if plan is None:
        raise MisuseError("a trace needs the catalogue that the answer was made with")
    day = Day(determination.as_of, determination.known_on)
    work = _Tracing(plan, Computing(plan, facts, day, determination.readings), lexicon)
    findings = {finding.criterion: finding for finding in determination.findings}
    amounts = {**determination.amounts, **determination.illustrations}

    def reasons(shown: Iterable[Reason]) -> tuple[Reason, ...]:
        return tuple(replace(one, trace=work.of_finding(findings[one.criterion])) for one in shown)

    def sums(shown: Iterable[Sum]) -> tuple[Sum, ...]:
        return tuple(replace(one, trace=work.of_amount(amounts[one.name])) for one in shown)

    return replace(
        told,
        decisive=reasons(told.decisive),
        others=reasons(told.others),
        amounts=sums(told.amounts),
        illustrations=sums(told.illustrations),
    )


class _Tracing:
    """One determination, evaluated again expression by expression."""

    def __init__(self, plan: Plan, computing: Computing, lexicon: Lexicon) -> None:
        self.plan, self.computing, self.lexicon = plan, computing, lexicon
        self.criteria = {criterion.id: criterion for criterion in plan.criteria}

    def of_finding(self, finding: Finding) -> tuple[Traced, ...]:
        """Its conditions and figures; of one that does not apply only what keeps it from applying."""
        criterion = self.criteria[finding.criterion]
        roles = self._roles_of_criterion(criterion, applies=finding.state is not State.NOT_APPLICABLE)
        return tuple(self._all(finding.title, roles))

    def of_amount(self, amount: Amount) -> tuple[Traced, ...]:
        """Its formulas, after those of every value that it uses."""
        names = dict.fromkeys((*(step.label for step in amount.steps), amount.name))
        values = [self.plan.values[name] for name in names if name in self.plan.values]
        return tuple(found for one in values for found in self._all(one.title, self._roles_of_value(one)))

    def _roles_of_criterion(self, criterion: Criterion, *, applies: bool) -> Roles:
        if criterion.applies_when is not None:
            yield "applies_when", criterion.applies_when
        if applies:
            definition, _ = self.computing.taken(criterion.requires)
            yield "requires", definition.expression
            yield from (("figure", figure.expression) for figure in criterion.figures)

    def _roles_of_value(self, value: Value) -> Roles:
        if value.applies_when is not None:
            yield "applies_when", value.applies_when
        definition, _ = self.computing.taken(value_on(value.steps, self.computing.day))
        if isinstance(definition, Formula):
            yield "formula", definition.expression
        elif isinstance(definition, BestOf):
            yield from (("bound", bound.expression) for bound in definition.bounds)
        elif isinstance(definition, TableRef):
            yield from (("input", one) for one in self.plan.tables[definition.table].decision.inputs)

    def _all(self, title: Text, roles: Roles) -> Iterator[Traced]:
        for role, expression in roles:
            found = self._traced(role, title, expression)
            if found is not None:
                yield found

    def _traced(self, role: str, title: Text, expression: Expression) -> Traced | None:
        """None where the clause is gone: then nothing was evaluated."""
        if self.computing.read((expression,)).ended:
            return None
        result = evaluate(expression, self.computing.scope_for((expression,)), trace=True)
        steps = list(result.trace)
        shown = steps[-MOST_PARTS:]
        word = self.lexicon.say(words.ROLES[role])
        return Traced(
            role, word, title.in_(self.lexicon.lang), self._tree(shown, expression), cut=len(shown) < len(steps)
        )

    def _tree(self, steps: list[Step], expression: Expression) -> Part:
        """Each step takes for its parts those before it that stand inside of it in the text."""
        before: list[tuple[ast.Node, Part]] = []
        for step in steps:
            inside: list[Part] = []
            while before and _inside(before[-1][0], step.node):
                inside.append(before.pop()[1])
            if step is steps[-1] or not _says_nothing(step):
                before.append((step.node, self._part(step, tuple(reversed(inside)), expression)))
        return before[-1][1] if before else Part(expression.text, "", None, ())

    def _part(self, step: Step, parts: tuple[Part, ...], expression: Expression) -> Part:
        name = _name_of(step.node)
        known = name is not None and name in self.plan.facts
        text = _written(expression.text, step.node)
        return Part(text, _shortened(self._told(name, step.value)), plain(step.value), () if known else parts)

    def _told(self, name: str | None, value: Any) -> str:
        """The value as people say it; by what is known of the fact, figure or list where the part is its name."""
        if isinstance(value, Mapping | Range):
            return literal_of(value)
        if name is None or isinstance(value, Unknown):
            return self.lexicon.quantity(value, None)
        if self._of_countries(name) and isinstance(value, list):
            return self.lexicon.listed(self.lexicon.country(one) for one in value if isinstance(one, str))
        return self.lexicon.value(name, value)

    def _of_countries(self, name: str) -> bool:
        """Whether the list of that name is one of countries."""
        named = self.plan.lists.get(name)
        register = self.plan.registers.get(named.register) if named and named.register else None
        held = register or named
        return held is not None and held.of == "country"


def _says_nothing(step: Step) -> bool:
    """What is its own value, and the names of functions."""
    return isinstance(step.node, _OWN_VALUE) or isinstance(step.value, Builtin | Closure)


def _written(text: str, node: ast.Node) -> str:
    """A part as it was written, with the brackets that close what it opens."""
    end = node.end
    while text.count("(", node.start, end) > text.count(")", node.start, end) and text[end : end + 1] == ")":
        end += 1
    return " ".join(text[node.start : end].split())


def _inside(inner: ast.Node, outer: ast.Node) -> bool:
    """Whether a part belongs to what was evaluated after it; the same part again is another turn of a loop."""
    return inner is not outer and outer.start <= inner.start and inner.end <= outer.end


def _name_of(node: ast.Node) -> str | None:
    """The dotted name that a part is; None where it is anything else."""
    if isinstance(node, ast.Name):
        return node.name
    if isinstance(node, ast.Path):
        source = _name_of(node.source)
        return None if source is None else f"{source}.{node.member}"
    return None


def _shortened(told: str) -> str:
    text = printable(told[: LONGEST_VALUE + 1])
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"

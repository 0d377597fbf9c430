"""A rule set in the words of one language, for its page: conditions beside their FEEL, figures by date, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from engine.determination import Figure, Outcome, State
from engine.diagnostics import Text
from engine.evaluator.index import Index, expressions_of, index_of
from engine.explanation import figures, words
from engine.explanation.lexicon import lexicon_of
from engine.explanation.sums import OTHERWISE_ROUNDED, ROUNDED
from engine.feel import Expression
from engine.plan import (
    BestOf,
    Bounds,
    ByReading,
    CaseSays,
    Combined,
    ConclusionHolds,
    Criterion,
    Definition,
    FindingIs,
    Formula,
    Gone,
    OutcomeIs,
    Plan,
    Premise,
    Table,
    TableRef,
    Value,
)
from engine.records import dataclass

if TYPE_CHECKING:
    from datetime import date

    from engine.catalogue import Catalogue
    from engine.explanation.parts import Cited

GONE = {
    Gone.UNKNOWN: Text("no evidence from here on", "これ以降は根拠なし"),
    Gone.ENDED: Text("the clause is gone", "条項は終了"),
}
SIDE = Text("under reading {side}", "解釈「{side}」の場合")
LEAST = Text("the least of: {name}", "最小値の候補：{name}")
GREATEST = Text("the greatest of: {name}", "最大値の候補：{name}")
ASKS_TABLE = Text("from the table {name}", "表「{name}」による")
ALL_OF, ANY_OF, NONE_OF = (
    Text("all of these", "次のすべて"),
    Text("any of these", "次のいずれか"),
    Text("none of these", "次のいずれでもない"),
)
COUNT_OF = Text("at least {low} of these", "次のうち{low}件以上")
COUNT_TO = Text("at least {low} and at most {high} of these", "次のうち{low}件以上{high}件以下")
OUTCOME_OF = Text("{title}: {states}", "{title}：{states}")
FINDING_OF = Text("{title}, {criterion}: {states}", "{title}「{criterion}」：{states}")
CONCLUDED = Text("{title} has concluded: {conclusion}", "{title}の結論：{conclusion}")
IN_A_CASE = Text("in a case, {name} is {state}", "案件で {name} が {state}")
OR = Text(" or ", "・")


@dataclass(frozen=True, slots=True)
class Condition:
    """One formula. `label`: of which side or bound it is; `reads`: names with what they are called."""

    label: str
    feel: str
    reads: tuple[tuple[str, str], ...]
    source: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of a dated series: from when until when a value holds, and where that is written."""

    start: date | None
    until: date | None
    published: date | None
    said: str
    conditions: tuple[Condition, ...]
    source: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A decision table: its policy, its columns, and each row's cells with where the row is written."""

    table: Table
    inputs: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[Cited, ...]], ...]
    default: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A premise in words, with the premises that it is made of."""

    said: str
    parts: tuple[Branch, ...] = ()


class Telling:
    """What a template asks to put one rule set into words. Sources are numbered as they are first cited."""

    def __init__(self, plan: Plan, catalogue: Catalogue, lang: str) -> None:
        self.plan = plan
        self.lang = lang
        self._catalogue = catalogue
        self._index: Index = index_of(plan)
        self.names = lexicon_of([plan], lang, catalogue)

    def cited(self, references: Iterable[str]) -> tuple[Cited, ...]:
        return self.names.passages(references)

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Every source that was cited so far, with its id, in the order of its number."""
        return [(id_, source.text) for id_, source in self.names.cited.items()]

    def requires(self, criterion: Criterion) -> tuple[Condition, ...]:
        return tuple(_unsaid(self._conditions(criterion.requires), self.cited(criterion.source)))

    def when(self, expression: Expression | None) -> Condition | None:
        """What something applies to; None for everything."""
        return None if expression is None else self._condition("", expression)

    def rounding(self, value: Value) -> str:
        """How a value is rounded; empty where it is not."""
        if value.rounding is None:
            return ""
        said = ROUNDED.get(value.rounding.mode, OTHERWISE_ROUNDED)
        return self.names.say(said, mode=value.rounding.mode, to=value.rounding.to)

    def steps(self, value: Value) -> tuple[Dated, ...]:
        """How a value is computed, by date; one row without dates where that never changed."""
        return tuple(self._series(value.steps, self._defined))

    def figures(self, steps: Sequence[Any], unit: str | None) -> tuple[Dated, ...]:
        """The values of a parameter by date."""
        return tuple(self._series(steps, lambda value: (self.figure(value, unit), ())))

    def items(self, name: str, steps: Sequence[Any]) -> tuple[Dated, ...]:
        """The items of the list `name` by date."""
        return tuple(self._series(steps, lambda value: (self.names.items(name, value), ())))

    def figure(self, value: Any, unit: str | None) -> str:
        if isinstance(value, Bounds):
            return figures.figure(Figure(unit, None, value.at_least, value.at_most), self.lang)
        return figures.quantity(value, unit, self.lang)

    def grid(self, table: Table) -> Grid:
        decision = table.decision
        rows = tuple(
            (row.id, _texts(row.when), _texts(row.then), self.cited(table.row_sources.get(row.id, ())))
            for row in decision.rows
        )
        return Grid(table, _texts(decision.inputs), rows, _texts(decision.default or ()))

    def reads(self, *expressions: Expression) -> tuple[tuple[str, str], ...]:
        """The names that expressions read, with what they are called."""
        return tuple((name, self.names.label(name)) for name in self._index.reads_all(expressions))

    def table_reads(self, table: Table) -> tuple[tuple[str, str], ...]:
        return self.reads(*expressions_of(table.decision))

    def part_of(self, name: str) -> str:
        """In which part of the page something stands that a formula names."""
        if name in self.plan.facts:
            return "facts"
        return "figures" if name in self.plan.parameters or name in self.plan.lists else "amounts"

    def premise(self, premise: Premise) -> Branch:
        """When a conclusion follows."""
        if isinstance(premise, Combined):
            return Branch(self._how(premise), tuple(self.premise(part) for part in premise.parts))
        if isinstance(premise, OutcomeIs):
            states = OR.in_(self.lang).join(words.OUTCOMES[Outcome(one)].in_(self.lang) for one in premise.outcomes)
            return Branch(self._say(OUTCOME_OF, title=self._title(premise.ruleset), states=states))
        if isinstance(premise, FindingIs):
            states = OR.in_(self.lang).join(words.STATES[State(one)].in_(self.lang) for one in premise.states)
            title, criterion = self._title(premise.ruleset), self._criterion(premise.ruleset, premise.criterion)
            return Branch(self._say(FINDING_OF, title=title, criterion=criterion, states=states))
        if isinstance(premise, ConclusionHolds):
            title, said = self._title(premise.ruleset), self._conclusion(premise.ruleset, premise.conclusion)
            return Branch(self._say(CONCLUDED, title=title, conclusion=said))
        return Branch(self._of_case(premise))

    def _of_case(self, premise: CaseSays) -> str:
        return self._say(IN_A_CASE, name=f"`{premise.name}`", state=f"`{premise.state}`")

    def _how(self, premise: Combined) -> str:
        if premise.at_least or premise.at_most is not None:
            said = COUNT_OF if premise.at_most is None else COUNT_TO
            return self._say(said, low=premise.at_least, high=premise.at_most)
        return {"all": ALL_OF, "any": ANY_OF, "none": NONE_OF}.get(premise.how, ALL_OF).in_(self.lang)

    def _title(self, ruleset: str) -> str:
        plan = self._other(ruleset)
        return plan.title.in_(self.lang) if plan else ruleset

    def _criterion(self, ruleset: str, name: str) -> str:
        plan = self._other(ruleset)
        found = next((one for one in plan.criteria if one.id == name), None) if plan else None
        return found.title.in_(self.lang) if found else name

    def _conclusion(self, ruleset: str, name: str) -> str:
        plan = self._other(ruleset)
        found = next((one for one in plan.conclusions if one.id == name), None) if plan else None
        return found.statement.in_(self.lang) if found else name

    def _other(self, ruleset: str) -> Plan | None:
        return self.plan if ruleset == self.plan.id else self._catalogue.plan(ruleset)[0]

    def _series(self, steps: Sequence[Any], tell: Any) -> Iterator[Dated]:
        """Each step until the day before the next; without a first day where it always held."""
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            said, conditions = (
                (GONE[step.value].in_(self.lang), ()) if isinstance(step.value, Gone) else tell(step.value)
            )
            last = step.until or (following and following.start - timedelta(days=1))
            start = None if step.start.year == 1 else step.start
            source = self.cited(step.source)
            yield Dated(start, last, step.published, said, tuple(_unsaid(conditions, source)), source)

    def _defined(self, definition: Definition) -> tuple[str, tuple[Condition, ...]]:
        return "", tuple(self._conditions(definition))

    def _conditions(self, definition: Definition, label: str = "") -> Iterator[Condition]:
        if isinstance(definition, Formula):
            yield self._condition(label, definition.expression, definition.source)
        elif isinstance(definition, BestOf):
            said = GREATEST if definition.greatest else LEAST
            for bound in definition.bounds:
                yield self._condition(_joined(label, self._say(said, name=bound.id)), bound.expression, bound.source)
        elif isinstance(definition, TableRef):
            table = self.plan.tables[definition.table]
            said_table = self._say(ASKS_TABLE, name=table.title.in_(self.lang))
            yield Condition(_joined(label, said_table), table.name, self.table_reads(table))
        elif isinstance(definition, ByReading):
            for side, inside in definition.sides.items():
                yield from self._conditions(inside, _joined(label, self._say(SIDE, side=side)))

    def _condition(self, label: str, expression: Expression, source: Iterable[str] = ()) -> Condition:
        return Condition(label, expression.text, self.reads(expression), self.cited(source))

    def _say(self, text: Text, **named: object) -> str:
        return text.in_(self.lang).format(**named)


def _unsaid(conditions: Iterable[Condition], source: tuple[Cited, ...]) -> Iterator[Condition]:
    """The conditions, each with its own source only where that is another than the one said beside them all."""
    for one in conditions:
        yield replace(one, source=()) if one.source == source else one


def _texts(expressions: Iterable[Expression]) -> tuple[str, ...]:
    return tuple(one.text for one in expressions)


def _joined(label: str, more: str) -> str:
    return f"{label} · {more}" if label else more

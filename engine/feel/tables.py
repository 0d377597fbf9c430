"""Decision tables: rows of tests over inputs, with all hit policies of DMN, asked with what is known and what is not.

A table asked with an unknown input is split into cases: the values or stretches of the input between the ends that its
cells speak of. In each case every cell is decided, so the answer is the join of exactly the rows that may be hit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.diagnostics import Diagnostic
from engine.feel.cases import cases_of
from engine.feel.evaluator.evaluation import DEFAULT_OPTIONS, bounded
from engine.feel.evaluator.run import Mode, Options, Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.hit_policies import POLICIES, Pattern, Rows
from engine.feel.limits import Meter
from engine.feel.syntax.ast import Expression
from engine.feel.syntax.table import DecisionTable
from engine.feel.values.domains import domain_of, join, settled
from engine.feel.values.unknown import Unknown, names_in
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What a table says: the value, the ids of the rows hit for sure, and of those that may be hit besides."""

    value: Any
    hit: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def ask(
    table: DecisionTable,
    context: Mapping[str, Any],
    *,
    mode: Mode = Mode.HANTEI,
    options: Options = DEFAULT_OPTIONS,
) -> TableAnswer:
    """The answer of a table over a context. No row hit and no default is null."""
    asked = _Asked(table, context, mode, options)
    inputs = [asked.value_of(expression) for expression in table.inputs]
    return _answer(asked, cases_of(inputs, table.rows, asked.passes), inputs)


def answer_by_rows(
    table: DecisionTable, rows: tuple[int, ...], context: Mapping[str, Any], mode: Mode, options: Options
) -> TableAnswer:
    """The answer when exactly these rows are hit."""
    return _answer(_Asked(table, context, mode, options), [Pattern(rows, ())], [])


def _answer(asked: _Asked, patterns: list[Pattern], inputs: list[Any]) -> TableAnswer:
    table = asked.table
    policy = POLICIES[table.hit_policy]
    answers, reached = [], []
    for pattern in patterns:
        value, rows = policy(pattern, asked)
        answers.append(value)
        reached.append(rows)
    hit, possible = _hit_rows(reached)
    names = names_in(inputs) if len(answers) > 1 or possible else frozenset[str]()
    value = answers[0] if len(answers) == 1 else _joined(answers)
    return TableAnswer(
        _named(value, names),
        tuple(table.rows[row].id for row in hit),
        tuple(table.rows[row].id for row in possible),
        tuple(asked.diagnostics),
    )


def _joined(answers: list[Any]) -> Any:
    """Any of the answers; contexts of outputs are joined output by output."""
    if all(type(answer) is dict for answer in answers):
        return {name: join(answer[name] for answer in answers) for name in answers[0]}
    return join(answers)


def _named(value: Any, names: frozenset[str]) -> Any:
    """An unknown answer waits for the unknown inputs, too."""
    if type(value) is dict:
        return {name: _named(part, names) for name, part in value.items()}
    return settled(value.names | names, domain_of(value)) if type(value) is Unknown else value


def _hit_rows(reached: list[Pattern]) -> tuple[list[int], list[int]]:
    """The rows hit in every case, and those hit in some."""
    sure = set.intersection(*(set(case.sure) for case in reached))
    some = {row for case in reached for row in (*case.sure, *case.possible)}
    return sorted(sure), sorted(some - sure)


class _Asked(Rows):
    """One question to a table: evaluates cells and outputs, outputs once each."""

    def __init__(self, table: DecisionTable, context: Mapping[str, Any], mode: Mode, options: Options) -> None:
        super().__init__(table.outputs, table.aggregation)
        self.table, self.mode, self.options = table, mode, options
        self.frame = Frame(context)
        self.meter = Meter(options.limits)

    def value_of(self, expression: Expression, frame: Frame | None = None) -> Any:
        run = Run(expression, self.mode, self.options, meter=self.meter)
        value = bounded(run, frame or self.frame)
        self.diagnostics.extend(found for found in run.diagnostics if found not in self.diagnostics)
        return value

    def passes(self, cell: Expression, value: Any) -> Any:
        """Whether `value` passes the cell: true, false, or unknown; null is no pass."""
        return self.value_of(cell, Frame({"?": value}, self.frame))

    def evaluate_row(self, row: int) -> tuple[Any, ...]:
        return tuple(self.value_of(expression) for expression in self.table.rows[row].then)

    def evaluate_default(self) -> tuple[Any, ...] | None:
        default = self.table.default
        return None if default is None else tuple(self.value_of(expression) for expression in default)

    def evaluate_priorities(self) -> tuple[tuple[Any, ...], ...]:
        return tuple(tuple(self.value_of(value) for value in values) for values in self.table.priorities)

    def name_of_row(self, row: int) -> str:
        return self.table.rows[row].id

    def place_of_row(self, row: int) -> Any:
        cells = self.table.rows[row].when or self.table.rows[row].then
        return cells[0].place if cells else None

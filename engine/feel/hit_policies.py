"""The hit policies of DMN: which of the rows that are hit make the answer, also where some only may be hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, combinations
from typing import Any, NamedTuple

from engine.diagnostics import Diagnostic, Place, Text
from engine.feel.evaluator import operators
from engine.feel.evaluator.partial import or_null
from engine.feel.functions import BUILTINS
from engine.feel.functions.calling import call
from engine.feel.values.domains import join
from engine.feel.values.equality import same
from engine.feel.values.faults import FeelError
from engine.feel.values.unknown import Unknown, names_in

MOST_SUBSETS = 64


class Pattern(NamedTuple):
    """The rows hit for sure and those that may be hit, by index, each in the order of the table."""

    sure: tuple[int, ...]
    possible: tuple[int, ...]


class Rows:
    """What a policy may ask of the table: the outputs of a row, of no row, and their order of priority."""

    def __init__(self, outputs: tuple[str, ...], aggregation: str) -> None:
        self.outputs, self.aggregation = outputs, aggregation
        self.diagnostics: list[Diagnostic] = []
        self._values: dict[int, Any] = {}
        self._ranks: dict[int, tuple[int, ...]] = {}
        self._priorities: tuple[tuple[Any, ...], ...] | None = None

    def evaluate_row(self, row: int) -> tuple[Any, ...]:
        """The outputs of a row."""
        raise AssertionError(row)

    def evaluate_default(self) -> tuple[Any, ...] | None:
        """The outputs where no row is hit."""
        raise AssertionError

    def evaluate_priorities(self) -> tuple[tuple[Any, ...], ...]:
        """For each output its values, highest priority first."""
        raise AssertionError

    def name_of_row(self, row: int) -> str:
        raise AssertionError(row)

    def place_of_row(self, row: int) -> Place | None:
        raise AssertionError(row)

    def value(self, row: int) -> Any:
        """The answer of one row: its output, or a context of its outputs."""
        if row not in self._values:
            self._values[row] = self._shaped(self.evaluate_row(row))
        return self._values[row]

    def default(self) -> Any:
        found = self.evaluate_default()
        return None if found is None else self._shaped(found)

    def _shaped(self, values: tuple[Any, ...]) -> Any:
        return values[0] if len(self.outputs) == 1 else dict(zip(self.outputs, values, strict=True))

    def rank(self, row: int) -> tuple[int, ...]:
        """The place of a row by the priority of its outputs, the first output first; lower comes first."""
        if row not in self._ranks:
            if self._priorities is None:
                self._priorities = self.evaluate_priorities()
            value = self.value(row)
            parts = [value] if len(self.outputs) == 1 else list(value.values())
            self._ranks[row] = tuple(
                next((i for i, known in enumerate(order) if same(known, part)), len(order))
                for part, order in zip(parts, self._priorities, strict=False)
            )
        return self._ranks[row]

    def fault(self, code: str, rows: Iterable[int], en: str, ja: str, mend: Text) -> None:
        found = list(rows)
        names = ", ".join(f"`{self.name_of_row(row)}`" for row in found)
        diagnostic = Diagnostic(
            code, Text(en.replace("{rows}", names), ja.replace("{rows}", names)), mend, self.place_of_row(found[-1])
        )
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


Policy = Callable[[Pattern, Rows], tuple[Any, Pattern]]
"""The answer in one case, and the rows that take part in it."""


def _any_of(rows: Rows, taken: Iterable[int], *, may_miss: bool) -> Any:
    values = [rows.value(row) for row in taken]
    if may_miss:
        values.append(rows.default())
    if len(values) > 1 and all(type(value) is dict for value in values):
        return {name: join(value[name] for value in values) for name in values[0]}
    return join(values) if len(values) > 1 else values[0]


def _unique(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    if len(pattern.sure) > 1:
        rows.fault(
            "overlapping-rows", pattern.sure, "the rows {rows} are hit at once, but the table allows one",
            "行 {rows} が同時に該当しますが、この表で許されるのは一行です",
            Text("narrow one of them or change the hit policy", "どれかを狭めるか、ヒットポリシーを変えてください"),
        )  # fmt: skip
        return None, pattern
    if pattern.sure:
        return rows.value(pattern.sure[0]), Pattern(pattern.sure, ())
    return _any_of(rows, pattern.possible, may_miss=True), pattern


def _any(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    if not pattern.sure:
        return _any_of(rows, pattern.possible, may_miss=True), pattern
    first = rows.value(pattern.sure[0])
    differing = [row for row in pattern.sure[1:] if not _agree(first, rows.value(row))]
    if differing:
        rows.fault(
            "disagreeing-rows", (pattern.sure[0], *differing), "the rows {rows} are hit at once and disagree",
            "行 {rows} が同時に該当し、結果が一致しません",
            Text("give them the same outputs, or narrow one of them", "出力を揃えるか、どれかを狭めてください"),
        )  # fmt: skip
        return None, pattern
    return first, Pattern(pattern.sure, ())


def _agree(one: Any, other: Any) -> bool:
    return or_null(operators.equals, one, other) is True or same(one, other)


def _first(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    if not pattern.sure:
        return _any_of(rows, pattern.possible, may_miss=True), pattern
    sure = pattern.sure[0]
    before = tuple(row for row in pattern.possible if row < sure)
    if before:
        return _any_of(rows, (*before, sure), may_miss=False), Pattern((), (*before, sure))
    return rows.value(sure), Pattern((sure,), ())


def _priority(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    order = sorted((*pattern.sure, *pattern.possible), key=rows.rank)
    if not pattern.sure:
        return _any_of(rows, order, may_miss=True), pattern
    best = next(row for row in order if row in pattern.sure)
    before = [row for row in order if row in pattern.possible and rows.rank(row) <= rows.rank(best)]
    if before:
        return _any_of(rows, (*before, best), may_miss=False), Pattern((), (*before, best))
    return rows.value(best), Pattern((best,), ())


def _rule_order(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    return _over_subsets(pattern, rows, lambda hit: [rows.value(row) for row in hit] or rows.default()), pattern


def _output_order(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    def listed(hit: list[int]) -> Any:
        return [rows.value(row) for row in sorted(hit, key=rows.rank)] or rows.default()

    return _over_subsets(pattern, rows, listed), pattern


def _collect(pattern: Pattern, rows: Rows) -> tuple[Any, Pattern]:
    return _over_subsets(pattern, rows, lambda hit: _aggregated(rows, hit)), pattern


_AGGREGATIONS = {"+": "sum", "<": "min", ">": "max"}


def _aggregated(rows: Rows, hit: list[int]) -> Any:
    values = [rows.value(row) for row in hit]
    if rows.aggregation == "#":
        distinct: list[Any] = []
        for value in values:
            if not any(same(value, other) for other in distinct):
                distinct.append(value)
        return call(BUILTINS["count"], [distinct])
    if not values:
        return rows.default()
    if not rows.aggregation:
        return values
    try:
        return call(BUILTINS[_AGGREGATIONS[rows.aggregation]], [values])
    except FeelError as error:
        rows.fault(
            error.code, hit, error.text.en + ", in the rows {rows}", error.text.ja + "(行 {rows})",
            Text("give all rows outputs of one kind", "すべての行の出力を同じ種類にしてください"),
        )  # fmt: skip
        return None


def _over_subsets(pattern: Pattern, rows: Rows, answer: Callable[[list[int]], Any]) -> Any:
    """The answer for every set of rows that may be the one that is hit."""
    if not pattern.possible:
        return answer(list(pattern.sure))
    if 2 ** len(pattern.possible) > MOST_SUBSETS:
        return Unknown(names_in(rows.value(row) for row in pattern.possible))
    added = chain.from_iterable(combinations(pattern.possible, size) for size in range(len(pattern.possible) + 1))
    return join(answer(sorted((*pattern.sure, *more))) for more in added)


POLICIES: dict[str, Policy] = {
    "UNIQUE": _unique,
    "ANY": _any,
    "PRIORITY": _priority,
    "FIRST": _first,
    "RULE ORDER": _rule_order,
    "OUTPUT ORDER": _output_order,
    "COLLECT": _collect,
}

"""Decision tables as generated code: one function for a table, in which the rows that are hit are bits of a number.

A column of texts is looked up, a column of numbers is found between the ends its cells speak of; both have the bits of
their rows worked out beforehand by the reference evaluator. Other cells are tested row by row by generated code.
"""

from __future__ import annotations

import ast as python
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from engine.feel.evaluator.code import call, function_of, guarded_function_of, if_, is_constant, is_type
from engine.feel.evaluator.emission import Emitter
from engine.feel.evaluator.evaluation import DEFAULT_OPTIONS, bounded
from engine.feel.evaluator.partial import opposite
from engine.feel.evaluator.run import Mode, Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Expression, Node
from engine.feel.syntax.table import DecisionTable
from engine.feel.tables import TableAnswer, answer_by_rows, ask
from engine.feel.values import numbers

_TEXT = frozenset((ast.UnaryTests, ast.AnyInput, ast.String))
_TRUTH = frozenset((ast.UnaryTests, ast.AnyInput, ast.Boolean))
_NUMBER = frozenset((ast.UnaryTests, ast.AnyInput, ast.Number, ast.Negate, ast.OpenRange, ast.RangeLiteral))


class CompiledTable:
    """A table that is asked many times. `ask(context)` answers as `tables.ask` does with the default options.

    Once made, it is the generated function itself, which knows the answers of rows whose outputs are constants.
    """

    __slots__ = ("_called", "_mask", "_needs_run", "ask", "mode", "table")

    def __init__(self, table: DecisionTable, mode: Mode = Mode.HANTEI) -> None:
        self.table = table
        self.mode = mode
        self.ask: Callable[[Mapping[str, Any]], TableAnswer] = self._first_answer
        self._mask: Callable[..., int]
        self._called: frozenset[str] = frozenset()
        self._needs_run = False

    def _first_answer(self, context: Mapping[str, Any]) -> TableAnswer:
        """Makes the function that stands in its place from then on, and asks it."""
        if not self.table.rows or not self.table.inputs:
            self.ask = self._walked
            return self.ask(context)
        emitter = Emitter()
        columns = zip(self.table.inputs, zip(*(row.when for row in self.table.rows), strict=True), strict=False)
        try:
            rows = _balanced(python.BitAnd(), [_column(emitter, input_.node, cells) for input_, cells in columns])
            self._mask = function_of(rows, emitter.globals)
            self._called, self._needs_run = frozenset(emitter.called), emitter.needs_run
            self.ask = self._by_bits if self._called or self._needs_run else self._known_answers(emitter, rows)
        except RecursionError:
            self.ask = self._walked
        return self.ask(context)

    def _known_answers(self, emitter: Emitter, rows: python.expr) -> Callable[[Mapping[str, Any]], TableAnswer]:
        """The function that looks up the answer by the bits of the rows; any other case is worked out from the bits."""
        if self.table.hit_policy not in ("UNIQUE", "FIRST"):
            return self._by_bits
        if self.table.hit_policy == "FIRST":
            rows, again = emitter.kept(rows)
            rows = python.BinOp(rows, python.BitAnd(), python.UnaryOp(python.USub(), again))
        answers = {1 << row: answer for row in range(len(self.table.rows)) if (answer := self._ready(row)) is not None}
        if self.table.default is None:
            answers[0] = self._answer((), {})
        emitter.globals.update(walked=self._by_bits, exception=Exception)
        return guarded_function_of(python.Subscript(emitter.constant(answers), rows, python.Load()), emitter.globals)

    def _by_bits(self, context: Mapping[str, Any]) -> TableAnswer:
        mask = self._rows_hit(context)
        if mask < 0 or (self.table.hit_policy == "UNIQUE" and mask & (mask - 1)):
            return self._walked(context)
        return self._answer(tuple(row for row in range(mask.bit_length()) if mask >> row & 1), context)

    def _rows_hit(self, context: Mapping[str, Any]) -> int:
        """The bits of the rows hit; -1 where the generated code gave up."""
        if any(name in context for name in self._called):
            return -1
        run = Run(self.table.inputs[0], self.mode, DEFAULT_OPTIONS)
        try:
            mask = self._mask(context, run)
        except Exception:  # whatever it is, the table asked by the reference evaluator says what is wrong
            return -1
        return -1 if run.diagnostics else mask

    def _walked(self, context: Mapping[str, Any]) -> TableAnswer:
        return ask(self.table, context, mode=self.mode)

    def _answer(self, rows: tuple[int, ...], context: Mapping[str, Any]) -> TableAnswer:
        return answer_by_rows(self.table, rows, context, self.mode, DEFAULT_OPTIONS)

    def _ready(self, row: int) -> TableAnswer | None:
        """The whole answer of a row whose outputs are constants."""
        outputs = (output.node for output in self.table.rows[row].then)
        if any(type(part) not in (ast.Number, ast.String, ast.Boolean) for part in outputs):
            return None
        return self._answer((row,), {})


def _column(emitter: Emitter, input_: Node, cells: Sequence[Expression]) -> python.expr:
    """The bits of the rows whose cell of this column the input passes."""
    first, again = emitter.kept(emitter.emit(input_))
    kinds = {type(part) for cell in cells for part in ast.walk(cell.node)}
    if ast.String in kinds and kinds <= _TEXT:
        return if_(is_type(first, "text"), _looked_up(emitter, again, _grouped(cells), ast.String), call("give_up"))
    if ast.Boolean in kinds and kinds <= _TRUTH:
        emitter.globals["bool_"] = bool
        return if_(is_type(first, "bool_"), _looked_up(emitter, again, _grouped(cells), ast.Boolean), call("give_up"))
    if ast.Number in kinds and kinds <= _NUMBER:
        found = _between_ends(emitter, again, _grouped(cells))
        if found is not None:
            return if_(is_type(first, "decimal"), found, call("give_up"))
    return if_(is_type(first, "unknown"), call("give_up"), _row_by_row(emitter, again, cells))


Grouped = Sequence[tuple[Expression, int]]
"""The different cells of a column, each with the bits of the rows that it stands in."""


def _grouped(cells: Sequence[Expression]) -> Grouped:
    bits: dict[str, tuple[Expression, int]] = {}
    for row, cell in enumerate(cells):
        bits[cell.text] = (cell, bits.get(cell.text, (cell, 0))[1] | 1 << row)
    return list(bits.values())


def _bits(cells: Grouped, value: Any) -> int:
    """The bits of the rows whose cells a known value passes, by the reference evaluator."""
    mask = 0
    for cell, rows in cells:
        if bounded(Run(cell, Mode.FEEL, DEFAULT_OPTIONS), Frame({"?": value})) is True:
            mask |= rows
    return mask


def _looked_up(
    emitter: Emitter, value: python.expr, cells: Grouped, literal: type[ast.String | ast.Boolean]
) -> python.expr:
    """A text or truth value looked up among those that the cells name."""
    parts = [part for cell, _ in cells for part in ast.walk(cell.node)]
    named = list(dict.fromkeys(part.value for part in parts if isinstance(part, literal)))
    table = {known: _bits(cells, known) for known in named}
    other = _bits(cells, "\0".join(map(str, named)) + "\0") if literal is ast.String else _bits(cells, not named[0])
    masks = emitter.constant(table)
    known = python.Compare(value, [python.In()], [masks])
    return if_(known, python.Subscript(masks, value, python.Load()), python.Constant(other))


def _between_ends(emitter: Emitter, value: python.expr, cells: Grouped) -> python.expr | None:
    """A number found among the ends: the bits of the end it equals, or of the gap it lies in."""
    ends = _ends(cells)
    samples = _samples(ends)
    if samples is None:
        return None
    masks = emitter.constant(tuple(_bits(cells, sample) for sample in samples))
    listed, find = emitter.constant(ends), emitter.constant(bisect_right)
    position, again = emitter.kept(python.Call(find, [listed, value], []))
    below = python.Subscript(listed, python.BinOp(again, python.Sub(), python.Constant(1)), python.Load())
    equal = python.Compare(below, [python.Eq()], [value])
    index = python.BinOp(python.BinOp(python.Constant(2), python.Mult(), position), python.Sub(), equal)
    return python.Subscript(masks, index, python.Load())


def _ends(cells: Grouped) -> list[Decimal]:
    """The numbers that the cells name, in order."""
    found = set()
    for cell, _ in cells:
        for part in ast.walk(cell.node):
            if type(part) is ast.Number:
                found.add(part.value)
            elif type(part) is ast.Negate and type(part.operand) is ast.Number:
                found.add(numbers.negate(part.operand.value))
    return sorted(found)


def _samples(ends: Sequence[Decimal]) -> list[Decimal] | None:
    """A number below all ends, the first end, one in the gap behind it, and so on; None where a gap holds none."""
    samples = [numbers.subtract(ends[0], numbers.ONE)]
    for low, high in pairwise(ends):
        middle = numbers.divide(numbers.add(low, high), Decimal(2))
        if not low < middle < high:
            return None
        samples += [low, middle]
    return [*samples, ends[-1], numbers.add(ends[-1], numbers.ONE)]


def _row_by_row(emitter: Emitter, value: python.expr, cells: Sequence[Expression]) -> python.expr:
    """Every cell tested by code of its own."""
    bits = [_cell_bit(emitter, value, cell.node, 1 << row) for row, cell in enumerate(cells)]
    return _balanced(python.BitOr(), bits)


def _cell_bit(emitter: Emitter, value: python.expr, node: Node, bit: int) -> python.expr:
    if not isinstance(node, ast.UnaryTests):
        return call("give_up")
    found = emitter.logic([emitter.test(test, value) for test in node.tests], decisive=True)
    if node.negated:
        found = call(emitter.constant(opposite), found)
    first, again = emitter.kept(found)
    missed = python.BoolOp(python.Or(), [is_constant(again, False), is_constant(again, None)])
    open_ = if_(missed, python.Constant(0), call("give_up"))
    return if_(is_constant(first, True), python.Constant(bit), open_)


def _balanced(operator: python.operator, parts: list[python.expr]) -> python.expr:
    """All parts joined by an operator, without nesting deep."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return python.BinOp(_balanced(operator, parts[:half]), operator, _balanced(operator, parts[half:]))

"""The reference evaluator: it walks the tree, knows unknown, and can trace every part. Written to be read.

Each kind of node has one function that says what it means. An operation without a value becomes null, and a diagnostic
at its node. Every step of a loop and every call is counted by the run's meter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.evaluator import access, membership, operators, partial
from engine.feel.evaluator.calls import invoke
from engine.feel.evaluator.conditions import check_truth
from engine.feel.evaluator.iteration import filtered, iterated, quantified
from engine.feel.evaluator.kinds import conforms, is_type
from engine.feel.evaluator.names import unknown_function, unknown_name
from engine.feel.evaluator.run import Mode, Run
from engine.feel.evaluator.scopes import Frame, names_behind
from engine.feel.functions import BUILTINS
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.domains import choices
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Closure
from engine.feel.values.listed import mapped
from engine.feel.values.ranges import Range, comparison_range
from engine.feel.values.temporal_text import parse_temporal
from engine.feel.values.unknown import Listed, Unknown, names_in


def walk(run: Run, node: Node, frame: Frame) -> Any:
    """The value of `node` with the variables of `frame`."""
    try:
        value = _MEANING[type(node)](run, node, frame)
    except FeelError as error:
        run.fault(node, error)
        value = None
    trace = run.trace
    if trace is not None:
        trace.append((node, value))
    return value


def _constant(_run: Run, node: Any, _frame: Frame) -> Any:
    return node.value


def _null(_run: Run, _node: ast.Null, _frame: Frame) -> Any:
    return None


def _at_literal(_run: Run, node: ast.AtLiteral, _frame: Frame) -> Any:
    value = parse_temporal(node.text)
    if value is None:
        raise FeelError(
            "bad-literal",
            f"`{node.text}` is no date, time or duration",
            f"`{node.text}` は日付、時刻、期間のいずれでもありません",
        )
    return value


def _name(run: Run, node: ast.Name, frame: Frame | None) -> Any:
    name = node.name
    while frame is not None:
        if name in frame.values:
            return frame.values[name]
        frame = frame.parent
    found = BUILTINS.get(name)
    if found is not None:
        return found
    if run.mode is Mode.HANTEI:
        return Unknown(frozenset((name,)))
    raise unknown_name(name)


def _path(run: Run, node: ast.Path, frame: Frame) -> Any:
    source = walk(run, node.source, frame)
    if type(source) is list:
        return [_entry_of_item(run, node, frame, item) for item in source]
    if type(source) is Unknown and type(source.domain) is Listed:
        return mapped(source, lambda item: _entry_of_item(run, node, frame, item))
    return _entry(run, node, frame, source)


def _entry_of_item(run: Run, node: ast.Path, frame: Frame, item: Any) -> Any:
    try:
        return _entry(run, node, frame, item)
    except FeelError as error:
        if type(item) is not dict:
            run.fault(node, error)
        return None


def _entry(run: Run, node: ast.Path, frame: Frame, source: Any) -> Any:
    """One entry; in Hantei's mode an entry that data lacks is unknown, with the dotted name of the fact."""
    if type(source) is Unknown:
        named = names_behind(node.source, frame)
        return Unknown(names_behind(node, frame) if source.names == named else source.names)
    if type(source) is dict and node.member not in source and run.mode is Mode.HANTEI:
        names = names_behind(node, frame)
        if names:
            return Unknown(names)
    return access.entry(source, node.member)


def _negate(run: Run, node: ast.Negate, frame: Frame) -> Any:
    return operators.negate(walk(run, node.operand, frame))


def _arithmetic(run: Run, node: ast.Arithmetic, frame: Frame) -> Any:
    left, right = walk(run, node.left, frame), walk(run, node.right, frame)
    value = operators.ARITHMETIC[node.operator](left, right)
    if type(value) is str:
        run.meter.string_of(len(value))
    return value


def _comparison(run: Run, node: ast.Comparison, frame: Frame) -> Any:
    return operators.COMPARISON[node.operator](walk(run, node.left, frame), walk(run, node.right, frame))


def _and(run: Run, node: ast.And, frame: Frame) -> Any:
    open_items = []
    for item in node.items:
        value = walk(run, item, frame)
        if value is False:
            return False
        if value is not True:
            check_truth(run, item, "and", value)
            open_items.append(value)
    return partial.all_of(open_items) if open_items else True


def _or(run: Run, node: ast.Or, frame: Frame) -> Any:
    open_items = []
    for item in node.items:
        value = walk(run, item, frame)
        if value is True:
            return True
        if value is not False:
            check_truth(run, item, "or", value)
            open_items.append(value)
    return partial.any_of(open_items) if open_items else False


def _between(run: Run, node: ast.Between, frame: Frame) -> Any:
    value = walk(run, node.value, frame)
    return operators.between(value, walk(run, node.low, frame), walk(run, node.high, frame))


def _in(run: Run, node: ast.In, frame: Frame) -> Any:
    value, test = walk(run, node.value, frame), node.tests[0]
    if type(test) is ast.Name and test.name != "?" and len(node.tests) == 1 and choices(value) is not None:
        held = walk(run, test, frame)  # `x in list`, by far the commonest form, needs no frame of its own
        if type(value) is Unknown:
            return membership.chosen_in(value, held)
        return membership.in_list(value, held) if type(held) is list else _held_against(value, held, False)
    return _passes_any(run, node.tests, frame, value)


def _passes_any(run: Run, tests: tuple[Node, ...], frame: Frame, value: Any) -> Any:
    """Whether `value` passes one of the tests; where it is one of a few, asked for each of them."""
    if type(value) is Unknown and choices(value) is not None:
        return membership.by_choice(value, lambda option: _passes_any(run, tests, frame, option))
    inner = Frame({"?": value}, frame)
    waiting = []
    for test in tests:
        answer = passes_test(run, test, inner, value)
        if answer is True:
            return True
        if answer is not False:
            waiting.append(answer)
    return partial.any_of(waiting) if waiting else False


def passes_test(run: Run, test: Node, frame: Frame, value: Any) -> Any:
    """Whether `value`, which is `?` in `frame`, passes one test; null where it cannot be held against it."""
    kind_of_test = type(test)
    if kind_of_test is ast.AnyInput:
        return True
    if isinstance(test, ast.OpenRange):
        return partial.or_null(operators.COMPARISON[test.operator], value, walk(run, test.operand, frame))
    outcome = walk(run, test, frame)
    if kind_of_test is ast.RangeLiteral and type(outcome) is Range and (outcome.low is None or outcome.high is None):
        return None
    return _held_against(value, outcome, speaks_of_input(test))


def _held_against(value: Any, outcome: Any, about_input: bool) -> Any:
    try:
        return membership.cell_passes(value, outcome, about_input)
    except FeelError:
        return None


def speaks_of_input(node: Node) -> bool:
    """Whether a test names the input itself (`? > 3`)."""
    if type(node) is ast.Name:
        return node.name == "?"
    return any(type(found) is ast.Name and found.name == "?" for found in ast.walk(node))


def _open_range(run: Run, node: ast.OpenRange, frame: Frame) -> Any:
    return comparison_range(node.operator, walk(run, node.operand, frame))


def _unary_tests(run: Run, node: ast.UnaryTests, frame: Frame) -> Any:
    value = _name(run, ast.Name(node.start, node.end, "?"), frame)
    found = _passes_any(run, node.tests, frame, value)
    return partial.opposite(found) if node.negated else found


def _range(run: Run, node: ast.RangeLiteral, frame: Frame) -> Any:
    low, high = walk(run, node.low, frame), walk(run, node.high, frame)
    return membership.range_of(low, high, node.low_closed, node.high_closed)


def _list(run: Run, node: ast.ListLiteral, frame: Frame) -> Any:
    return [walk(run, item, frame) for item in node.items]


def _context(run: Run, node: ast.ContextLiteral, frame: Frame) -> Any:
    values: dict[str, Any] = {}
    inner = Frame(values, frame, node)
    for key, value in zip(node.keys, node.values, strict=True):
        if key in values:
            raise FeelError("double-entry", f"`{key}` stands here twice", f"`{key}` が二度あります")
        values[key] = walk(run, value, inner)
    return values


def _if(run: Run, node: ast.If, frame: Frame) -> Any:
    condition = walk(run, node.condition, frame)
    if condition is True:
        return walk(run, node.then, frame)
    if type(condition) is not Unknown:
        check_truth(run, node.condition, "if", condition)
        return walk(run, node.otherwise, frame)
    options = partial.truths(condition)
    branches = []
    if True in options:
        branches.append(walk(run, node.then, frame))
    if options != {True}:
        branches.append(walk(run, node.otherwise, frame))
    return partial.joined(condition, branches)


def domain_of(run: Run, node: Node, frame: Frame) -> Any:
    """What an iteration goes through: a list, or unknown."""
    if type(node) is ast.Steps:
        low, high = walk(run, node.low, frame), walk(run, node.high, frame)
        return access.steps(low, high, run.meter)
    return access.gone_through(walk(run, node, frame), run.meter)


def _for(run: Run, node: ast.For, frame: Frame) -> Any:
    return iterated(run, node, frame, walk, domain_of)


def _quantified(run: Run, node: ast.Quantified, frame: Frame) -> Any:
    return quantified(run, node, frame, walk, domain_of)


def _filter(run: Run, node: ast.Filter, frame: Frame) -> Any:
    return filtered(run, node, walk(run, node.source, frame), frame, walk)


def _function(_run: Run, node: ast.Function, frame: Frame) -> Any:
    if node.external:
        raise FeelError(
            "external-function", "functions of other languages are not called", "外部の言語の関数は呼び出せません"
        )
    return Closure(node.parameters, node.body, frame, node.types)


def _call(run: Run, node: ast.Call, frame: Frame) -> Any:
    function = walk(run, node.function, frame)
    arguments = [walk(run, argument, frame) for argument in node.arguments]
    if type(node.function) is ast.Name and (function is None or type(function) is Unknown):
        name = node.function.name
        if function is None or name in function.names:
            raise unknown_function(name)
    named = dict(zip(node.names, arguments, strict=True)) if node.names else None
    return invoke(run, walk, function, () if node.names else arguments, named)


def _instance_of(run: Run, node: ast.InstanceOf, frame: Frame) -> Any:
    value = walk(run, node.value, frame)
    if not is_type(node.type):
        raise FeelError("unknown-type", "there is no type of this name", "この名前の型はありません")
    names = names_in((value,))
    return Unknown(names) if names else conforms(value, node.type)


_MEANING: dict[type[Node], Callable[[Run, Any, Frame], Any]] = {
    ast.Null: _null,
    ast.Boolean: _constant,
    ast.Number: _constant,
    ast.String: _constant,
    ast.AtLiteral: _at_literal,
    ast.Name: _name,
    ast.Path: _path,
    ast.Filter: _filter,
    ast.Call: _call,
    ast.Negate: _negate,
    ast.Arithmetic: _arithmetic,
    ast.Comparison: _comparison,
    ast.And: _and,
    ast.Or: _or,
    ast.Between: _between,
    ast.In: _in,
    ast.OpenRange: _open_range,
    ast.UnaryTests: _unary_tests,
    ast.RangeLiteral: _range,
    ast.ListLiteral: _list,
    ast.ContextLiteral: _context,
    ast.If: _if,
    ast.For: _for,
    ast.Quantified: _quantified,
    ast.Function: _function,
    ast.InstanceOf: _instance_of,
}

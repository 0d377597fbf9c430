"""What generated code of a rule set may call besides the operators of FEEL: short ways, and ways back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any

from engine.evaluator.rounding import MODES, rounded
from engine.feel.evaluator import partial
from engine.feel.evaluator.calls import invoke
from engine.feel.evaluator.evaluation import DEFAULT_OPTIONS, bounded
from engine.feel.evaluator.reference import passes_test, walk
from engine.feel.evaluator.run import Mode, Run
from engine.feel.evaluator.scopes import Frame
from engine.feel.evaluator.support import give_up
from engine.feel.syntax.ast import Expression, Node
from engine.feel.table_code import CompiledTable
from engine.feel.values.equality import only_texts
from engine.feel.values.functions import Builtin
from engine.feel.values.unknown import Unknown
from engine.plan import Rounding

LONGEST_LIST = 1_000
"""Longer lists are gone through by the reference evaluator, which counts the work."""

_ONE = Decimal(1)
_ZERO = Decimal(0)
_PLACES = frozenset(Decimal(1).scaleb(-places) for places in range(1, 13))
_EXACT = Context(prec=120, Emin=-999_999, Emax=999_999)


def _run(node: Node) -> Run:
    return Run(Expression("", node), Mode.HANTEI, DEFAULT_OPTIONS)


def walked(node: Node, scope: dict[str, Any]) -> Any:
    """A part that the reference evaluator of FEEL walks; with a fault in it, all of it is left to the reference."""
    run = _run(node)
    value = bounded(run, Frame(scope))
    return give_up() if run.diagnostics else value


def walked_test(node: Node, value: Any, scope: dict[str, Any]) -> Any:
    """Whether `value` passes a test that speaks of it as `?`."""
    run = _run(node)
    found = passes_test(run, node, Frame({"?": value}, Frame(scope)), value)
    return give_up() if run.diagnostics else found


def invoked(node: Node, function: Builtin, arguments: tuple[Any, ...]) -> Any:
    """A built-in called."""
    run = _run(node)
    value = invoke(run, walk, function, arguments, None)
    return give_up() if run.diagnostics else value


def either_way(parts: tuple[Any, Any, Any]) -> Any:
    """What `if` gives where its condition is not known: condition, then, otherwise."""
    condition, then, otherwise = parts
    if type(condition) is not Unknown:
        return give_up()
    options = partial.truths(condition)
    branches = [then] if True in options else []
    return partial.joined(condition, branches if options == {True} else [*branches, otherwise])


def holds(items: Any, text: str) -> bool:
    """Whether a list of texts holds `text`."""
    if type(items) is not list or len(items) > LONGEST_LIST or not only_texts(items):
        give_up()
    return text in items


def holds_other(items: Any, text: str) -> bool:
    """Whether a list of texts holds another one than `text`."""
    if type(items) is not list or len(items) > LONGEST_LIST or not only_texts(items):
        give_up()
    return bool(items.count(text) != len(items))


def rounding_of(rule: Rounding) -> Callable[[Decimal], Decimal]:
    """The rounding of known numbers as the rule writes it: to whole numbers and decimal places the short way."""
    mode = MODES[rule.mode]
    if rule.to == 1:

        def whole(value: Decimal) -> Decimal:
            return value.quantize(_ONE, mode, _EXACT) or _ZERO

        return whole
    if rule.to in _PLACES:

        def to_places(value: Decimal) -> Decimal:
            found = value.quantize(rule.to, mode, _EXACT)
            without = found.to_integral_value()
            return (without or _ZERO) if without == found else found.normalize(_EXACT)

        return to_places

    def to_a_step(value: Decimal) -> Decimal:
        found: Decimal = rounded(value, rule)
        return found

    return to_a_step


def asked(table: CompiledTable, scope: dict[str, Any]) -> tuple[Any, str | None]:
    """The answer of a table on known inputs, and the one row that was hit."""
    answer = table.ask(scope)
    if answer.value is None or answer.diagnostics or answer.possible or len(answer.hit) > 1:
        give_up()
    return answer.value, answer.hit[0] if answer.hit else None

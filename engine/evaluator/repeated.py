"""Expressions that ask for one fact more than once: its cases are gone through, as interval and Kleene logic cannot.

`kind = "a" or (kind = "b" and judged)` is met whatever `kind` is among the two where it was judged so, and waits for
nothing then. `if cost < limit then 5 else cost / 10` is never below a tenth of the limit. The cases of a number or day
lie below, at and above each of the figures that it is compared with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from engine.evaluator.correlated import MOST_CASES, small_values
from engine.evaluator.domains import nested
from engine.evaluator.extremes import Extreme, extreme
from engine.evaluator.index import Index
from engine.feel import Expression, evaluate
from engine.feel.evaluator.partial import truths, verdict
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node, dotted
from engine.feel.values.domains import domain_of, inside, settled, union
from engine.feel.values.unknown import Between, Unknown, names_in

CUT = frozenset(("number", "integer", "date"))
"""Types of facts that are gone through in pieces."""
_COMPARED = frozenset(("<", "<=", ">", ">=", "=", "!="))


def repeated(expressions: tuple[Expression, ...], index: Index) -> tuple[str, ...]:
    """The facts that the expressions together ask for more than once, if they have few values or are compared with
    something; none where the expressions rest on tables or values."""
    key = tuple(map(id, expressions))
    known = index.repeated.get(key)
    if known is None:
        known = index.repeated[key] = (expressions, _repeated(expressions, index))
    return known[1]


def _repeated(expressions: tuple[Expression, ...], index: Index) -> tuple[str, ...]:
    plan, read = index.plan, index.reads_all(expressions)
    if any(name in plan.tables or name in plan.values for name in read):
        return ()
    counts = Counter(dotted(node) for one in expressions for node in ast.walk(one.node))
    return tuple(sorted(name for name in read if counts[name] > 1 and _has_cases(name, expressions, index)))


def _has_cases(name: str, expressions: Iterable[Expression], index: Index) -> bool:
    spec = index.plan.facts.get(name)
    if spec is None or small_values(name, index.plan.facts):
        return spec is not None
    ordered = spec.type in CUT and not spec.nullable and not spec.null_when_absent
    return ordered and any(_beside(name, expressions))


def _beside(name: str, expressions: Iterable[Expression]) -> Iterator[Node]:
    """What the fact is compared with."""
    for expression in expressions:
        yield from (other for side, other in compared_sides(expression) if dotted(side) == name)


def compared_sides(expression: Expression) -> Iterator[tuple[Node, Node]]:
    """Of every comparison in an expression each side with the other."""
    for node in ast.walk(expression.node):
        if type(node) is ast.Comparison and node.operator in _COMPARED:
            yield from ((node.left, node.right), (node.right, node.left))


def by_cases(
    expression: Expression, value: Any, index: Index, scope: Mapping[str, Any], facts: Mapping[str, Any]
) -> Any:
    """What the condition comes to, case by case of the facts that it asks for more than once.

    `value`: what it comes to otherwise, a truth value that is not known; `scope`: what it reads besides the `facts`.
    """
    waiting, cases = _cases((expression,), index, scope, facts)
    if not cases:
        return value
    found = [one for (one,) in cases]
    if all(one is found[0] for one in found) and type(found[0]) is not Unknown:
        return found[0]
    return verdict(names_in(found) | waiting, [option for one in found for option in truths(one)])


def value_by_cases(
    expression: Expression, value: Any, index: Index, scope: Mapping[str, Any], facts: Mapping[str, Any]
) -> Any:
    """The same of a formula."""
    waiting, cases = _cases((expression,), index, scope, facts)
    return _joined(waiting, [one for (one,) in cases]) if cases else value


def extreme_by_cases(  # noqa: PLR0913 - as the two above, the last by name only
    expressions: tuple[Expression, ...],
    found: Extreme,
    index: Index,
    scope: Mapping[str, Any],
    facts: Mapping[str, Any],
    *,
    greatest: bool,
) -> Extreme:
    """The least or greatest of bounds, case by case; those bind that do so in some case."""
    waiting, cases = _cases(expressions, index, scope, facts)
    if not cases or any(value is None for values in cases for value in values):
        return found
    each = [extreme(values, greatest=greatest) for values in cases]
    binding = {place for one in each for place in one.binding}
    return Extreme(_joined(waiting, [one.value for one in each]), tuple(sorted(binding)))


def _joined(waiting: frozenset[str], values: Sequence[Any]) -> Any:
    return settled(names_in(values) | waiting, union(map(domain_of, values)))


def _cases(
    expressions: tuple[Expression, ...], index: Index, scope: Mapping[str, Any], facts: Mapping[str, Any]
) -> tuple[frozenset[str], list[tuple[Any, ...]]]:
    """What the facts wait for whose cases are gone through, and what the expressions come to in each case.

    Nothing where there is a fault in one.
    """
    options: dict[str, Sequence[Any]] = {}
    for name in repeated(expressions, index):
        if type(facts[name]) is not Unknown:
            continue
        own = small_values(name, index.plan.facts) or _pieces(name, expressions, scope, facts[name])
        if len(own) * prod(map(len, options.values())) > MOST_CASES:
            break
        if len(own) > 1:
            options[name] = own
    found = []
    for point in product(*options.values()) if options else ():
        case = {**scope, **nested({**facts, **dict(zip(options, point, strict=True))})}
        results = [evaluate(one, case) for one in expressions]
        if any(result.diagnostics for result in results):
            return frozenset(), []
        found.append(tuple(result.value for result in results))
    return names_in(facts[name] for name in options), found


def _pieces(name: str, expressions: Iterable[Expression], scope: Mapping[str, Any], value: Unknown) -> Sequence[Any]:
    """What a number or day may be, cut at the figures that it is compared with: between them, and each of them."""
    if type(value.domain) is not Between:
        return (value,)
    return pieces_between(value, (evaluate(Expression("", node), scope).value for node in _beside(name, expressions)))


def pieces_between(value: Unknown, cuts: Iterable[Any]) -> Sequence[Any]:
    """An interval in pieces: between the cuts that lie in it, and each of them. What is no number or day cuts nothing.

    The ends of a piece of days, or of whole numbers where only such count, belong to it; where there is none between
    two cuts, there is no piece.
    """
    domain = value.domain
    if type(domain) is not Between:
        return (value,)
    found: list[Any] = []
    low, low_closed = domain.low, domain.low_closed
    for cut in sorted({one for one in cuts if type(one) in (Decimal, date) and inside(domain, one)}):
        if low is None or low < cut:
            found += _piece(value.names, Between(low, cut, low_closed, False, domain.whole))
        found.append(cut)
        low, low_closed = cut, False
    if domain.high is None or low is None or low < domain.high:
        found += _piece(value.names, Between(low, domain.high, low_closed, domain.high_closed, domain.whole))
    return found


def _piece(names: frozenset[str], piece: Between) -> Iterator[Any]:
    low, high = piece.low, piece.high
    step: Any = timedelta(1) if date in (type(low), type(high)) else Decimal(1) if piece.whole else None
    if step is None or any(isinstance(end, Decimal) and end != end.to_integral_value() for end in (low, high)):
        yield Unknown(names, piece)
        return
    try:
        low = low + step if low is not None and not piece.low_closed else low
        high = high - step if high is not None and not piece.high_closed else high
    except OverflowError:
        return
    if low is None or high is None or low <= high:
        yield settled(names, Between(low, high, whole=piece.whole))

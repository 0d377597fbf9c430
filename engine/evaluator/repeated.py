"""Conditions that ask for one fact more than once: its cases are gone through, as interval and Kleene logic cannot.

`kind = "a" or (kind = "b" and judged)` is met whatever `kind` is among the two where it was judged so, and waits for
nothing then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import product
from typing import Any

from engine.evaluator.correlated import small_values, within
from engine.evaluator.domains import nested
from engine.evaluator.index import Index
from engine.feel import Expression, evaluate
from engine.feel.evaluator.partial import truths, verdict
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.values.unknown import Unknown, names_in

_REPEATED: dict[int, tuple[Expression, tuple[str, ...]]] = {}
_MOST_KEPT = 10_000


def repeated(expression: Expression, index: Index) -> tuple[str, ...]:
    """The facts of few values that a condition asks for more than once; none where it rests on tables or values."""
    kept = _REPEATED.get(id(expression))
    if kept is not None and kept[0] is expression:
        return kept[1]
    plan = index.plan
    computed = any(name in plan.tables or name in plan.values for name in index.reads(expression))
    counts = Counter(_dotted(node) for node in ast.walk(expression.node))
    again = (name for name in index.reads(expression) if counts[name] > 1 and small_values(name, plan.facts))
    found = () if computed else tuple(sorted(again))
    if len(_REPEATED) < _MOST_KEPT:
        _REPEATED[id(expression)] = (expression, found)
    return found


def by_cases(
    expression: Expression, value: Any, index: Index, scope: Mapping[str, Any], facts: Mapping[str, Any]
) -> Any:
    """What the condition comes to, case by case of the facts that it asks for more than once.

    `value`: what it comes to otherwise, a truth value that is not known; `scope`: what it reads besides the `facts`.
    """
    specs = index.plan.facts
    pivots = tuple(within([name for name in repeated(expression, index) if type(facts[name]) is Unknown], specs))
    if not pivots:
        return value
    found = []
    for point in product(*(small_values(name, specs) for name in pivots)):
        case = {**scope, **nested({**facts, **dict(zip(pivots, point, strict=True))})}
        result = evaluate(expression, case)
        if result.diagnostics:
            return value
        found.append(result.value)
    if all(one is found[0] for one in found) and type(found[0]) is not Unknown:
        return found[0]
    names = names_in(found).union(pivots)
    return verdict(names, [option for one in found for option in truths(one)])


def _dotted(node: Node) -> str | None:
    if type(node) is ast.Name:
        return node.name
    if type(node) is ast.Path:
        source = _dotted(node.source)
        return None if source is None else f"{source}.{node.member}"
    return None

"""Unknown inputs of a decision table, split into cases in which every cell is decided.

An unknown input is cut at the ends that the cells of its column speak of: into the points themselves and the stretches
between them. Of an input that counts (`Between.whole`) a stretch between two neighbouring whole numbers (`3` and `4`)
holds nothing. Cells that speak of more than fixed ends may stay open in a case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cmp_to_key
from itertools import product
from typing import Any, Protocol

from engine.feel.evaluator.evaluation import evaluate
from engine.feel.hit_policies import Pattern
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Expression, Node
from engine.feel.values.domains import inside, settled
from engine.feel.values.equality import less
from engine.feel.values.unknown import Between, OneOf, Unknown

MOST_CASES = 4096

Passes = Callable[[Expression, Any], Any]


class _Row(Protocol):
    @property
    def when(self) -> tuple[Expression, ...]: ...


def cases_of(inputs: Sequence[Any], rows: Sequence[_Row], passes: Passes) -> list[Pattern]:
    """The patterns of rows that can be hit, each once; one alone when every input is known."""
    columns = [_pieces(value, [row.when[i] for row in rows]) for i, value in enumerate(inputs)]
    total = 1
    for pieces in columns:
        total *= len(pieces)
    if total > MOST_CASES:
        columns = [[value] for value in inputs]
    verdicts = [[[passes(row.when[i], piece) for row in rows] for piece in pieces] for i, pieces in enumerate(columns)]
    found: dict[Pattern, None] = {}
    for case in product(*verdicts):
        found.setdefault(_pattern(case, len(rows)))
    return list(found)


def _pattern(case: Sequence[list[Any]], count: int) -> Pattern:
    sure, possible = [], []
    for row in range(count):
        cells = [column[row] for column in case]
        if all(cell is True for cell in cells):
            sure.append(row)
        elif all(cell is True or type(cell) is Unknown for cell in cells):
            possible.append(row)
    return Pattern(tuple(sure), tuple(possible))


def _pieces(value: Any, cells: Sequence[Expression]) -> list[Any]:
    """The parts of a domain that the cells can tell apart."""
    if type(value) is not Unknown:
        return [value]
    if type(value.domain) is OneOf:
        return list(value.domain.values)
    if type(value.domain) is not Between:
        return [value]
    ends = _sorted([end for cell in cells for end in _ends(cell.node)], value.domain)
    return _cut(value, ends) if ends else [value]


def _ends(node: Node) -> list[Any]:
    """The fixed values that the cell's tests speak of."""
    found = []
    for part in ast.walk(node):
        if type(part) in (ast.Number, ast.String, ast.AtLiteral, ast.Negate, ast.Call):
            value = evaluate(Expression("", part), {}).value
            if value is not None and type(value) is not Unknown:
                found.append(value)
    return found


def _sorted(ends: list[Any], domain: Between) -> list[Any]:
    """The distinct ends inside the domain, in order; those of another kind are left out."""
    known = next((end for end in (domain.low, domain.high) if end is not None), ends[0] if ends else None)
    fitting = [end for end in ends if less(end, known) is not None]
    fitting.sort(key=cmp_to_key(lambda a, b: -1 if less(a, b) else 1 if less(b, a) else 0))
    distinct = [end for i, end in enumerate(fitting) if i == 0 or less(fitting[i - 1], end)]
    return [end for end in distinct if inside(domain, end)]


def _cut(value: Unknown, ends: list[Any]) -> list[Any]:
    domain = value.domain
    if type(domain) is not Between:
        return [value]
    pieces: list[Any] = []
    low, low_closed = domain.low, domain.low_closed
    whole = domain.whole
    for end in ends:
        if low is None or _holds(low, end, low_closed, False, whole):
            pieces.append(Unknown(value.names, Between(low, end, low_closed, False, whole)))
        if not whole or end == end.to_integral_value():
            pieces.append(end)
        low, low_closed = end, False
    if domain.high is None or _holds(low, domain.high, low_closed, domain.high_closed, whole):
        pieces.append(settled(value.names, Between(low, domain.high, low_closed, domain.high_closed, whole)))
    return pieces


def _holds(low: Any, high: Any, low_closed: bool, high_closed: bool, whole: bool) -> bool:
    """Whether a value lies between: a whole one, of an input that counts."""
    if not less(low, high):
        return False
    if not whole or type(low) is not Decimal or type(high) is not Decimal:
        return True
    first = -int((-low).to_integral_value("ROUND_FLOOR"))
    first += 0 if low_closed or first > low else 1
    return first < high or (high_closed and first == high)

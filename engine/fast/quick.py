"""Short ways of the operators on numbers and dates of which one side is not known.

Each gives what the operator of the reference gives; whatever is not plainly one of the cases here goes to that one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from engine.evaluator.extremes import extreme
from engine.evaluator.rounding import rounded
from engine.evaluator.values import FIGURES
from engine.fast.keeping import ANY_TRUTH, Keeping
from engine.fast.support import invoked, rounding_of
from engine.feel.evaluator import operators
from engine.feel.evaluator.support import give_up
from engine.feel.functions.numbers import ceiling, floor
from engine.feel.syntax.ast import Node
from engine.feel.values import numbers
from engine.feel.values.domains import choices, ends_by_steps, one_of, settled
from engine.feel.values.functions import Builtin
from engine.feel.values.unknown import Anything, Between, OneOf, Unknown
from engine.plan import Rounding

_KINDS = ({Decimal}, {date})

MOST_POINTS = 256
_NUMBER_OR_OPEN = {Decimal, type(None)}

Operator = Callable[[Any, Any], Any]
Span = tuple[Any, Any, bool, bool]
"""Both ends (None: unbounded), and whether each belongs to it."""


def span(value: Any) -> Span | None:
    """Where a number or date may lie; None for what is neither, or may be null."""
    kind = type(value)
    if kind is Decimal or kind is date:
        return value, value, True, True
    if kind is not Unknown:
        return None
    domain = value.domain
    if type(domain) is Between:
        ends = {type(domain.low), type(domain.high)} - {type(None)}
        return (domain.low, domain.high, domain.low_closed, domain.high_closed) if _one_kind(ends) else None
    if type(domain) is OneOf and _one_kind(set(map(type, domain.values))):
        return min(domain.values), max(domain.values), True, True
    return None


def _one_kind(kinds: set[type]) -> bool:
    return not kinds or kinds in _KINDS


def _names(left: Any, right: Any) -> frozenset[str]:
    if type(left) is not Unknown:
        return right.names  # type: ignore[no-any-return]  # one of the two is unknown
    return left.names if type(right) is not Unknown else left.names | right.names


def _before(left: Any, right: Any, keeping: Keeping, *, turned: bool) -> Any:
    """`left < right`, or with `turned` its opposite; None where that is not for here to say."""
    one, other = span(left), span(right)
    if one is None or other is None or not _one_kind({type(end) for end in (*one[:2], *other[:2]) if end is not None}):
        return None
    (low, high, _, high_closed), (least, most, least_closed, _) = one, other
    if not (high is None or least is None or high > least) and (high < least or not (high_closed and least_closed)):
        return not turned
    if low is not None and most is not None and low >= most:
        return turned
    return keeping.open_truth(_names(left, right))


def _comparison(slow: Operator, keeping: Keeping, *, swapped: bool, turned: bool) -> Operator:
    def compared(left: Any, right: Any) -> Any:
        if type(left) is Unknown or type(right) is Unknown:
            one, other = (right, left) if swapped else (left, right)
            found = _before(one, other, keeping, turned=turned)
            if found is not None:
                return found
        return slow(left, right)

    return keeping.kept_pair(compared)


def _equality(keeping: Keeping) -> Operator:
    def equals(left: Any, right: Any) -> Any:
        """With one of which nothing is known, nothing is decided."""
        for one, other in ((left, right), (right, left)):
            if type(one) is Unknown and type(one.domain) is Anything and type(other) in (str, Decimal, date):
                return keeping.open_truth(one.names, ANY_TRUTH)
        return operators.equals(left, right)

    return keeping.kept_pair(equals)


def multiply(left: Any, right: Any) -> Any:
    """`*`: a number above zero and one of several, or one in an interval."""
    if type(left) is Unknown and type(right) is Decimal:
        left, right = right, left
    if type(left) is Decimal and type(right) is Unknown and left > 0:
        found = _scaled(left, right)
        if found is not None:
            return found
    return operators.multiply(left, right)


def _scaled(factor: Decimal, value: Unknown) -> Unknown | None:
    domain = value.domain
    if type(domain) is OneOf:
        return _mapped(lambda one: numbers.multiply(factor, one), value)
    if type(domain) is not Between or type(domain.low) is not Decimal:
        return None
    low, high = _product(domain.low, factor), None if domain.high is None else _product(domain.high, factor)
    closed = bool(low) or domain.low_closed, high is None or bool(high) or domain.high_closed
    return _between(value, low, high, *closed)


def _product(end: Decimal, factor: Decimal) -> Decimal:
    """An end that is zero stays zero as it is written, not 0.00."""
    return numbers.multiply(end, factor) if end else numbers.ZERO


def _mapped(function: Callable[[Any], Any], value: Unknown) -> Unknown | None:
    """Each of the numbers mapped; None where two come to the same, or one is no number."""
    values: tuple[Any, ...] = value.domain.values  # type: ignore[union-attr]  # the callers looked
    if set(map(type, values)) != {Decimal}:
        return None
    found = tuple([function(one) for one in values])
    return Unknown(value.names, OneOf(found)) if len(set(found)) == len(found) > 1 else None


def _between(value: Unknown, low: Any, high: Any, low_closed: bool = True, high_closed: bool = True) -> Unknown | None:
    """The interval; None where its ends meet."""
    return (
        None if low is not None and low == high else Unknown(value.names, Between(low, high, low_closed, high_closed))
    )


def risen(parts: tuple[Callable[[Decimal], Decimal], Any, Node, Builtin]) -> Any:
    """A built-in that rises with its number."""
    function, value, node, builtin = parts
    if type(value) is Unknown:
        domain, found = value.domain, None
        if type(domain) is OneOf:
            found = _mapped(function, value)
        elif type(domain) is Between and type(domain.low) is Decimal:
            found = _between(value, *_at_ends(function, ends_by_steps(domain, numbers.ONE)))
        if found is not None:
            return found
    return invoked(node, builtin, (value,))


def _at_ends(
    function: Callable[[Decimal], Decimal], ends: tuple[Decimal | None, Decimal | None]
) -> tuple[Decimal | None, Decimal | None]:
    low, high = ends
    return None if low is None else function(low), None if high is None else function(high)


def rounding_openly(rule: Rounding) -> Callable[[Any], Any]:
    """The rounding of a number or of all that it may be."""
    known = rounding_of(rule)

    def round_(value: Any) -> Any:
        if type(value) is Decimal:
            return known(value)
        if type(value) is Unknown:
            domain, found = value.domain, None
            if type(domain) is OneOf:
                found = _mapped(known, value)
            elif type(domain) is Between:
                found = _between(value, *_at_ends(known, ends_by_steps(domain, rule.to)))
            if found is not None:
                return found
        return rounded(value, rule)

    return round_


def best_of(values: Sequence[Any], ids: Sequence[str], greatest: bool) -> tuple[Any, Any]:
    """The least or greatest of bounds, and which of them bound it."""
    spans = [span(value) for value in values]
    if greatest or None in spans or not _numbers(spans):
        return _slowly(values, ids, greatest)
    binding = _binding(spans)
    if len(binding) == 1:
        return values[binding[0]], (ids[binding[0]], ())
    waiting = [values[place] for place in binding]
    names = frozenset[str]().union(*[value.names for value in waiting if type(value) is Unknown])
    bound_by = (None, tuple([ids[place] for place in binding]))
    if any(type(value) is Unknown and type(value.domain) is Between for value in waiting):
        lows = [spans[place][0] for place in binding]  # type: ignore[index]  # all have one
        highs = [high for place in binding if (high := spans[place][1]) is not None]  # type: ignore[index]  # as above
        low, high = None if None in lows else min(lows), min(highs) if highs else None
        if low is None or low != high:
            return Unknown(names, Between(low, high)), bound_by
        return _slowly(values, ids, greatest)
    options = [choices(value) or () for value in waiting]
    if prod(map(len, options)) > MOST_POINTS:
        return _slowly(values, ids, greatest)
    return settled(names, one_of(map(min, product(*options)))), bound_by


def _binding(spans: Sequence[Any]) -> list[int]:
    """The places of the bounds that may be the least: not those above another one, nor those that lose every tie."""
    highs = [one[1] for one in spans if one[1] is not None]
    if not highs:
        return list(range(len(spans)))
    least = min(highs)
    first = next(place for place, one in enumerate(spans) if one[1] is not None and one[1] == least)
    return [
        place
        for place, (low, *_) in enumerate(spans)
        if place == first or low is None or low < least or (low == least and place < first)
    ]


def _numbers(spans: Sequence[Any]) -> bool:
    return {type(end) for one in spans for end in one[:2]} <= _NUMBER_OR_OPEN


def _slowly(values: Sequence[Any], ids: Sequence[str], greatest: bool) -> tuple[Any, Any]:
    if not all(isinstance(value, FIGURES) for value in values):
        return give_up()  # type: ignore[no-any-return]  # it raises
    found = extreme(values, greatest=greatest)
    names = tuple(ids[position] for position in found.binding)
    return found.value, (names[0], ()) if len(names) == 1 else (None, names)


def short_operators(keeping: Keeping) -> dict[Any, Operator]:
    """The short ways, by what they stand for."""
    return {
        operators.before: _comparison(operators.before, keeping, swapped=False, turned=False),
        operators.after: _comparison(operators.after, keeping, swapped=True, turned=False),
        operators.not_before: _comparison(operators.not_before, keeping, swapped=False, turned=True),
        operators.not_after: _comparison(operators.not_after, keeping, swapped=True, turned=True),
        operators.equals: _equality(keeping),
        operators.multiply: keeping.kept_pair(multiply),
    }


RISING: dict[str, Callable[..., Any]] = {"floor": floor, "ceiling": ceiling}

"""Operators on what is not known: Kleene logic, interval arithmetic, and choices mapped point by point.

The law of this file: whatever the result claims holds for every value that the operands may turn out to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from itertools import product
from typing import Any

from engine.feel.values import numbers
from engine.feel.values.domains import domain_of, interval_of, one_of, pointwise, settled, union
from engine.feel.values.equality import equal, less, only_texts
from engine.feel.values.faults import FeelError
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import FeelTime
from engine.feel.values.unknown import ANYTHING, Anything, Between, Domain, OneOf, Unknown, names_in

Operator = Callable[[Any, Any], Any]

_INFINITY = Decimal("Infinity")
_EXTENDED = Context(prec=numbers.DIGITS, rounding=numbers.CONTEXT.rounding, Emin=-999999, Emax=999999, traps=[])
"""Arithmetic with infinite ends: nothing raises, what is undefined is left out of the corners."""


def or_null(function: Callable[..., Any], *arguments: Any) -> Any:
    """The value, or null where there is none."""
    try:
        return function(*arguments)
    except FeelError:
        return None


# --- logic -----------------------------------------------------------------------------------------------------------


def truths(value: Any) -> frozenset[bool | None]:
    """Which of true, false and null `value` may count as in logic; what is no boolean counts as null."""
    domain = domain_of(value)
    if type(domain) is OneOf:
        return frozenset(option if isinstance(option, bool) else None for option in domain.values)
    return frozenset((True, False, None)) if type(domain) is Anything else frozenset((None,))


def verdict(names: frozenset[str], options: Iterable[bool | None]) -> Any:
    """The one truth value that is left, else an unknown one."""
    found = set(options)
    return settled(names, OneOf(tuple(option for option in (True, False, None) if option in found)))


def all_of(values: Iterable[Any]) -> Any:
    """`and` over values of which none is false for sure."""
    return _fold(list(values), False)


def any_of(values: Iterable[Any]) -> Any:
    """`or` over values of which none is true for sure."""
    return _fold(list(values), True)


def _fold(values: list[Any], decisive: bool) -> Any:
    options = [truths(value) for value in values]
    found: set[bool | None] = set()
    if any(decisive in option for option in options):
        found.add(decisive)
    if any(None in option for option in options) and not any(option == {decisive} for option in options):
        found.add(None)
    if all((not decisive) in option for option in options):
        found.add(not decisive)
    return verdict(names_in(value for value in values if type(value) is Unknown), found)


def both(left: Any, right: Any) -> Any:
    """`left and right`."""
    return all_of((left, right))


def opposite(value: Any) -> Any:
    """`not(value)`."""
    if type(value) is bool:
        return not value
    options = ((None if option is None else not option) for option in truths(value))
    return verdict(names_in((value,)), options)


# --- comparison ------------------------------------------------------------------------------------------------------


def _parts(value: Any) -> list[Any]:
    """The possible values one by one, or the interval they lie in."""
    domain = domain_of(value)
    return list(domain.values) if type(domain) is OneOf else [domain]


def _compared(left: Any, right: Any, test: Callable[[Any, Any], Iterable[bool | None]]) -> Any:
    found: set[bool | None] = set()
    for a, b in product(_parts(left), _parts(right)):
        found.update(test(a, b))
        if len(found) == 3:
            break
    return verdict(names_in((left, right)), found)


def equality(left: Any, right: Any) -> Any:
    """`left = right`. Texts are equal or not, and never null, so that as sets they say all at once."""
    one, other = domain_of(left), domain_of(right)
    if type(one) is OneOf and type(other) is OneOf and only_texts(one.values) and only_texts(other.values):
        either = {*one.values, *other.values}
        alike, unlike = len(either) < len(one.values) + len(other.values), len(either) > 1
        return verdict(names_in((left, right)), (*(True,) * alike, *(False,) * unlike))
    return _compared(left, right, _equal_parts)


def _equal_parts(left: Any, right: Any) -> Iterable[bool | None]:
    if type(left) is Anything or type(right) is Anything:
        return (True, False) if left is None or right is None else (True, False, None)
    if type(left) is not Between and type(right) is not Between:
        found = or_null(deep_equality, left, right)
        return _parts(found) if type(found) is Unknown else (found,)
    if left is None or right is None:
        return (False,)
    ordered = set(_ordered_parts(left, right)) | set(_ordered_parts(right, left))
    if None in ordered:
        return (True, False, None)
    return (False,) if _disjoint(left, right) or _disjoint(right, left) else (True, False)


def deep_equality(left: Any, right: Any) -> Any:
    """`=` of values that may hold unknowns inside lists and contexts."""
    if type(left) is Unknown or type(right) is Unknown:
        return equality(left, right)
    if type(left) is list and type(right) is list:
        return all_of(map(deep_equality, left, right)) if len(left) == len(right) else False
    if type(left) is dict and type(right) is dict:
        return all_of(deep_equality(left[k], right[k]) for k in left) if left.keys() == right.keys() else False
    if (
        type(left) is Range
        and type(right) is Range
        and (left.low_closed, left.high_closed, left.sign)
        == (
            right.low_closed,
            right.high_closed,
            right.sign,
        )
    ):
        return all_of((deep_equality(left.low, right.low), deep_equality(left.high, right.high)))
    return equal(left, right)


def order(operator: str, left: Any, right: Any) -> Any:
    """`<`, `<=`, `>` or `>=` where a side is not known."""
    if operator in (">", ">="):
        left, right, operator = right, left, "<" if operator == ">" else "<="
    if operator == "<":
        return _compared(left, right, _ordered_parts)
    return _compared(left, right, _not_after_parts)


def _ordered_parts(left: Any, right: Any) -> Iterable[bool | None]:
    """What `left < right` may be."""
    if type(left) is Anything or type(right) is Anything:
        return (None,) if left is None or right is None else (True, False, None)
    if left is None or right is None:
        return (None,)
    a, b = _as_interval(left), _as_interval(right)
    if not _comparable(a, b):
        return (None,)
    if _disjoint(a, b):
        return (True,)
    if a.low is not None and b.high is not None and not less(a.low, b.high):
        return (False,)
    return (True, False)


def _not_after_parts(left: Any, right: Any) -> Iterable[bool | None]:
    """What `left <= right` may be: the opposite of `right < left`."""
    return ((None if found is None else not found) for found in _ordered_parts(right, left))


def _as_interval(part: Any) -> Between:
    return part if type(part) is Between else Between(part, part)


def _comparable(a: Between, b: Between) -> bool:
    """Whether the ends are all of one ordered kind (moments with and without an offset do not compare)."""
    ends = [end for end in (a.low, a.high, b.low, b.high) if end is not None]
    return all(less(ends[0], end) is not None for end in ends)


def _disjoint(a: Between, b: Between) -> bool:
    """Whether all of `a` lies below all of `b`."""
    a, b = _as_interval(a), _as_interval(b)
    if a.high is None or b.low is None:
        return False
    if less(a.high, b.low):
        return True
    return not less(b.low, a.high) and not (a.high_closed and b.low_closed)


# --- arithmetic ------------------------------------------------------------------------------------------------------


def arithmetic(operator: str, function: Operator, left: Any, right: Any) -> Any:
    """`left operator right`, by points where both can be counted, else by intervals."""
    names = names_in((left, right))
    domain = pointwise(lambda a, b: or_null(function, a, b), left, right)
    if domain is None:
        domain = _by_intervals(operator, function, left, right)
    return settled(names, domain)


def _by_intervals(operator: str, function: Operator, left: Any, right: Any) -> Domain:
    a, b = interval_of(domain_of(left)), interval_of(domain_of(right))
    if a is None or b is None:
        return ANYTHING
    if any(isinstance(end, str | FeelTime) for end in (a.low, a.high, b.low, b.high)):
        return ANYTHING  # a longer text may come before a shorter one, and a time goes round the clock
    if operator == "+":
        return _from_ends(function, (a.low, b.low), (a.high, b.high))
    if operator == "-":
        return _from_ends(function, (a.low, b.high), (a.high, b.low))
    if not _numbers(a) or not _numbers(b):
        return ANYTHING
    if operator == "*":
        return _corners(_EXTENDED.multiply, a, b)
    if operator == "/" and not _holds_zero(b):
        return _corners(_EXTENDED.divide, a, b)
    return ANYTHING


def _from_ends(function: Operator, lows: tuple[Any, Any], highs: tuple[Any, Any]) -> Domain:
    """For what grows with both sides: from the lowest to the highest. Ends are closed: rounding may reach them."""
    ends = []
    for a, b in (lows, highs):
        end = None if a is None or b is None else or_null(function, a, b)
        if end is None and a is not None and b is not None:
            return ANYTHING
        ends.append(end)
    return Between(ends[0], ends[1])


def _numbers(interval: Between) -> bool:
    return all(end is None or type(end) is Decimal for end in (interval.low, interval.high))


def _holds_zero(interval: Between) -> bool:
    low, high = interval.low, interval.high
    above = low is not None and (low > 0 or (low == 0 and not interval.low_closed))
    below = high is not None and (high < 0 or (high == 0 and not interval.high_closed))
    return not above and not below


def _corners(function: Callable[[Decimal, Decimal], Decimal], a: Between, b: Between) -> Domain:
    """The hull of the four corners; an undefined corner (0 times infinity) lies between the others, or is 0.

    Ends are closed: rounding may reach them. Zero is reached only from zero: what is above it stays so unless it
    falls below the smallest number of the language, thousands of places after the point; facts have 34.
    """
    found = [function(x, y) for x, y in product(_extended(a), _extended(b))]
    if any(corner.is_nan() for corner in found):
        found = [*(corner for corner in found if not corner.is_nan()), numbers.ZERO]
    low, high, reached = _end(min(found)), _end(max(found)), _holds_zero(a) or _holds_zero(b)
    return Between(low, high, low is None or bool(low) or reached, high is None or bool(high) or reached)


def _end(corner: Decimal) -> Decimal | None:
    """A corner as the end of an interval. What is divided by infinity is zero, without its million decimals."""
    if not corner.is_finite():
        return None
    return corner or numbers.ZERO


def _extended(interval: Between) -> tuple[Decimal, Decimal]:
    low = -_INFINITY if interval.low is None else interval.low
    high = _INFINITY if interval.high is None else interval.high
    return low, (Decimal("-0") if not high and low < 0 else high)


def negated(function: Callable[[Any], Any], value: Unknown) -> Any:
    """`-value`."""
    domain = value.domain
    if type(domain) is OneOf:
        return settled(value.names, one_of(or_null(function, option) for option in domain.values))
    if type(domain) is not Between:
        return Unknown(value.names)
    ends = [None if end is None else or_null(function, end) for end in (domain.high, domain.low)]
    if (ends[0] is None) is not (domain.high is None) or (ends[1] is None) is not (domain.low is None):
        return Unknown(value.names)
    return Unknown(value.names, Between(ends[0], ends[1], domain.high_closed, domain.low_closed))


def joined(condition: Any, values: Iterable[Any]) -> Any:
    """Any of `values`, where which one hangs on `condition` too."""
    found = list(values)
    names = names_in((condition,)) | names_in(found)
    return settled(names, union(domain_of(value) for value in found))

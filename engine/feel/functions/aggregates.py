"""Built-ins that make one value of many: counts, sums, extremes, averages. They take a list, or the values one by one.

Elements that are not known are taken in: the result is then all it may still be (see `completions`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from typing import Any

from engine.feel.functions.completions import over_completions
from engine.feel.functions.registry import builtin
from engine.feel.values import numbers
from engine.feel.values.equality import ORDERED, kind, less
from engine.feel.values.faults import FeelError
from engine.feel.values.listed import counted, parts_of
from engine.feel.values.unknown import Unknown

_WIDE = Context(prec=2 * numbers.DIGITS + 10, Emin=-20_000, Emax=20_000)
"""For what is rounded to 34 digits only at the end."""

Reduction = Callable[[Sequence[Any]], Any]


def aggregate(name: str, result: str, *, monotone: str = "", adds: bool = False) -> Callable[[Reduction], Reduction]:
    """Register a function of the known elements, which is also called with the ends of what is unknown.

    `monotone` says that the result rises with each element: "all" where it needs an end of every element to have an
    end itself ("above zero" if it rises only there), "least" or "most" where the one element that counts is enough.
    `adds`: each further element is added.
    """

    def register(function: Reduction) -> Reduction:
        def of_list(items: Any) -> Any:
            return over_completions(function, items, monotone, adds=adds)

        def of_each(*items: Any) -> Any:
            return of_list(list(items))

        of_list.__doc__ = of_each.__doc__ = function.__doc__
        builtin(name, "list: list", result=result, unknowns="own")(of_list)
        builtin(name, "c*", result=result, unknowns="own")(of_each)
        return function

    return register


def _numbers(items: Sequence[Any]) -> Sequence[Decimal]:
    """The items, all of them numbers."""
    for item in items:
        if not isinstance(item, Decimal):
            raise FeelError(
                "wrong-type", f"a number was expected, not {kind(item)}", f"数値であるべきところが {kind(item)} です"
            )
    return items


def _filled(items: Sequence[Any]) -> Sequence[Any]:
    if not items:
        raise FeelError("empty-list", "an empty list has no such value", "空のリストにはその値がありません")
    return items


@builtin("count", "list: list", result="number", unknowns="own")
def count(items: Any) -> Any:
    """How many elements the list has."""
    if type(items) is not Unknown:
        return Decimal(len(items))
    parts = parts_of(items)
    return Unknown(items.names) if parts is None else counted(items.names, parts)


@aggregate("sum", "number", monotone="all", adds=True)
def sum_(items: Sequence[Any]) -> Decimal:
    """The numbers added up; null for none."""
    first, *others = _numbers(_filled(items))
    for item in others:
        first = numbers.add(first, item)
    return first


@aggregate("product", "number", monotone="above zero")
def product(items: Sequence[Any]) -> Decimal:
    """The numbers multiplied; null for none."""
    first, *others = _numbers(_filled(items))
    for item in others:
        first = numbers.multiply(first, item)
    return first


@aggregate("mean", "number", monotone="all")
def mean(items: Sequence[Any]) -> Decimal:
    """The sum divided by the count."""
    return numbers.divide(sum_(items), Decimal(len(items)))


@aggregate("median", "number", monotone="all")
def median(items: Sequence[Any]) -> Decimal:
    """The middle one of the sorted numbers, or the mean of the two in the middle."""
    ordered = sorted(_numbers(_filled(items)))
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return numbers.divide(numbers.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@aggregate("stddev", "number")
def stddev(items: Sequence[Any]) -> Decimal:
    """The standard deviation of a sample: of two numbers at least."""
    given = _numbers(items)
    if len(given) < 2:
        raise FeelError("too-few", "a deviation needs two numbers at least", "標準偏差には二つ以上の数値が要ります")
    total = Decimal(0)
    for item in given:
        total = _WIDE.add(total, item)
    average = _WIDE.divide(total, Decimal(len(given)))
    squares = Decimal(0)
    for item in given:
        distance = _WIDE.subtract(item, average)
        squares = _WIDE.add(squares, _WIDE.multiply(distance, distance))
    return numbers.plus(_WIDE.sqrt(_WIDE.divide(squares, Decimal(len(given) - 1))))


@aggregate("mode", "list<number>")
def mode(items: Sequence[Any]) -> list[Decimal]:
    """The numbers that are there most often, rising; none for an empty list."""
    times: dict[Decimal, int] = {}
    for item in _numbers(items):
        times[item] = times.get(item, 0) + 1
    most = max(times.values(), default=0)
    return sorted(item for item, count_ in times.items() if count_ == most)


@aggregate("min", "comparable", monotone="least")
def min_(items: Sequence[Any]) -> Any:
    """The least of numbers, strings, dates, times or durations."""
    return _extreme(items, less, min)


@aggregate("max", "comparable", monotone="most")
def max_(items: Sequence[Any]) -> Any:
    """The greatest of numbers, strings, dates, times or durations."""
    return _extreme(items, lambda a, b: less(b, a), max)


def _extreme(items: Sequence[Any], better: Callable[[Any, Any], bool | None], of_numbers: Callable[..., Any]) -> Any:
    best = _filled(items)[0]
    if all(type(item) is Decimal for item in items):
        return of_numbers(items)
    if kind(best) not in ORDERED:
        raise FeelError("no-order", f"there is no order of {kind(best)}", f"{kind(best)} には順序がありません")
    for item in items:
        found = better(item, best)
        if found is None:
            raise FeelError(
                "no-order",
                f"{kind(item)} and {kind(best)} do not compare",
                f"{kind(item)} と {kind(best)} は比べられません",
            )
        best = item if found else best
    return best

"""What an unknown value may be: joining, bounding and mapping domains.

Everything here is sound: a value that was possible before stays possible after. Where exactness would cost much, the
domain gets wider, never narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Context, Decimal
from itertools import product
from typing import Any

from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.equality import ORDERED, kind, less, less_or_equal, same
from engine.feel.values.unknown import ANYTHING, MOST_CHOICES, Between, Domain, Listed, OneOf, Unknown, names_in

UNBOUNDED = Between()


def domain_of(value: Any) -> Domain:
    """Every value that `value` may turn out to be; a list is looked into by what goes through it (see `listed`)."""
    if type(value) is Unknown:
        return ANYTHING if type(value.domain) is Listed else value.domain
    return ANYTHING if type(value) in (list, dict) and names_in((value,)) else OneOf((value,))


def settled(names: frozenset[str], domain: Domain) -> Any:
    """The one value of the domain if there is only one, else the unknown."""
    if type(domain) is OneOf and len(domain.values) == 1:
        return domain.values[0]
    if type(domain) is Between and domain.low is not None and domain.low_closed and domain.high_closed:
        low, high = domain.low, domain.high
        if high is not None and less(low, high) is False:
            return low
    return Unknown(names, domain)


HASHED = (Decimal, str, date, FeelDate, YearsMonths, DaysTime)
"""Kinds of which the same values, and no others, are equal in Python, too."""


def one_of(values: Iterable[Any]) -> Domain:
    """The domain of these values, each once; more than fit are widened to their hull."""
    distinct: list[Any] = []
    seen: set[Any] = set()
    for value in values:
        if isinstance(value, HASHED):
            if value in seen:
                continue
            seen.add(value)
        elif any(same(value, other) for other in distinct):
            continue
        distinct.append(value)
    if len(distinct) <= MOST_CHOICES:
        return OneOf(tuple(distinct))
    return _points(distinct)


def _points(values: Iterable[Any]) -> Domain:
    """The hull of known values; Anything when they are not all of one ordered kind."""
    found = list(values)
    return ANYTHING if any(value is None for value in found) else hull([Between(value, value) for value in found])


def join(values: Iterable[Any]) -> Any:
    """What is known when it may be any of `values`: the one value if all agree, else an unknown that covers all."""
    waiting = list(values)
    names = names_in(waiting)
    return settled(names, union(domain_of(value) for value in waiting))


def union(domains: Iterable[Domain]) -> Domain:
    """The smallest domain that covers all of them."""
    parts = list(domains)
    if all(type(part) is OneOf for part in parts):
        return one_of(value for part in parts for value in part.values)  # type: ignore[union-attr]  # all are OneOf
    return hull([interval_of(part) for part in parts])


def interval_of(domain: Domain) -> Between | None:
    """The domain as one interval; None when it is not of one ordered kind."""
    if type(domain) is Between:
        return domain
    if type(domain) is not OneOf:
        return None
    found = _points(domain.values)
    return found if type(found) is Between else None


def hull(intervals: Sequence[Between | None]) -> Domain:
    """The interval from the lowest to the highest end; Anything when they are not all of one ordered kind."""
    found = [interval for interval in intervals if interval is not None]
    if len(found) != len(intervals) or not found or not _one_kind(found):
        return ANYTHING
    low, low_closed = _outermost([(i.low, i.low_closed) for i in found], less)
    high, high_closed = _outermost([(i.high, i.high_closed) for i in found], lambda a, b: less(b, a))
    return Between(low, high, low_closed, high_closed)


def _one_kind(intervals: Sequence[Between]) -> bool:
    kinds = {kind(end) for i in intervals for end in (i.low, i.high) if end is not None}
    return len(kinds) <= 1 and kinds <= ORDERED


def _outermost(ends: Sequence[tuple[Any, bool]], before: Callable[[Any, Any], bool | None]) -> tuple[Any, bool]:
    best, closed = ends[0]
    for end, end_closed in ends:
        if end is None or best is None:
            return None, True
        if before(end, best):
            best, closed = end, end_closed
        elif not before(best, end):
            closed = closed or end_closed
    return best, closed


def bounds(value: Any) -> Between:
    """The interval that `value` lies in; unbounded where no more is known."""
    return interval_of(domain_of(value)) or UNBOUNDED


def choices(value: Any) -> tuple[Any, ...] | None:
    """The values that `value` may turn out to be, if they can be counted."""
    if type(value) is not Unknown:
        return (value,)
    return value.domain.values if type(value.domain) is OneOf else None


_WIDE = Context(prec=120, Emin=-999_999, Emax=999_999)
_MOST_PLACES = 30
"""Numbers of more places before the step are left as they are: beside them a part of a step is not seen."""


def ends_by_steps(interval: Between, step: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Numbers at which a rounding to multiples of `step` comes to its ends over the interval; None: no bound.

    A rounding is the same for all numbers between two neighbouring multiples of half a step. So what lies above such a
    multiple, and not on it, is rounded as what lies a quarter of a step above it: any number above 0 up to 1.
    """
    quarter = _WIDE.multiply(step, Decimal("0.25"))
    low = interval.low if interval.low_closed else _beside(interval.low, quarter)
    high = interval.high if interval.high_closed else _beside(interval.high, -quarter)
    return low, high


def _beside(end: Decimal | None, by: Decimal) -> Decimal | None:
    if type(end) is not Decimal or (end and abs(end.adjusted() - by.adjusted()) > _MOST_PLACES):
        return end
    return end if _WIDE.remainder(end, by * 2) else _WIDE.add(end, by)


def inside(interval: Domain, value: Any) -> bool | None:
    """Whether `value` lies in an interval; None where they do not compare."""
    if type(interval) is not Between:
        return None
    above = (
        True
        if interval.low is None
        else (less_or_equal(interval.low, value) if interval.low_closed else less(interval.low, value))
    )
    below = (
        True
        if interval.high is None
        else (less_or_equal(value, interval.high) if interval.high_closed else less(value, interval.high))
    )
    if above is False or below is False:
        return False
    return None if above is None or below is None else True


def pointwise(function: Callable[..., Any], *arguments: Any) -> Domain | None:
    """The domain of `function` over all combinations of choices; None when they cannot be counted or are too many."""
    options = [choices(argument) for argument in arguments]
    total = 1
    for option in options:
        if option is None:
            return None
        total *= len(option)
    if total > MOST_CHOICES * 4:
        return None
    return one_of(function(*point) for point in product(*(option or () for option in options)))

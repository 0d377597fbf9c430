"""What a built-in gives when some of what it is given is not known: all that it may still give.

The law: for every completion of the unknown, the true result lies in the returned domain, and a known result is the
result of every completion. Three ways, from exact to wide: every combination of countable choices; the ends of
intervals where the function rises with its arguments; no more than the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from engine.feel.values import numbers
from engine.feel.values.domains import ends_by_steps, interval_of, pointwise, settled
from engine.feel.values.equality import ORDERED, kind
from engine.feel.values.faults import FeelError
from engine.feel.values.listed import parts_of
from engine.feel.values.numbers import GREATEST, LEAST, NumberError
from engine.feel.values.ranges import Range
from engine.feel.values.unknown import ANYTHING, Between, Domain, Some, Unknown, names_in


def over_completions(function: Callable[[Sequence[Any]], Any], items: Any, monotone: str, *, adds: bool = False) -> Any:
    """`function` of a list of which elements may be unknown (at the top only; deeper ones leave all open)."""
    if all_known((items,)):
        return function(items)
    names = names_in([items])
    if type(items) is Unknown:
        parts = parts_of(items)
        if parts is not None:
            return settled(names, _over_parts(function, parts, monotone, adds=adds))
        if ordered_interval(items) is None:
            return Unknown(names)
        items = [items]
    if not _unknown_inside(items):
        domain = pointwise(lambda *point: or_null(function, point), *items)
        if domain is not None:
            return settled(names, domain)
        if monotone:
            return settled(names, _between_ends(function, items, monotone))
    return Unknown(names)


def all_known(values: Iterable[Any]) -> bool:
    """Whether nothing is unknown in the values, nor in the lists and contexts among them."""
    return survey(values, {})[0]


def survey(values: Iterable[Any], seen: dict[int, tuple[bool, int]]) -> tuple[bool, int]:
    """Whether nothing in the values is unknown, and how many parts they have when written out.

    A list or context that stands in several places is looked into once and counted each time. 16 characters of a
    string count as a part.
    """
    known, parts = True, 0
    for value in values:
        of = type(value)
        parts += 1
        if of is str:
            parts += len(value) >> 4
        elif of is list or of is dict:
            if id(value) not in seen:
                seen[id(value)] = survey(value if of is list else value.values(), seen)
            inside = seen[id(value)]
            known, parts = known and inside[0], parts + inside[1]
        elif of is Unknown or (of is Range and (type(value.low) is Unknown or type(value.high) is Unknown)):
            known = False
    return known, parts


def or_null(function: Callable[[Sequence[Any]], Any], point: Sequence[Any]) -> Any:
    """The result, or null where there is none: what the whole expression would get."""
    try:
        return function(point)
    except (FeelError, NumberError):
        return None


def _unknown_inside(items: Sequence[Any]) -> bool:
    return not all_known(item for item in items if type(item) is not Unknown)


def _between_ends(function: Callable[[Sequence[Any]], Any], items: Sequence[Any], monotone: str) -> Domain:
    intervals = [ordered_interval(item) for item in items]
    found = [interval for interval in intervals if interval is not None]
    if len(found) < len(intervals) or len({_kind_of(interval) for interval in found}) != 1:
        return ANYTHING
    if monotone == "above zero" and not all(type(i.low) is Decimal and i.low >= 0 for i in found):
        return ANYTHING
    try:
        low = _end(function, [i.low for i in found], partly=monotone == "most")
        high = _end(function, [i.high for i in found], partly=monotone == "least")
    except (FeelError, NumberError):
        return ANYTHING
    return Between(low, high) if low is not None or high is not None else ANYTHING


def _over_parts(
    function: Callable[[Sequence[Any]], Any], parts: Sequence[Some], monotone: str, *, adds: bool
) -> Domain:
    """What a function comes to over a list that is not all known; nothing is claimed where it may be empty."""
    intervals = [ordered_interval(part.item) for part in parts]
    found = [interval for interval in intervals if interval is not None]
    empty = not any(part.least for part in parts)
    if empty or len(found) < len(intervals) or len({_kind_of(interval) for interval in found}) != 1:
        return ANYTHING
    if monotone not in ("all", "least", "most"):
        return ANYTHING
    if adds:
        pairs = list(zip(found, parts, strict=True))
        lows = [_added(interval.low, part, least=True) for interval, part in pairs]
        highs = [_added(interval.high, part, least=False) for interval, part in pairs]
        try:
            return Between(_end(function, lows, partly=False), _end(function, highs, partly=False))
        except (FeelError, NumberError):
            return ANYTHING
    sure = [interval for interval, part in zip(found, parts, strict=True) if part.least]
    best = (min, max) if monotone == "all" else (function, function)
    low = _outer(best[0], [i.low for i in (sure if monotone == "most" else found)], partly=monotone == "most")
    high = _outer(best[1], [i.high for i in (sure if monotone == "least" else found)], partly=monotone == "least")
    return Between(low, high) if low is not None or high is not None else ANYTHING


def _outer(best: Callable[[list[Any]], Any], ends: list[Any], *, partly: bool) -> Any:
    """The furthest that the function may come to: it needs every end, or (`partly`) is held by each that is known."""
    known = [end for end in ends if end is not None]
    return best(known) if known and (partly or len(known) == len(ends)) else None


def _added(end: Any, part: Some, *, least: bool) -> Any:
    """The least (or the most) that the members of a part add; None without bound."""
    if end is None:
        return None if part.most != 0 else numbers.ZERO
    few, many = Decimal(part.least), None if part.most is None else Decimal(part.most)
    times = few if (end >= 0) is least else many
    if times is None:
        return numbers.ZERO if not end else None
    return end if times == 1 else numbers.multiply(end, times)


def _end(function: Callable[[Sequence[Any]], Any], ends: list[Any], *, partly: bool) -> Any:
    known = [end for end in ends if end is not None]
    return function(known) if known and (partly or len(known) == len(ends)) else None


def ordered_interval(value: Any) -> Between | None:
    """The interval a value lies in, if it is known to lie in one, of one ordered kind."""
    if type(value) is not Unknown:
        return Between(value, value) if kind(value) in ORDERED else None
    interval = interval_of(value.domain)
    if interval is None or (interval.low is None and interval.high is None):
        return None
    return interval


def _kind_of(interval: Between) -> str:
    return kind(interval.low if interval.low is not None else interval.high)


def rising(function: Callable[..., Any], first: Unknown, *others: Any) -> Any:
    """A function of a number that rises with it, where that number lies in an interval and the rest is known."""
    return _risen(function, first, others, lambda interval: (interval.low, interval.high))


def stepping(function: Callable[..., Any], first: Unknown, *others: Any) -> Any:
    """The same of a rounding to a number of digits (the next argument; none: to whole numbers)."""
    digits = others[0] if others else None
    if type(digits) is not Decimal and digits is not None:
        return rising(function, first, *others)
    places = numbers.whole(digits) if digits is not None else 0
    if abs(places) > _MOST_PLACES:
        return rising(function, first, *others)
    return _risen(function, first, others, lambda interval: ends_by_steps(interval, Decimal(1).scaleb(-places)))


_MOST_PLACES = 100
"""Roundings to more digits, before or after the point, are taken at the ends themselves."""


def _risen(
    function: Callable[..., Any],
    first: Unknown,
    others: Sequence[Any],
    ends_of: Callable[[Between], tuple[Any, Any]],
) -> Any:
    """An end that is not bounded is tried at the furthest number, so that a function which has no value there leaves
    all open: no interval holds null."""
    interval = ordered_interval(first)
    if interval is None or _kind_of(interval) != "number" or names_in(others):
        return Unknown(names_in([first, *others]))
    least, most = ends_of(interval)
    try:
        low = function(LEAST if least is None else least, *others)
        high = function(GREATEST if most is None else most, *others)
    except (FeelError, NumberError):
        return Unknown(first.names)
    return settled(first.names, Between(None if least is None else low, None if most is None else high))


def absolute(function: Callable[[Any], Any], value: Unknown) -> Any:
    """Without its sign, of a number that lies in an interval."""
    interval = ordered_interval(value)
    if interval is None or _kind_of(interval) != "number":
        return Unknown(value.names)
    low, high = interval.low, interval.high
    far = None if low is None or high is None else max(function(low), function(high))
    if low is not None and low >= 0:
        return settled(value.names, Between(low, high, interval.low_closed, interval.high_closed))
    if high is not None and high <= 0:
        return settled(value.names, Between(function(high), far))
    return settled(value.names, Between(Decimal(0), far))


def distance(function: Callable[[Any, Any], Any], start: Any, end: Any) -> Any:
    """A function of two moments that falls with the first and rises with the second, where they lie in intervals."""
    names = names_in([start, end])
    first, last = ordered_interval(start), ordered_interval(end)
    if first is None or last is None or not {_kind_of(first), _kind_of(last)} <= {"date", "date and time"}:
        return Unknown(names)
    least = None if first.high is None or last.low is None else function(first.high, last.low)
    most = None if first.low is None or last.high is None else function(first.low, last.high)
    return Unknown(names) if least is None and most is None else settled(names, Between(least, most))

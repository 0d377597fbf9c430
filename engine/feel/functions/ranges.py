"""Built-ins that compare points and ranges, as in the standard's table of Allen's relations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.functions.registry import builtin
from engine.feel.values.equality import equal, less
from engine.feel.values.faults import FeelError
from engine.feel.values.ranges import Range, parse_range
from engine.feel.values.text import literal_of
from engine.records import dataclass

POINT = "comparable"
POINTS = (f"point1: {POINT}", f"point2: {POINT}")
POINT_RANGE = (f"point: {POINT}", "range: range")
RANGE_POINT = ("range: range", f"point: {POINT}")
RANGES = ("range1: range", "range2: range")


@dataclass(frozen=True, slots=True)
class End:
    """An end of a range: a value, or beyond all values on one side (-1, 1)."""

    value: Any
    closed: bool
    beyond: int = 0


def _start(of: Range) -> End:
    return End(_comparable(of).low, of.low_closed, -1 if of.low is None else 0)


def _end(of: Range) -> End:
    return End(_comparable(of).high, of.high_closed, 1 if of.high is None else 0)


def _comparable(of: Range) -> Range:
    if of.sign == "!=":
        raise FeelError(
            "not-an-interval", f"`{literal_of(of)}` is no interval", f"`{literal_of(of)}` は区間ではありません"
        )
    return of


def _point(value: Any) -> End:
    return End(value, True)


def _before(left: End, right: End) -> bool:
    """Whether the value of one end is less than the other's."""
    if left.beyond or right.beyond:
        return left.beyond < right.beyond
    found = less(left.value, right.value)
    if found is None:
        shown = f"`{literal_of(left.value)}`", f"`{literal_of(right.value)}`"
        raise FeelError(
            "no-order", "{} and {} do not compare".format(*shown), "{} と {} は比べられません".format(*shown)
        )
    return found


def _at(left: End, right: End) -> bool:
    """Whether two ends are at the same value."""
    if left.beyond or right.beyond:
        return left.beyond == right.beyond
    _before(left, right)
    return equal(left.value, right.value) is True


def _wholly_before(left: End, right: End) -> bool:
    """Whether all up to the end `left` comes before all from the start `right`."""
    return _before(left, right) or (_at(left, right) and not (left.closed and right.closed))


def _reaches(end: End, start: End) -> bool:
    return not _wholly_before(end, start)


def _starts_no_later(one: Range, other: Range) -> bool:
    a, b = _start(one), _start(other)
    return _before(a, b) or (_at(a, b) and (a.closed or not b.closed))


def _ends_no_earlier(one: Range, other: Range) -> bool:
    a, b = _end(one), _end(other)
    return _before(b, a) or (_at(a, b) and (a.closed or not b.closed))


def _same_end(a: End, b: End) -> bool:
    return _at(a, b) and a.closed == b.closed


@builtin("range", "from: string", result="range")
def range_(text: str) -> Range:
    """The range that a text such as `[1..3]` means; its ends are literals."""
    made = parse_range(text)
    if made is None:
        raise FeelError("not-a-range", f"`{text[:80]}` is no range", f"`{text[:80]}` は範囲ではありません")
    return made


@builtin("before", *RANGES, result="boolean")
@builtin("before", *RANGE_POINT, result="boolean")
@builtin("before", *POINT_RANGE, result="boolean")
@builtin("before", *POINTS, result="boolean")
def before(one: Any, other: Any) -> bool:
    """Whether all of the first comes before all of the second."""
    return _wholly_before(_last(one), _first(other))


@builtin("after", *RANGES, result="boolean")
@builtin("after", *RANGE_POINT, result="boolean")
@builtin("after", *POINT_RANGE, result="boolean")
@builtin("after", *POINTS, result="boolean")
def after(one: Any, other: Any) -> bool:
    """Whether all of the first comes after all of the second."""
    return _wholly_before(_last(other), _first(one))


def _first(value: Any) -> End:
    return _start(value) if isinstance(value, Range) else _point(value)


def _last(value: Any) -> End:
    return _end(value) if isinstance(value, Range) else _point(value)


@builtin("meets", *RANGES, result="boolean")
def meets(one: Range, other: Range) -> bool:
    """Whether the first ends at the value where the second starts, both included."""
    return _at(_end(one), _start(other)) and one.high_closed and other.low_closed


@builtin("met by", *RANGES, result="boolean")
def met_by(one: Range, other: Range) -> bool:
    """Whether the second ends at the value where the first starts, both included."""
    return meets(other, one)


@builtin("overlaps", *RANGES, result="boolean")
def overlaps(one: Range, other: Range) -> bool:
    """Whether they have a value in common."""
    return _reaches(_end(one), _start(other)) and _reaches(_end(other), _start(one))


@builtin("overlaps before", *RANGES, result="boolean")
def overlaps_before(one: Range, other: Range) -> bool:
    """Whether the first starts earlier and ends inside the second."""
    earlier = not _starts_no_later(other, one)
    return earlier and _reaches(_end(one), _start(other)) and _ends_no_earlier(other, one)


@builtin("overlaps after", *RANGES, result="boolean")
def overlaps_after(one: Range, other: Range) -> bool:
    """Whether the first starts inside the second and ends later."""
    return overlaps_before(other, one)


def _finishes(point: Any, held: Range) -> bool:
    return held.high_closed and _at(_end(held), _point(point))


def _range_finishes(one: Range, other: Range) -> bool:
    return _same_end(_end(one), _end(other)) and _starts_no_later(other, one)


def _includes(held: Range, point: Any) -> bool:
    at = _point(point)
    return _reaches(at, _start(held)) and _reaches(_end(held), at)


def _range_includes(one: Range, other: Range) -> bool:
    return _starts_no_later(one, other) and _ends_no_earlier(one, other)


def _starts(point: Any, held: Range) -> bool:
    return held.low_closed and _at(_start(held), _point(point))


def _range_starts(one: Range, other: Range) -> bool:
    return _same_end(_start(one), _start(other)) and _ends_no_earlier(other, one)


def _swapped(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda one, other: test(other, one)


def _register() -> None:
    """The relations that a point and a range, or two ranges, may have, and the same ones seen from the other side."""
    for name, reverse, of_point, of_ranges in (
        ("finishes", "finished by", _finishes, _range_finishes),
        ("during", "includes", _swapped(_includes), _swapped(_range_includes)),
        ("starts", "started by", _starts, _range_starts),
    ):
        builtin(name, *POINT_RANGE, result="boolean")(of_point)
        builtin(name, *RANGES, result="boolean")(of_ranges)
        builtin(reverse, *RANGE_POINT, result="boolean")(_swapped(of_point))
        builtin(reverse, *RANGES, result="boolean")(_swapped(of_ranges))


_register()


@builtin("coincides", *POINTS, result="boolean")
def coincides(one: Any, other: Any) -> bool:
    """Whether two points are equal."""
    return _at(_point(one), _point(other))


@builtin("coincides", *RANGES, result="boolean")
def ranges_coincide(one: Range, other: Range) -> bool:
    """Whether two ranges start and end alike."""
    return _same_end(_start(one), _start(other)) and _same_end(_end(one), _end(other))

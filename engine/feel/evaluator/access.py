"""Inside of values: entries behind a dot, items by position, the steps of an iteration."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel.evaluator.operators import kind_ja
from engine.feel.limits import Meter
from engine.feel.values.calendar import FeelDate, day_number, from_day_number
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.equality import kind, less
from engine.feel.values.faults import FeelError
from engine.feel.values.ranges import PROPERTIES as RANGE_PROPERTIES
from engine.feel.values.ranges import Range, range_property
from engine.feel.values.temporal import PROPERTIES, FeelDateTime, FeelTime, temporal_property
from engine.feel.values.unknown import Unknown, names_in

_TEMPORAL = date | FeelDate | FeelTime | FeelDateTime | YearsMonths | DaysTime


def entry(value: Any, member: str) -> Any:
    """`value.member` of a value that is not a list and is known. Raises where there is no such entry."""
    if type(value) is dict:
        if member in value:
            return value[member]
        raise FeelError("no-entry", f"there is no entry `{member}`", f"項目 `{member}` がありません")
    if isinstance(value, _TEMPORAL) and member in PROPERTIES[kind(value)]:
        return temporal_property(value, member)
    if type(value) is Range and member in RANGE_PROPERTIES:
        return range_property(value, member)
    what = kind(value)
    raise FeelError(
        "no-entry",
        f"`.{member}` asks for an entry of {what}",
        f"`.{member}` は{kind_ja(what)}の項目を求めていますが、ありません",
    )


def at_position(items: list[Any], position: Decimal) -> Any:
    """The item at a position from 1, from the end if negative; null outside."""
    index = int(position)
    if position != index or index == 0 or abs(index) > len(items):
        return None
    return items[index - 1] if index > 0 else items[index]


def as_list(value: Any) -> list[Any]:
    """The value where a list is due: itself, or a list of one."""
    return value if type(value) is list else [value]


def steps(low: Any, high: Any, meter: Meter) -> Any:
    """`low..high` of an iteration: whole numbers or days, up or down."""
    names = names_in((low, high))
    if names:
        return Unknown(names)
    if type(low) is Decimal and type(high) is Decimal and low == int(low) and high == int(high):
        return [Decimal(number) for number in _counted(int(low), int(high), meter)]
    if isinstance(low, date | FeelDate) and isinstance(high, date | FeelDate):
        return [from_day_number(number) for number in _counted(day_number(low), day_number(high), meter)]
    raise FeelError(
        "wrong-steps",
        f"an iteration goes from a whole number or date to another, not from {kind(low)} to {kind(high)}",
        f"繰り返しの範囲は整数または日付で、{kind_ja(kind(low))}から{kind_ja(kind(high))}ではありません",
    )


def _counted(first: int, last: int, meter: Meter) -> range:
    meter.list_of(abs(last - first) + 1)
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)


def gone_through(value: Any, meter: Meter) -> Any:
    """What `in` of an iteration goes through: the items of a list or of a bounded range, or one value by itself."""
    if type(value) is list or type(value) is Unknown:
        return value
    if value is None:
        raise FeelError("null-list", "there is no list to go through, only null", "繰り返す対象が null です")
    return _items(value, meter) if type(value) is Range else [value]


def _items(held: Range, meter: Meter) -> Any:
    found = steps(held.low, held.high, meter)
    if type(found) is not list:
        return found
    if less(held.high, held.low):
        return []
    return found[0 if held.low_closed else 1 : len(found) if held.high_closed else -1]

"""Sorting by the order of values, or by a function that says which of two comes first."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from engine.feel.functions.registry import Host, builtin
from engine.feel.values.equality import less
from engine.feel.values.faults import FeelError
from engine.feel.values.unknown import Unknown


class _Undecided(Exception):  # noqa: N818 - it never leaves `sort`
    """Which of two elements comes first waits for a fact."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown = unknown


@builtin("sort", "list: list", "precedes?: function", result="list", host=True)
def sort(host: Host | None, items: list[Any], precedes: Any = None) -> Any:
    """The list in order; elements that neither precede the other stay as they were."""

    def order(one: Any, other: Any) -> int:
        first = less(one, other) if precedes is None or host is None else host.call(precedes, [one, other])
        if type(first) is Unknown:
            raise _Undecided(first)
        if not isinstance(first, bool):
            raise FeelError(
                "no-order",
                "`sort` was not told which of two elements comes first",
                "`sort` で二つの要素の順序が決まりません",
            )
        return -1 if first else 0

    try:
        return sorted(items, key=cmp_to_key(order))
    except _Undecided as stop:
        return Unknown(stop.unknown.names)

"""Built-ins that look into lists and make new ones. Positions count from 1, negative ones from the end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel.functions.registry import Host, builtin
from engine.feel.values.domains import domain_of, settled
from engine.feel.values.domains import union as union_of
from engine.feel.values.equality import equal, identity
from engine.feel.values.faults import FeelError
from engine.feel.values.listed import listed, parts_of
from engine.feel.values.numbers import whole
from engine.feel.values.unknown import Unknown, names_in


def _index(items: list[Any], position: Decimal) -> int:
    """The Python index of a position that is in the list."""
    at = whole(position)
    if at == 0 or abs(at) > len(items):
        raise FeelError(
            "position-outside",
            f"position {at} is outside a list of {len(items)}",
            f"位置 {at} は要素数 {len(items)} のリストの外にあります",
        )
    return at - 1 if at > 0 else len(items) + at


@builtin("sublist", "list: list", "start position: number", "length?: number | null", result="list", unknowns="shallow")
def sublist(items: list[Any], start_position: Decimal, length: Decimal | None = None) -> list[Any]:
    """The part from a position, of a length or to the end."""
    first = _index(items, start_position)
    if length is None:
        return items[first:]
    count = whole(length)
    if count < 0 or first + count > len(items):
        raise FeelError(
            "length-outside",
            f"the list has no {count} elements from position {first + 1}",
            f"リストの位置 {first + 1} から {count} 個の要素はありません",
        )
    return items[first : first + count]


@builtin("append", "list: list", "item*", result="list", unknowns="own")
def append(items: Any, *added: Any) -> Any:
    """The list with elements added at its end."""
    return concatenate(items, list(added))


@builtin("concatenate", "list*: list", result="list", unknowns="own")
def concatenate(*lists: Any) -> Any:
    """The lists in a row, as one."""
    if Unknown not in map(type, lists):
        return [item for items in lists for item in items]
    names = names_in(items for items in lists if type(items) is Unknown)
    parts = [parts_of(items) for items in lists]
    known = [part for some in parts for part in some or ()]
    return Unknown(names_in(lists)) if None in parts else listed(names, known)


@builtin("insert before", "list: list", "position: number", "newItem", result="list", unknowns="shallow")
def insert_before(items: list[Any], position: Decimal, new_item: Any) -> list[Any]:
    """The list with an element put before the one at a position."""
    at = _index(items, position)
    return [*items[:at], new_item, *items[at:]]


@builtin("remove", "list: list", "position: number", result="list", unknowns="shallow")
def remove(items: list[Any], position: Decimal) -> list[Any]:
    """The list without the element at a position."""
    at = _index(items, position)
    return [*items[:at], *items[at + 1 :]]


@builtin("list replace", "list: list", "position: number", "newItem", result="list", unknowns="shallow")
def list_replace(items: list[Any], position: Decimal, new_item: Any) -> list[Any]:
    """The list with the element at a position replaced."""
    at = _index(items, position)
    return [*items[:at], new_item, *items[at + 1 :]]


@builtin("list replace", "list: list", "match: function", "newItem", result="list", host=True)
def list_replace_matching(host: Host | None, items: list[Any], match: Any, new_item: Any) -> list[Any]:
    """The list with every element replaced for which `match(element, newItem)` is true."""
    replaced = []
    for item in items:
        found = host.call(match, [item, new_item]) if host else None
        if type(found) is Unknown:
            either = union_of((domain_of(item), domain_of(new_item)))
            replaced.append(settled(names_in((found, item, new_item)), either))
            continue
        if not isinstance(found, bool):
            raise FeelError(
                "no-boolean",
                "`match` of `list replace` gives no boolean",
                "`list replace` の `match` が真偽値を返しません",
            )
        replaced.append(new_item if found else item)
    return replaced


@builtin("reverse", "list: list", result="list", unknowns="shallow")
def reverse(items: list[Any]) -> list[Any]:
    """The list from its end to its start."""
    return items[::-1]


@builtin("index of", "list: list", "match", result="list<number>")
def index_of(items: list[Any], match: Any) -> list[Decimal]:
    """The positions of the elements that equal `match`, rising."""
    return [Decimal(at) for at, item in enumerate(items, 1) if equal(item, match) is True]


@builtin("union", "list*: list", result="list")
def union(*lists: list[Any]) -> list[Any]:
    """The lists in a row, each value once."""
    return distinct_values(concatenate(*lists))


@builtin("distinct values", "list: list", result="list")
def distinct_values(items: list[Any]) -> list[Any]:
    """Each value once, where it came first."""
    first: dict[Any, Any] = {}
    for item in items:
        first.setdefault(identity(item), item)
    return list(first.values())


@builtin("flatten", "list: list", result="list")
def flatten(items: list[Any]) -> list[Any]:
    """The list with the elements of all nested lists in their place."""
    flat: list[Any] = []
    waiting = [iter(items)]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, list):
                waiting.append(iter(item))
                break
            flat.append(item)
        else:
            waiting.pop()
    return flat

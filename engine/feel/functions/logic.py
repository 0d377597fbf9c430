"""Built-ins that decide over lists with three truth values and with what is not known: all, any, list contains, not."""

from __future__ import annotations

from decimal import Decimal
from types import NoneType
from typing import Any

from engine.feel.functions.registry import builtin
from engine.feel.values.domains import choices, inside, settled
from engine.feel.values.equality import equal
from engine.feel.values.listed import parts_of, truths_of
from engine.feel.values.unknown import Between, OneOf, Unknown, names_in

_TRUTH = (True, False, None)
_PLAIN = frozenset((str, Decimal, bool, NoneType))


def _truths(value: Any) -> set[bool | None]:
    """The truth values that a value may turn out to be; all that is no boolean counts as null."""
    possible = choices(value)
    if possible is not None:
        return {option if isinstance(option, bool) else None for option in possible}
    return {None} if type(value) is Unknown and type(value.domain) is Between else set(_TRUTH)


def _decided(items: Any, stop: bool) -> Any:
    """`stop` if one element is it, the other truth value if all are that, else null; or what it may still be."""
    parts = parts_of(items)
    if parts is None:
        return Unknown(items.names)
    possible = [set(truths_of(part, _truths(part.item), not stop)) for part in parts]
    found: list[bool | None] = []
    if any(stop in each for each in possible):
        found.append(stop)
    if all((not stop) in each for each in possible):
        found.append(not stop)
    if any(None in each for each in possible) and all(each - {stop} for each in possible):
        found.append(None)
    if any(each == {stop} for each in possible):
        found = [stop]
    return settled(names_in([items]), OneOf(tuple(found)))


@builtin("all", "list: list", result="boolean", unknowns="own")
def all_(items: Any) -> Any:
    """False if one element is false, true if all are true or there is none, else null."""
    return _decided(items, stop=False)


@builtin("all", "b*", result="boolean", unknowns="own")
def all_of(*items: Any) -> Any:
    """`all` of values given one by one."""
    return _decided(items, stop=False)


@builtin("any", "list: list", result="boolean", unknowns="own")
def any_(items: Any) -> Any:
    """True if one element is true, false if all are false or there is none, else null."""
    return _decided(items, stop=True)


@builtin("any", "b*", result="boolean", unknowns="own")
def any_of(*items: Any) -> Any:
    """`any` of values given one by one."""
    return _decided(items, stop=True)


@builtin("not", "negand", result="boolean", unknowns="own")
def not_(negand: Any) -> Any:
    """The other truth value; null for all else."""
    if type(negand) is not Unknown:
        return not negand if isinstance(negand, bool) else None
    results = {True: False, False: True, None: None}
    return settled(negand.names, OneOf(tuple(results[truth] for truth in _TRUTH if truth in _truths(negand))))


@builtin("list contains", "list: list", "element", result="boolean", unknowns="own")
def list_contains(items: Any, element: Any) -> Any:
    """Whether an element of the list equals the value."""
    if type(items) is Unknown:
        return _may_contain(items, element)
    if type(element) is str and element in items:
        return True
    open_ones = []
    waits = names_in([element])
    for item in items:
        names = waits | names_in([item]) if waits or type(item) not in _PLAIN else waits
        if not names:
            if equal(item, element) is True:
                return True
        elif _may_equal(item, element):
            open_ones.append(names)
    return Unknown(frozenset[str]().union(*open_ones), OneOf((True, False))) if open_ones else False


def _may_contain(items: Unknown, element: Any) -> Any:
    parts = parts_of(items)
    names = names_in([items, element])
    if parts is None:
        return Unknown(names)
    found: set[bool] = {False}
    for part in parts:
        if names_in([part.item, element]):
            found |= {True} if _may_equal(part.item, element) else set()
        elif equal(part.item, element) is True:
            found = {True} if part.least else found | {True}
            if part.least:
                break
    return settled(names, OneOf(tuple(sorted(found, reverse=True))))


def _may_equal(one: Any, other: Any) -> bool:
    """Whether two values of which one at least is not settled may turn out equal."""
    of_one, of_other = choices(one), choices(other)
    if of_one is not None and of_other is not None:
        return any(names_in([a, b]) or equal(a, b) is True for a in of_one for b in of_other)
    if of_one is None and of_other is None:
        return True
    interval, options = (one.domain, of_other) if of_one is None else (other.domain, of_one)
    return any(_may_lie(interval, option) for option in options or ())


def _may_lie(interval: Any, value: Any) -> bool:
    """Whether an interval may hold a value."""
    if type(interval) is not Between or names_in([value]):
        return True
    return value is not None and inside(interval, value) is not False

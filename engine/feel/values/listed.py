"""Lists of which not all is known: their members, how many they are, and what is made of them.

A part may stand for no member, one or many; what is claimed of it holds for each. Where a list is wanted in its order,
or as a whole, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from engine.feel.values.domains import settled
from engine.feel.values.unknown import Between, Listed, OneOf, Some, Unknown, names_in

_TRUTH = (True, False, None)


def parts_of(value: Any) -> tuple[Some, ...] | None:
    """The members of a list by parts, each known one for itself; None where nothing is known of them."""
    if type(value) in (list, tuple):
        return tuple(Some(item) for item in value)
    if type(value) is Unknown and type(value.domain) is Listed:
        return value.domain.parts
    return None


def unlike_of(value: Any) -> tuple[str, ...]:
    """The entries in all of which no two members of a list agree."""
    return value.domain.unlike if type(value) is Unknown and type(value.domain) is Listed else ()


def listed(names: frozenset[str], parts: Iterable[Some], unlike: tuple[str, ...] = ()) -> Any:
    """The list that the parts make: itself where all of them are sure, else unknown with what is known of it."""
    kept = tuple(part for part in parts if part.most != 0)
    if all(part.least == part.most == 1 for part in kept):
        return [part.item for part in kept]
    return Unknown(names | names_in(part.item for part in kept), Listed(kept, unlike))


def times(one: int | None, other: int | None) -> int | None:
    """How many at most, where each of so many stands for so many."""
    if one == 0 or other == 0:
        return 0
    return None if one is None or other is None else one * other


def counted(names: frozenset[str], parts: Sequence[Some]) -> Any:
    """How many members there are."""
    most = total(part.most for part in parts)
    least = Decimal(sum(part.least for part in parts))
    return settled(names, Between(least, None if most is None else Decimal(most), whole=True))


def total(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    return None if None in found else sum(number for number in found if number is not None)


def mapped(value: Unknown, function: Callable[[Any], Any]) -> Any:
    """`function` of every member; the names of the list, and of all that the results wait for."""
    parts = parts_of(value) or ()
    return listed(value.names, [Some(function(part.item), part.least, part.most) for part in parts])


def truths_of(part: Some, possible: Iterable[bool | None], neutral: bool) -> frozenset[bool | None]:
    """What the members of a part may come to in `and` or `or`: nothing (`neutral`) where there may be none."""
    found = frozenset(possible)
    return found if part.least else found | {neutral}


def maybe(names: frozenset[str], possible: Iterable[bool | None]) -> Any:
    """A truth value that is one of these."""
    found = frozenset(possible)
    return settled(names, OneOf(tuple(truth for truth in _TRUTH if truth in found)))

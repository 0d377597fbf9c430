"""What is not known: a value that waits for facts, with all that is known of it.

`Unknown` is not null (null means "known to be absent") and not false. It carries the names of the facts that would
settle it, and a domain: every value it may still turn out to be lies in it (soundness; it may be wider).

Domains, from wide to narrow: `Anything`, `Between` (an interval of numbers, dates, times or durations), `OneOf`; for
lists `Listed`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from engine.feel.values.ranges import Range
from engine.records import dataclass

MOST_CHOICES = 64
"""A set of more possible values than this is widened to its hull."""


@dataclass(frozen=True, slots=True)
class Anything:
    """No more is known than the names."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these values (each distinct, null allowed as a member)."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """An interval of one ordered kind. An end of None is unbounded; a closed end belongs to the interval.

    `whole`: only the whole numbers in it (a count). What is computed from such an interval need not keep that.
    """

    low: Any = None
    high: Any = None
    low_closed: bool = True
    high_closed: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Some:
    """Members of a list that are alike: at least `least`, at most `most` (None: any number), each one that `item`
    may turn out to be, on its own."""

    item: Any
    least: int = 1
    most: int | None = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of which not all is known: how many members of which kind it holds. Their order is left open.

    `unlike`: entries in all of which no two members agree; none where nothing tells them apart.
    """

    parts: tuple[Some, ...]
    unlike: tuple[str, ...] = ()


Domain = Anything | OneOf | Between | Listed
ANYTHING = Anything()
_NESTED = frozenset((list, tuple, dict))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is not settled: the dotted names of the facts it waits for, and what it may be."""

    names: frozenset[str]
    domain: Domain = ANYTHING


def unknown(*names: str, domain: Domain = ANYTHING) -> Unknown:
    """A shorthand: `unknown("similar_projects_adopted", domain=Between(Decimal(0)))`."""
    return Unknown(frozenset(names), domain)


def names_in(values: Iterable[object]) -> frozenset[str]:
    """The names of every unknown among `values`, looked for inside lists and contexts too."""
    found: set[str] = set()
    _gather(values, found, set())
    return frozenset(found)


def _gather(values: Iterable[object], found: set[str], seen: set[int]) -> None:
    """Adds the names to `found`; a list or context that stands in several places is looked into once."""
    for value in values:
        of = type(value)
        if of is Unknown:
            found |= cast("Unknown", value).names
        elif isinstance(value, Range):
            _gather((value.low, value.high), found, seen)
        elif of in _NESTED and id(value) not in seen:
            seen.add(id(value))
            _gather(value.values() if isinstance(value, dict) else cast("list[object]", value), found, seen)

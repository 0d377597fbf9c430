"""Facts for which several criteria wait: their cases are gone through, so that none is asked for in vain.

Each criterion by itself names what it waits for. Where two of them hang together by a fact that neither knows, there
may be no case in which a third fact still matters: a government that applies for a private project is refused whatever
loan it has. Such a fact has few values, each of them is supposed in turn, and what no case waits for is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from engine.determination import Outcome
from engine.evaluator.domains import domain_of_fact
from engine.evaluator.keeping import OfEach
from engine.feel.values.unknown import OneOf
from engine.plan import FactSpec

MOST_CASES = 16
"""Cases that are gone through for one answer; beyond that a fact may be named that cannot matter."""
MOST_VALUES = 8
MOST_SPECS = 4_096
"""Facts of which the few values are kept."""
_NONE: frozenset[str] = frozenset()


class Waiting(NamedTuple):
    """What an answer waits for, clause by clause."""

    deciding: tuple[frozenset[str], ...]
    """For each criterion on which the outcome may still turn, the facts that it waits for."""
    amounts: frozenset[str]
    certain: frozenset[str]
    """Those of the amounts that move one whatever the others turn out to be."""
    missing: frozenset[str]


class Ended(NamedTuple):
    """How one case ends. `outcome`: None where it may still turn."""

    outcome: Outcome | None
    missing: frozenset[str]


def ended(outcome: Outcome, deciding: Sequence[frozenset[str]], missing: frozenset[str]) -> Ended:
    """The end of a case with this outcome, of which `deciding` says on what it may still turn."""
    turns = outcome is Outcome.UNDETERMINED and any(deciding)
    return Ended(None if turns else outcome, missing)


class Cases(NamedTuple):
    """The cases that are gone through: the values of the `pivots`, all combinations of them."""

    pivots: tuple[str, ...]
    points: tuple[tuple[Any, ...], ...]
    alike: tuple[tuple[tuple[int, ...], ...], ...]
    """For each pivot, which points differ in it alone: their places, group by group."""


def shared(deciding: Sequence[frozenset[str]], specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """The facts of few values for which more than one of the criteria waits, by name."""
    counts = Counter(name for names in deciding for name in names)
    return tuple(sorted(name for name, count in counts.items() if count > 1 and small_values(name, specs)))


def cases_of(pivots: Sequence[str], specs: Mapping[str, FactSpec]) -> Cases:
    """The cases of as many of the pivots as are gone through; one case without any where the first has too many."""
    chosen = tuple(within(pivots, specs))
    points = tuple(product(*(small_values(name, specs) for name in chosen)))
    return Cases(chosen, points, tuple(_alike(position, points) for position in range(len(chosen))))


def _alike(position: int, points: Sequence[tuple[Any, ...]]) -> tuple[tuple[int, ...], ...]:
    groups: dict[Any, list[int]] = {}
    for place, point in enumerate(points):
        groups.setdefault((*map(str, point[:position]), *map(str, point[position + 1 :])), []).append(place)
    return tuple(map(tuple, groups.values()))


def that_matter(told: Waiting, pivots: Sequence[str], cases: Cases, ends: Iterable[Ended]) -> frozenset[str]:
    """Those missing facts for which some case of the `pivots` waits, and those pivots that make a difference.

    `ends`: how the cases end, point by point; no more of them are asked for than tell.
    """
    if not cases.pivots:
        return told.missing
    beside = _NONE.union(*[names for names in told.deciding if not names.isdisjoint(pivots)])
    if beside <= told.certain:
        return told.missing
    known = told.certain | (told.amounts & frozenset(cases.pivots))
    found, turns = list[Ended](), False
    for end in ends:
        found.append(end)
        known |= end.missing
        if end.outcome is None and not turns:
            turns = True
            known = known.union(cases.pivots)
        if told.missing <= known:
            return told.missing
    telling = [name for name, groups in zip(cases.pivots, cases.alike, strict=True) if _tells(groups, found)]
    return told.missing & known.union(telling)


def _tells(groups: Sequence[Sequence[int]], ends: Sequence[Ended]) -> bool:
    """Whether the outcome is another one where this one fact is."""
    return any(len({ends[place].outcome for place in group}) > 1 for group in groups)


def within(pivots: Sequence[str], specs: Mapping[str, FactSpec]) -> Iterator[str]:
    """As many of the pivots as have no more cases together than are gone through."""
    count = 1
    for name in pivots:
        count *= len(small_values(name, specs))
        if count > MOST_CASES:
            return
        yield name


def small_values(name: str, specs: Mapping[str, FactSpec]) -> tuple[Any, ...]:
    """All that a fact may be, if that is little; else nothing."""
    spec = specs.get(name)
    return () if spec is None else _SMALL(spec)


def _small(spec: FactSpec) -> tuple[Any, ...]:
    domain = None if spec.null_when_absent else domain_of_fact(spec)
    return domain.values if isinstance(domain, OneOf) and len(domain.values) <= MOST_VALUES else ()


_SMALL = OfEach(MOST_SPECS, _small)

"""Facts for which several criteria wait: their cases are gone through, so that none is asked for in vain.

Each criterion by itself names what it waits for. Where two of them hang together by a fact that neither knows, there
may be no case in which a third fact still matters: a government that applies for a private project is refused whatever
loan it has. Such a fact has few values, each of them is supposed in turn, and what no case waits for is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from engine.determination import Outcome
from engine.evaluator.domains import domain_of_fact
from engine.feel.values.unknown import OneOf
from engine.plan import FactSpec

MOST_CASES = 16
"""Cases that are gone through for one answer; beyond that a fact may be named that cannot matter."""
MOST_VALUES = 8


class Waiting(NamedTuple):
    """What an answer waits for, clause by clause."""

    outcome: Outcome
    deciding: tuple[frozenset[str], ...]
    """For each criterion on which the outcome may still turn, the facts that it waits for."""
    amounts: frozenset[str]
    certain: frozenset[str]
    """Those of the amounts that move one whatever the others turn out to be."""
    missing: frozenset[str]

    @property
    def is_final(self) -> bool:
        return self.outcome is not Outcome.UNDETERMINED or not any(self.deciding)


Again = Callable[[Mapping[str, Any]], Waiting]
"""The same proposal with some facts supposed."""


def shared(deciding: Sequence[frozenset[str]], specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """The facts of few values for which more than one of the criteria waits, by name."""
    counts = Counter(name for names in deciding for name in names)
    return tuple(sorted(name for name, count in counts.items() if count > 1 and small_values(name, specs)))


def that_matter(told: Waiting, pivots: Sequence[str], specs: Mapping[str, FactSpec], again: Again) -> frozenset[str]:
    """Those missing facts for which some case of the `pivots` waits, and those pivots that make a difference."""
    beside = frozenset[str]().union(*(names for names in told.deciding if not names.isdisjoint(pivots)))
    chosen = tuple(within(pivots, specs))
    if not chosen or beside <= told.certain:
        return told.missing
    points = tuple(product(*(small_values(name, specs) for name in chosen)))
    cases = [again(dict(zip(chosen, point, strict=True))) for point in points]
    asked = told.certain.union(*(case.missing for case in cases))
    telling = {
        name
        for position, name in enumerate(chosen)
        if name in told.amounts or _tells(position, list(zip(points, cases, strict=True)))
    }
    return told.missing & (asked | telling)


def within(pivots: Sequence[str], specs: Mapping[str, FactSpec]) -> Iterator[str]:
    """As many of the pivots as have no more cases together than are gone through."""
    count = 1
    for name in pivots:
        count *= len(small_values(name, specs))
        if count > MOST_CASES:
            return
        yield name


def _tells(position: int, cases: Sequence[tuple[tuple[Any, ...], Waiting]]) -> bool:
    """Whether the outcome may be another one where this one fact is; not where all such cases end alike."""
    alike: dict[Any, set[Outcome | None]] = {}
    for point, case in cases:
        others = tuple(map(str, point[:position] + point[position + 1 :]))
        alike.setdefault(others, set()).add(case.outcome if case.is_final else None)
    return any(None in outcomes or len(outcomes) > 1 for outcomes in alike.values())


def small_values(name: str, specs: Mapping[str, FactSpec]) -> tuple[Any, ...]:
    """All that a fact may be, if that is little; else nothing."""
    spec = specs.get(name)
    domain = None if spec is None or spec.null_when_absent else domain_of_fact(spec)
    return domain.values if isinstance(domain, OneOf) and len(domain.values) <= MOST_VALUES else ()

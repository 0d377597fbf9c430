"""How a proposal may slip, and which facts must be known for it to show: what the order of questions is made of.

A criterion that compares two days is settled by neither of them alone: who asks for the one has to ask for the other.
What a question is worth is therefore how likely the set of facts that it belongs to settles the outcome, a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import mul

from engine.evaluator.asking import still_deciding
from engine.evaluator.assessed import Assessed, Effect
from engine.evaluator.keeping import Kept
from engine.plan import Strength
from engine.possibilities import State

NONE = Fraction(0)
SELDOM = Fraction(1, 5)
"""How likely a fact of which no parts are known fails a criterion: rows of records, mostly."""

Facts = frozenset[str]


@dataclass(frozen=True, slots=True)
class Options:
    """What the likely parts of a fact leave: of a proposal of which nothing else is known, and of a favourable one.

    `untold`: how many parts more the fact has that settle nothing.
    """

    alone: Sequence[State]
    around: Sequence[State]
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """One part of a fact, with the sets of facts that show that it settles the outcome; of each how likely it is."""

    fact: str
    shown: tuple[tuple[Facts, Fraction], ...]

    def settled(self, known: Facts) -> Fraction:
        """How likely it is what settles the outcome where these facts are known."""
        return max((likely for needs, likely in self.shown if needs <= known), default=NONE)


def slips(base: State, best: State, options: Mapping[str, Options]) -> Iterator[Slip]:
    """Every slip in one of the facts, all else being as in `best`.

    All parts of a fact count as equally likely. It is a half where they do not tell: the criterion is not met in
    `best`, or waits for facts that matter only afterwards.
    """
    needs = dict(_needs(base, options))
    hidden = options.keys() - set(base.missing())
    vague = {name for name, needed in needs.items() if not _passes(best.found(name)) or not hidden.isdisjoint(needed)}
    for fact, found in options.items():
        own = {criterion: needed for criterion, needed in needs.items() if fact in needed}
        if not found.around:
            yield _untold(fact, own.values())
        parts = len(found.around) + found.untold
        for alone, around in zip(found.alone, found.around, strict=True):
            halves: dict[Facts, int] = {}
            for criterion, needed in own.items():
                fails = min(_halves(around.found(criterion)), 1 if criterion in vague else 2)
                halves[needed] = max(fails, halves.get(needed, 0))
            if alone.outcome is not base.outcome:
                halves[frozenset((fact,))] = 2
            yield Slip(fact, tuple((needed, Fraction(one, 2 * parts)) for needed, one in halves.items() if one))


def deciding(base: State) -> Iterator[Assessed]:
    """The criteria that may still stop the proposal."""
    return (one for one in still_deciding(base.criteria()) if one.finding.strength != Strength.ADVISORY)


def _needs(base: State, options: Mapping[str, Options]) -> Iterator[tuple[str, Facts]]:
    """For each of them what it waits for."""
    for one in deciding(base):
        yield one.finding.criterion, frozenset(fact for fact in one.finding.missing if fact in options)


def _untold(fact: str, needs: Iterable[Facts]) -> Slip:
    """A fact of which no parts are known: the more criteria wait for it, the likelier it fails one."""
    shown: dict[Facts, Fraction] = {}
    for needed in needs:
        shown[needed] = 1 - (1 - shown.get(needed, NONE)) * (1 - SELDOM)
    return Slip(fact, tuple(shown.items()))


def _passes(found: Assessed | None) -> bool:
    return found is None or found.passes


def _halves(found: Assessed | None) -> int:
    """How likely the criterion fails, in halves; what no fact can tell settles nothing."""
    if found is None or found.passes:
        return 0
    if found.effects == {Effect.STOPS}:
        return 2
    return 1 if found.finding.missing else 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands in the order: how likely the outcome is settled, a question, and its turn among equals."""

    worth: Fraction = NONE
    turn: int = 0


MOST_KEPT = 500
_KEPT: Kept[Mapping[str, Place]] = Kept(MOST_KEPT)
"""Orders of the same slips: most applicants may slip in the same facts, however large their projects are."""


def places(found: Iterable[Slip]) -> Mapping[str, Place]:
    """The place of each fact, by the set of facts in which it is best asked.

    The best set first, then what is best once that is known, and so on: the order with the fewest questions where no
    two sets share a fact (Smith's rule), and near it where they do.
    """
    showing = tuple(one for one in found if one.shown)
    return _KEPT.get(showing, lambda: _placed(showing))


def _placed(found: Sequence[Slip]) -> dict[str, Place]:
    placed: dict[str, Place] = {}
    for together in _connected(found):
        worth = None
        for turn, (names, gain) in enumerate(_in_order(together)):
            worth = gain if worth is None else min(worth, gain)
            placed |= dict.fromkeys(names, Place(worth, turn))
    return placed


def _connected(found: Sequence[Slip]) -> list[list[Slip]]:
    """Slips that share facts with each other, directly or through others."""
    groups: list[tuple[Facts, list[Slip]]] = []
    for slip in found:
        facts = frozenset[str]().union(*(needs for needs, _ in slip.shown))
        near = [group for group in groups if not group[0].isdisjoint(facts)]
        groups = [group for group in groups if group[0].isdisjoint(facts)]
        members = [one for _, others in near for one in others]
        groups.append((facts.union(*(names for names, _ in near)), [*members, slip]))
    return [members for _, members in groups]


def _in_order(found: Sequence[Slip]) -> Iterator[tuple[Facts, Fraction]]:
    """Which facts to ask together, and what that settles, a question."""
    sets, known = {needs for one in found for needs, _ in one.shown}, frozenset[str]()
    while left := {needs - known for needs in sets} - {frozenset()}:
        before = _settled(found, known)
        grown = (_grown(needs, known, before, found, left) for needs in sorted(left, key=sorted))
        steps = max(grown, key=_most_telling)
        for names, _ in steps:
            yield names, steps[-1][1]
            known |= names


Steps = list[tuple[Facts, Fraction]]
"""Facts added one set after the other, and what all until then settle, a question."""


def _most_telling(steps: Steps) -> tuple[Fraction, int, Fraction]:
    return steps[-1][1], -sum(len(names) for names, _ in steps), steps[0][1]


def _grown(
    needs: Facts, known: Facts, before: Mapping[str, Fraction], found: Sequence[Slip], left: Iterable[Facts]
) -> Steps:
    """The facts of one set, then those of others that share some, as long as that makes more of a question."""
    together, steps = needs, [(needs, _gain(needs, known, before, found))]
    while True:
        near = {other - together for other in left if not other.isdisjoint(together)} - {frozenset()}
        more = [(names, _gain(together | names, known, before, found)) for names in sorted(near, key=sorted)]
        best = max(more, key=lambda one: one[1], default=None)
        if best is None or best[1] <= steps[-1][1]:
            return steps
        steps.append(best)
        together |= best[0]


def _gain(names: Facts, known: Facts, before: Mapping[str, Fraction], found: Sequence[Slip]) -> Fraction:
    """What the facts settle, a question, besides what is known (and settles what is in `before`): of applicants of whom
    nothing else is known half count as those who slip in one fact, and half as those who may answer anything.
    """
    after = _settled(found, known | names)
    slipping = [(one - before[fact], 1 - before[fact]) for fact, one in after.items() if one > before[fact]]
    passing = reduce(mul, (1 - new / left for new, left in slipping), Fraction(1))
    return (sum((new for new, _ in slipping), NONE) + 1 - passing) / 2 / len(names)


def _settled(found: Iterable[Slip], known: Facts) -> dict[str, Fraction]:
    """How likely each fact is what settles the outcome."""
    settled: dict[str, Fraction] = {}
    for one in found:
        settled[one.fact] = settled.get(one.fact, NONE) + one.settled(known)
    return settled

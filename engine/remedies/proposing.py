"""From a proposal that does not pass to the changes that would make it pass, the fewest and smallest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

from engine.determination import Amount, Outcome
from engine.evaluator import determine
from engine.evaluator.assessed import Assessed
from engine.feel.values.domains import domain_of, union
from engine.feel.values.unknown import Unknown
from engine.plan import FactSpec, Value
from engine.possibilities import Oracle, Parts, Request, State, parts_of
from engine.remedies.cells import Cell, Span
from engine.remedies.changeable import cells_of, changeable_facts, turns_of
from engine.remedies.goals import Aim, Eligible, Goal, More, aim_of
from engine.remedies.remedy import Change, Clause, Hopeless, Remedy
from engine.remedies.search import Found, Search

MOST_FACTS = 3
"""Facts changed together, beyond those that must be changed in any case."""
MOST_ASKED = 6_000
"""Answers that all searches for one proposal may ask of the oracle; `MOST_IN_SET` of them for one set of facts."""
MOST_IN_SET = 1_500
MOST_REMEDIES = 6


def remedies(request: Request, goal: Goal | None = None) -> tuple[Remedy, ...] | Hopeless:
    """What would reach the goal (to become eligible, where none is given), fewest facts first, then smallest changes.

    Only facts that were given and that the vocabulary marks as changeable are changed; each remedy was determined anew.
    Empty: nothing that was given stands in the way. Bounded: `Remedy.nearest` and `Hopeless.proven` say what was shown.
    """
    oracle = Oracle(request)

    @cache
    def parts(name: str) -> Parts:
        return parts_of(name, oracle)

    return _Proposing(oracle, goal or Eligible(), aim_of(goal or Eligible(), oracle, parts)).run()


@dataclass(slots=True)
class _Proposing:
    oracle: Oracle
    goal: Goal
    aim: Aim
    _wide: dict[str, Unknown] = field(default_factory=dict)
    """Each changeable fact as all that it may become, or stay."""
    _turns: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    _freed: dict[tuple[str, ...], State] = field(default_factory=dict)
    """The states in which these facts may be anything."""

    def run(self) -> tuple[Remedy, ...] | Hopeless:
        if isinstance(self.goal, Eligible) and self.aim.is_possible(self.oracle.base):
            return ()
        changeable = changeable_facts(self.oracle)
        cells = {name: cells_of(name, self.oracle) for name in changeable}
        free = self._free(changeable, cells)
        if not self.aim.is_possible(free):
            return Hopeless(tuple(self._in_the_way(free)), proven=True)
        names = tuple(name for name in changeable if cells[name])
        within = self._free(names, cells)
        if not self.aim.is_possible(within):
            return Hopeless(tuple(self._in_the_way(within)), proven=False)
        needed = self._needed(names, cells)
        found, complete = self._sets(names, needed, cells)
        if not found and not complete:
            found = self._all_that_is_needed(names, cells)
        if not found:
            return Hopeless(tuple(self._in_the_way(self.oracle.base)), proven=complete and names == changeable)
        return tuple(found)

    def _all_that_is_needed(self, names: tuple[str, ...], cells: Mapping[str, tuple[Cell, ...]]) -> list[Remedy]:
        """A remedy that changes more facts than a search goes through: those left when none can be spared any more."""
        kept = names
        for name in names:
            fewer = tuple(other for other in kept if other != name)
            if self.aim.is_possible(self._free(fewer, cells)):
                kept = fewer
        remedy, _ = self._remedy(kept, cells) if kept else (None, False)
        return [] if remedy is None else [remedy]

    def _needed(self, names: tuple[str, ...], cells: Mapping[str, tuple[Cell, ...]]) -> tuple[str, ...]:
        """The facts without which no change of all the others helps.

        Where criteria stand in the way of becoming eligible, such a fact is among those that one of them rests on.
        """
        behind = self.oracle.base.facts_against() if isinstance(self.goal, Eligible) else frozenset[str]()
        return tuple(
            name
            for name in names
            if (not behind or name in behind)
            and not self.aim.is_possible(self._free([other for other in names if other != name], cells))
        )

    def _sets(
        self, names: tuple[str, ...], needed: tuple[str, ...], cells: Mapping[str, tuple[Cell, ...]]
    ) -> tuple[list[Remedy], bool]:
        """The remedies of the smallest sets of facts that have any, and of those one larger that hold none of these."""
        others = [name for name in names if name not in needed]
        found: list[Remedy] = []
        complete, smallest = True, None
        most = min(len(others), MOST_FACTS)
        for more in range(0 if needed else 1, most + 1):
            if smallest is not None and more > smallest + 1:
                break
            reached: list[Remedy] = []
            for extra in combinations(others, more):
                chosen = tuple(name for name in names if name in needed or name in extra)
                if _holds_one(chosen, found):
                    continue
                remedy, sure = self._remedy(chosen, cells)
                complete &= sure
                reached += [remedy] if remedy is not None else []
            found += sorted(reached, key=lambda one: one.distance)
            smallest = more if found and smallest is None else smallest
        return found[:MOST_REMEDIES], complete and most == len(others)

    def _remedy(self, names: tuple[str, ...], cells: Mapping[str, tuple[Cell, ...]]) -> tuple[Remedy | None, bool]:
        """The nearest remedy that changes all of these facts, and whether the search was complete."""
        if self.oracle.asked >= MOST_ASKED:
            return None, False
        if not self.aim.is_possible(self._free(names, cells)):
            return None, True
        end = min(self.oracle.asked + MOST_IN_SET, MOST_ASKED)
        search = Search(self.oracle, self.aim, end, lambda name: self._turns_of(name, cells[name]))
        found = search.nearest(names, cells)
        if found is None:
            given = self.oracle.request.facts.given
            return None, search.unseen is None and not any(isinstance(given[name].value, list) for name in names)
        nearest = search.unseen is None or found.distance <= search.unseen
        return self._verified(found, nearest), True

    def _free(self, names: Iterable[str], cells: Mapping[str, tuple[Cell, ...]]) -> State:
        """The state in which each of these facts may be anything that it can be changed to, or stay."""
        names = tuple(names)
        if names in self._freed:
            return self._freed[names]
        given = self.oracle.request.facts.given
        for name in names:
            if name not in self._wide:
                self._wide[name] = _or_as_it_is(name, given[name].value, cells[name])
        state = self._freed[names] = self.oracle.supposing({name: self._wide[name] for name in names})
        return state

    def _turns_of(self, name: str, cells: tuple[Cell, ...]) -> tuple[Fraction, ...]:
        """The positions of a fact at which criteria turn while all else is as it was given."""
        if name not in self._turns:
            scale = next((cell.scale for cell in cells if isinstance(cell, Span)), None)
            self._turns[name] = () if scale is None else turns_of(scale, self.oracle)
        return self._turns[name]

    def _verified(self, found: Found, nearest: bool) -> Remedy | None:
        """The remedy, if a determination anew says the same as the search."""
        request, facts = self.oracle.request, found.state.told.facts
        then = determine(request.plan, facts, request.as_of, known_on=request.known_on, readings=dict(request.readings))
        if found.state.outcome is not then.outcome:
            return None
        changes = tuple(self._change(name, value, found) for name, value in found.values.items())
        unanswered = then.missing if then.outcome is Outcome.UNDETERMINED else ()
        return Remedy(changes, then, unanswered, found.distance[0], nearest)

    def _change(self, name: str, value: Any, found: Found) -> Change:
        old = self.oracle.request.facts.given[name].value
        without = self.oracle.supposing({name: old}, found.state)
        standing = {one.finding.criterion for one in found.state.blocking()}
        return Change(self._spec(name), old, value, tuple(self._in_the_way(without, standing)))

    def _spec(self, name: str) -> FactSpec:
        return self.oracle.request.plan.facts[name]

    def _in_the_way(self, state: State, passed_over: Collection[str] = ()) -> Iterator[Clause]:
        """What keeps the goal out of reach: criteria that are not met, or what bounds the amount."""
        blocking = [one for one in state.blocking() if one.finding.criterion not in passed_over]
        if isinstance(self.goal, Eligible):
            blocking += [*state.unevidenced(), *state.conflicting()]
        yield from (_criterion(one) for one in blocking)
        if isinstance(self.goal, More) and not blocking:
            value = self.oracle.request.plan.values[self.goal.amount]
            yield _bound(value, self.oracle.base.amounts().get(self.goal.amount))


def _holds_one(names: tuple[str, ...], found: list[Remedy]) -> bool:
    """Whether these facts include all those of a remedy that is there already."""
    return any({change.fact.name for change in remedy.changes} <= set(names) for remedy in found)


def _or_as_it_is(name: str, given: Any, cells: tuple[Cell, ...]) -> Unknown:
    """A fact that is changed, or stays as it was given."""
    if not cells or isinstance(given, list):
        return Unknown(frozenset((name,)))
    return Unknown(frozenset((name,)), union([*(domain_of(cell.domain()) for cell in cells), domain_of(given)]))


def _criterion(one: Assessed) -> Clause:
    finding = one.finding
    return Clause("criterion", finding.criterion, finding.title, finding.statement, finding.source)


def _bound(value: Value, amount: Amount | None) -> Clause:
    if amount is None:
        return Clause("amount", value.name, value.title, None, ())
    bound = amount.bound_by or ", ".join(amount.may_be_bound_by) or value.name
    return Clause("amount", bound, value.title, None, amount.source)

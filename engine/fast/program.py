"""The functions of a plan on one day with chosen readings: made when first asked for, and kept while in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine.evaluator.dating import Day
from engine.evaluator.domains import is_whole
from engine.fact_fields import fields_of
from engine.facts import Facts
from engine.fast.answers import Checked, Standing, Verdict
from engine.fast.counts import counts_alone
from engine.fast.day import DayRules
from engine.fast.emission import NotTakenError
from engine.fast.open import Open
from engine.fast.straight import Straight
from engine.fast.weighing import Weighing
from engine.plan import Plan

MOSTPROGRAMS = 128
"""Days and choices of readings whose functions are kept."""


class Program:
    """What one day's rules were compiled to. `left`: the clauses that the reference evaluator decides."""

    def __init__(self, plan: Plan, day: Day, readings: Mapping[str, str]) -> None:
        self.plan = plan
        self.rules = DayRules(plan, day, readings)
        self.records = tuple(spec for spec in plan.facts.values() if fields_of(spec))
        self.counted = () if counts_alone(self.rules) else tuple(spec.name for spec in self.rules.index.counted)
        self._may_be_open_inside = bool(self.records or self.counted)
        self.straight = True
        self._fewest = 0
        self._weighing: Weighing | None = None
        self.left: tuple[str, ...] = ()
        self._verdict: Callable[[Facts], Verdict] = self._first_verdict
        self._every: Callable[[Facts], Checked] = self._first_every
        self._open: Callable[[Facts], Checked] = self._first_open
        self._standing: Callable[[Facts], Standing] = self._first_standing

    def verdict(self, facts: Facts) -> Verdict:
        """Outcome and amounts."""
        if self._may_be_open_inside and self._is_open_inside(facts):
            found = self._by_reference(facts)
            return Verdict(found.outcome, found.amounts)
        try:
            return self._verdict(facts)
        except Exception:  # whatever the short way cannot do, the three-valued one does
            found = self._open(facts)
            return Verdict(found.outcome, found.amounts)

    def check(self, facts: Facts) -> Checked:
        """Outcome, amounts, every state and the set of missing facts."""
        if self._may_be_open_inside and self._is_open_inside(facts):
            return self._by_reference(facts)
        if len(facts.given) >= self._fewest:
            try:
                return self._every(facts)
            except Exception:  # as above
                return self._open(facts)
        return self._open(facts)

    def open(self, facts: Facts) -> Checked:
        """The same by the three-valued function alone."""
        if self._may_be_open_inside and self._is_open_inside(facts):
            return self._by_reference(facts)
        return self._open(facts)

    def standing(self, facts: Facts) -> Standing:
        """Outcome, amounts and the set of missing facts."""
        if self._may_be_open_inside and self._is_open_inside(facts):
            found = self._by_reference(facts)
            return Standing(found.outcome, found.amounts, found.missing)
        return self._standing(facts)

    def _is_open_inside(self, facts: Facts) -> bool:
        """Whether generated code may not take what is given for known, or what is left out for unknown: a record was
        given without all of its fields, or a count reads records or other counts."""
        given = facts.given
        return any(name not in given for name in self.counted) or any(
            spec.name in given and not is_whole(spec, given[spec.name].value) for spec in self.records
        )

    def _by_reference(self, facts: Facts) -> Checked:
        if self._weighing is None:
            self._weighing = Weighing(self.rules)
            self._weighing.function = self._weighing.all_by_reference
        return self._weighing.all_by_reference(facts)

    # --- made when first asked for -----------------------------------------------------------------------------------

    def _first_verdict(self, facts: Facts) -> Verdict:
        made = self._verdict = self._made(every=False)
        return made(facts)  # type: ignore[no-any-return]  # a verdict by construction

    def _first_every(self, facts: Facts) -> Checked:
        made = self._every = self._made(every=True)
        return made(facts)  # type: ignore[no-any-return]  # an answer by construction

    def _first_open(self, facts: Facts) -> Checked:
        made = Open(self.rules)
        function = self._open = made.function()
        self.left = tuple(made.left)
        return function(facts)  # type: ignore[no-any-return]  # as above

    def _first_standing(self, facts: Facts) -> Standing:
        function = self._standing = Open(self.rules, every=False).function()
        return function(facts)  # type: ignore[no-any-return]  # as above

    def _made(self, *, every: bool) -> Callable[[Facts], Any]:
        made = Straight(self.rules, every=every)
        try:
            function = made.function()
            if every:
                self._fewest = made.fewest
            return function
        except (NotTakenError, RecursionError):
            self.straight = False
            return _not_taken


def _not_taken(_facts: Facts) -> Any:
    raise NotTakenError


PROGRAMS: dict[tuple[int, date, date | None, tuple[tuple[str, str], ...]], Program] = {}


def program(
    plan: Plan, as_of: date, *, known_on: date | None = None, readings: Mapping[str, str] | None = None
) -> Program:
    """The functions of that day; readings of other rule sets are passed over."""
    key = (id(plan), as_of, known_on, tuple(sorted(readings.items())) if readings else ())
    found = PROGRAMS.get(key)
    if found is None or found.plan is not plan:
        while len(PROGRAMS) >= MOSTPROGRAMS:
            PROGRAMS.pop(next(iter(PROGRAMS)), None)
        found = PROGRAMS[key] = Program(plan, Day(as_of, known_on), readings or {})
    return found

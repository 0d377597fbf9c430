"""Facts that a search supposes: each with a sign by which the same value is known again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day
from engine.evaluator.findings import EXEMPTION
from engine.evaluator.keeping import sign_of, signs_of
from engine.fact_fields import holder_of, laid_in, place_of
from engine.facts import Facts, Given
from engine.plan import FactSpec, Plan


class Told:
    """Facts with the sign of each by its name (`exemption.…` among them); what is not told has none."""

    __slots__ = ("_before", "_changed", "_computing", "facts", "signs")

    def __init__(
        self,
        facts: Facts,
        signs: dict[str, Hashable],
        before: Told | None = None,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self.facts, self.signs = facts, signs
        self._before, self._changed = before, changed
        self._computing: Computing | None = None

    @classmethod
    def of(cls, facts: Facts) -> Told:
        """The facts of a request."""
        return cls(facts, signs_of(facts))

    def supposing(self, values: Mapping[str, Any], specs: Mapping[str, FactSpec]) -> Told:
        """The same with these facts (fields of facts and `exemption.…` among them) as given."""
        given, exempted = dict(self.facts.given), dict(self.facts.exemptions)
        signs, changed = dict(self.signs), set()
        for name, value in values.items():
            if name.startswith(EXEMPTION):
                told = exempted[name.removeprefix(EXEMPTION)] = Given(value)
                holder = name
            else:
                holder = name if name in specs else holder_of(name, specs)
                told = given[holder] = Given(_laid_in(name, value, given, specs))
            signs[holder] = sign_of(told)
            changed.add(holder)
        return Told(Facts(given, exempted), signs, self, frozenset(changed))

    def computing(self, plan: Plan, day: Day, readings: Mapping[str, str]) -> Computing:
        """The evaluator on these facts. What rests on none of the facts changed is taken over where it is there."""
        if self._computing is None:
            before = None if self._before is None else self._before._computing
            if before is not None:
                self._computing = before.supposing(self.facts, self._changed)
            else:
                self._computing = Computing(plan, self.facts, day, readings)
            self._computing.signs = self.signs
        return self._computing


def _laid_in(name: str, value: Any, given: Mapping[str, Given], specs: Mapping[str, FactSpec]) -> Any:
    """The value of the fact itself: one of a field stands in the rows told before."""
    place = None if name in specs else place_of(name, specs)
    if place is None:
        return value
    before = given.get(place.fact)
    return laid_in(place, value, before.value if before else None)

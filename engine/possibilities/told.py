"""Facts that a search supposes: each with a sign by which the same value is known again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day
from engine.evaluator.findings import EXEMPTION
from engine.evaluator.keeping import sign_of_value, signs_of
from engine.fact_fields import holder_of, laid_in, place_of
from engine.facts import Facts, Given
from engine.plan import FactSpec, Plan


class Told:
    """Facts with the sign of each by its name (`exemption.…` among them); what is not told has none.

    Most of what a search supposes is known by its signs already: the facts are put together when they are read.
    """

    __slots__ = ("_before", "_changed", "_computing", "_facts", "signs")

    def __init__(
        self,
        facts: Facts | None,
        signs: Mapping[str, Hashable],
        before: Told | None = None,
        changed: Mapping[str, Any] | None = None,
    ) -> None:
        """`facts`: None where they are those of `before`, but for the values that are `changed`."""
        self.signs = signs
        self._facts, self._before, self._changed = facts, before, changed or {}
        self._computing: Computing | None = None

    @classmethod
    def of(cls, facts: Facts) -> Told:
        """The facts of a request."""
        return cls(facts, signs_of(facts))

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            before = self._before.facts if self._before is not None else Facts()
            given, exemptions = dict(before.given), dict(before.exemptions)
            for name, value in self._changed.items():
                known = exemptions if name.startswith(EXEMPTION) else given
                known[name.removeprefix(EXEMPTION)] = Given(value)
            self._facts = Facts(given, exemptions)
        return self._facts

    def supposing(self, values: Mapping[str, Any], specs: Mapping[str, FactSpec]) -> Told:
        """The same with these facts (fields of facts and `exemption.…` among them) as given; itself where they are."""
        changed, signs = dict[str, Any](), dict(self.signs)
        for name, value in values.items():
            held, laid = name, value
            if name not in specs and not name.startswith(EXEMPTION):
                held = holder_of(name, specs)
                laid = _laid_in(name, value, changed[held] if held in changed else self._value(held), specs)
            changed[held], signs[held] = laid, sign_of_value(laid)
        return self if signs == self.signs else Told(None, signs, self, changed)

    def _value(self, name: str) -> Any:
        given = self.facts.given.get(name)
        return given.value if given else None

    def computing(self, plan: Plan, day: Day, readings: Mapping[str, str]) -> Computing:
        """The evaluator on these facts. What rests on none of the facts changed is taken over where it is there."""
        if self._computing is None:
            before = None if self._before is None else self._before._computing
            if before is not None:
                self._computing = before.supposing(self.facts, frozenset(self._changed))
            else:
                self._computing = Computing(plan, self.facts, day, readings)
            self._computing.signs = self.signs
        return self._computing


def _laid_in(name: str, value: Any, holder: Any, specs: Mapping[str, FactSpec]) -> Any:
    """The value of the fact itself: one of a field stands in the rows told before."""
    place = None if name in specs else place_of(name, specs)
    return value if place is None else laid_in(place, value, holder)

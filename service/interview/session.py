"""An interview as a value that changes: the answers so far, what was put aside, and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.checking import check
from engine.determination import Answer, Outcome
from engine.diagnostics import Diagnostic
from engine.evaluator.findings import EXEMPTION
from engine.fact_fields import laid_in, place_of, spec_named
from engine.facts import Facts, FactsDocument, read_facts
from engine.facts.evidence import exemption_spec
from engine.plan import FactSpec, Plan
from engine.possibilities import Request
from engine.questions import Question, next_questions, standing

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

MOST_STEPS = 1_000


@dataclass(slots=True)
class Session:
    """One interview. `told`: the answers as a facts file has them; `aside`: what is not known yet."""

    catalogue: Catalogue
    plans: tuple[Plan, ...]
    as_of: date
    known_on: date | None
    readings: Mapping[str, str]
    told: dict[str, Any] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    """The facts that were asked about, in order."""

    def facts(self) -> Facts:
        """The answers, read."""
        facts, _ = self._read(self.told)
        return facts

    def answer(self, name: str, raw: Any) -> list[Diagnostic]:
        """Takes an answer; with any fault nothing changes."""
        name_told, raw = self._as_told(name, raw)
        _, faults = self._read(_nested(name_told, raw))
        if faults:
            return faults
        self.forget(name)
        _lay(self.told, name_told.split("."), raw)
        self._step(name)
        return []

    def _as_told(self, name: str, raw: Any) -> tuple[str, Any]:
        """The fact that an answer belongs to, and its whole value: a field is laid into the rows told before."""
        facts = self.catalogue.vocabulary()
        place = None if name in facts else place_of(name, facts)
        if place is None:
            return name, raw
        given = self.facts().given.get(place.fact)
        return place.fact, laid_in(place, raw, given.value if given else None)

    def put_aside(self, name: str) -> None:
        """`I do not know yet`."""
        self.forget(name)
        self.aside.append(name)
        self._step(name)

    def back(self) -> str | None:
        """Takes back the last answer; the fact that it was about, to be asked again."""
        if not self.steps:
            return None
        name = self.steps.pop()
        self.forget(name)
        return name

    def forget(self, name: str) -> None:
        _take(self.told, name.split("."))
        self.aside = [other for other in self.aside if other != name]

    def questions(self) -> tuple[Question, ...]:
        """What can still change an answer of the rule sets that are not ruled out, but for what was put aside."""
        facts = self.facts()
        asked = [self._request(plan, facts) for plan in self.plans]
        possible = [one for one in asked if standing(one) is not Outcome.INELIGIBLE]
        return next_questions(possible, set_aside=self.aside)

    def so_far(self) -> Answer:
        """The answer on what was said until now."""
        return check(
            self.catalogue,
            [plan.id for plan in self.plans],
            self.facts(),
            self.as_of,
            known_on=self.known_on,
            readings=self.readings,
        )

    def request(self, plan: Plan) -> Request:
        return self._request(plan, self.facts())

    def _request(self, plan: Plan, facts: Facts) -> Request:
        return Request(plan, facts, self.as_of, self.known_on, self._sides(plan))

    def spec(self, name: str) -> FactSpec | None:
        """A fact that one of the rule sets reads, or an exemption that one of them knows."""
        if name.startswith(EXEMPTION):
            criterion = name.removeprefix(EXEMPTION)
            return exemption_spec(criterion) if criterion in self._exemptions() else None
        found = (spec_named(name, plan.facts) for plan in self.plans)
        return next((spec for spec in found if spec is not None), None)

    def named(self, said: str) -> str | None:
        """The fact that is called so, by its name or its label in either language."""
        if self.spec(said) is not None:
            return said
        every = {name: spec for plan in self.plans for name, spec in plan.facts.items()}
        wanted = said.strip().casefold()
        return next(
            (name for name, spec in every.items() if wanted in {spec.label.en.casefold(), spec.label.ja.casefold()}),
            None,
        )

    def outcomes(self) -> dict[str, Outcome]:
        """What each rule set comes to on what was said until now, by its id."""
        facts = self.facts()
        return {plan.id: standing(self._request(plan, facts)) for plan in self.plans}

    def _sides(self, plan: Plan) -> dict[str, str]:
        return {name: side for name, side in self.readings.items() if name in plan.readings}

    def _exemptions(self) -> set[str]:
        return {one.id for plan in self.plans for one in plan.criteria if one.strength == "in_principle"}

    def _read(self, told: Mapping[str, Any]) -> tuple[Facts, list[Diagnostic]]:
        return read_facts(
            [FactsDocument(told)], self.catalogue.vocabulary(), self._exemptions(), self.catalogue.territories()
        )

    def _step(self, name: str) -> None:
        self.steps = [*(other for other in self.steps if other != name), name][-MOST_STEPS:]


def _nested(name: str, value: Any) -> dict[str, Any]:
    head, _, tail = name.partition(".")
    return {head: _nested(tail, value) if tail else value}


def _lay(told: dict[str, Any], path: list[str], value: Any) -> None:
    *heads, last = path
    for head in heads:
        told = told.setdefault(head, {})
    told[last] = value


def _take(told: dict[str, Any], path: list[str]) -> None:
    """Takes a fact out, and the groups that are empty without it."""
    head, *rest = path
    if head not in told:
        return
    if rest and isinstance(told[head], dict):
        _take(told[head], rest)
        if not told[head]:
            del told[head]
    elif not rest:
        del told[head]

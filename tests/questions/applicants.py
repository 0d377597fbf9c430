"""Applicants made from the worked examples, and how many questions it takes to settle each, in any order of asking."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from engine.catalogue import Catalogue, open_catalogue
from engine.determination import Outcome
from engine.examples import Example, read_examples
from engine.fact_fields import fields_of
from engine.facts import Facts, FactsDocument, Given, read_facts
from engine.feel.values.durations import YearsMonths
from engine.feel.values.unknown import Between, Unknown
from engine.plan import FactSpec, Plan
from engine.possibilities import Oracle, Request, State, parts_of
from engine.questions import next_questions

EXEMPTION = "exemption."
Weighed = tuple[dict[str, Any], Fraction]
"""An applicant, and how likely."""
Choice = Callable[["Reached", dict[str, Any]], str]
MOST_QUESTIONS = 60


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def plan_of(ruleset: str) -> Plan:
    plan, faults = catalogue().plan(ruleset)
    assert plan is not None, faults
    return plan


def examples_of(ruleset: str) -> list[Example]:
    examples, faults = read_examples(catalogue().root / ruleset / "examples.yaml")
    assert not faults, faults
    return list(examples)


def values_of(example: Example) -> dict[str, Any]:
    told = {name: raw for name, raw in example.facts.items() if name != "exemption"}
    facts, faults = read_facts([FactsDocument(told)], catalogue().vocabulary(), (), catalogue().territories())
    assert not faults, faults
    return {name: given.value for name, given in facts.given.items()}


def domains_told(ruleset: str) -> dict[str, list[Any]]:
    """Of each fact its choices, or all that the worked examples say of it."""
    told = [values_of(example) for example in examples_of(ruleset)]
    found: dict[str, list[Any]] = {}
    for name, spec in plan_of(ruleset).facts.items():
        said = [facts[name] for facts in told if facts.get(name) is not None]
        distinct = [value for at, value in enumerate(said) if value not in said[:at]]
        found[name] = [True, False] if spec.type == "boolean" else list(spec.choices) or distinct
    return {name: values for name, values in found.items() if values}


def answers_to(name: str, oracle: Oracle) -> list[Any]:
    """One answer from each part of a fact that the rules tell apart."""
    parts = parts_of(name, oracle).values
    stretches = [part for part in parts if isinstance(part, Unknown) and isinstance(part.domain, Between)]
    points = [part for part in parts if not isinstance(part, Unknown) and (part is None or not stretches)]
    return [*map(point_in, stretches), *points]


def whole(spec: FactSpec, value: Any) -> Any:
    """Records with all their fields: one that the worked example leaves open is its first choice, true or 1."""
    if isinstance(value, list):
        return [whole(spec, one) for one in value]
    if not isinstance(value, dict):
        return value
    fields = {key: field for key, field in fields_of(spec).items() if not field.null_when_absent}
    return {**{key: next(iter(one.choices), None) or _ANY[one.type] for key, one in fields.items()}, **value}


_ANY = {
    "boolean": True,
    "number": Decimal(1),
    "integer": Decimal(1),
    "text": "-",
    "date": date(2019, 4, 1),
    "country": "JP",
}


def point_in(part: Unknown) -> Any:
    """A value well inside a stretch."""
    stretch = part.domain
    assert isinstance(stretch, Between)
    low, high = stretch.low, stretch.high
    if isinstance(low or high, YearsMonths):
        return YearsMonths(high.months // 2 if low is None else low.months + 6)
    if low is None or high is None:
        return high - _far(high) if low is None else low + _far(low)
    middle = low + (high - low) // 2
    return middle if middle > low or stretch.low_closed else high


def _far(end: Any) -> Any:
    return timedelta(days=400) if isinstance(end, date) else max(end // 2, Decimal(1))


class Reached:
    """What a proposal comes to after some answers, worked out once for all applicants who gave these in this order."""

    def __init__(self, oracle: Oracle, state: State) -> None:
        self.is_settled = state.outcome is not Outcome.UNDETERMINED
        self.missing = frozenset(state.missing())
        self.open = state.open()
        self._oracle, self._state = oracle, state
        self._then: dict[tuple[str, str], Reached] = {}

    def then(self, name: str, answer: Any) -> Reached:
        """After one answer more."""
        key = (name, repr(answer))
        if key not in self._then:
            self._then[key] = Reached(self._oracle, self._oracle.supposing({name: answer}, self._state))
        return self._then[key]


@dataclass(slots=True)
class Applicants:
    """Complete applicants for one rule set on the day of its first example."""

    ruleset: str
    plan: Plan = field(init=False)
    day: date = field(init=False)
    oracle: Oracle = field(init=False)
    _ours: dict[str, str] = field(default_factory=dict)
    _start: Reached = field(init=False)

    def __post_init__(self) -> None:
        self.plan = plan_of(self.ruleset)
        example = examples_of(self.ruleset)[0]
        assert example.as_of is not None
        self.day = example.as_of
        self.oracle = Oracle(Request(self.plan, Facts(), self.day))
        self._start = Reached(self.oracle, self.oracle.base)

    def anyone(self, count: int, lot: str = "asked") -> list[Weighed]:
        """Those who may answer anything: of each fact by chance one of the parts that the rules tell apart."""
        chance = random.Random(f"{self.ruleset} {lot}")  # noqa: S311 - a seeded choice of cases, no secret
        answers = self._answers()
        return [({name: chance.choice(of) for name, of in answers.items()}, Fraction(1)) for _ in range(count)]

    def with_one_slip(self) -> list[Weighed]:
        """All who differ from the complete example in one fact, each part of that fact as likely as the others."""
        complete = values_of(examples_of(self.ruleset)[0])
        answers = self._answers()
        whole = {name: complete.get(name, of[0]) for name, of in answers.items()}
        return [
            ({**whole, name: value}, Fraction(1, len(of)))
            for name, of in answers.items()
            for value in of
            if value != whole[name]
        ]

    def _answers(self) -> dict[str, list[Any]]:
        """One answer from each part of a fact; what the worked examples say of those that have no parts, rows whole."""
        specs = self.plan.facts
        told = {
            name: [whole(specs[name], value) if fields_of(specs[name]) else value for value in values]
            for name, values in domains_told(self.ruleset).items()
        }
        found = {name: self._answers_to(name, told.get(name, [])) for name in self._asked()}
        return {name: answers for name, answers in found.items() if answers}

    def _answers_to(self, name: str, told: list[Any]) -> list[Any]:
        """Rows as they are told, lists with those told besides."""
        spec = self.plan.facts.get(name)
        if spec is not None and fields_of(spec):
            return told
        answers = answers_to(name, self.oracle)
        besides = [one for one in told if one not in answers] if spec is not None and spec.type == "list" else []
        return [*answers, *besides] or told

    def _asked(self) -> list[str]:
        """The facts that are not optional, and the exemptions."""
        return [name for name in self.plan_order() if not self._is_optional(name)]

    def _is_optional(self, name: str) -> bool:
        return name in self.plan.facts and self.plan.facts[name].null_when_absent

    def questions(self, applicant: dict[str, Any], choose: Choice) -> int:
        """How many questions it takes until the outcome is settled, or nothing can settle it."""
        reached, known = self._start, dict[str, Any]()
        for count in range(MOST_QUESTIONS):
            if reached.is_settled or not reached.missing:
                return count
            name = choose(reached, known)
            if not name:
                return count
            assert name not in known, name
            known[name] = applicant[name]
            reached = reached.then(name, known[name])
        raise AssertionError(f"{MOST_QUESTIONS} questions were not enough for {applicant}")

    def ours(self, _: Reached, known: dict[str, Any]) -> str:
        """The first of the computed order; empty where no answer can change anything."""
        key = str(sorted(known.items(), key=lambda item: item[0]))
        if key not in self._ours:
            facts = {name: Given(value) for name, value in known.items() if not name.startswith(EXEMPTION)}
            exempted = {
                name.removeprefix(EXEMPTION): Given(value)
                for name, value in known.items()
                if name.startswith(EXEMPTION)
            }
            found = next_questions([Request(self.plan, Facts(facts, exempted), self.day)])
            self._ours[key] = found[0].fact.name if found else ""
        return self._ours[key]

    def plan_order(self) -> list[str]:
        return [*self.plan.facts, *(f"{EXEMPTION}{one.id}" for one in self.plan.criteria)]

    def random_orders(self, count: int) -> Iterator[list[str]]:
        chance = random.Random(self.ruleset)  # noqa: S311 - a seeded choice of cases, no secret
        for _ in range(count):
            order = self.plan_order()
            chance.shuffle(order)
            yield order

    def greedy_order(self, applicants: Sequence[Weighed]) -> list[str]:
        """The fixed order found by looking at applicants: each time the fact that settles most of them."""
        reached = dict.fromkeys(range(len(applicants)), self._start)
        left, order = self.plan_order(), list[str]()
        while reached and left:
            counts = {name: _settled(name, reached, applicants) for name in left}
            best = max(left, key=lambda name: counts[name])
            order.append(best)
            left.remove(best)
            reached = {at: _after(best, one, applicants[at][0]) for at, one in reached.items()}
            reached = {at: one for at, one in reached.items() if not one.is_settled}
        return [*order, *left]

    def measured(self, applicants: Sequence[Weighed], choose: Choice) -> tuple[Fraction, int]:
        """The mean and the greatest number of questions."""
        counts = self.counted(applicants, choose)
        return average(applicants, counts), max(counts)

    def counted(self, applicants: Sequence[Weighed], choose: Choice) -> list[int]:
        """The number of questions of each."""
        return [self.questions(applicant, choose) for applicant, _ in applicants]


def average(applicants: Sequence[Weighed], counts: Sequence[int]) -> Fraction:
    """The mean of the counts, each as likely as its applicant."""
    total = sum((weight for _, weight in applicants), Fraction(0))
    return sum((count * weight for count, (_, weight) in zip(counts, applicants, strict=True)), Fraction(0)) / total


def _settled(name: str, reached: dict[int, Reached], applicants: Sequence[Weighed]) -> tuple[Fraction, int]:
    after = [(applicants[at][1], before, _after(name, before, applicants[at][0])) for at, before in reached.items()]
    settled = sum((weight for weight, _, then in after if then.is_settled), Fraction(0))
    return settled, sum(before.open - then.open for _, before, then in after)


def _after(name: str, reached: Reached, applicant: dict[str, Any]) -> Reached:
    return reached.then(name, applicant[name]) if name in reached.missing else reached


def in_order(order: Sequence[str]) -> Choice:
    """Asks in a fixed order, passing over what can no longer change the answer."""

    def choose(reached: Reached, _: dict[str, Any]) -> str:
        return next(name for name in order if name in reached.missing)

    return choose

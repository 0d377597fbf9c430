"""What a scenario has said so far, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from engine.cases import CaseStanding
from engine.catalogue import Catalogue
from engine.checking import companions_of
from engine.determination import Amount, Answer, Conclusion, Determination, Finding
from engine.diagnostics import Diagnostic, Text
from engine.examples import Example, read_examples
from engine.examples.layers import laid_over, without
from engine.explanation import Explanation
from engine.facts import FactsDocument
from engine.plan import FactSpec, Plan
from engine.questions import Question
from engine.remedies import Hopeless, Remedy
from engine.source import read_path, read_yaml
from engine.timeline import Span
from service.checks.inquiry import Asked, Inquiry, answer, read_inquiry

YES_NO = {"yes": True, "no": False, "はい": True, "いいえ": False}
PROPOSALS = Path(__file__).resolve().parents[2] / "proposals"


@dataclass
class Scene:
    """One scenario: facts, dates, readings and rule sets, then the answer or the refusal."""

    catalogue: Catalogue
    rulesets: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    as_of: str | None = None
    known_on: str | None = None
    readings: dict[str, str] = field(default_factory=dict)
    demand: str | None = None
    given: Answer | None = None
    refusal: list[Diagnostic] = field(default_factory=list)
    receipt: dict[str, Any] | None = None
    questions: tuple[Question, ...] = ()
    remedies: tuple[Remedy, ...] | Hopeless = ()
    spans: tuple[Span, ...] = ()
    explanation: Explanation | None = None
    case: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)
    standing: CaseStanding | None = None

    # --- given -------------------------------------------------------------------------------------------------------

    def add_ruleset(self, said: str) -> str:
        """Names one more rule set, by its id or title; one that does not exist is for the check to refuse."""
        ruleset = self._called(said, ((one, plan.title) for one, plan in self._plans(self.catalogue.ids())))
        if ruleset not in self.rulesets:
            self.rulesets.append(ruleset)
        return ruleset

    def take_example(self, ruleset: str, name: str | None) -> None:
        """Takes the facts, dates and readings of a worked example; without a name of the first one."""
        examples, faults = read_examples(self.catalogue.root / self.add_ruleset(ruleset) / "examples.yaml")
        assert not faults, faults
        called = name if name is None else self._called(name, ((one.id, one.title) for one in examples))
        example = next((one for one in examples if called in (None, one.id)), None)
        assert example is not None, f"{ruleset} has no example {name}"
        self._take(example)

    def take_proposal(self, name: str) -> None:
        document, faults = read_path(PROPOSALS / name / "facts.yaml")
        assert document is not None, faults
        self.facts = laid_over(self.facts, document.data)

    def set_fact(self, said: str, written: str, **evidence: Any) -> None:
        """Lays one fact over the others, written as in a facts file, or a choice, a yes or a no in words."""
        name = self.fact(said)
        value = as_spoken(written, self.catalogue.vocabulary().get(name))
        self.facts = laid_over(self.facts, _nested(name, {"value": value, **evidence} if evidence else value))

    def show_all(self) -> None:
        """Every fact that was told so far has a document."""
        self.facts = _shown(self.facts, "", frozenset(self.catalogue.vocabulary()))

    def drop_fact(self, said: str) -> None:
        rest = without(self.facts, self.fact(said))
        assert rest is not None, f"{said} was not given, so it cannot be taken away"
        self.facts = rest

    # --- when --------------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Asks as any request does: refused with every fault, or answered."""
        assert self.as_of is not None, "no day was given"
        inquiry, self.refusal = self._asked()
        self.given = answer(inquiry, self.catalogue) if inquiry is not None else None

    def inquiry(self) -> Inquiry:
        """What is asked, where nothing of it is refused."""
        inquiry, faults = self._asked()
        assert inquiry is not None, f"it was refused: {[fault.message.en for fault in faults]}"
        return inquiry

    def _asked(self) -> tuple[Inquiry | None, list[Diagnostic]]:
        asked = Asked(
            self.rulesets,
            [FactsDocument(self.facts, base="/facts")],
            self.as_of,
            self.known_on,
            self.readings,
            self.demand,
        )
        return read_inquiry(asked, self.catalogue, date.min)

    # --- then --------------------------------------------------------------------------------------------------------

    def answered(self) -> Answer:
        assert self.given is not None, f"it was refused: {[fault.message.en for fault in self.refusal]}"
        return self.given

    def determination(self, ruleset: str | None) -> Determination:
        """The determination for the rule set named, else for the first."""
        found = self.answered().determinations
        if ruleset is None:
            return found[0]
        wanted = self._called(ruleset, ((one.ruleset, one.title) for one in found))
        return next(one for one in found if one.ruleset == wanted)

    def amount(self, said: str, amounts: Mapping[str, Amount]) -> Amount:
        name = self.value(said)
        assert name in amounts, f"there is no {name}; there are {list(amounts)}"
        return amounts[name]

    def finding(self, said: str, ruleset: str | None) -> Finding:
        findings = self.determination(ruleset).findings
        name = self._called(said, ((one.criterion, one.title) for one in findings))
        found = [one for one in findings if one.criterion == name]
        assert found, f"there is no finding {name}; there are {[one.criterion for one in findings]}"
        return found[0]

    def conclusion(self, name: str) -> Conclusion | None:
        found = self.answered().conclusions
        return next((one for one in found if name in (one.id, f"{one.ruleset}#{one.id}")), None)

    # --- names -------------------------------------------------------------------------------------------------------

    def fact(self, said: str) -> str:
        return self._called(said, ((name, spec.label) for name, spec in self.catalogue.vocabulary().items()))

    def value(self, said: str) -> str:
        plans = self._plans(self._determined())
        return self._called(said, ((name, value.title) for _, plan in plans for name, value in plan.values.items()))

    def any_value(self, said: str) -> bool:
        """Whether any rule set computes something of that name or title."""
        plans = self._plans(self.catalogue.ids())
        return any(
            said in (name, value.title.en, value.title.ja) for _, plan in plans for name, value in plan.values.items()
        )

    def criterion(self, said: str) -> str:
        plans = self._plans(self._determined())
        return self._called(said, ((one.id, one.title) for _, plan in plans for one in plan.criteria))

    def _determined(self) -> tuple[str, ...]:
        return (*self.rulesets, *companions_of(self.catalogue, self.rulesets))

    def _plans(self, ids: Iterable[str]) -> list[tuple[str, Plan]]:
        found = ((one, self.catalogue.plan(one)[0]) for one in ids if one in self.catalogue.ids())
        return [(one, plan) for one, plan in found if plan is not None]

    @staticmethod
    def _called(said: str, known: Iterable[tuple[str, Text]]) -> str:
        """The name that was said, or whose title in either language was said; what is unknown stays as it was said."""
        titled: dict[str, None] = {}
        for name, title in known:
            if said == name:
                return name
            if said in (title.en, title.ja):
                titled[name] = None
        assert len(titled) < 2, f"{said} may be {' or '.join(titled)}"
        return next(iter(titled), said)

    def _take(self, example: Example) -> None:
        self.facts = laid_over(self.facts, example.facts)
        self.readings |= example.readings
        self.as_of = self.as_of or (example.as_of.isoformat() if example.as_of else None)
        self.known_on = self.known_on or (example.known_on.isoformat() if example.known_on else None)
        for ruleset in example.rulesets:
            self.add_ruleset(ruleset)


def as_spoken(text: str, spec: FactSpec | None) -> Any:
    """A value in words: a choice by its label, yes or no (of an exemption, too); all else as in a facts file."""
    if text in YES_NO and (spec is None or spec.type == "boolean"):
        return YES_NO[text]
    named = [code for code, word in (spec.choices if spec else {}).items() if text in (code, word.en, word.ja)]
    return named[0] if len(named) == 1 else as_written(text)


def as_written(text: str) -> Any:
    """A value as it would be written in a facts file; what is no YAML is text."""
    document, faults = read_yaml(text, "feature")
    return text if document is None or faults else document.data


def _shown(told: Mapping[str, Any], above: str, facts: frozenset[str]) -> dict[str, Any]:
    return {
        key: {"value": one, "grade": "documented"} if f"{above}{key}" in facts else _shown(one, f"{above}{key}.", facts)
        for key, one in told.items()
    }


def _nested(name: str, value: Any) -> dict[str, Any]:
    head, _, tail = name.partition(".")
    return {head: _nested(tail, value) if tail else value}

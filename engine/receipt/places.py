"""Which places of a receipt show which facts: the facts themselves, and all of the answer that tells their values.

A place shows a fact when it holds its value or something computed from it. States and outcomes are not among them: they
are what a receipt is for, and they stay when a fact is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.determination import Determination
from engine.determination_json import diagnostic_json
from engine.diagnostics import Diagnostic
from engine.evaluator.findings import EXEMPTION
from engine.evaluator.index import index_of
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, reached
from engine.fact_fields import holder_of
from engine.plan import Plan
from engine.source import pointer_of

OF_THE_DAY = frozenset(
    (
        "no-rule-in-force",
        "no-criterion-applies",
        "parameter-not-evidenced",
        "list-not-evidenced",
        "register-not-evidenced",
    )
)
"""Codes of what is said of rules and days only, never of a fact. A figure that is known by bounds is not among them: of
two such figures the one that is named is the one that a fact came near."""
_OF_DETERMINATION = frozenset(
    ("ruleset", "outcome", "as_of", "known_on", "amounts", "illustrations", "findings", "missing", "assumed",
     "declared_judgements", "readings", "depends_on_readings", "diagnostics", "counted")
)  # fmt: skip
_OF_FINDING = frozenset(
    ("criterion", "title", "state", "strength", "provisional", "derived", "exempted", "statement", "facts", "figures",
     "missing", "source", "diagnostics", "evidence")
)  # fmt: skip
"""The parts of which it is known here what they show. Any other part is taken to show every fact."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A place, by its pointer, and the facts that it shows."""

    at: str
    shows: tuple[str, ...]


def shown_places(
    facts: Iterable[str], determinations: Sequence[Determination], plans: Sequence[Plan], answer: Mapping[str, Any]
) -> Iterator[Shown]:
    """Every place to be salted, none inside another. `answer` is the body of the answer as JSON."""
    given = tuple(facts)
    for name in given:
        yield Shown(pointer_of(("facts", name)), (name,))
    for number, (determination, plan) in enumerate(zip(determinations, plans, strict=True)):
        body = answer["determinations"][number]
        places = _Places(plan, frozenset(given), determination, body)
        for way, shows in places.all():
            if shows:
                yield Shown(pointer_of(("answer", "determinations", number, *way)), shows)


Place = tuple[tuple[str | int, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Places:
    """The places inside one determination."""

    plan: Plan
    given: frozenset[str]
    determination: Determination
    body: Mapping[str, Any]

    def all(self) -> Iterator[Place]:
        yield from self._of_findings()
        for kind in ("amounts", "illustrations"):
            for name in self.body[kind]:
                yield (kind, name), self._of_value(name)
        for number, dependence in enumerate(self.body["depends_on_readings"]):
            for side, shown in dependence["sides"].items():
                for name in shown["amounts"]:
                    yield ("depends_on_readings", number, "sides", side, "amounts", name), self._of_value(name)
        yield from self._of_counts()
        yield from self._of_fields(("missing",), self.body["missing"])
        for name in sorted(self.body.keys() - _OF_DETERMINATION):
            yield (name,), tuple(sorted(self.given))
        for number, diagnostic in enumerate(self.determination.diagnostics):
            yield ("diagnostics", number), self._of_diagnostic(diagnostic)

    def _of_findings(self) -> Iterator[Place]:
        for number, finding in enumerate(self.determination.findings):
            shown = self.body["findings"][number]
            for name in shown["facts"]:
                yield ("findings", number, "facts", name), (name,)
            read = self._of_criterion(finding.criterion)
            for part in ("figures", "diagnostics"):
                if shown[part]:
                    yield ("findings", number, part), read
            if finding.evidence is not None:
                exemption = {f"{EXEMPTION}{finding.criterion}"} & self.given
                yield ("findings", number, "evidence"), tuple(sorted({*read, *exemption}))
            for part in sorted(shown.keys() - _OF_FINDING):
                yield ("findings", number, part), tuple(sorted(self.given))
            yield from self._of_fields(("findings", number, "missing"), shown["missing"])
            if finding.exempted is not None:
                yield ("findings", number, "exempted"), (f"{EXEMPTION}{finding.criterion}",)

    def _of_criterion(self, criterion_id: str) -> tuple[str, ...]:
        criterion = next(one for one in self.plan.criteria if one.id == criterion_id)
        return self._facts(reached(self.plan, expressions_of_criterion(criterion), given=self.given))

    def _of_value(self, name: str) -> tuple[str, ...]:
        return self._facts(
            reached(self.plan, expressions_of_value(self.plan.values[name], self.plan), given=self.given)
        )

    def _of_fields(self, way: tuple[str | int, ...], missing: Sequence[str]) -> Iterator[Place]:
        """A field that is still asked for shows that its record was given, and what was left out of it."""
        for number, name in enumerate(missing):
            holder = holder_of(name, self.plan.facts)
            if holder != name and holder in self.given:
                yield (*way, number), (holder,)

    def _of_counts(self) -> Iterator[Place]:
        """What was counted shows what it was counted by, and the figure that was given instead."""
        index = index_of(self.plan)
        for number, count in enumerate(self.determination.counted):
            yield ("counted", number), self._facts((count.fact, *index.counting(self.plan.facts[count.fact])))

    def _of_diagnostic(self, diagnostic: Diagnostic) -> tuple[str, ...]:
        """The facts of the findings that say it, too; of anything else that is no matter of the day, all facts."""
        if diagnostic.code in OF_THE_DAY:
            return ()
        said = diagnostic_json(diagnostic)
        findings = zip(self.determination.findings, self.body["findings"], strict=True)
        by = [finding.criterion for finding, shown in findings if said in shown["diagnostics"]]
        if not by:
            return tuple(sorted(self.given))
        return tuple(sorted({name for criterion in by for name in self._of_criterion(criterion)}))

    def _facts(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.given.intersection(names)))

"""An applicant's answers asked of the engine as any caller's are: one notion of a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from engine.determination import Answer, Determination, Outcome
from engine.diagnostics import has_errors
from engine.explanation.lexicon import Lexicon
from engine.facts import FactsDocument
from engine.possibilities import Request
from engine.questions import standing as outcome_so_far
from engine.records import dataclass
from engine.remedies import Clause, Eligible, Hopeless, Remedy, remedies
from service.checks.inquiry import Asked, Inquiry, answer, read_inquiry
from service.checks.remedy_words import new_value, then
from service.pages.applicant.standing import NotUnderstoodError, Standing

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan


@dataclass(frozen=True, slots=True)
class Judged:
    """What was asked, and the answer to it."""

    inquiry: Inquiry
    answer: Answer

    @property
    def determinations(self) -> list[Determination]:
        """Of the rule sets that were asked, without companions."""
        return [one for one in self.answer.determinations if one.ruleset not in self.answer.companions]


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact that is to become another: its label, what it is, what it would be, the clauses that ask for it."""

    name: str
    label: str
    old: str
    new: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to another outcome: what to change together, and what comes of it."""

    changes: tuple[Changed, ...]
    then: str
    nearest: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """What would change the outcome; where nothing would, the clauses in the way and whether that was proven."""

    ways: tuple[Way, ...] = ()
    hopeless: bool = False
    proven: bool = False
    clauses: tuple[Clause, ...] = ()


def judged(standing: Standing, catalogue: Catalogue) -> Judged:
    """The answer to what the address says. Raises NotUnderstoodError for false facts."""
    inquiry = inquiry_of(standing, catalogue)
    return Judged(inquiry, answer(inquiry, catalogue))


def inquiry_of(standing: Standing, catalogue: Catalogue) -> Inquiry:
    """What the address asks. Raises NotUnderstoodError for false facts."""
    inquiry, faults = read_inquiry(asked_of(standing), catalogue, standing.as_of)
    if inquiry is None or has_errors(faults):
        raise NotUnderstoodError
    return inquiry


def asked_of(standing: Standing) -> Asked:
    rulesets = [plan.id for plan in standing.plans]
    return Asked(rulesets, [FactsDocument(standing.told)], standing.as_of.isoformat())


def ways_out(one: Judged, plan: Plan, names: Lexicon) -> Ways:
    """The smallest changes of what was given that reach the goal; none where the outcome waits for answers alone."""
    found = remedies(Request(plan, one.inquiry.facts, one.inquiry.as_of, None, {}), Eligible())
    if isinstance(found, Hopeless):
        return Ways(hopeless=True, proven=found.proven, clauses=found.clauses)
    return Ways(tuple(_ways(found, names)))


def _ways(found: Sequence[Remedy], names: Lexicon) -> Iterator[Way]:
    for one in found:
        changes = tuple(
            Changed(
                change.fact.name,
                change.fact.label.in_(names.lang),
                names.value(change.fact.name, change.old),
                new_value(change, names),
                change.clauses,
            )
            for change in one.changes
        )
        yield Way(changes, then(one, names), one.nearest)


def other_programmes(inquiry: Inquiry, plans: Sequence[Plan]) -> list[tuple[Plan, Outcome]]:
    """The programmes that the same answers do not rule out, those that they fit first."""
    others = [plan for plan in plans if plan.id not in inquiry.rulesets]
    if not inquiry.facts.given and not inquiry.facts.exemptions:
        return []
    found = [(plan, outcome_so_far(Request(plan, inquiry.facts, inquiry.as_of))) for plan in others]
    kept = [(plan, outcome) for plan, outcome in found if outcome is not Outcome.INELIGIBLE]
    return sorted(kept, key=lambda one: one[1] is not Outcome.ELIGIBLE)


def request_body(standing: Standing) -> dict[str, Any]:
    """The body with which a program asks the same."""
    return {
        "rulesets": [plan.id for plan in standing.plans],
        "as_of": standing.as_of.isoformat(),
        "facts": standing.told,
    }

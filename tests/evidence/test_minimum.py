"""The least grade that a criterion or a request asks for: said in the finding, and strict only on request."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.determination import Demand, Determination, FindingEvidence, Outcome, State
from engine.evaluator import determine
from engine.evidence import with_evidence
from engine.facts import Facts, Given, Grade
from engine.plan import Plan
from tests.evaluator.plans import COVERED, criterion, fact, given, number, plan, word

PAPER, PERMIT = word("paper"), word("permit")
SHOWN, VERIFIED = Given(True, Grade.DOCUMENTED), Given(True, Grade.VERIFIED)
JUDGED = Given(True, Grade.JUDGED, by="A. Officer", on=date(2019, 7, 1), reason="seen in operation")
FACTS = [
    fact("a", documents=(PAPER,)),
    fact("b", documents=(PAPER, PERMIT)),
    fact("c"),
    number("asked", null_when_absent=True),
]


def asking(requires: str, strength: str = "hard", minimum: str | None = "documented", **more: Any) -> Plan:
    return plan(FACTS, [criterion("one", requires, strength, evidence=minimum, **more)])


def check(made: Plan, facts: Facts, demand: Demand = Demand.AS_GIVEN) -> Determination:
    return with_evidence(determine(made, facts, COVERED, demand=demand), made, facts, demand)


def told(made: Plan, facts: Facts, demand: Demand = Demand.AS_GIVEN) -> tuple[Outcome, State, tuple[str, ...] | None]:
    found = check(made, facts, demand)
    [finding] = found.findings
    return found.outcome, finding.state, finding.evidence and finding.evidence.below


STRICT = Demand.REQUIRED


def test_weak_evidence_changes_no_outcome_but_is_said_with_the_documents() -> None:
    found = check(asking("a and b"), given(a=True, b=SHOWN))
    assert found.outcome is Outcome.ELIGIBLE
    assert found.findings[0].evidence == FindingEvidence("documented", ("a",), (PAPER,))
    assert found.diagnostics == ()


def test_asked_strictly_it_leaves_the_criterion_open_with_the_reason() -> None:
    found = check(asking("a and b"), given(a=True, b=SHOWN), STRICT)
    assert (found.outcome, found.findings[0].state) == (Outcome.UNDETERMINED, State.UNDETERMINED)
    [note] = found.diagnostics
    assert note.code == "evidence-below-minimum"
    assert note.message.en == "`one` is left open: it rests on facts that are not shown by a document: `a`"
    assert note.help is not None
    assert note.help.en == "what would show them: paper"
    assert found.missing == ()  # nothing that was left out would settle it


@pytest.mark.parametrize(
    ("facts", "below"),
    [
        (given(a=SHOWN, b=VERIFIED), ()),
        (given(a=JUDGED, b=SHOWN), ()),
        (given(a=True, b=True), ("a", "b")),
        (given(a=SHOWN, b=Given(True, Grade.VERIFIED, assumed=True)), ("b",)),
    ],
)
def test_a_grade_counts_when_it_is_the_minimum_or_better_and_nothing_is_assumed(
    facts: Facts, below: tuple[str, ...]
) -> None:
    outcome = Outcome.UNDETERMINED if below else Outcome.ELIGIBLE
    state = State.UNDETERMINED if below else State.MET
    assert told(asking("a and b"), facts, STRICT) == (outcome, state, below)


def test_only_facts_that_it_rests_on_must_be_shown() -> None:
    """With `b` shown the condition holds whatever the declared `a` says; the other way round it rests on `a`."""
    assert told(asking("a or b"), given(a=True, b=SHOWN), STRICT) == (Outcome.ELIGIBLE, State.MET, ())
    shown_false = Given(False, Grade.DOCUMENTED)
    assert told(asking("a or b"), given(a=True, b=shown_false), STRICT)[1:] == (State.UNDETERMINED, ("a",))


def test_a_declaration_against_the_proposal_stands() -> None:
    assert told(asking("a"), given(a=False), STRICT) == (Outcome.INELIGIBLE, State.NOT_MET, ("a",))


def test_a_criterion_is_not_escaped_by_a_mere_declaration() -> None:
    made = plan(FACTS, [criterion("one", "a", applies_when="b", evidence="documented"), criterion("two", "c")])
    found = check(made, given(a=SHOWN, b=False, c=True))
    assert (found.outcome, found.findings[0].state) == (Outcome.ELIGIBLE, State.NOT_APPLICABLE)
    strict = check(made, given(b=False, c=True), STRICT)
    assert (strict.outcome, strict.findings[0].state) == (Outcome.UNDETERMINED, State.UNDETERMINED)
    # `a` is shown, so it is met or does not apply whatever becomes of `b`: it cannot stand in the way
    harmless = check(made, given(a=SHOWN, b=False, c=True), STRICT)
    assert (harmless.outcome, harmless.findings[0].state) == (Outcome.ELIGIBLE, State.NOT_APPLICABLE)


def test_a_fact_that_is_not_known_leaves_it_open_as_ever() -> None:
    found = check(asking("a and b"), given(a=True), STRICT)
    assert (found.outcome, found.missing, found.findings[0].evidence) == (
        Outcome.UNDETERMINED,
        ("b",),
        FindingEvidence("documented"),
    )
    assert found.diagnostics == ()


def test_an_optional_fact_that_was_given_must_be_shown_too() -> None:
    made = asking("asked <= 5 and a", applies_when="asked != null")
    assert told(made, given(a=SHOWN), STRICT)[1:] == (State.NOT_APPLICABLE, ())
    assert told(made, given(a=SHOWN, asked=3), STRICT)[1:] == (State.UNDETERMINED, ("asked",))


def test_an_exemption_is_a_fact_of_its_criterion() -> None:
    made = asking("a", "in_principle", "judged")
    facts = given({"one": True}, a=False)
    assert told(made, facts) == (Outcome.ELIGIBLE, State.MET, ("exemption.one",))
    assert told(made, facts, STRICT)[:2] == (Outcome.UNDETERMINED, State.UNDETERMINED)
    judged = Facts(facts.given, {"one": JUDGED})
    assert told(made, judged, STRICT) == (Outcome.ELIGIBLE, State.MET, ())


def test_an_advisory_criterion_is_left_open_and_changes_nothing() -> None:
    made = plan(FACTS, [criterion("one", "a", "advisory", evidence="verified"), criterion("two", "c")])
    found = check(made, given(a=SHOWN, c=True), STRICT)
    assert (found.outcome, found.findings[0].state) == (Outcome.ELIGIBLE, State.UNDETERMINED)


def test_a_request_may_ask_for_a_grade_that_the_rules_do_not() -> None:
    none, verified = asking("a", minimum=None), asking("a", minimum="verified")
    assert told(none, given(a=True), STRICT) == (Outcome.ELIGIBLE, State.MET, None)
    assert told(none, given(a=True), Demand.DOCUMENTED)[1:] == (State.UNDETERMINED, ("a",))
    # the more of the two counts
    assert told(verified, given(a=SHOWN), Demand.DOCUMENTED)[1:] == (State.UNDETERMINED, ("a",))
    assert told(verified, given(a=VERIFIED), Demand.JUDGED)[1:] == (State.UNDETERMINED, ("a",))


def test_documents_are_listed_once_with_the_facts_and_criteria_that_they_serve() -> None:
    made = plan(FACTS, [criterion("one", "a"), criterion("two", "b"), criterion("three", "c")])
    found = check(made, given(a=True, b=True, c=True)).evidence
    assert found is not None
    assert [(one.title, one.facts, one.criteria) for one in found.documents] == [
        (PAPER, ("a", "b"), ("one", "two")),
        (PERMIT, ("b",), ("two",)),
    ]
    shown = check(made, given(a=SHOWN, b=True, c=True)).evidence
    assert shown is not None
    assert [one.facts for one in shown.documents] == [("b",), ("b",)]


def test_documents_are_asked_for_what_is_below_the_minimum_even_when_shown() -> None:
    found = check(asking("a", minimum="verified"), given(a=SHOWN), STRICT).evidence
    assert found is not None
    # left open, the criterion decides nothing; its fact is what is to be shown
    assert (found.decided_by, found.decisive_facts) == ((), ())
    assert [(one.title, one.facts, one.criteria) for one in found.documents] == [(PAPER, ("a",), ("one",))]

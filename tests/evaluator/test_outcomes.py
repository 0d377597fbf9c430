"""Findings and the outcome: strength, exemption, applicability, what is not known, errors in rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine import fast
from engine.determination import Determination, Finding, Outcome, State
from engine.evaluator import determine
from engine.facts import Given, Grade
from engine.plan import Figure
from tests.evaluator.plans import (
    COVERED,
    amount,
    by_reading,
    criterion,
    fact,
    feel,
    formula,
    given,
    least,
    number,
    plan,
    reading,
    word,
)


def answer(criteria: list[object], facts: object = None, **parts: object) -> Determination:
    """The determination of criteria over the booleans a, b, c and the number n of 0 to 9."""
    vocabulary = [fact("a"), fact("b"), fact("c"), number("n", "0", "9")]
    return determine(plan(vocabulary, criteria, **parts), facts or given(), COVERED)  # type: ignore[arg-type]  # test shorthand


def states(result: Determination) -> dict[str, str]:
    return {finding.criterion: finding.state.value for finding in result.findings}


def finding(result: Determination, name: str) -> Finding:
    return next(one for one in result.findings if one.criterion == name)


def test_eligible_when_every_criterion_is_met() -> None:
    result = answer([criterion("x", "a"), criterion("y", "b")], given(a=True, b=True))
    assert (result.outcome, result.missing) == (Outcome.ELIGIBLE, ())


def test_one_hard_criterion_not_met_makes_ineligible_whatever_is_missing() -> None:
    result = answer([criterion("x", "a"), criterion("y", "b")], given(a=False))
    assert result.outcome is Outcome.INELIGIBLE
    assert states(result) == {"x": "not_met", "y": "undetermined"}
    assert result.missing == ()
    assert finding(result, "y").missing == ("b",)


def test_nothing_known_is_undetermined_and_asks_for_everything() -> None:
    result = answer([criterion("x", "a"), criterion("y", "n > 3")])
    assert (result.outcome, result.missing) == (Outcome.UNDETERMINED, ("a", "n"))


def test_bounds_of_the_vocabulary_decide_a_comparison() -> None:
    assert answer([criterion("x", "n <= 9")]).outcome is Outcome.ELIGIBLE
    assert answer([criterion("x", "n > 9")]).outcome is Outcome.INELIGIBLE


def test_a_fact_that_cannot_matter_any_more_is_not_asked_for() -> None:
    result = answer([criterion("x", "a or b"), criterion("y", "c")], given(a=True))
    assert result.missing == ("c",)


def test_the_fact_that_most_criteria_wait_for_is_asked_first() -> None:
    result = answer([criterion("x", "a"), criterion("y", "b and c"), criterion("z", "c")])
    assert result.missing == ("c", "a", "b")


def test_facts_of_amounts_come_after_those_of_the_outcome() -> None:
    result = answer([criterion("x", "b")], values=[amount("sum", formula("n * 2"))])
    assert result.missing == ("b", "n")
    settled = answer([criterion("x", "b")], given(b=False), values=[amount("sum", formula("n * 2"))])
    assert (settled.outcome, settled.missing) == (Outcome.INELIGIBLE, ("n",))


def test_eligible_may_still_wait_for_an_amount() -> None:
    result = answer([criterion("x", "b")], given(b=True), values=[amount("sum", formula("n * 2"))])
    assert (result.outcome, result.missing) == (Outcome.ELIGIBLE, ("n",))


def test_a_failed_criterion_in_principle_waits_for_an_exemption() -> None:
    result = answer([criterion("floor", "n >= 5", "in_principle"), criterion("y", "a")], given(n=4, a=True))
    assert (result.outcome, states(result)["floor"]) == (Outcome.UNDETERMINED, "not_met")
    assert result.missing == ("exemption.floor",)
    assert finding(result, "floor").missing == ("exemption.floor",)


@pytest.mark.parametrize(
    ("exempted", "outcome", "state"),
    [(True, Outcome.ELIGIBLE, State.MET), (False, Outcome.INELIGIBLE, State.NOT_MET)],
)
def test_an_exemption_decides(exempted: bool, outcome: Outcome, state: State) -> None:
    result = answer([criterion("floor", "n >= 5", "in_principle")], given({"floor": exempted}, n=4))
    assert (result.outcome, finding(result, "floor").state) == (outcome, state)
    assert (finding(result, "floor").exempted, result.missing) == (exempted, ())


def test_a_refused_exemption_does_not_harm_what_is_met() -> None:
    assert (
        answer([criterion("floor", "n >= 5", "in_principle")], given({"floor": False}, n=6)).outcome is Outcome.ELIGIBLE
    )


def test_an_exemption_given_beforehand_needs_no_fact() -> None:
    result = answer([criterion("floor", "n >= 5", "in_principle")], given({"floor": True}))
    assert (result.outcome, result.missing) == (Outcome.ELIGIBLE, ())


def test_a_hard_criterion_cannot_be_exempted_from() -> None:
    assert answer([criterion("x", "a")], given({"x": True}, a=False)).outcome is Outcome.INELIGIBLE


def test_an_advisory_criterion_never_changes_the_outcome() -> None:
    result = answer([criterion("x", "a"), criterion("y", "b", "advisory")], given(a=True, b=False))
    assert (result.outcome, states(result)["y"]) == (Outcome.ELIGIBLE, "not_met")
    waiting = answer([criterion("x", "a"), criterion("y", "b", "advisory")], given(a=True))
    assert (waiting.outcome, waiting.missing, finding(waiting, "y").missing) == (Outcome.ELIGIBLE, (), ("b",))


def test_a_criterion_that_does_not_apply_is_said_to_be_so() -> None:
    result = answer([criterion("x", "a"), criterion("y", "b", applies_when="c")], given(a=True, c=False))
    assert (result.outcome, states(result)["y"]) == (Outcome.ELIGIBLE, "not_applicable")
    assert finding(result, "y").facts == {"c": False}


def test_whether_it_applies_may_be_open_without_harm() -> None:
    result = answer([criterion("x", "a"), criterion("y", "b", applies_when="c")], given(a=True, b=True))
    assert (result.outcome, states(result)["y"], result.missing) == (Outcome.ELIGIBLE, "undetermined", ())


def test_no_criterion_evaluated_is_never_eligible() -> None:
    assert answer([]).outcome is Outcome.UNDETERMINED
    result = answer([criterion("y", "b", applies_when="c")], given(c=False))
    assert result.outcome is Outcome.UNDETERMINED
    assert [note.code for note in result.diagnostics] == ["no-criterion-applies"]
    assert answer([criterion("y", "b", "advisory")], given(b=True)).outcome is Outcome.UNDETERMINED


def test_where_nothing_else_speaks_for_it_applicability_is_asked_for() -> None:
    result = answer([criterion("y", "b", applies_when="c")], given(b=True))
    assert (result.outcome, result.missing) == (Outcome.UNDETERMINED, ("c",))


def test_an_error_in_a_rule_is_a_finding_not_a_crash_and_not_a_no() -> None:
    result = answer([criterion("x", "1 / (n - 4) > 0"), criterion("y", "a")], given(n=4, a=True))
    assert (result.outcome, states(result)["x"]) == (Outcome.UNDETERMINED, "undetermined")
    assert "division-by-zero" in [note.code for note in finding(result, "x").diagnostics]
    assert "division-by-zero" in [note.code for note in result.diagnostics]


def test_a_condition_that_comes_out_null_is_undetermined_with_a_diagnostic() -> None:
    result = answer([criterion("x", "if a then null else true")], given(a=True))
    assert (result.outcome, result.missing) == (Outcome.UNDETERMINED, ())
    assert [note.code for note in finding(result, "x").diagnostics] == ["condition-is-null"]


def test_a_condition_that_is_a_number_is_undetermined() -> None:
    result = answer([criterion("x", "n")], given(n=4))
    assert [note.code for note in finding(result, "x").diagnostics] == ["condition-is-no-boolean"]
    assert result.outcome is Outcome.UNDETERMINED


def test_figures_are_shown_with_the_finding() -> None:
    headroom = Figure("headroom", word("headroom"), "JPY", feel("9 - n"))
    result = answer([criterion("x", "n <= 9", figures=(headroom,))], given(n=4))
    assert finding(result, "x").figures["headroom"].value == Decimal(5)
    waiting = answer([criterion("x", "n <= 9", figures=(headroom,))])
    shown = finding(waiting, "x").figures["headroom"]
    assert (shown.at_least, shown.at_most) == (Decimal(0), Decimal(9))


def test_facts_used_are_those_behind_values_too() -> None:
    result = answer(
        [criterion("x", "sum > 3")], given(n=4, a=True), values=[amount("sum", least(one="n", two="n * 2"))]
    )
    assert finding(result, "x").facts == {"n": Decimal(4)}


def test_declared_judgements_and_assumed_facts_are_listed() -> None:
    made = plan(
        [fact("leading", judgement=True), fact("sound", judgement=True), fact("a"), fact("unused")],
        [criterion("x", "leading and sound and a")],
    )
    facts = given(
        leading=True,
        sound=Given(True, Grade.JUDGED, by="B", reason="seen"),
        a=Given(True, assumed=True),
        unused=Given(True, assumed=True),
    )
    result = determine(made, facts, COVERED)
    assert (result.declared_judgements, result.assumed) == (("leading",), ("a",))


def test_a_fact_asked_after_another_waits_for_it() -> None:
    made = plan(
        [fact("signed"), fact("expected", asked_after="signed")],
        [criterion("x", "signed or expected")],
    )
    assert determine(made, given(), COVERED).missing == ("signed",)
    assert determine(made, given(signed=False), COVERED).missing == ("expected",)


def test_an_optional_fact_is_never_missing() -> None:
    made = plan(
        [number("requested", null_when_absent=True), number("cap")],
        [criterion("x", "requested <= cap", applies_when="requested != null"), criterion("y", "cap > 1")],
    )
    result = determine(made, given(cap=5), COVERED)
    assert (result.outcome, states(result)["x"], result.missing) == (Outcome.ELIGIBLE, "not_applicable", ())
    assert determine(made, given(cap=5, requested=6), COVERED).outcome is Outcome.INELIGIBLE


def test_a_short_range_of_whole_numbers_is_counted() -> None:
    made = plan([number("k", "1", "3", kind="integer")], [criterion("x", "k != 2.5")])
    assert determine(made, given(), COVERED).outcome is Outcome.ELIGIBLE


def test_a_nullable_fact_may_still_be_null() -> None:
    made = plan([number("n", "1", "3", nullable=True)], [criterion("x", "n = null")])
    assert determine(made, given(), COVERED).outcome is Outcome.UNDETERMINED
    assert determine(made, given(n=None), COVERED).outcome is Outcome.ELIGIBLE


def test_nested_facts_are_read_by_their_dotted_names() -> None:
    made = plan(
        [fact("applicant.kind", "choice", choices=("p", "q")), fact("applicant.country", "country")],
        [criterion("x", 'applicant.kind = "p"'), criterion("y", 'applicant.country = "JP"')],
    )
    result = determine(made, given(applicant__kind="p"), COVERED)
    assert states(result) == {"x": "met", "y": "undetermined"}
    assert result.missing == ("applicant.country",)
    assert finding(result, "x").facts == {"applicant.kind": "p"}


def test_a_part_of_an_unknown_date_waits_for_the_date() -> None:
    made = plan([fact("work_start", "date")], [criterion("x", "work_start.year >= 2019")])
    assert determine(made, given(), COVERED).missing == ("work_start",)


def test_a_reading_of_a_criterion_changes_the_outcome() -> None:
    either = by_reading("strict", a=formula("n > 4"), b=formula("n >= 4"))
    result = answer([criterion("x", either)], given(n=4), readings=[reading("strict")])
    assert result.outcome is Outcome.INELIGIBLE
    dependence = result.depends_on_readings[0]
    assert (dependence.reading, dependence.chosen, dependence.default) == ("strict", "a", "a")
    assert {side: one.outcome for side, one in dependence.sides.items()} == {
        "a": Outcome.INELIGIBLE,
        "b": Outcome.ELIGIBLE,
    }
    assert answer([criterion("x", either)], given(n=5), readings=[reading("strict")]).depends_on_readings == ()


def test_a_day_between_two_others_is_decided_where_these_leave_no_room() -> None:
    made = plan(
        [fact("opens", "date"), fact("day", "date"), fact("closes", "date")],
        [criterion("in-time", "opens <= day and day <= closes")],
    )
    late = {"opens": date(2020, 5, 2), "closes": date(2020, 5, 1)}
    assert determine(made, given(**late), COVERED).outcome is Outcome.INELIGIBLE
    one_day = determine(made, given(**late | {"closes": date(2020, 5, 2)}), COVERED)
    assert (one_day.outcome, one_day.missing) == (Outcome.UNDETERMINED, ("day",))
    assert fast.standing(made, given(**late), COVERED).outcome is Outcome.INELIGIBLE

"""A sound rule set becomes a plan that says what the file says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine import plan as plans
from engine.cache import Cache
from engine.catalogue import open_catalogue
from engine.diagnostics import Place, Text
from engine.feel.values.durations import YearsMonths
from engine.plan import Plan

SOUND = Path(__file__).parent / "rules"


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, diagnostics = open_catalogue(SOUND, store=Cache(None)).plan("trial")
    assert diagnostics == []
    assert found is not None
    return found


def test_facts_come_in_the_order_in_which_criteria_first_need_them(plan: Plan) -> None:
    assert list(plan.facts) == [
        "host_country",
        "applicant.kind",
        "member_countries",
        "cost",
        "similar_projects",
        "loan",
        "feedback_interval",
        "work_start",
        "leading",
    ]


def test_a_fact_keeps_its_bounds_choices_and_members(plan: Plan) -> None:
    loan, kind, members = plan.facts["loan"], plan.facts["applicant.kind"], plan.facts["member_countries"]
    assert (loan.minimum, loan.minimum_excluded, loan.maximum, loan.maximum_excluded) == (0, True, 1_000_000, False)
    assert loan.null_when_absent and loan.unit == "USD"
    assert kind.choices["university"] == Text("university", "大学")
    assert members.items is not None and members.items.type == "country"
    assert plan.facts["leading"].judgement and plan.facts["work_start"].asked_after == "host_country"


def test_a_dated_figure_is_known_bounded_unknown_or_ended(plan: Plan) -> None:
    first, second, third = plan.parameters["rate_floor"].steps
    assert first.value == plans.Bounds(Decimal("0.10"), Decimal("0.20"))
    assert (second.start, second.published, second.value) == (date(2019, 4, 1), date(2019, 3, 1), Decimal("0.15"))
    assert str(second.value) == "0.15"
    assert third.value is plans.Gone.UNKNOWN
    assert (first.published, third.published) == (date(2019, 3, 1), None), "the day of the guide, and of nothing"
    assert plan.parameters["cap"].steps[-1].value is plans.Gone.ENDED
    assert plan.parameters["longest_interval"].steps[0].value == YearsMonths(6)


def test_a_table_keeps_its_rows_and_its_default(plan: Plan) -> None:
    decision = plan.tables["rate_by_projects"].decision
    assert [row.id for row in decision.rows] == ["none", "some"]
    assert [cell.text for cell in decision.rows[0].when] == ["0", '"private_company"']
    assert decision.default is not None and decision.default[0].text == "rate_floor"
    assert plan.tables["rate_by_projects"].source == ("guide#rates",)


def test_a_value_by_reading_has_a_definition_for_each_side(plan: Plan) -> None:
    (step,) = plan.values["subsidy"].steps
    assert isinstance(step.value, plans.ByReading) and step.value.reading == "on-loans"
    best, formula = step.value.sides["a"], step.value.sides["b"]
    assert isinstance(best, plans.BestOf) and not best.greatest
    assert [(bound.id, bound.source) for bound in best.bounds] == [
        ("by-rate", ("guide#limits",)),
        ("by-cap", ("guide#limits",)),
    ]
    assert isinstance(formula, plans.Formula) and formula.source == ("guide#limits",)
    assert plan.values["subsidy"].rounding == plans.Rounding(Decimal(1), "down")


def test_values_stand_after_those_that_they_use(plan: Plan) -> None:
    assert list(plan.values) == ["rate", "subsidy"]


def test_a_criterion_keeps_its_periods_strength_and_figures(plan: Plan) -> None:
    _, members, within, _ = plan.criteria
    assert members.strength is plans.Strength.IN_PRINCIPLE
    assert members.in_force == (
        plans.Period(date(2018, 4, 1), date(2019, 3, 31)),
        plans.Period(date(2019, 4, 1), None),
    )
    assert isinstance(within.requires, plans.ByReading)
    assert [figure.name for figure in within.figures] == ["headroom"]


def test_premises_name_their_rule_set(plan: Plan) -> None:
    apply, ask = plan.conclusions
    assert apply.when == plans.Combined(
        "all",
        (
            plans.OutcomeIs("trial", ("eligible",)),
            plans.FindingIs("trial", "members", ("met", "not_applicable")),
            plans.OutcomeIs("other", ("eligible",)),
        ),
    )
    assert isinstance(ask.when, plans.Combined)
    assert ask.when.parts[:2] == (
        plans.ConclusionHolds("trial", "may-apply"),
        plans.ConclusionHolds("other", "look-there"),
    )


def test_a_register_row_signed_on_some_day_is_an_interval(plan: Plan) -> None:
    exact, some = plan.registers["partners"].rows
    assert (exact.earliest, exact.latest, exact.until) == (date(2013, 1, 8), date(2013, 1, 8), None)
    assert (some.earliest, some.latest, some.until) == (date(2013, 1, 9), date(2013, 12, 8), date(2030, 12, 31))
    assert some.source == ("guide#partners", "guide#limits")


def test_an_expression_knows_where_its_first_character_stands(plan: Plan) -> None:
    by_hand = {"host_country in": (87, 15), "some country": (93, 7), "feedback_interval": (118, 7)}
    found = {
        item.requires.expression.text: item.requires.expression.place
        for item in plan.criteria
        if hasattr(item.requires, "expression")
    }
    for beginning, (line, column) in by_hand.items():
        place = next(place for text, place in found.items() if text.startswith(beginning))
        assert isinstance(place, Place)
        assert (place.file, place.line, place.column) == ("trial/ruleset.yaml", line, column)


def test_what_does_not_say_since_when_it_was_known_was_so_since_its_first_document(plan: Plan) -> None:
    """The guide of the trial is dated 1 March 2019."""
    day = date(2019, 3, 1)
    assert {one.published for one in plan.covers} == {day}
    assert {one.published for one in plan.criteria} == {day}
    assert {one.published for one in plan.tables.values()} == {day}

"""Amounts: settled or between, what bound them, rounding as written, and how they came about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine import fast
from engine.determination import Amount, State
from engine.evaluator import determine
from engine.plan import Bounds, Gone, Plan, Rounding, TableRef
from tests.evaluator.plans import (
    COVERED,
    amount,
    by_reading,
    down,
    fact,
    formula,
    given,
    greatest,
    least,
    number,
    parameter,
    plan,
    reading,
    table,
    value,
)
from tests.evaluator.test_rule_sets import plan_of

D = Decimal
RATES = {"no-precedent": (["0"], "0.50"), "one-to-three": (["[1..3]"], "0.40"), "four-or-more": ([">= 4"], "0.30")}


def subsidy() -> Plan:
    """The least of cost × rate (by table) and a ceiling, rounded down to a whole yen."""
    return plan(
        [number("cost", unit="JPY"), number("precedents", kind="integer")],
        parameters=[parameter("ceiling", D(2_000_000_000))],
        tables=[table("rates", ["precedents"], RATES)],
        values=[
            amount("rate", TableRef("rates"), "1"),
            amount("subsidy", least(rate="cost * rate", ceiling="ceiling"), rounding=down()),
        ],
    )


def only(made: Plan, name: str = "subsidy", **facts: object) -> Amount:
    return determine(made, given(**facts), COVERED).amounts[name]


def test_a_settled_amount_says_what_bound_it_and_its_passage() -> None:
    found = only(subsidy(), cost=1_000_000_000, precedents=2)
    assert str(found.figure.value) == "400000000"
    assert (found.bound_by, found.may_be_bound_by, found.source) == ("rate", (), ("book#rate",))
    assert (found.figure.unit, found.applies, found.missing) == ("JPY", State.MET, ())


def test_a_cap_that_binds_is_named() -> None:
    found = only(subsidy(), cost=5_000_000_000, precedents=0)
    assert (found.figure.value, found.bound_by, found.source) == (D(2_000_000_000), "ceiling", ("book#ceiling",))


def test_of_equal_bounds_the_first_listed_one_binds() -> None:
    found = only(subsidy(), cost=4_000_000_000, precedents=0)
    assert (found.figure.value, found.bound_by) == (D(2_000_000_000), "rate")


def test_a_rate_keeps_the_writing_of_the_rule_and_names_its_row() -> None:
    found = only(subsidy(), "rate", precedents=2)
    assert (str(found.figure.value), found.bound_by) == ("0.40", "one-to-three")


def test_an_unknown_number_of_precedents_leaves_an_interval() -> None:
    found = only(subsidy(), cost=1_000_000_000)
    assert (found.figure.value, found.figure.at_least, found.figure.at_most) == (None, D(300_000_000), D(500_000_000))
    assert (found.bound_by, found.source, found.missing) == ("rate", ("book#rate",), ("precedents",))


def test_an_unknown_cost_is_bounded_by_the_ceiling_alone() -> None:
    found = only(subsidy(), precedents=2)
    assert (found.figure.at_least, found.figure.at_most) == (D(0), D(2_000_000_000))
    assert (found.bound_by, found.may_be_bound_by) == (None, ("rate", "ceiling"))
    assert found.source == ("book#rate", "book#ceiling")


def test_a_bound_that_can_never_bind_is_not_waited_for() -> None:
    made = plan(
        [number("a", "1", "2"), number("b", "5", "9")],
        values=[amount("subsidy", least(first="a", second="b"))],
    )
    found = only(made)
    assert (found.figure.at_least, found.figure.at_most, found.bound_by) == (D(1), D(2), "first")
    assert found.missing == ("a",)


def test_bounds_that_ask_for_one_figure_are_gone_through_where_it_is_compared() -> None:
    """Below 50 the grant is 5; from 50 on it is a tenth of the cost, which is 5 at least, up to the ceiling of 10."""
    rate, flat = "if cost < 50 then 10 else cost * 0.1", "if cost < 50 then 5 else 10"
    made = plan([number("cost")], values=[amount("subsidy", least(rate=rate, ceiling="10", flat=flat))])
    for found in (only(made), fast.standing(made, given(), COVERED).amounts["subsidy"]):
        figure = found.figure if isinstance(found, Amount) else found
        assert (figure.value, figure.at_least, figure.at_most) == (None, 5, 10)
        assert found.may_be_bound_by == ("rate", "ceiling", "flat")
    settled = plan([number("cost")], values=[amount("subsidy", formula("if cost < 5 then 3 else min(cost, 3)"))])
    assert only(settled).figure.value == 3
    assert determine(settled, given(), COVERED).missing == ()


def test_a_small_grant_of_the_fund_starts_at_its_flat_maximum_when_the_cost_is_not_known() -> None:
    """Side b of JF-08: USD 5 million flat below a cost of 50 million, then a tenth of it: never less than 5."""
    made, day = plan_of("jcm/fund"), date(2019, 12, 1)
    for side, least_ in (("a", 0), ("b", 5_000_000)):
        found = determine(made, given(financing_track="sovereign"), day, readings={"jf-08": side})
        figure = found.amounts["maximum_grant"].figure
        assert (figure.at_least, figure.at_most) == (least_, 10_000_000)
        assert [one.reading for one in found.depends_on_readings] == ["jf-08"]


def test_a_count_above_nothing_is_one_at_least() -> None:
    counted = number("machines", kind="integer", minimum_excluded=True)
    made = plan([counted], values=[amount("subsidy", formula("machines * 200"))])
    assert only(made).figure.at_least == 200


def test_the_greatest_of_bounds_takes_the_other_ends() -> None:
    made = plan(
        [number("a", "1", "6"), number("b", "5", "9")],
        values=[amount("subsidy", greatest(first="a", second="b"))],
    )
    found = only(made)
    assert (found.figure.at_least, found.figure.at_most) == (D(5), D(9))
    assert found.may_be_bound_by == ("first", "second")
    assert only(made, b=7).bound_by == "second"


@pytest.mark.parametrize(
    ("mode", "to", "cost", "shown"),
    [
        ("down", "1", "0.9", "0"),
        ("up", "1", "0.1", "1"),
        ("half_up", "0.01", "0.005", "0.01"),
        ("half_even", "0.01", "0.005", "0"),
        ("half_down", "0.01", "0.005", "0"),
        ("ceiling", "1", "-0.5", "0"),
        ("floor", "1", "-0.5", "-1"),
        ("down", "1000", "1999", "1000"),
        ("down", "5", "1.4E+10", "14000000000"),
        ("down", "3", "1E+33", "999999999999999999999999999999999"),
    ],
)
def test_rounding_is_that_of_the_rule_and_never_an_exponent(mode: str, to: str, cost: str, shown: str) -> None:
    made = plan([number("cost", None)], values=[amount("subsidy", formula("cost"), rounding=Rounding(D(to), mode))])
    assert str(only(made, cost=D(cost)).figure.value) == shown


def test_an_interval_is_rounded_at_its_ends() -> None:
    made = plan([number("cost", "0.5", "2.7")], values=[amount("subsidy", formula("cost"), rounding=down())])
    found = only(made)
    assert (found.figure.at_least, found.figure.at_most) == (D(0), D(2))


def test_an_amount_that_does_not_apply_is_left_out() -> None:
    made = plan(
        [fact("track", "choice", choices=("sovereign", "other")), number("cost")],
        values=[amount("subsidy", formula("cost"), applies_when='track = "sovereign"')],
    )
    assert "subsidy" not in determine(made, given(track="other", cost=5), COVERED).amounts
    assert only(made, track="sovereign", cost=5).applies is State.MET
    waiting = only(made, cost=5)
    assert (waiting.applies, waiting.figure.value, waiting.missing) == (State.UNDETERMINED, D(5), ("track",))


def test_a_figure_known_by_bounds_makes_an_interval_and_is_no_missing_fact() -> None:
    made = plan(
        [number("cost")],
        parameters=[parameter("band", Bounds(at_most=D("0.50")), "1")],
        values=[amount("subsidy", formula("cost * band"))],
    )
    result = determine(made, given(cost=100), COVERED)
    found = result.amounts["subsidy"]
    assert (found.figure.at_least, found.figure.at_most) == (None, D("50"))
    assert (found.missing, result.missing) == ((), ())
    note = next(note for note in result.diagnostics if note.code == "parameter-known-by-bounds")
    assert note.message.en == "of `band` (band) only bounds are evidenced: at most 0.50"


def test_a_figure_not_evidenced_inside_covers_leaves_what_the_other_bounds_say() -> None:
    made = plan(
        [number("cost")],
        parameters=[parameter("ceiling", Gone.UNKNOWN)],
        values=[amount("subsidy", least(rate="cost * 0.5", ceiling="ceiling"))],
    )
    result = determine(made, given(cost=100), COVERED)
    found = result.amounts["subsidy"]
    assert (found.figure.at_least, found.figure.at_most) == (None, D("50.0"))
    assert [note.code for note in result.diagnostics if note.code.startswith("parameter")] == [
        "parameter-not-evidenced"
    ]


def test_a_figure_not_evidenced_outside_covers_leaves_the_amount_out() -> None:
    made = plan(
        [number("cost")],
        parameters=[parameter("ceiling", {date(2019, 4, 1): D(50), date(2020, 4, 1): Gone.UNKNOWN})],
        values=[amount("subsidy", least(rate="cost * 0.5", ceiling="ceiling")), amount("plain", formula("cost"))],
    )
    result = determine(made, given(cost=100), date(2021, 5, 1))
    assert list(result.amounts) == ["plain"]


def dated_rate(definition: object) -> Plan:
    """An amount with a rate that is not evidenced from 2020 on; the rule set covers fiscal 2019."""
    return plan(
        [fact("surveyed"), number("cost"), fact("region", "choice", choices=("near", "far"))],
        parameters=[parameter("rate", {date(2019, 4, 1): D(2), date(2020, 4, 1): Gone.UNKNOWN})],
        tables=[table("ceiling", ["region"], {"near": (['"near"'], "5"), "far": (['"far"'], "rate")})],
        values=[amount("grant", definition)],
    )


@pytest.mark.parametrize(
    ("definition", "known", "kept"),
    [
        (formula("if surveyed then cost * rate else 5"), {}, True),
        (formula("if surveyed then cost * rate else 5"), {"surveyed": True}, False),
        (formula("if surveyed then cost * rate else 5 + rate"), {}, False),
        (formula("min(cost, rate)"), {}, False),
        (least(by_rate="cost * rate", ceiling="5"), {}, False),
        (least(by_rate="if surveyed then rate else cost", ceiling="5"), {}, True),
        (TableRef("ceiling"), {}, True),
        (formula("-ceiling"), {}, True),
        (TableRef("ceiling"), {"region": "far"}, False),
    ],
)
def test_outside_covers_an_amount_is_left_out_only_where_every_case_needs_what_is_not_evidenced(
    definition: object, known: dict[str, object], kept: bool
) -> None:
    """By hand: it stays where some answer to what is missing leads around the rate, and then it may be left out."""
    made, day = dated_rate(definition), date(2021, 5, 1)
    result = determine(made, given(**known), day)
    shown = {name: one.applies for name, one in result.amounts.items()}
    assert shown == ({"grant": State.UNDETERMINED} if kept else {})
    assert bool(result.missing) is kept
    found = fast.check(made, given(**known), day)
    assert {name: one.applies for name, one in found.amounts.items()} == shown
    assert found.missing == set(result.missing)


def test_outside_covers_what_applies_only_by_a_figure_not_evidenced_is_left_out() -> None:
    made = plan(
        [number("cost"), fact("surveyed")],
        parameters=[parameter("rate", {date(2019, 4, 1): D(2), date(2020, 4, 1): Gone.UNKNOWN})],
        values=[
            amount("never", formula("cost"), applies_when="surveyed and cost > rate"),
            amount("perhaps", formula("cost"), applies_when="surveyed or cost > rate"),
        ],
    )
    assert set(determine(made, given(), date(2021, 5, 1)).amounts) == {"perhaps"}
    assert determine(made, given(surveyed=True, cost=3), date(2021, 5, 1)).amounts["perhaps"].applies is State.MET


def test_a_bound_whose_clause_has_ended_is_left_out() -> None:
    made = plan(
        [number("cost")],
        parameters=[parameter("ceiling", {date(2018, 4, 1): D(10), date(2019, 4, 1): Gone.ENDED})],
        values=[amount("subsidy", least(rate="cost * 0.5", ceiling="ceiling"))],
    )
    assert only(made, cost=100).figure.value == D("50.0")
    assert only(made, cost=100).bound_by == "rate"


def test_an_amount_of_an_ended_clause_is_left_out() -> None:
    made = plan([number("cost")], values=[amount("subsidy", {date(2018, 4, 1): Gone.ENDED})])
    assert determine(made, given(cost=1), COVERED).amounts == {}


def test_values_of_values_are_told_step_by_step() -> None:
    found = only(subsidy(), cost=D("1000000001"), precedents=2)
    assert [(step.kind, step.label, step.formula, step.result) for step in found.steps] == [
        ("table", "rates", "one-to-three", D("0.40")),
        ("bound", "rate", "cost * rate", D("400000000.40")),
        ("bound", "ceiling", "ceiling", D(2_000_000_000)),
        ("least", "subsidy", "min(rate, ceiling)", D("400000000.40")),
        ("rounding", "subsidy", "down 1", D(400_000_000)),
    ]
    assert found.steps[0].inputs == {"precedents": D(2)}
    assert found.steps[1].inputs == {"cost": D(1_000_000_001), "rate": D("0.40")}


def test_an_error_in_a_formula_is_said_and_the_amount_left_out() -> None:
    made = plan([number("cost")], values=[amount("subsidy", formula("cost / 0"))])
    result = determine(made, given(cost=1), COVERED)
    assert result.amounts == {}
    assert "division-by-zero" in [note.code for note in result.diagnostics]


def test_a_bound_without_a_value_never_drops_a_cap() -> None:
    made = plan(
        [number("cost")],
        values=[amount("subsidy", least(rate="cost * 0.5", ceiling="if cost > 3 then null else 1"))],
    )
    result = determine(made, given(cost=100), COVERED)
    assert result.amounts == {}
    assert [note.code for note in result.diagnostics if "bound" in note.code] == ["bound-without-value"]


def test_a_table_without_a_hit_is_said() -> None:
    made = plan(
        [number("precedents")],
        tables=[table("rates", ["precedents"], {"few": (["< 3"], "0.5")})],
        values=[amount("subsidy", TableRef("rates"))],
    )
    result = determine(made, given(precedents=7), COVERED)
    assert result.amounts == {}
    assert "no-row-hit" in [note.code for note in result.diagnostics]


def test_an_illustration_is_never_an_amount() -> None:
    made = plan([number("cost")], values=[value("avoided", formula("cost * 2"), "tCO2", illustration=True)])
    result = determine(made, given(cost=6), COVERED)
    assert result.amounts == {}
    assert result.illustrations["avoided"].figure.value == D(12)


def test_a_value_of_an_optional_fact_that_is_absent_says_so() -> None:
    made = plan(
        [number("requested", null_when_absent=True)],
        values=[amount("subsidy", formula("if requested = null then 7 else requested"))],
    )
    assert only(made).figure.value == D(7)


def test_a_reading_chooses_the_definition() -> None:
    made = plan(
        [number("cost")],
        values=[amount("subsidy", by_reading("r", a=formula("cost"), b=formula("cost * 2")))],
        readings=[reading("r")],
    )
    result = determine(made, given(cost=5), COVERED)
    assert result.amounts["subsidy"].figure.value == D(5)
    assert [(one.reading, one.chosen) for one in result.depends_on_readings] == [("r", "a")]
    assert result.depends_on_readings[0].sides["b"].amounts["subsidy"].figure.value == D(10)
    chosen = determine(made, given(cost=5), COVERED, readings={"r": "b"})
    assert chosen.amounts["subsidy"].figure.value == D(10)
    assert determine(made, given(cost=0), COVERED).depends_on_readings == ()

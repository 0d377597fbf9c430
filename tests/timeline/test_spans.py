"""The answer over time: where it changes, and what ends it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from engine.determination import Outcome
from engine.errors import MisuseError
from engine.evaluator import determine
from engine.facts import Facts
from engine.plan import Gone, Period, Plan, PrintedList, Register, RegisterRow, TableRef
from engine.timeline import OUTCOME, How, Kind, Span, holds_until, sentence, timeline
from tests.evaluator.plans import (
    YEAR,
    amount,
    by_reading,
    criterion,
    fact,
    formula,
    given,
    least,
    listed,
    number,
    parameter,
    plan,
    reading,
    table,
    value,
    word,
)

D = Decimal
DAY = timedelta(days=1)
EVER = (Period(date(2010, 1, 1), None),)
START, END = date(2018, 1, 1), date(2021, 12, 31)


def shape(spans: tuple[Span, ...]) -> list[tuple[str, str, str]]:
    return [(span.start.isoformat(), span.end.isoformat(), span.outcome.value) for span in spans]


def reasons(span: Span) -> list[tuple[Kind, str, How, tuple[str, ...]]]:
    return [(one.event.kind, one.event.name, one.event.how, one.affects) for one in span.because]


def floor(values: dict[date, Any], **more: Any) -> Plan:
    return plan(
        [number("n"), fact("other")],
        [criterion("floor", "n >= least"), criterion("other", "other")],
        parameters=[parameter("least", values, **more)],
        covers=EVER,
    )


def test_a_parameter_that_ends_ends_the_answer_with_its_passage() -> None:
    made = floor({date(2015, 1, 1): D(10), date(2020, 4, 1): Gone.UNKNOWN})
    spans = timeline(made, given(n=15, other=True), START, END)
    assert shape(spans) == [
        ("2018-01-01", "2020-03-31", "eligible"),
        ("2020-04-01", "2021-12-31", "undetermined"),
    ]
    [change] = spans[0].because
    assert (change.event.kind, change.event.name, change.event.source) == (Kind.PARAMETER, "least", ("book#step",))
    assert change.affects == (OUTCOME,)
    assert sentence(change.event).en == "least (parameter) is not evidenced from 2020-04-01 on"
    assert sentence(change.event).ja == "「least」（数値）は 2020-04-01 以降は根拠がありません"
    assert spans[1].because == ()


def test_a_parameter_that_changes_makes_ineligible_from_its_day() -> None:
    made = floor({date(2015, 1, 1): D(10), date(2019, 7, 1): D(20)})
    spans = timeline(made, given(n=15, other=True), START, END)
    assert shape(spans) == [("2018-01-01", "2019-06-30", "eligible"), ("2019-07-01", "2021-12-31", "ineligible")]
    assert reasons(spans[0]) == [(Kind.PARAMETER, "least", How.CHANGES, (OUTCOME,))]


def test_days_on_which_nothing_changes_for_these_facts_are_no_ends() -> None:
    made = floor({date(2015, 1, 1): D(10), date(2019, 7, 1): D(20), date(2020, 7, 1): D(20)})
    assert shape(timeline(made, given(n=25, other=True), START, END)) == [("2018-01-01", "2021-12-31", "eligible")]
    assert shape(timeline(made, given(n=25, other=False), START, END)) == [("2018-01-01", "2021-12-31", "ineligible")]


def test_the_end_of_what_is_covered_ends_eligibility() -> None:
    made = plan([fact("a")], [criterion("a", "a")], covers=(YEAR,))
    spans = timeline(made, given(a=True), START, END)
    assert shape(spans) == [
        ("2018-01-01", "2019-03-31", "undetermined"),
        ("2019-04-01", "2020-03-31", "eligible"),
        ("2020-04-01", "2021-12-31", "undetermined"),
    ]
    assert reasons(spans[0]) == [(Kind.COVERS, "test/plan", How.BEGINS, (OUTCOME,))]
    assert reasons(spans[1]) == [(Kind.COVERS, "test/plan", How.ENDS, (OUTCOME,))]
    assert spans[1].because[0].event.source == ("book#covers",)
    assert sentence(spans[1].because[0].event).en == "the days that the rule set covers end before 2020-04-01"


def test_a_covered_period_that_follows_on_another_is_no_reason() -> None:
    made = plan(
        [number("n")],
        [criterion("floor", "n >= least")],
        covers=(Period(date(2018, 4, 1), date(2019, 3, 31)), YEAR),
        parameters=[parameter("least", {date(2018, 4, 1): D(10), date(2019, 4, 1): D(20)})],
    )
    spans = timeline(made, given(n=15), date(2018, 4, 1), date(2020, 3, 31))
    assert reasons(spans[0]) == [(Kind.PARAMETER, "least", How.CHANGES, (OUTCOME,))]


def test_a_criterion_with_days_of_its_own_is_the_reason_where_it_begins_and_ends() -> None:
    limited = (Period(date(2019, 5, 1), date(2019, 8, 31)),)
    made = plan([fact("a"), fact("b")], [criterion("a", "a"), criterion("b", "b", in_force=limited)], covers=EVER)
    spans = timeline(made, given(a=True, b=False), START, END)
    assert shape(spans) == [
        ("2018-01-01", "2019-04-30", "eligible"),
        ("2019-05-01", "2019-08-31", "ineligible"),
        ("2019-09-01", "2021-12-31", "eligible"),
    ]
    assert reasons(spans[0]) == [(Kind.CRITERION, "b", How.BEGINS, (OUTCOME,))]
    assert reasons(spans[1]) == [(Kind.CRITERION, "b", How.ENDS, (OUTCOME,))]
    assert spans[1].because[0].event.source == ("book#b",)


def test_only_what_stands_in_the_way_is_the_reason() -> None:
    """On the same day another criterion begins that is met, another figure changes that nobody misses."""
    day = date(2019, 7, 1)
    made = plan(
        [number("n"), fact("b")],
        [
            criterion("floor", "n >= least"),
            criterion("ceiling", "n <= most"),
            criterion("b", "b", in_force=(Period(day, None),)),
            criterion("note", "n >= most", strength="advisory"),
        ],
        parameters=[
            parameter("least", {date(2015, 1, 1): D(10), day: D(20)}),
            parameter("most", {date(2015, 1, 1): D(100), day: D(90)}),
        ],
        covers=EVER,
    )
    spans = timeline(made, given(n=15, b=True), START, END)
    assert reasons(spans[0]) == [(Kind.PARAMETER, "least", How.CHANGES, (OUTCOME,))]


# --- amounts ---------------------------------------------------------------------------------------------------------


def test_an_amount_that_changes_names_the_figure_below_it() -> None:
    made = plan(
        [number("cost"), fact("a")],
        [criterion("a", "a")],
        parameters=[
            parameter("rate", {date(2015, 1, 1): D("0.5"), date(2019, 7, 1): D("0.4")}),
            parameter("other", {date(2015, 1, 1): D(1), date(2019, 7, 1): D(2)}),
        ],
        values=[value("halved", formula("cost * rate")), amount("grant", least(rate="halved", ceiling="300"))],
        covers=EVER,
    )
    spans = timeline(made, given(cost=500, a=True), START, END)
    figures = [(span.amounts["grant"].figure.value, span.amounts["grant"].bound_by) for span in spans]
    assert figures == [(D("250.0"), "rate"), (D("200.0"), "rate")]
    assert reasons(spans[0]) == [(Kind.PARAMETER, "rate", How.CHANGES, ("grant",))]


def test_an_amount_that_is_bound_by_another_clause_is_another_amount() -> None:
    made = plan(
        [number("cost"), fact("a")],
        [criterion("a", "a")],
        parameters=[parameter("rate", {date(2015, 1, 1): D("0.5"), date(2019, 7, 1): D("0.7")})],
        values=[amount("grant", least(rate="cost * rate", ceiling="250"))],
        covers=EVER,
    )
    spans = timeline(made, given(cost=500, a=True), START, END)
    assert [span.amounts["grant"].bound_by for span in spans] == ["rate", "ceiling"]


def test_a_value_that_is_defined_otherwise_is_the_reason_itself() -> None:
    made = plan(
        [number("n"), fact("a")],
        [criterion("a", "a")],
        tables=[table("by_n", ["n"], {"few": (["< 5"], "0.5"), "many": ([">= 5"], "0.3")})],
        parameters=[parameter("band", {date(2015, 1, 1): D("0.6"), date(2019, 7, 1): Gone.UNKNOWN})],
        values=[
            amount("rate", {date(2015, 1, 1): formula("band"), date(2019, 7, 1): TableRef("by_n")}),
            amount("gone", {date(2015, 1, 1): formula("band"), date(2019, 7, 1): Gone.UNKNOWN}),
        ],
        covers=(Period(date(2015, 1, 1), date(2020, 3, 31)),),
    )
    spans = timeline(made, given(n=9, a=True), START, date(2020, 3, 31))
    assert [span.amounts["rate"].figure.value for span in spans] == [D("0.6"), D("0.3")]
    found = {change.event.name: change for change in spans[0].because}
    assert found["rate"].affects == ("rate",)
    assert found["gone"].affects == ("gone",)


# --- lists and registers ---------------------------------------------------------------------------------------------

PARTNERS = Register(
    "partners",
    word("partners"),
    "country",
    rows=(
        RegisterRow("MN", date(2013, 1, 8), date(2013, 1, 8), None, ("p#mn",)),
        RegisterRow("PH", date(2019, 5, 10), date(2019, 8, 20), None, ("p#ph",)),
        RegisterRow("XX", date(2019, 8, 20), date(2019, 8, 20), date(2020, 6, 30), ("p#xx",)),
    ),
)
FUND = Register(
    "fund",
    word("fund"),
    "country",
    printed=(
        PrintedList(date(2018, 6, 1), date(2018, 6, 1), ("BD", "KE"), ("f#1",)),
        PrintedList(date(2019, 11, 1), date(2020, 3, 31), ("BD", "PH"), ("f#2",)),
    ),
)


def membership(register: Register, **more: Any) -> Plan:
    return plan(
        [fact("host", "country"), fact("members", "list")],
        [criterion("host", "host in partners")],
        lists=[listed("partners", register=register.id)],
        registers=[register],
        covers=EVER,
        **more,
    )


def test_a_country_that_signs_in_mid_programme_becomes_eligible_on_its_day() -> None:
    spans = timeline(membership(PARTNERS), given(host="PH"), START, END)
    assert shape(spans) == [
        ("2018-01-01", "2019-05-09", "ineligible"),
        ("2019-05-10", "2019-08-19", "undetermined"),
        ("2019-08-20", "2021-12-31", "eligible"),
    ]
    assert [(one.event.how, one.event.items, one.event.source) for span in spans for one in span.because] == [
        (How.MAY_HAVE_JOINED, ("PH",), ("p#ph",)),
        (How.JOINS, ("PH",), ("p#ph",)),
    ]
    assert sentence(spans[1].because[0].event).en == "PH is on the list of partners from 2019-08-20 on"


def test_a_country_that_leaves_is_ineligible_from_the_day_after_its_last() -> None:
    spans = timeline(membership(PARTNERS), given(host="XX"), date(2020, 1, 1), END)
    assert shape(spans) == [("2020-01-01", "2020-06-30", "eligible"), ("2020-07-01", "2021-12-31", "ineligible")]
    assert [one.event.how for one in spans[0].because] == [How.LEAVES]


def test_a_country_of_many_years_is_touched_by_no_other_signing() -> None:
    assert len(timeline(membership(PARTNERS), given(host="MN"), START, END)) == 1


def test_printed_lists_change_who_is_known_to_be_on_them() -> None:
    spans = timeline(membership(FUND), given(host="PH"), date(2018, 5, 1), date(2020, 12, 31))
    assert shape(spans) == [
        ("2018-05-01", "2018-05-31", "undetermined"),
        ("2018-06-01", "2018-06-01", "ineligible"),
        ("2018-06-02", "2019-10-31", "undetermined"),
        ("2019-11-01", "2020-03-31", "eligible"),
        ("2020-04-01", "2020-12-31", "undetermined"),
    ]
    assert [[one.event.how for one in span.because] for span in spans] == [
        [How.PRINTED], [How.NOT_EVIDENCED], [How.PRINTED], [How.NOT_EVIDENCED], [],
    ]  # fmt: skip


def test_a_rule_that_counts_a_list_names_whoever_joins() -> None:
    made = plan(
        [],
        [criterion("many", "count(partners) >= 3")],
        lists=[listed("partners", register="partners")],
        registers=[PARTNERS],
        covers=EVER,
    )
    spans = timeline(made, given(), date(2019, 8, 1), date(2020, 12, 31))
    assert [span.outcome.value for span in spans] == ["undetermined", "eligible", "ineligible"]
    assert {item for one in spans[0].because for item in one.event.items} == {"PH", "XX"}
    assert [one.event.items for one in spans[1].because] == [("XX",)]


def test_a_list_of_its_own_ends() -> None:
    made = plan(
        [fact("sector", "text")],
        [criterion("priority", "sector in sectors")],
        lists=[listed("sectors", {date(2019, 4, 1): ("pumps",), date(2019, 10, 1): Gone.UNKNOWN})],
        covers=EVER,
    )
    spans = timeline(made, given(sector="pumps"), date(2019, 4, 1), END)
    assert shape(spans)[0] == ("2019-04-01", "2019-09-30", "eligible")
    assert reasons(spans[0]) == [(Kind.LIST, "sectors", How.NOT_EVIDENCED, (OUTCOME,))]


# --- what was known --------------------------------------------------------------------------------------------------


def late() -> Plan:
    """A higher floor that is in force from April, but was published in July."""
    return floor({date(2015, 1, 1): D(10), date(2019, 4, 1): D(20)}, published={date(2019, 4, 1): date(2019, 7, 1)})


def test_an_application_is_determined_again_as_it_was_known_on_its_day() -> None:
    day, facts = date(2019, 5, 1), given(n=15, other=True)
    assert determine(late(), facts, day).outcome is Outcome.INELIGIBLE
    assert determine(late(), facts, day, known_on=day).outcome is Outcome.ELIGIBLE


def test_day_by_day_as_known_a_clause_counts_from_its_publication() -> None:
    spans = timeline(late(), given(n=15, other=True), START, END, as_known=True)
    assert shape(spans) == [("2018-01-01", "2019-06-30", "eligible"), ("2019-07-01", "2021-12-31", "ineligible")]
    assert reasons(spans[0]) == [(Kind.PARAMETER, "least", How.PUBLISHED, (OUTCOME,))]
    assert sentence(spans[0].because[0].event).en == "least (parameter) is published on 2019-07-01"


def test_with_all_that_is_known_it_counts_from_its_own_day_and_before_publication_never() -> None:
    facts = given(n=15, other=True)
    assert shape(timeline(late(), facts, START, END))[0] == ("2018-01-01", "2019-03-31", "eligible")
    assert shape(timeline(late(), facts, START, END, known_on=date(2019, 6, 30))) == [
        ("2018-01-01", "2021-12-31", "eligible")
    ]
    assert shape(timeline(late(), facts, START, END, known_on=date(2019, 7, 1)))[0][1] == "2019-03-31"


# --- facts, windows and hooks ----------------------------------------------------------------------------------------


def test_dates_of_the_proposal_do_not_move() -> None:
    made = plan(
        [fact("work_end", "date")],
        [criterion("in-time", "work_end <= limit")],
        parameters=[parameter("limit", {date(2015, 1, 1): date(2019, 12, 31), date(2020, 1, 1): date(2021, 12, 31)})],
        covers=EVER,
    )
    spans = timeline(made, given(work_end=date(2020, 6, 1)), START, END)
    assert shape(spans) == [("2018-01-01", "2019-12-31", "ineligible"), ("2020-01-01", "2021-12-31", "eligible")]


def test_spans_follow_on_each_other_without_a_gap() -> None:
    spans = timeline(membership(FUND), given(host="PH"), START, END)
    assert (spans[0].start, spans[-1].end) == (START, END)
    assert all(after.start == before.end + DAY for before, after in pairwise(spans))


def test_one_day_is_one_span_and_the_calendar_has_ends() -> None:
    made = floor({date(2015, 1, 1): D(10)})
    assert len(timeline(made, given(n=1), START, START)) == 1
    spans = timeline(made, given(n=1, other=True), date.min, date.max)
    assert (spans[0].start, spans[-1].end) == (date.min, date.max)


def test_days_in_the_wrong_order_and_two_ways_of_knowing_are_misuse() -> None:
    made = floor({date(2015, 1, 1): D(10)})
    with pytest.raises(MisuseError):
        timeline(made, given(), END, START)
    with pytest.raises(MisuseError):
        timeline(made, given(), START, END, known_on=START, as_known=True)


def until(made: Plan, facts: Facts, day: date, **asked: Any) -> Any:
    return holds_until(made, facts, determine(made, facts, day, **asked))


def test_a_determination_says_until_when_it_holds_and_what_ends_it() -> None:
    made = floor({date(2015, 1, 1): D(10), date(2019, 7, 1): D(20), date(2020, 4, 1): Gone.UNKNOWN})
    found = until(made, given(n=25, other=True), date(2018, 6, 1))
    assert found.until == date(2020, 3, 31)
    assert [one.event.name for one in found.because] == ["least"]
    assert until(made, given(n=15, other=True), date(2018, 6, 1)).until == date(2019, 6, 30)


def test_an_answer_that_nothing_dated_ends_holds_without_an_end() -> None:
    made = floor({date(2015, 1, 1): D(10)})
    found = until(made, given(n=25, other=True), date(2018, 6, 1))
    assert (found.until, found.because) == (None, ())


def test_what_ends_an_answer_is_asked_by_what_it_knew_and_by_its_readings() -> None:
    assert until(late(), given(n=15, other=True), date(2018, 1, 1)).until == date(2019, 3, 31)
    assert until(late(), given(n=15, other=True), date(2018, 1, 1), known_on=date(2019, 6, 1)).until is None
    made = plan(
        [number("n")],
        [criterion("floor", by_reading("which", a=formula("n >= low"), b=formula("n >= high")))],
        parameters=[
            parameter("low", {date(2015, 1, 1): D(1), date(2019, 7, 1): D(50)}),
            parameter("high", {date(2015, 1, 1): D(10), date(2020, 1, 1): D(60)}),
        ],
        readings=[reading("which")],
        covers=EVER,
    )
    sides = {side: until(made, given(n=20), date(2018, 1, 1), readings={"which": side}) for side in "ab"}
    assert {side: found.until for side, found in sides.items()} == {"a": date(2019, 6, 30), "b": date(2019, 12, 31)}
    assert [one.event.name for one in sides["b"].because] == ["high"]

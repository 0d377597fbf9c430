"""Projects followed over years. Every day and figure is worked out by hand from the passage that it names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.cases.standing import DeadlineState
from tests.cases.worlds import PROJECT, at, states, told

# BOX 2 of the guidebook (J20-29): monitored from 1 January to 31 July 2017, 8,947 t issued on 24 October 2017 (the
# second issuance), shared 6,263 / 895 / 1,789. The register of projects dates the registration 26 May 2017.
DARKHAN = [
    told("registered", "registered", "2017-05-26"),
    told("report", "monitoring_reported", "2017-09-01", period="2", first_day="2017-01-01", last_day="2017-07-31"),
    told("amount", "issuance_decided", "2017-10-24", period="2", tonnes="8947"),
    told("issue", "issued", "2017-10-24", period="2", tonnes="8947"),
    told("japan", "credits_allocated", "2017-10-24", period="2", holder="government_of_japan", tonnes="6263"),
    told("sharp", "credits_allocated", "2017-10-24", period="2", holder="japanese_entity", tonnes="895"),
    told("mongolia", "credits_allocated", "2017-10-24", period="2", holder="host_government", tonnes="1789"),
]


def test_darkhan_stands_at_issuance_on_the_day_of_its_issuance() -> None:
    standing = at(PROJECT, DARKHAN, "2017-10-24")
    assert standing.stage is not None
    assert standing.stage.id == "issued"
    assert [one.id for one in standing.stages] == ["registered", "issued"]
    assert standing.faults == ()
    shares = [one.fields["tonnes"] for one in standing.events if one.kind == "credits_allocated"]
    assert sum(shares) == Decimal(8947)
    assert sorted(shares) == [895, 1789, 6263]


def test_darkhan_a_day_before_was_only_registered() -> None:
    standing = at(PROJECT, DARKHAN, "2017-10-23")
    assert standing.stage is not None
    assert standing.stage.id == "registered"
    assert {one.id: one.why for one in standing.left_out} == dict.fromkeys(
        ("amount", "issue", "japan", "sharp", "mongolia"), "future"
    )


def test_what_darkhan_did_not_record_is_unknown_and_never_undone() -> None:
    """Nobody recorded its application, but its amount was decided, and an application comes before that (J20-15)."""
    standing = at(PROJECT, DARKHAN, "2020-06-01")
    (first,) = [one for one in standing.deadlines if one.deadline == "first-application"]
    assert first.state is DeadlineState.UNDETERMINED
    assert first.missing == ("issuance_applied.on",)
    assert first.due == date(2018, 5, 26)
    assert standing.late == ()
    assert "issuance_applied" in {one.event for one in standing.unrecorded}
    assert {one.ruleset: one.outcome.value for one in standing.determinations}[
        "jcm/project-cycle/2020"
    ] == "undetermined"


def test_outside_all_evidence_nothing_is_called_due_or_late() -> None:
    """The guidelines were abolished on 31 March 2025."""
    standing = at(PROJECT, DARKHAN[:1], "2025-04-01")
    assert [note.code for note in standing.notes] == ["no-rule-in-force"]
    assert set(states(standing).values()) == {"not_in_force"}
    assert standing.determinations == ()


# T23: registered on 15 March 2017, to be applied for by 15 March 2018 (J20-17); the clause is of March 2020.
REGISTERED = told("registered", "registered", "2017-03-15")


@pytest.mark.parametrize(
    ("applied", "reading", "state", "days"),
    [
        ("2018-03-15", "a", "done", None),
        ("2018-03-16", "a", "done_late", 1),
        ("2018-03-14", "b", "done", None),
        ("2018-03-15", "b", "done_late", 1),  # the other reading ends on the day before the anniversary
    ],
)
def test_the_first_application_within_a_year(applied: str, reading: str, state: str, days: int | None) -> None:
    raw = [REGISTERED, told("applied", "issuance_applied", applied, period="1")]
    standing = at(PROJECT, raw, "2020-06-01", readings={"j20-17": reading})
    (first,) = [one for one in standing.deadlines if one.deadline == "first-application"]
    assert (first.state.value, first.days) == (state, days)
    assert first.sides == {"a": date(2018, 3, 15), "b": date(2018, 3, 14)}
    assert first.source == ("c2c-2020#j20-17",)
    assert first.by == "participants"


def test_an_application_that_never_came_is_late_by_days() -> None:
    """15 March 2018 to 15 March 2020: 365 + 366 = 731 (29 February 2020); to 1 June 16 + 30 + 31 + 1 = 78 more."""
    standing = at(PROJECT, [REGISTERED], "2020-06-01")
    (late,) = standing.late
    assert (late.deadline, late.due, late.days) == ("first-application", date(2018, 3, 15), 809)
    assert "late-first-application" in {one.id for one in standing.conclusions}


def test_an_application_still_to_come_is_due_with_its_days_left() -> None:
    """Registered on 15 January 2021, asked on 5 January 2022: ten days to the anniversary."""
    standing = at(PROJECT, [told("registered", "registered", "2021-01-15")], "2022-01-05")
    (due,) = standing.due
    assert (due.due, due.days) == (date(2022, 1, 15), 10)
    (last,) = at(PROJECT, [told("registered", "registered", "2021-01-15")], "2022-01-15").due
    assert last.days == 0


def test_the_anniversary_of_a_leap_day_is_28_february() -> None:
    standing = at(PROJECT, [told("registered", "registered", "2020-02-29")], "2020-06-01")
    (due,) = standing.due
    assert (due.due, due.days) == (date(2021, 2, 28), 272)  # 29 June days, 214 of July to January, 28 of February, + 1


@pytest.mark.parametrize(
    ("day", "state", "days"), [("2019-05-13", "open", 0), ("2019-05-14", "late", 1), ("2019-05-06", "open", 7)]
)
def test_the_secretariat_has_seven_days(day: str, state: str, days: int) -> None:
    """Requested on Monday 6 May 2019: seven calendar days end on 13 May, seven weekdays on Wednesday 15 May."""
    standing = at(PROJECT, [told("request", "registration_requested", "2019-05-06")], day)
    (check,) = [one for one in standing.deadlines if one.deadline == "completeness-check"]
    assert (check.state.value, check.days, check.by) == (state, days, "secretariat")
    assert check.sides == {"a": date(2019, 5, 13), "b": date(2019, 5, 15)}
    assert check.provisional


def test_years_are_reported_until_the_durable_years_end() -> None:
    """Completed on 29 February 2016 with three durable years: the last day is 27 February 2019.

    So the years are 2016 to 2019 (J20-19, reading a); on 1 June 2020 all are over, and 2017 was reported.
    """
    raw = [
        told("done", "equipment_completed", "2016-02-29", legal_durable_years=3, one_durable_life=True),
        told("2017", "year_reported", "2018-04-30", year=2017),
    ]
    standing = at(PROJECT, raw, "2020-06-01")
    yearly = {name: state for name, state in states(standing).items() if name.startswith("yearly-report")}
    assert yearly == {
        "yearly-report 2016": "outstanding",
        "yearly-report 2017": "done",
        "yearly-report 2018": "outstanding",
        "yearly-report 2019": "outstanding",
    }
    assert standing.late == (), "no last day is stated, so nothing is late"
    assert "report-the-missing-years" in {one.id for one in standing.conclusions}
    other = at(PROJECT, raw, "2020-06-01", readings={"j20-19": "b"})
    assert "yearly-report 2016" not in states(other), "from the following year on"


def test_a_sale_within_the_durable_years_is_reviewed() -> None:
    raw = [
        told("done", "equipment_completed", "2016-04-01", legal_durable_years=17, one_durable_life=True),
        told("sold", "equipment_sold", "2020-05-01"),
    ]
    standing = at(PROJECT, raw, "2020-06-01")
    assert "repayment-is-reviewed" in {one.id for one in standing.conclusions}
    before = at(PROJECT, raw, "2020-04-30")
    assert "repayment-is-reviewed" not in {one.id for one in before.conclusions}


def test_steps_that_came_too_early_are_contradictions() -> None:
    raw = [
        told("request", "registration_requested", "2021-05-10"),
        told("check", "completeness_checked", "2021-05-12"),
        told("registered", "registered", "2021-05-11"),
    ]
    standing = at(PROJECT, raw, "2021-06-01")
    assert [fault.code for fault in standing.faults] == ["events-out-of-order"]
    (order,) = [one for one in standing.orders if one.order == "registration-after-check"]
    assert (order.state.value, order.contradicted) == ("not_met", ("registered",))
    assert "check-the-order" in {one.id for one in standing.conclusions}


def test_what_comes_next_and_what_is_blocked_says_why() -> None:
    standing = at(PROJECT, [told("pdd", "pdd_submitted", "2021-01-10")], "2021-02-01")
    assert "sent_to_entity" in {one.event for one in standing.blocked}
    (sent,) = [one for one in standing.blocked if one.event == "sent_to_entity"]
    assert sent.waits_for == ("public_inputs_closed",)
    assert [one.source for one in sent.because] == [("c2c-2020#d-6", "c2c-2020#j20-09")]
    closed = [told("pdd", "pdd_submitted", "2021-01-10"), told("inputs", "public_inputs_closed", "2021-01-31")]
    assert "sent_to_entity" in {one.event for one in at(PROJECT, closed, "2021-02-01").ready}


def test_periods_belong_together() -> None:
    """The second period was verified, the third was not: only an application for the third lacks its verification."""
    raw = [
        told("verified", "verification_reported", "2021-03-01", period="2"),
        told("two", "issuance_applied", "2021-04-01", period="2"),
        told("three", "issuance_applied", "2021-05-01", period="3"),
    ]
    (order,) = [one for one in at(PROJECT, raw, "2021-06-01").orders if one.order == "application-after-verification"]
    assert (order.state.value, order.unrecorded) == ("undetermined", ("verification_reported",))
    (order,) = [
        one for one in at(PROJECT, raw[:2], "2021-06-01").orders if one.order == "application-after-verification"
    ]
    assert order.state.value == "met"

"""Which events count: corrections, withdrawals, two dates, and no order of arrival."""

from __future__ import annotations

import json
import os
import time
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cases import event_json, fold, read_events, standing_json
from engine.chaining import durable_rules_is_here
from tests.cases.worlds import PROJECT, at, definition, events, told

EXAMPLES = min(int(os.environ.get("HANTEI_EXAMPLES", "25")), 200)
KINDS = ("pdd_submitted", "registration_requested", "completeness_checked", "registered", "equipment_sold")
PERIODS = ("verification_reported", "issuance_applied", "issuance_decided", "issued")


@st.composite
def logs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events in any order, some told twice, some contradicting, correcting or withdrawing others (also in circles)."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 12))):
        day = date(2021, 1, 1) + timedelta(draw(st.integers(0, 300)))
        told_on = day + timedelta(draw(st.integers(0, 60)))
        target = f"e{draw(st.integers(0, 12))}"
        if draw(st.integers(0, 5)) == 0:
            made.append({"id": f"e{number}", "withdraws": target, "recorded_on": told_on.isoformat()})
            continue
        more: dict[str, Any] = {"recorded_on": told_on.isoformat()}
        kind = draw(st.sampled_from(KINDS + PERIODS))
        if kind in PERIODS:
            more["period"] = draw(st.sampled_from(["1", "2"]))
        if draw(st.integers(0, 4)) == 0:
            more["corrects"] = target
        made.append(told(f"e{number}", kind, day.isoformat(), **more))
    return [*made, *draw(st.lists(st.sampled_from(made), max_size=2))]


def body(raw: list[dict[str, Any]], day: str, known_on: str | None = None, **more: Any) -> str:
    return json.dumps(standing_json(at(PROJECT, raw, day, known_on, **more)))


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(raw=logs(), data=st.data())
def test_the_order_of_arrival_makes_no_difference(raw: list[dict[str, Any]], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(raw))
    assert body(raw, "2021-09-01", "2021-10-01") == body([*shuffled], "2021-09-01", "2021-10-01")


@pytest.mark.skipif(not durable_rules_is_here(), reason="durable-rules does not import here")
@settings(max_examples=max(3, EXAMPLES // 5), deadline=None, derandomize=True)
@given(raw=logs())
def test_both_chainers_tell_the_same_of_a_case(raw: list[dict[str, Any]]) -> None:
    durable = at(PROJECT, raw, "2021-09-01", chainer="durable-rules")
    reference = at(PROJECT, raw, "2021-09-01", chainer="reference")
    assert durable.chained_by == "durable-rules"
    assert standing_json(durable) == standing_json(reference)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(raw=logs())
def test_events_read_back_as_they_were(raw: list[dict[str, Any]]) -> None:
    read = events(PROJECT, raw)
    again, faults = read_events(json.loads(json.dumps([event_json(one) for one in read])), definition(PROJECT))
    assert (again, faults) == (read, [])


WRONG = told("wrong", "registered", "2021-05-10", recorded_on="2021-05-12")
RIGHT = told("right", "registered", "2021-05-11", recorded_on="2021-06-20", corrects="wrong")


def test_a_correction_counts_from_the_day_it_was_told() -> None:
    """First application due on the anniversary: of 10 May as it was known on 1 June, of 11 May since 20 June."""
    (due,) = at(PROJECT, [WRONG, RIGHT], "2021-07-01", "2021-06-01").due
    assert due.due == date(2022, 5, 10)
    standing = at(PROJECT, [WRONG, RIGHT], "2021-07-01")
    assert [one.due for one in standing.due] == [date(2022, 5, 11)]
    assert [(one.id, one.why) for one in standing.left_out] == [("wrong", "corrected")]


def test_a_withdrawal_that_is_withdrawn_gives_the_event_back() -> None:
    gone = {"id": "gone", "withdraws": "wrong", "recorded_on": "2021-06-01"}
    back = {"id": "back", "withdraws": "gone", "recorded_on": "2021-06-15"}
    assert at(PROJECT, [WRONG, gone], "2021-07-01").stage is None
    stage = at(PROJECT, [WRONG, gone, back], "2021-07-01").stage
    assert stage is not None
    assert stage.id == "registered"
    assert at(PROJECT, [WRONG, gone, back], "2021-07-01", "2021-06-10").stage is None


def test_what_contradicts_itself_is_not_known() -> None:
    other = told("other", "registered", "2021-05-20", recorded_on="2021-05-21")
    standing = at(PROJECT, [WRONG, other], "2021-07-01")
    assert [fault.code for fault in standing.faults] == ["contradicting-events"]
    assert "`wrong`, `other` tell different things" in standing.faults[0].message.en  # by their days
    (first,) = [one for one in standing.deadlines if one.deadline == "first-application"]
    assert (first.state.value, first.due, first.missing) == ("undetermined", None, ("registered.on",))


def test_the_same_thing_told_twice_is_no_contradiction() -> None:
    again = told("again", "registered", "2021-05-10", recorded_on="2021-08-01")
    assert at(PROJECT, [WRONG, again], "2021-09-01").faults == ()


@pytest.mark.parametrize(
    ("raw", "code", "left"),
    [
        ([WRONG, told("wrong", "registered", "2021-05-12")], "event-id-used-twice", ["wrong"]),
        ([told("one", "registered", "2021-05-10", corrects="none")], "unknown-event-id", []),
        (
            [
                told("one", "registered", "2021-05-10", corrects="two"),
                told("two", "registered", "2021-05-11", corrects="one"),
            ],
            "correction-cycle",
            ["one", "two"],
        ),
    ],
)
def test_a_log_that_cannot_be_told_apart_says_so(raw: list[dict[str, Any]], code: str, left: list[str]) -> None:
    standing = at(PROJECT, raw, "2021-07-01")
    assert [fault.code for fault in standing.faults] == [code]
    assert [one.id for one in standing.left_out if one.why == "unclear"] == left


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"id": "a", "event": "registred", "on": "2021-05-10"}, "unknown-event"),
        ({"id": "a", "event": "registered", "on": "2021-02-29"}, "not-a-date"),
        ({"id": "a", "event": "registered"}, "missing-key"),
        ({"id": "a b", "event": "registered", "on": "2021-05-10"}, "bad-event-id"),
        (
            {"id": "a", "event": "registered", "on": "2021-05-10", "recorded_on": "2021-05-09"},
            "recorded-before-it-happened",
        ),
        ({"id": "a", "event": "issued", "on": "2021-05-10", "fields": {"tonnes": "-1"}}, "out-of-bounds"),
        ({"id": "a", "event": "issued", "on": "2021-05-10", "fields": {"tons": "1"}}, "unknown-field"),
        ({"id": "a", "event": "issued", "on": "2021-05-10", "tonnes": "1"}, "unknown-key"),
        ({"id": "a", "withdraws": "b", "on": "2021-05-10", "recorded_on": "2021-05-10"}, "withdrawal-with-more"),
        ({"id": "a", "withdraws": "b"}, "missing-key"),
        ("registered", "event-expected"),
    ],
)
def test_a_wrong_event_is_refused_with_its_place_and_help(raw: Any, code: str) -> None:
    read, (fault,) = read_events([raw], definition(PROJECT))
    assert (read, fault.code) == ((), code)
    assert fault.help is not None
    assert fault.pointer is not None
    assert fault.pointer.startswith("/0")


def test_a_case_of_a_thousand_events_is_told_in_time() -> None:
    made = [told("registered", "registered", "2018-01-10")]
    for number in range(333):
        day = date(2018, 2, 1) + timedelta(number)
        made += [
            told(f"{kind}-{number}", kind, (day + timedelta(later)).isoformat(), period=str(number))
            for later, kind in enumerate(("monitoring_reported", "verification_reported", "issuance_applied"))
        ]
    read = events(PROJECT, made)
    assert len(read) == 1000
    began = time.process_time()
    standing = fold(definition(PROJECT), read, date(2020, 6, 1))
    assert time.process_time() - began < 3, "about a tenth of a second on a small machine"
    (first,) = [one for one in standing.deadlines if one.deadline == "first-application"]
    assert first.done_on == date(2018, 2, 3)

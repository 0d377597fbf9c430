"""Electronic decisions of a joint committee as cases: T10 to T12 of the catalogue (J13-JC-07, J13-JC-08)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cases.worlds import DECISION, at, told

# HC and JC are the co-chairs, HM and JM the other members; distributed on 1 March 2013, so day 20 is 21 March.
COMMITTEE = [
    told("m1", "member_named", "2013-02-15", name="HC", side="host", co_chair=True),
    told("m2", "member_named", "2013-02-15", name="HM", side="host", co_chair=False),
    told("m3", "member_named", "2013-02-15", name="JC", side="japan", co_chair=True),
    told("m4", "member_named", "2013-02-15", name="JM", side="japan", co_chair=False),
    told("sent", "proposal_distributed", "2013-03-01", to_all=True),
]


def says(member: str, day: str, assertion: str = "affirmative") -> dict[str, Any]:
    return told(f"{member}-{day}", "asserted", day, member=member, assertion=assertion)


BOTH = [says("HC", "2013-03-05"), says("JC", "2013-03-05")]


@pytest.mark.parametrize(
    ("more", "day", "stage"),
    [
        (BOTH, "2013-03-21", "distributed"),  # T10: the time to object still runs on its last day
        (BOTH, "2013-03-22", "adopted"),
        ([*BOTH, says("HM", "2013-03-21", "negative")], "2013-03-22", "objected"),
        ([*BOTH, says("HM", "2013-03-22", "negative")], "2013-03-23", "adopted"),  # a day too late
        ([says(one, "2013-03-04") for one in ("HC", "HM", "JC", "JM")], "2013-03-04", "adopted"),  # T11: day 3
        (BOTH[:1], "2013-04-15", "distributed"),  # T12: a co-chair is silent
    ],
)
def test_where_a_decision_stands(more: list[dict[str, Any]], day: str, stage: str) -> None:
    standing = at(DECISION, [*COMMITTEE, *more], day)
    assert standing.stage is not None
    assert standing.stage.id == stage
    assert standing.faults == ()


def test_a_silent_co_chair_is_late_and_said_to_stand_in_the_way() -> None:
    """Day 20 is 21 March; on 15 April 25 days have passed."""
    standing = at(DECISION, [*COMMITTEE, *BOTH[:1]], "2013-04-15")
    (late,) = standing.late
    assert (late.deadline, late.due, late.days, late.by) == ("co-chairs-affirm", date(2013, 3, 21), 25, "co_chairs")
    (found,) = [one for one in standing.conclusions if one.id == "a-co-chair-is-silent"]
    assert [(one.deadline, one.criterion, one.state) for one in found.because] == [
        ("co-chairs-affirm", None, "late"),
        (None, "deemed-adopted", "not_met"),
    ]


def test_the_later_of_the_two_co_chairs_counts() -> None:
    standing = at(DECISION, [*COMMITTEE, says("HC", "2013-03-05"), says("JC", "2013-03-22")], "2013-03-25")
    (one,) = standing.deadlines
    assert (one.state.value, one.done_on, one.days) == ("done_late", date(2013, 3, 22), 1)


def test_a_member_who_says_both_leaves_it_open() -> None:
    """What a withdrawn or changed assertion does is not said, so nothing is decided on it."""
    raw = [*COMMITTEE, *BOTH, says("HC", "2013-03-06", "negative")]
    standing = at(DECISION, raw, "2013-04-15")
    assert [fault.code for fault in standing.faults] == ["contradicting-events"]
    assert [one.outcome.value for one in standing.determinations] == ["undetermined"]
    assert [one.state.value for one in standing.deadlines] == ["undetermined"]

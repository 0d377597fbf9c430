"""Two bodies compared field by field."""

from __future__ import annotations

from typing import Any

import pytest

from engine.receipt import ABSENT
from engine.receipt.differences import differences

MET, NOT_MET = {"criterion": "a", "state": "met"}, {"criterion": "a", "state": "not_met"}
OTHER = {"criterion": "b", "state": "met"}


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ({"x": "1"}, {"x": "1"}, []),
        ({"x": "1"}, {"x": "2"}, [(("x",), "1", "2")]),
        ({"x": "1"}, {}, [(("x",), "1", ABSENT)]),
        ({}, {"x": None}, [(("x",), ABSENT, None)]),
        ({"x": True}, {"x": "true"}, [(("x",), True, "true")]),
        ({"x": {}}, {"x": []}, [(("x",), {}, [])]),
        (["1", "2"], ["1", "3"], [(("1",), "2", "3")]),
        (["1"], ["1", "2"], [(("1",), ABSENT, "2")]),
        ([MET, OTHER], [OTHER, NOT_MET], [(("a", "state"), "met", "not_met")]),
        ([MET], [OTHER, MET], [(("b",), ABSENT, OTHER)]),
        ([MET, MET], [MET, NOT_MET], [(("1", "state"), "met", "not_met")]),
        (
            [{"ruleset": {"id": "r"}, "outcome": "eligible"}],
            [{"ruleset": {"id": "r"}, "outcome": "ineligible"}],
            [(("r", "outcome"), "eligible", "ineligible")],
        ),
        ([{"ruleset": "r", "id": "c"}], [], [(("r#c",), {"ruleset": "r", "id": "c"}, ABSENT)]),
    ],
)
def test_every_field_that_is_not_the_same_is_named(was: Any, now: Any, found: list[Any]) -> None:
    assert [(one.at, one.was, one.now) for one in differences(was, now)] == found

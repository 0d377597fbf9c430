"""What is not known goes through every built-in soundly: what the partial result claims holds for every completion."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.feel.functions import BUILTINS
from engine.feel.values.durations import YearsMonths
from engine.feel.values.functions import Builtin
from engine.feel.values.unknown import ANYTHING, Between, OneOf, Unknown, names_in, unknown

from .worlds import arguments_of, covers, partly_unknown, result

COUNT = int(os.environ.get("HANTEI_EXAMPLES", "12"))


def D(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize("name", BUILTINS)
@settings(max_examples=COUNT, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_completion_lies_in_what_is_claimed(name: str, data: st.DataObject) -> None:
    function: Builtin = BUILTINS[name]
    overload = data.draw(st.sampled_from(function.overloads))
    complete = data.draw(arguments_of(overload))
    partial = [data.draw(partly_unknown(argument)) for argument in complete]
    claimed, truth = result(function, partial), result(function, complete)
    assert covers(claimed, truth), f"{name}{partial} gives {claimed}, but {name}{complete} gives {truth}"
    assert names_in([claimed]) <= names_in(partial)


SMALL = unknown("x", domain=Between(D("1"), D("5")))
EITHER = unknown("y", domain=OneOf((D("1"), D("2"))))
YES_OR_NO = unknown("b", domain=OneOf((True, False)))
NOTHING_KNOWN = unknown("z")

DECIDED: list[tuple[str, list[Any], Any]] = [
    ("max", [EITHER, D("3")], D("3")),
    ("min", [D("0"), SMALL], D("0")),
    ("any", [[True, NOTHING_KNOWN]], True),
    ("all", [[False, NOTHING_KNOWN]], False),
    ("count", [[SMALL, NOTHING_KNOWN]], D("2")),
    ("list contains", [[D("9"), NOTHING_KNOWN], D("9")], True),
    ("list contains", [[D("1"), SMALL], D("9")], False),
    ("list contains", [[D("1"), D("2")], EITHER], True),
    ("floor", [unknown("r", domain=Between(D("1.2"), D("1.9")))], D("1")),
    ("even", [unknown("r", domain=OneOf((D("2"), D("4"))))], True),
    ("get value", [{"a": NOTHING_KNOWN, "b": D("1")}, "b"], D("1")),
]


@pytest.mark.parametrize(("name", "arguments", "value"), DECIDED)
def test_what_does_not_hang_on_the_unknown_is_decided(name: str, arguments: list[Any], value: Any) -> None:
    assert result(BUILTINS[name], arguments) == value


NARROWED: list[tuple[str, list[Any], Any]] = [
    ("sum", [[SMALL, D("3"), EITHER]], Between(D("5"), D("10"))),
    ("sum", [EITHER, D("0.5")], OneOf((D("1.5"), D("2.5")))),
    ("max", [SMALL, D("3")], Between(D("3"), D("5"))),
    ("max", [unknown("u", domain=Between(D("7"), None)), SMALL], Between(D("7"), None)),
    ("min", [unknown("u", domain=Between(D("7"), None)), SMALL], Between(D("1"), D("5"))),
    ("mean", [[SMALL, D("3")]], Between(D("2"), D("4"))),
    ("median", [[SMALL, D("3"), D("4")]], Between(D("3"), D("4"))),
    ("abs", [unknown("q", domain=Between(D("-3"), D("2")))], Between(D("0"), D("3"))),
    ("abs", [unknown("q", domain=Between(D("-3"), D("-2")))], Between(D("2"), D("3"))),
    ("round half up", [unknown("q", domain=Between(D("0.24"), D("1.25"))), D("1")], Between(D("0.2"), D("1.3"))),
    ("upper case", [unknown("s", domain=OneOf(("a", "b")))], OneOf(("A", "B"))),
    ("not", [YES_OR_NO], OneOf((False, True))),
    ("sqrt", [unknown("q", domain=Between(D("-1"), D("4")))], ANYTHING),
    ("product", [[SMALL, D("3"), unknown("u", domain=Between(D("0"), D("2")))]], Between(D("0"), D("30"))),
    ("product", [[SMALL, unknown("u", domain=Between(D("-1"), D("2")))]], ANYTHING),
    ("product", [[unknown("u", domain=Between("a", None))]], ANYTHING),
    (
        "years and months duration",
        [unknown("from", domain=Between(date(2020, 1, 31), date(2020, 3, 1))), date(2024, 3, 31)],
        Between(YearsMonths(48), YearsMonths(50)),
    ),
    (
        "years and months duration",
        [date(2020, 4, 1), unknown("to", domain=Between(date(2025, 4, 1), None))],
        Between(YearsMonths(60), None),
    ),
    ("log", [unknown("q", domain=Between(None, D("4")))], ANYTHING),
    ("exp", [unknown("q", domain=Between(D("0"), None))], ANYTHING),
    ("sqrt", [unknown("q", domain=Between(D("4"), None))], Between(D("2"), None)),
    ("sum", [[NOTHING_KNOWN, D("1")]], ANYTHING),
]


@pytest.mark.parametrize(("name", "arguments", "domain"), NARROWED)
def test_what_hangs_on_the_unknown_is_narrowed(name: str, arguments: list[Any], domain: Any) -> None:
    found = result(BUILTINS[name], arguments)
    assert isinstance(found, Unknown)
    assert found.names == names_in(arguments)
    assert (
        (set(found.domain.values), type(found.domain)) == (set(domain.values), OneOf)
        if isinstance(domain, OneOf)
        else found.domain == domain
    )


def test_lists_are_built_around_what_is_not_known() -> None:
    assert result(BUILTINS["append"], [[D("1")], NOTHING_KNOWN]) == [D("1"), NOTHING_KNOWN]
    assert result(BUILTINS["reverse"], [[D("1"), NOTHING_KNOWN]]) == [NOTHING_KNOWN, D("1")]
    assert result(BUILTINS["context put"], [{"a": D("1")}, "b", SMALL]) == {"a": D("1"), "b": SMALL}


def test_sorting_waits_for_what_is_not_known() -> None:
    assert result(BUILTINS["sort"], [[D("2"), SMALL]]) == Unknown(frozenset("x"))


# --- roundings at ends that do not belong to an interval --------------------------------------------------------------

ROUNDINGS = ("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down")
HARDLY = D("1E-20")
ENDS = [D("-1.5"), D("-1"), D("-0.25"), D("0"), D("0.3"), D("0.5"), D("1"), D("2.5"), D("250")]


@pytest.mark.parametrize("scale", [D("0"), D("1"), D("-1"), D("-2")])
@pytest.mark.parametrize("name", ROUNDINGS)
def test_a_rounding_comes_to_just_what_numbers_inside_an_interval_come_to(name: str, scale: Decimal) -> None:
    """Held against numbers that lie hardly inside: any number above 0 rounded up is 1 at least, and 1 is reached."""
    rounding = BUILTINS[name]
    for low in ENDS:
        for high in (one for one in ENDS if one > low):
            for closed in ((True, True), (True, False), (False, True), (False, False)):
                inside = [low if closed[0] else low + HARDLY, high if closed[1] else high - HARDLY]
                least, most = (result(rounding, [one, scale]) for one in inside)
                found = result(rounding, [unknown("q", domain=Between(low, high, *closed)), scale])
                claimed = found.domain if isinstance(found, Unknown) else Between(found, found)
                assert (claimed.low, claimed.high) == (least, most), (low, high, closed)


def test_what_has_no_upper_end_is_rounded_up_from_its_open_lower_one() -> None:
    above = unknown("q", domain=Between(D("0"), None, low_closed=False))
    assert result(BUILTINS["ceiling"], [above]).domain == Between(D("1"), None)
    assert result(BUILTINS["ceiling"], [above, D("2")]).domain == Between(D("0.01"), None)
    assert result(BUILTINS["floor"], [above]).domain == Between(D("0"), None)
    assert result(BUILTINS["ceiling"], [above, D("500")]).domain == Between(D("0"), None), "wider, as it always may be"

"""Calls: which overload fits, coercions, names of arguments, and what is said when none fits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.feel.functions import BUILTINS
from engine.feel.functions.calling import call
from engine.feel.functions.registry import parameter
from engine.feel.limits import BoundReached
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Parameter
from engine.feel.values.temporal_text import parse_temporal
from engine.feel.values.unknown import OneOf, Unknown, unknown

from .worlds import NOW, Host, result


def D(text: str) -> Decimal:
    return Decimal(text)


def fault(name: str, positional: list[Any], named: dict[str, Any] | None = None) -> FeelError:
    with pytest.raises(FeelError) as raised:
        call(BUILTINS[name], positional, named, Host())
    return raised.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("string: string", Parameter("string", "string")),
        ("length?: number | null", Parameter("length", "number", optional=True, nullable=True)),
        ("item*", Parameter("item", "Any", variadic=True, nullable=True)),
        ("from: date | date and time", Parameter("from", "date | date and time")),
    ],
)
def test_a_parameter_is_written_as_a_name_and_a_type(text: str, expected: Parameter) -> None:
    assert parameter(text) == expected


def test_arguments_go_by_position_or_by_name_in_any_order() -> None:
    named = {"start position": D("3"), "string": "foobar"}
    assert call(BUILTINS["substring"], ["foobar", D("3")]) == "obar"
    assert call(BUILTINS["substring"], [], named) == "obar"
    assert call(BUILTINS["substring"], [], {**named, "length": D("2")}) == "ob"


def test_a_named_argument_that_may_be_null_may_be_left_out() -> None:
    assert call(BUILTINS["is"], [], {"value2": D("1")}) is False
    assert call(BUILTINS["number"], [], {"from": "1.5"}) == D("1.5")
    assert fault("is", [D("1")]).code == "wrong-arguments"


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("abs", [[D("-1")]], D("1")),
        ("count", [D("7")], D("1")),
        ("concatenate", [D("1"), [D("2")]], [D("1"), D("2")]),
        ("string join", ["a", ","], "a"),
        ("context", [{"key": "a", "value": None}], {"a": None}),
        ("sum", [[D("1"), D("2")]], D("3")),
        ("sum", [D("1"), D("2")], D("3")),
        ("min", ["b", "a"], "a"),
    ],
)
def test_a_list_of_one_is_its_element_and_an_element_is_a_list_of_one(
    name: str, arguments: list[Any], value: Any
) -> None:
    assert result(BUILTINS[name], arguments) == value


def test_overloads_are_chosen_by_the_kinds_of_the_arguments() -> None:
    assert call(BUILTINS["date"], ["2024-02-29"]) == call(BUILTINS["date"], [D("2024"), D("2"), D("29")])
    replaced = call(BUILTINS["list replace"], [[D("1"), D("2")], BUILTINS["is"], D("2")], None, Host())
    assert replaced == [D("1"), D("2")]
    assert call(BUILTINS["context put"], [{}, ["a"], D("1")]) == {"a": D("1")}


def test_a_wrong_kind_is_named_with_the_parameter_in_both_languages() -> None:
    found = fault("substring", [D("1"), D("2")])
    assert found.code == "wrong-type"
    assert found.text.en == "`string` of `substring` is string, not number"
    assert found.text.ja == "`substring` の `string` は string で、number ではありません"


def test_a_wrong_number_of_arguments_is_answered_with_the_signature() -> None:
    found = fault("floor", [])
    assert found.code == "wrong-arguments"
    assert found.text.en == "`floor` takes (n: number, scale?: number), not (0)"
    assert fault("floor", [], {"n": D("1"), "scal": D("1")}).text.en.endswith("not (n, scal)")


def test_null_is_refused_where_the_parameter_does_not_take_it() -> None:
    assert fault("upper case", [None]).text.en == "`string` of `upper case` is string, not null"
    assert result(BUILTINS["matches"], ["abc", "b", None]) is True


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("exp", [D("99999")], "no-number"),
        ("sqrt", [D("-1")], "no-number"),
        ("log", [D("0")], "no-logarithm"),
        ("modulo", [D("1"), D("0")], "division-by-zero"),
        ("round up", [D("5.5"), D("-6112")], "scale-outside"),
        ("round up", [D("5.5"), D("6177")], "scale-outside"),
        ("sublist", [[D("1")], D("2")], "position-outside"),
        ("sublist", [[D("1")], D("1"), D("2")], "length-outside"),
        ("substring", ["abc", D("0")], "position-outside"),
        ("substring", ["abc", D("1"), D("0")], "length-too-small"),
        ("stddev", [[D("1")]], "too-few"),
        ("min", [[D("1"), "a"]], "no-order"),
        ("sort", [[D("1"), "a"]], "no-order"),
        ("sum", [[D("1"), None]], "wrong-type"),
        ("context", [[{"key": "a"}]], "wrong-entry"),
        ("context", [[{"key": "a", "value": D("1")}, {"key": "a", "value": D("2")}]], "key-twice"),
        ("context put", [{}, [], D("1")], "no-keys"),
        ("context put", [{"a": D("1")}, ["a", "b"], D("1")], "wrong-type"),
        ("number", ["1", ",", ","], "wrong-separator"),
        ("date", ["2023-02-29"], "cannot-convert"),
        ("date", [D("2024.5"), D("1"), D("1")], "cannot-convert"),
        ("time", [D("24"), D("0"), D("0")], "cannot-convert"),
        ("before", [D("1"), "a"], "no-order"),
        ("range", ["[1..2"], "not-a-range"),
    ],
)
def test_a_call_without_value_says_why(name: str, arguments: list[Any], code: str) -> None:
    assert fault(name, arguments).code == code


def test_every_fault_is_one_line_in_both_languages_without_a_full_stop() -> None:
    found = fault("number", ["x" * 500, None, None])
    for text in (found.text.en, found.text.ja):
        assert len(text) < 120
        assert "\n" not in text
        assert not text.endswith((".", "。"))


def test_the_clock_is_the_callers() -> None:
    assert call(BUILTINS["now"], [], None, Host()) == NOW
    assert call(BUILTINS["today"], [], None, Host()) == parse_temporal("2024-02-29")
    with pytest.raises(FeelError):
        call(BUILTINS["today"], [])


def test_values_nested_beyond_reason_reach_the_bound_of_depth() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(BoundReached) as stopped:
        call(BUILTINS["distinct values"], [[deep]])
    assert stopped.value.code == "limit-depth"


def test_no_argument_is_changed() -> None:
    items, entries = [D("1"), D("2")], {"a": {"b": D("1")}}
    call(BUILTINS["append"], [items, D("3")])
    call(BUILTINS["reverse"], [items])
    call(BUILTINS["context put"], [entries, ["a", "b"], D("2")])
    call(BUILTINS["context merge"], [[entries, {"a": D("9")}]])
    assert items == [D("1"), D("2")]
    assert entries == {"a": {"b": D("1")}}


def test_an_unknown_of_few_choices_is_asked_at_each_of_them() -> None:
    text = unknown("programme", domain=OneOf(("jcm", "fund", None)))
    found = call(BUILTINS["string length"], [text])
    assert found == Unknown(frozenset(("programme",)), OneOf((D("3"), D("4"), None)))

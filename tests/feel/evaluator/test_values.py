"""What expressions come to, in the standard's mode and in Hantei's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.diagnostics import Severity
from engine.feel import Limits, Mode, Options, evaluate
from engine.feel.values.unknown import Unknown


def D(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2 = 0.3", True),
        ("1 / 3 * 3", D("0.9999999999999999999999999999999999")),
        ("0.50 * 1", D("0.50")),
        ("2 ** 3 ** 2", D(64)),
        ("-5 ** 2", D(25)),
        ('"a" + "b"', "ab"),
        ("10 in (= 10)", True),
        ("3 in (1..3)", False),
        ("3 in [[5..6], [1..3]]", True),
        ("[1, 2] in [[1, 2], [3]]", True),
        ('"d" in ("c", < "c", >= "d")', True),
        ("[1..10[ = [1..10)", True),
        ("(< 10) = (null..10)", False),
        ("5 in (null..10]", None),
        ("for i in 1..3, j in [i, 10] return i * j", [D(1), D(10), D(4), D(20), D(9), D(30)]),
        ("for i in 3..1 return i", [D(3), D(2), D(1)]),
        ("for i in 1..6 return if i < 3 then 1 else partial[-1] + partial[-2]", [D(n) for n in (1, 1, 2, 3, 5, 8)]),
        ("for i in [2..4) return i", [D(2), D(3)]),
        ('string(for d in @"2020-02-28"..@"2020-03-01" return d.day)', "[28, 29, 1]"),
        ("for i in 1..3 return partial", [[], [[]], [[], [[]]]]),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", True),
        ("every x in [] satisfies x", True),
        ("[1, 2, 3][-1]", D(3)),
        ("[1, 2, 3][4]", None),
        ("[1, 2, 3][item > 1]", [D(2), D(3)]),
        ("100[1]", D(100)),
        ("true[false]", []),
        ("[{a: 1}, {a: 2}].a", [D(1), D(2)]),
        ("[{item: 1}, {item: 3}][item >= 2]", [{"item": D(3)}]),
        ("{a: 1, b: a + 1}.b", D(2)),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1)}.f(5)", D(120)),
        ("(function(a: number) a)([7])", D(7)),
        ('(function(a: number) a)("x")', None),
        ("(function(a, b) a - b)(b: 1, a: 5)", D(4)),
        ("sort([3, 1, 2], function(x, y) x > y)", [D(3), D(2), D(1)]),
        ("[1, 2] instance of list<number>", True),
        ("{a: 1} instance of context<a: number, b: string>", False),
        ("null instance of Any", False),
        ('(function(a: string) "x") instance of function<string> -> string', True),
        ('(function(a: string) "x") instance of function<number> -> string', False),
        ('(function(a: Any) "x") instance of function<number> -> string', True),
        ("(function(a: number) a + 1) instance of function<number> -> string", False),
        ('(function() "x") instance of function<number> -> string', False),
        ('[1, 2]["x"]', []),
        ("if null then 1 else 2", D(2)),
        ("true and 123", None),
        ("false and 123", False),
        ('@"2020-03-31" - @"2020-02-29" = duration("P31D")', True),
        ("not(null)", None),
    ],
)
def test_an_expression_comes_to_its_value(text: str, value: Any) -> None:
    assert evaluate(text, {}, mode=Mode.FEEL).value == value


def test_the_exponent_of_a_number_survives() -> None:
    assert str(evaluate("if true then 0.40 else 0", {}).value) == "0.40"


THREE_VALUED = [("true", True), ("false", False), ("null", None)]


@pytest.mark.parametrize(("left", "a"), THREE_VALUED)
@pytest.mark.parametrize(("right", "b"), THREE_VALUED)
def test_logic_is_three_valued(left: str, a: bool | None, right: str, b: bool | None) -> None:
    conjunction = False if False in (a, b) else None if None in (a, b) else True
    disjunction = True if True in (a, b) else None if None in (a, b) else False
    assert evaluate(f"{left} and {right}", {}).value is conjunction
    assert evaluate(f"{left} or {right}", {}).value is disjunction


def test_a_context_with_japanese_names_is_read() -> None:
    context = {"申請者": {"国": "日本", "従業員 数": D("１２")}}
    assert evaluate('申請者.国 = "日本" and 申請者.従業員 数 > 10', context).value is True


def test_what_is_absent_is_null_in_the_standards_mode_and_unknown_in_hanteis() -> None:
    lenient = evaluate("applicant.country", {}, mode=Mode.FEEL)
    ours = evaluate("applicant.country", {})
    assert lenient.value is None
    assert lenient.diagnostics[0].severity is Severity.NOTE
    assert ours.value == Unknown(frozenset(("applicant.country",)))
    assert ours.diagnostics == ()


def test_an_entry_that_items_lack_is_unknown_by_the_name_of_their_list() -> None:
    result = evaluate('every p in members satisfies p.country = "JP"', {"members": [{"country": "JP"}, {}]})
    assert isinstance(result.value, Unknown)
    assert result.value.names == {"members"}


@pytest.mark.parametrize(
    ("text", "code", "words", "column"),
    [
        ("1 + 10 / 0", "division-by-zero", "this divides by zero", 5),
        ('"a" + 1', "wrong-operands", "`+` does not work between string and number", 1),
        ("1 + null", "null-operand", "null stands on the right of `+`", 1),
        ('1 < "a"', "wrong-operands", "`<` does not work between number and string", 1),
        ("{a: 1}.b", "no-entry", "there is no entry `b`", 1),
        ("sqroot(4)", "unknown-function", "there is no function `sqroot`; did you mean `sqrt`?", 1),
        ("some x in [1] satisfies x", "wrong-operand", "`some` wants true or false, not number", 25),
        ("1 and true", "wrong-operand", "`and` wants true or false, not number", 1),
        ("{a: 1, a: 2}", "double-entry", "`a` stands here twice", 1),
        ('@"tomorrow"', "bad-literal", "`tomorrow` is no date, time or duration", 1),
        ("(1)(2)", "not-a-function", "only functions can be called", 2),
        ("10 ** 7000", "no-number", "`**` has no result that a number can hold", 1),
    ],
)
def test_an_error_is_null_and_a_diagnostic_at_its_place(text: str, code: str, words: str, column: int) -> None:
    result = evaluate(text, {})
    first = result.diagnostics[0]
    assert result.value is None
    assert (first.code, first.message.en, first.severity) == (code, words, Severity.ERROR)
    assert first.place is not None
    assert first.place.column == column


def test_the_same_error_in_every_turn_of_a_loop_is_said_once() -> None:
    result = evaluate("for i in 1..100 return 1 / 0", {})
    assert result.value == [None] * 100
    assert len(result.diagnostics) == 1


def test_the_trace_lists_every_part_with_its_value() -> None:
    result = evaluate("x * rate > 5", {"x": D(10), "rate": D("0.4")}, trace=True)
    assert [(type(step.node).__name__, step.value) for step in result.trace] == [
        ("Name", D(10)), ("Name", D("0.4")), ("Arithmetic", D("4.0")), ("Number", D(5)), ("Comparison", False),
    ]  # fmt: skip


def test_without_a_clock_from_the_caller_now_has_no_value() -> None:
    assert evaluate("now()", {}, mode=Mode.FEEL).value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("for i in 1..10**9 return i", "limit-list"),
        ("for i in 1..2000, j in 1..2000 return i", "limit-list"),
        ("some i in 1..3000, j in 1..3000 satisfies i + j < 0", "limit-steps"),
        ("{f: function(x) f(x)}.f(1)", "limit-depth"),
        ('{f: function(s) if string length(s) > 10 ** 9 then s else f(s + s)}.f("aaaaaaaaaaaaaaaa")', "limit-string"),
        ("{f: function(n) n + f(n - 1) + f(n - 2)}.f(40)", "limit-depth"),
    ],
)
def test_hostile_expressions_end_at_a_bound(text: str, code: str) -> None:
    result = evaluate(text, {}, options=Options(limits=Limits(steps=30_000, list_length=20_000)))
    assert result.value is None
    assert [d.code for d in result.diagnostics][-1] == code


def test_the_wall_time_is_a_bound() -> None:
    options = Options(limits=Limits(milliseconds=20, steps=10**9))
    result = evaluate("some i in 1..90000, j in 1..90000 satisfies i + j < 0", {}, options=options)
    assert [d.code for d in result.diagnostics] == ["limit-time"]


def test_numbers_of_34_digits_stay_cheap_under_powers() -> None:
    result = evaluate("9.999999999999999999999999999999999 ** 99.99999999999999999999999999999999", {})
    assert isinstance(result.value, Decimal)
    assert result.value.adjusted() == 99


def test_nothing_in_the_context_is_changed() -> None:
    context = {"xs": [D(1)], "c": {"a": D(1)}}
    evaluate('[append(xs, 2), context put(c, "b", 2), for i in xs return partial]', context)
    assert context == {"xs": [D(1)], "c": {"a": D(1)}}

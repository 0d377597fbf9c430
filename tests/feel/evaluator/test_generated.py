"""Generated code gives what the reference evaluator gives: values and diagnostics, also of tables."""

from __future__ import annotations

import ast
import os
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel import Expression, Mode, Options, evaluate, parse, parse_unary_tests
from engine.feel.evaluator.emission import Emitter
from engine.feel.limits import Limits
from engine.feel.syntax.table import DecisionTable, Row
from engine.feel.table_code import CompiledTable
from engine.feel.tables import ask
from engine.feel.values.unknown import ANYTHING, Between, OneOf, Unknown

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "60"))


def D(text: str | int) -> Decimal:
    return Decimal(text)


def u(name: str, domain: Any = ANYTHING) -> Unknown:
    return Unknown(frozenset((name,)), domain)


FACTS: dict[str, Any] = {
    "a": D(3),
    "b": D("-0.50"),
    "zero": D(0),
    "s": "JP",
    "t": "",
    "ok": True,
    "nothing": None,
    "xs": [D(1), D(2), D(3)],
    "names": ["JP", "KH"],
    "mixed": [D(1), "JP", None, [D(3)]],
    "applicant": {"country": "JP", "share": D("0.4")},
    "members": [{"country": "JP"}, {"country": "KH"}],
    "unknown number": u("unknown number", Between(D(0), D(5))),
    "unknown choice": u("unknown choice", OneOf(("JP", "VN"))),
    "open": u("open"),
    "open list": [D(1), u("open list", OneOf((D(2), D(9))))],
}


def same_result(text: str, mode: Mode, expression: Expression) -> None:
    reference = evaluate(expression, FACTS, mode=mode)
    compiled = feel.compile(expression, mode=mode)
    for result in (compiled.evaluate(FACTS), compiled.evaluate(FACTS)):
        assert repr(result.value) == repr(reference.value), text
        assert result.diagnostics == reference.diagnostics, text
    assert repr(compiled.value(FACTS)) == repr(reference.value), text
    assert repr(compiled.value(FACTS)) == repr(reference.value), text


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "text",
    [
        "a * b + 1", "a / zero", "a + s", "s + t", "-a", "-s", "a ** 2", "a + true", "null * 2", "s + \"x\"",
        "10 ** 7000", "a * 2 > 5 and ok", "ok and a",
        "123 or ok", "a or ok", "ok or a", "nothing and ok", "open and ok", "s = \"JP\"", "a = s", "a != nothing",
        "s < \"KH\"", "ok = true", "a in [1..3]", "a in (3..4)", "a in (> 2, 9)", "s in names", "t in names",
        "a in xs", "s in mixed", "s in [\"JP\", \"VN\"]", "a in [1, a]", "ok in (a > 2)", "a in nothing",
        "a in [nothing..4]", "s in [1..3]", "? in xs", "unknown number > 6", "unknown number * 2 in [0..10]",
        "unknown choice in [\"JP\", \"VN\"]", "unknown choice in names", "open in [1..3]", "1 in open list",
        "7 in open list", "if ok then a else b", "if nothing then a else b", "if a then a else b",
        "if unknown number > 2 then 1 else 2", "a between 1 and 3", "s between \"A\" and \"K\"",
        "a between nothing and 1",
        "applicant.country",
        "applicant.contry", "absent.country", "absent + 1", "s.length", "members.country",
        "members[country = \"JP\"].country", "@\"2020-03-31\".year + a", "{x: a}.x", "[a, b][1]", "xs[-1]",
        "min(a, b)", "min(a, s)", "count(xs) > 2 and list contains(names, s)",
        "substring(string: s, start position: 2)",
        "sqroot(a)", "for x in xs return x * a", "every m in members satisfies m.country in names",
        "some x in xs satisfies x > a", "(function(x) x + a)(1)", "[1..a].end", "a instance of number",
        "@\"tomorrow\"", "1 + 2 * 3 ** 2", "[3..1]", "null = nothing", "{\"\": 1, \"#x\": 2}", "\"\" in names",
        "ok and ok and ok and a > 1", "zero = 0 or 1 / zero > 2", "1 / zero > 2 or ok", "string(a) + \"x\"",
        "(unknown number > 2 and unknown number < 1) or ok", "not(open)", "a in open", "mixed[2] in names",
    ],
)  # fmt: skip
def test_both_evaluators_agree(text: str, mode: Mode) -> None:
    expression, faults = parse(text, FACTS)
    assert expression is not None, faults
    same_result(text, mode, expression)


_LEAVES = st.sampled_from(
    ["a", "b", "zero", "s", "ok", "nothing", "xs", "names", "open", "unknown number", "unknown choice", "absent",
     "applicant.country", "applicant.x", "1", "2.50", '"JP"', "true", "null", "[1..3]", '@"2020-03-31"', "mixed"]
)  # fmt: skip


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in"])
    return (
        st.builds("({} {} {})".format, inner, signs, inner)
        | st.builds("({} and {} and {})".format, inner, inner, inner)
        | st.builds("(if {} then {} else {})".format, inner, inner, inner)
        | st.builds("({} between {} and {})".format, inner, inner, inner)
        | st.builds("({} in (< {}, {}))".format, inner, inner, inner)
        | st.builds("[{}, {}]".format, inner, inner)
        | st.builds("{}[{}]".format, inner, inner)
        | st.builds("-{}".format, inner)
        | st.builds("max({}, {})".format, inner, inner)
        | st.builds("(for x in {} return {})".format, inner, inner)
    )


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(st.recursive(_LEAVES, _grow, max_leaves=8), st.sampled_from(list(Mode)))
def test_both_evaluators_agree_on_whatever_is_written(text: str, mode: Mode) -> None:
    expression, faults = parse(text, FACTS)
    assert expression is not None, (text, faults)
    same_result(text, mode, expression)


def test_generated_code_has_no_builtins_and_reads_no_attributes() -> None:
    expression, _ = parse('a * 2 > 5 and s in names and applicant.country = "JP" and min(a, b) < if ok then 1 else 2')
    assert expression is not None
    emitter = Emitter()
    tree = emitter.emit(expression.node)
    assert not [part for part in ast.walk(tree) if isinstance(part, ast.Attribute)]
    function = emitter.function(expression.node)
    assert function.__globals__["__builtins__"] == {}  # type: ignore[attr-defined]  # it is a Python function


@pytest.mark.parametrize("name", ["__class__", "__globals__", "__builtins__", "__import__"])
def test_names_of_python_mean_nothing(name: str) -> None:
    for text in (name, f"a.{name}", f"applicant.{name}", f"{name}(a)"):
        expression, _ = parse(text)
        assert expression is not None
        assert feel.compile(expression, mode=Mode.FEEL).value(FACTS) is None


def test_a_fact_may_have_the_name_of_a_built_in() -> None:
    expression, _ = parse("count + min(1, 2)")
    assert expression is not None
    compiled = feel.compile(expression)
    assert compiled.value({"count": D(5)}) == D(6)
    hidden = compiled.evaluate({"count": D(5), "min": D(1)})
    assert (hidden.value, [d.code for d in hidden.diagnostics]) == (None, ["not-a-function", "null-operand"])


def test_bounds_hold_in_generated_code() -> None:
    expression, _ = parse("a + count(for i in 1..1000 return i)")
    assert expression is not None
    options = Options(limits=Limits(steps=100))
    result = feel.compile(expression).evaluate(FACTS, options=options)
    assert (result.value, [d.code for d in result.diagnostics]) == (None, ["limit-steps"])


def test_a_long_policy_is_compiled_in_groups() -> None:
    expression, _ = parse(" and ".join(f"a > -{i}" for i in range(1, 1_000)))
    assert expression is not None
    assert feel.compile(expression).value(FACTS) is True


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(policy: str, rows: list[tuple[str, ...]], default: str | None = None) -> DecisionTable:
    def formula(text: str) -> Expression:
        expression, faults = parse(text)
        assert expression is not None, faults
        return expression

    def cell(text: str) -> Expression:
        expression, faults = parse_unary_tests(text)
        assert expression is not None, faults
        return expression

    return DecisionTable(
        policy,
        tuple(map(formula, ("n", "s", "ok"))),
        ("out",),
        tuple(Row(f"r{i}", tuple(map(cell, row[:3])), (formula(row[3]),)) for i, row in enumerate(rows)),
        None if default is None else (formula(default),),
    )


ROWS = [
    ("< 0", '"a", "b"', "-", "1"),
    ("[0..3)", 'not("a")', "true", "2"),
    ("[0..3)", '"a"', "-", "n * 10"),
    ("3, 5, > 7", "-", "false", "4"),
    ("not([-1..4])", "-", "true", "limit"),
]
COMPUTED = [("> limit", '"a"', "-", "1"), ("? > limit and ? < 9", '!= "a"', "ok", "2"), ("limit", "-", "-", "3")]


@pytest.mark.parametrize("policy", ["UNIQUE", "FIRST", "ANY", "COLLECT", "RULE ORDER"])
@pytest.mark.parametrize("rows", [ROWS, COMPUTED])
@pytest.mark.parametrize("default", [None, "99"])
def test_a_compiled_table_answers_as_the_table_does(
    policy: str, rows: list[tuple[str, ...]], default: str | None
) -> None:
    table = _table(policy, rows, default)
    compiled = CompiledTable(table)
    numbers = [D(n) for n in ("-1", "0", "2.5", "3", "4", "5", "7", "8")]
    odd = [None, u("n", Between(D(0), None)), "x"]
    for n, s, ok in product([*numbers, *odd], ["a", "b", "c", None], [True, False, u("ok", OneOf((True, False)))]):
        context = {"n": n, "s": s, "ok": ok, "limit": D(4)}
        assert compiled.ask(context) == ask(table, context), context


def test_a_compiled_table_takes_over_the_faults_of_its_rows() -> None:
    table = _table("UNIQUE", [("> 1", "-", "-", "1"), ("> 2", "-", "-", "2")])
    answer = CompiledTable(table).ask({"n": D(3), "s": "a", "ok": True})
    assert [d.code for d in answer.diagnostics] == ["overlapping-rows"]


def test_a_compiled_table_may_have_no_rows() -> None:
    assert CompiledTable(_table("UNIQUE", [], "7")).ask({"n": D(3), "s": "a", "ok": True}).value == D(7)


def test_a_large_table_is_compiled_once_for_each_different_cell() -> None:
    rows = [(f"[{i // 40 * 10}..{i // 40 * 10 + 10})", f'"c{i % 40}"', "-", str(i)) for i in range(400)]
    compiled = CompiledTable(_table("UNIQUE", rows))
    assert compiled.ask({"n": D(95), "s": "c39", "ok": True}).hit == ("r399",)

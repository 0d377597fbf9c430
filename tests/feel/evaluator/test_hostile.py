"""No text and no value makes the reader, the checker or an evaluator fall over: each gives a value or a fault."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.errors import MisuseError
from engine.feel import Limits, Mode, Options
from engine.feel.functions import BUILTINS
from engine.feel.types import NUMBER, STRING

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "100"))
OPTIONS = Options(limits=Limits(steps=2_000, list_length=500, string_length=2_000, milliseconds=2_000))
FACTS = {"a": Decimal(3), "s": "text", "xs": [Decimal(1), None, "x"], "c": {"a b": Decimal(1)}, "n": None}

WORDS = st.sampled_from(
    [
        "a", "s", "xs", "c", "n", "item", "partial", "?", "1", "0.5", "1e9", '"t"', '"\\uD83D"', '@"P1D"',
        '@"x"', "null", "true", "and", "or", "not(", "if", "then", "else", "for", "in", "return", "some",
        "every", "satisfies", "between", "instance", "of", "function", "external", "(", ")", "[", "]", "{", "}",
        ",", ":", "..", ".", "+", "-", "*", "**", "/", "=", "!=", "<", "<=", ">", ">=", "->", "list<", "number",
        "'", "//", "/*", "*/", '"', "@", "#", "\\", "\u3000", "年齢", "🐎", "\x00",
    ]
)  # fmt: skip
CALLS = st.builds(
    "{}({})".format,
    st.sampled_from(sorted(BUILTINS)),
    st.lists(st.sampled_from(["a", "s", "xs", "c", "n", "[1..3]", "-1", '@"P1D"', '"["', "10**30"]), max_size=4).map(
        ", ".join
    ),
)
TEXTS = st.lists(WORDS | CALLS, max_size=12).map(" ".join) | st.text(max_size=30)


def answer(text: str) -> None:
    """Reads, checks and evaluates a text in every way there is."""
    feel.parse_unary_tests(text, FACTS)
    expression, faults = feel.parse(text, FACTS)
    assert (expression is None) == bool(faults)
    if expression is None:
        return
    feel.paths(expression)
    feel.check(expression, {"a": NUMBER, "s": STRING})
    for mode in Mode:
        reference = feel.evaluate(expression, FACTS, mode=mode, options=OPTIONS)
        generated = feel.compile(expression, mode=mode).evaluate(FACTS, options=OPTIONS)
        assert generated.diagnostics == reference.diagnostics, text


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(TEXTS)
def test_any_text_gets_an_answer(text: str) -> None:
    answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", '{"": 1}', '{"a": 1, "a": 2}', '{"#": 1}', "[]", "{}", "()", "function() 1", "-" * 90 + "1",
        "for x in [1] return for x in [2] return x", "xs[xs[xs[1]]]", "[1..2][1]", "a instance of context<>",
        "a instance of function<>->Any", "1..2", "{a: b, b: a}", "(function(f) f(f))(function(f) f(f))",
        "sort([3, 2, 1], function(x, y) sort([1, 2], function(p, q) x < y))",
        "10 ** 6144 * 10", "-10 ** 6144 * 10",
        "1e-6143 / 10 ** 40", '@"999999999-12-31" + @"P1Y"',
        "every x in xs satisfies every y in xs satisfies x = y",
        "[1, 2][1.5]", "[1, 2][10 ** 300]", "for i in 10 ** 300..10 ** 300 return i",
        "{f: function(x) g(x), g: f}.g(1)",
        "xs[function(x) x]", "[" + "1," * 3_000 + "1]", "if " * 40 + "a", "a.b.c.d.e.f", "null.x", "null[1]", "null()",
    ],
)  # fmt: skip
def test_odd_texts_get_an_answer(text: str) -> None:
    answer(text)


def test_deep_values_are_no_trap() -> None:
    deep: list[object] = []
    for _ in range(20_000):
        deep = [deep]
    with pytest.raises(MisuseError, match="nested too deeply"):
        feel.evaluate("deep = deep", {"deep": deep})

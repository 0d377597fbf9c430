"""How a text becomes a tree: precedence, names of several words, ranges, and what is said where it cannot."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from time import process_time

import pytest

from engine.diagnostics import Place
from engine.feel import Expression, evaluate, parse, parse_unary_tests
from engine.feel.syntax import ast


def shape(node: object) -> str:
    """A tree as one line, without spans."""
    if isinstance(node, tuple):
        return "(" + " ".join(shape(part) for part in node) + ")"
    if not isinstance(node, ast.Node):
        return str(node)
    parts = [shape(getattr(node, f.name)) for f in fields(node) if f.name not in ("start", "end")]
    return (
        f"[{type(node).__name__} {' '.join(parts)}]" if len(parts) > 1 else (parts[0] if parts else type(node).__name__)
    )


def read(text: str, *names: str) -> Expression:
    expression, faults = parse(text, names)
    assert expression is not None, [fault.message.en for fault in faults]
    return expression


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "[Arithmetic + 1 [Arithmetic * 2 3]]"),
        ("10 - 4 - 3", "[Arithmetic - [Arithmetic - 10 4] 3]"),
        ("2 ** 3 ** 2", "[Arithmetic ** [Arithmetic ** 2 3] 2]"),
        ("-5 ** 2", "[Arithmetic ** 5 2]"),
        ("a or b and c", "(a (b c))"),
        ("a and b or c and d", "((a b) (c d))"),
        ("a < 1 and b > 2 or c = 3", "(([Comparison < a 1] [Comparison > b 2]) [Comparison = c 3])"),
        ("x between 1 and 2 and y", "([Between x 1 2] y)"),
        ("x + 1 in [1..3]", "[In [Arithmetic + x 1] ([RangeLiteral 1 3 True True])]"),
        ("a.b.c", "[Path [Path a b] c]"),
        ("a[1].b", "[Path [Filter a 1] b]"),
        ("f(1)(2)", "[Call [Call f (1) ()] (2) ()]"),
        ("f(b: 1, a: 2)", "[Call f (1 2) (b a)]"),
        ("x instance of list<number>", "[InstanceOf x number]"),
        ("if a then b else c + 1", "[If a b [Arithmetic + c 1]]"),
        ("for i in 1..3, j in i return i + j", "[For (i j) ([Steps 1 3] i) [Arithmetic + i j]]"),
        ("every p in ps satisfies p.a and q", "[Quantified every (p) (ps) ([Path p a] q)]"),
        ("function(a: number, b) a", "[Function (a b) (number None) a False]"),
        ('{a: 1, "b c": a}', "[ContextLiteral (a b c) (1 a)]"),
    ],
)
def test_operators_bind_as_the_grammar_orders_them(text: str, tree: str) -> None:
    assert shape(read(text).node) == tree


@pytest.mark.parametrize(
    ("text", "low_closed", "high_closed"),
    [
        ("[1..10]", True, True),
        ("(1..10)", False, False),
        ("]1..10[", False, False),
        ("[1..10[", True, False),
        ("[1..10)", True, False),
        ("]1..10]", False, True),
    ],
)
def test_round_and_turned_brackets_leave_the_end_out(text: str, low_closed: bool, high_closed: bool) -> None:
    node = read(text).node
    assert isinstance(node, ast.RangeLiteral)
    assert (node.low_closed, node.high_closed) == (low_closed, high_closed)


def test_a_turned_bracket_ends_a_range_where_no_filter_can_stand() -> None:
    node = read("[1..10[ = [1..xs[1]]").node
    assert isinstance(node, ast.Comparison)
    assert shape(node.right) == "[RangeLiteral 1 [Filter xs 1] True True]"


@pytest.mark.parametrize(
    ("text", "names", "tree"),
    [
        ("profit and loss + 1", ("profit and loss",), "[Arithmetic + profit and loss 1]"),
        ("profit and loss", (), "(profit loss)"),
        ("a-b", ("a-b",), "a-b"),
        ("a - b", ("a-b",), "[Arithmetic - a b]"),
        ("a-b", (), "[Arithmetic - a b]"),
        ("first name in use", ("first name", "first name in use"), "first name in use"),
        ("Full   Name", ("Full Name",), "Full Name"),
        ("年齢 > 18", (), "[Comparison > 年齢 18]"),
        ('申請者 国 = "日本"', ("申請者 国",), "[Comparison = 申請者 国 日本]"),
        ("date and time(x).time offset", (), "[Path [Call date and time (x) ()] time offset]"),
        ("person.first name", ("person.first name",), "[Path person first name]"),
        ("for unit price in ps return unit price * 2", (), "[For (unit price) (ps) [Arithmetic * unit price 2]]"),
        (
            "[{first name: 1}][first name = 1]",
            (),
            "[Filter ([ContextLiteral (first name) (1)]) [Comparison = first name 1]]",
        ),
    ],
)
def test_the_longest_declared_name_is_one_name(text: str, names: tuple[str, ...], tree: str) -> None:
    assert shape(read(text, *names).node) == tree


def test_a_name_of_a_loop_is_forgotten_behind_it() -> None:
    node = read("[for x - y in [1] return x - y, x - y]").node
    assert shape(node) == "([For (x - y) ((1)) x - y] [Arithmetic - x y])"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\nb"', "a\nb"),
        (r'"\u3042"', "あ"),
        (r'"\U01F40E"', "🐎"),
        (r'"\ud83d\udc0e"', "🐎"),
        (r'"\d+"', r"\d+"),
        ('"say \\"x\\""', 'say "x"'),
    ],
)
def test_escapes_of_a_text_are_resolved(text: str, value: str) -> None:
    node = read(text).node
    assert isinstance(node, ast.String)
    assert node.value == value


def test_a_number_keeps_its_exponent_as_written() -> None:
    node = read("0.40").node
    assert isinstance(node, ast.Number)
    assert str(node.value) == "0.40"
    assert node.value == Decimal("0.4")


def test_comments_and_full_width_spaces_are_white_space() -> None:
    assert shape(read("1 /* two */ +\u3000// three\n 2").node) == "[Arithmetic + 1 2]"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-", "[UnaryTests (AnyInput) False]"),
        ('not("a", "b")', "[UnaryTests (a b) True]"),
        (">= 4", "[UnaryTests ([OpenRange >= 4]) False]"),
        ("< 1, [3..4]", "[UnaryTests ([OpenRange < 1] [RangeLiteral 3 4 True True]) False]"),
        ("-5", "[UnaryTests (5) False]"),
        ("not(x) or y", "[UnaryTests (([Call not (x) ()] y)) False]"),
        ("? > 3 and ? < 5", "[UnaryTests (([Comparison > ? 3] [Comparison < ? 5])) False]"),
    ],
)
def test_a_cell_is_a_list_of_tests(text: str, tree: str) -> None:
    expression, faults = parse_unary_tests(text)
    assert expression is not None, faults
    assert shape(expression.node) == tree


@pytest.mark.parametrize(
    ("text", "code", "column", "words"),
    [
        ("1 +", "unexpected-word", 4, "the text ends where a value is due"),
        ("1 == 2", "unexpected-word", 4, "`=` stands where a value is due"),
        ("(1", "unexpected-word", 3, "the text ends where `)` is due"),
        ('"abc', "unclosed-text", 1, "a text begins here and never ends"),
        ("1 /* x", "unclosed-comment", 3, "a comment begins here and never ends"),
        ("a && b", "stray-character", 3, "`&` means nothing here"),
        ("if a then b", "unexpected-word", 12, "the text ends where `else` is due"),
        ("a b", "unexpected-word", 3, "`b` stands where an operator or the end is due"),
        ("1e999999", "number-out-of-range", 1, "`1e999999` is beyond the numbers that can be held"),
        ("", "unexpected-word", 1, "the text ends where a value is due"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, code: str, column: int, words: str) -> None:
    expression, (fault,) = parse(text)
    assert expression is None
    assert (fault.code, fault.message.en) == (code, words)
    assert fault.place is not None
    assert fault.place.column == column


def test_help_says_how_equality_and_near_names_are_written() -> None:
    _, (doubled,) = parse("1 == 2")
    _, (misspelt,) = parse("eligble cost + 1", ("eligible cost",))
    assert doubled.help is not None
    assert doubled.help.en == "equality is written with one `=`"
    assert misspelt.help is not None
    assert misspelt.help.en == "did you mean `eligible cost`?"


def test_places_count_from_where_the_text_stands_in_its_file() -> None:
    _, (fault,) = parse("a and\n(b", place=Place("ruleset.yaml", 12, 9))
    assert fault.place == Place("ruleset.yaml", 13, 11, 13, 11)


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000 + "1" + ")" * 10_000, "[" * 10_000, "-" * 10_000 + "1", "1" + "+1" * 10_000, "a" + ".b" * 10_000,
     "if a then b else " * 5_000 + "c", "{a:" * 5_000, "not(" * 10_000, "1 in (" * 5_000, "function(a) " * 5_000],
)  # fmt: skip
def test_nesting_without_end_is_refused_and_not_followed(text: str) -> None:
    expression, (fault,) = parse(text)
    assert expression is None
    assert fault.code == "limit-depth"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"' + '\\"' * 40_000, "unclosed-text"),
        ("/*" * 40_000, "unclosed-comment"),
        ("@" + " " * 90_000, "stray-character"),
        ("x in (" * 15_000, "limit-depth"),
        ("a " * 40_000, "unexpected-word"),
        ("list<" * 9_000, "unexpected-word"),
    ],
)
def test_what_goes_wrong_early_in_a_long_text_is_said_at_once(text: str, code: str) -> None:
    started = process_time()
    _, (fault,) = parse(text)
    assert fault.code == code
    assert process_time() - started < 5


def test_a_text_too_long_is_not_read() -> None:
    _, (fault,) = parse("1" * 200_000)
    assert fault.code == "limit-text"


def test_a_long_policy_without_brackets_is_one_flat_conjunction() -> None:
    node = read(" and ".join(f"x{i} > {i}" for i in range(2_000))).node
    assert isinstance(node, ast.And)
    assert len(node.items) == 2_000


def test_every_node_holds_only_plain_data() -> None:
    allowed = (str, int, bool, Decimal, type(None), ast.Node)
    expression = read(
        '{a: for i in 1..3 return if i > 2 then [i] else xs[b = "c"], f: function(x: list<number>) -x ** 2}'
    )
    for node in ast.walk(expression.node):
        assert ast.NODES[type(node).__name__] is type(node)
        for f in fields(node):
            value = getattr(node, f.name)
            for part in value if isinstance(value, tuple) else (value,):
                assert isinstance(part, allowed)


def test_spans_give_back_the_words_of_the_text() -> None:
    expression = read("eligible_cost * rate > 50000000")
    node = expression.node
    assert isinstance(node, ast.Comparison)
    assert expression.text[node.left.start : node.left.end] == "eligible_cost * rate"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{f: function(b-c) b-c, r: f(b-c: "y")}.r', "y"),
        ('{f: function(first name, b-c) first name + b-c, r: f(b-c: "y", first name: "x")}.r', "xy"),
        ('{f: function(a+b, c.d) a+b, r: f(c.d: 1, a+b: "z")}.r', "z"),
        ("{f: function(n) n, a: 5, b: 2, r: f(a - b)}.r", Decimal(3)),
    ],
)
def test_a_named_argument_may_have_signs_in_its_name(text: str, value: object) -> None:
    found = evaluate(text, {})
    assert (found.value, found.diagnostics) == (value, ())

"""Patterns of XPath: what they match, what they refuse, and that no pattern explodes."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.functions import BUILTINS
from engine.feel.functions.calling import call
from engine.feel.functions.pattern_machine import Machine
from engine.feel.functions.pattern_program import program
from engine.feel.limits import BoundReached
from engine.feel.values.faults import FeelError

from .test_unknown_through_builtins import COUNT
from .worlds import Host, result

MATCHES: list[tuple[str, str, str, bool | None]] = [
    ("abracadabra", "bra", "", True),
    ("abracadabra", "^a.*a$", "", True),
    ("abracadabra", "^bra", "", False),
    ("one\ntwo", "one.two", "", False),
    ("one\ntwo", "one.two", "s", True),
    ("one\ntwo", "^two$", "", False),
    ("one\ntwo", "^two$", "m", True),
    ("abcd\ndefg\n", "^$", "m", False),
    ("\nabcd", "^$", "m", True),
    ("helloworld", "hello world", "x", True),
    ("hello world", "hello[ ]world", "x", True),
    ("ABC", "b", "i", True),
    ("\u212a", "k", "i", True),
    ("O", "[A-Z-[OI]]", "i", False),
    ("a.c", "a.c", "q", True),
    ("abc", "a.c", "q", False),
    ("日本語", r"^\p{IsCJKUnifiedIdeographs}+$", "", True),
    ("ひらがな", r"^\p{IsHiragana}{4}$", "", True),
    ("ＪＣＭ", "^[Ａ-Ｚ]{3}$", "", True),
    ("ns:name", r"^\i\c*$", "", True),
    ("abab", r"^(ab)\1$", "", True),
    ("abAB", r"^(ab)\1$", "i", True),
    ("aXXb", "^a(?:X){2}b$", "", True),
    ("aXXXb", "^a(X){2}b$", "", False),
    ("aXXXb", "^aX{2,}b$", "", True),
    ("b", "^a{0}b$", "", True),
    ("x", "a||x", "", True),
    ("", "^$", "", True),
    ("a", "(", "", None),
    ("a", "a**", "", None),
    ("a", "[b-a]", "", None),
    ("a", r"\p{Nonsense}", "", None),
    ("a", r"(a\1)", "", None),
    ("a", "(?=a)", "", None),
    ("a", "a", "g", None),
]


@pytest.mark.parametrize(("text", "pattern", "flags", "expected"), MATCHES)
def test_matches(text: str, pattern: str, flags: str, expected: bool | None) -> None:
    assert result(BUILTINS["matches"], [text, pattern, flags]) is expected


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "flags", "expected"),
    [
        ("abracadabra", "a.*a", "*", "", "*"),
        ("abracadabra", "a.*?a", "*", "", "*c*bra"),
        ("AAAA", "A+?", "b", "", "bbbb"),
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "", "[1=ab][2=]cd"),
        ("abc", "b", r"\$\\", "", "a$\\c"),
        ("abc", "(b)", "$12", "", "ab2c"),
        ("abc", "b", "$1", "", "ac"),
        ("a.b", ".", "$1", "q", "a$1b"),
        ("税込 1,000 円", "[0-9,]+", "<$0>", "", "税込 <1,000> 円"),
        ("abc", "x*", "-", "", None),
        ("abc", "b", "$", "", None),
        ("abc", "b", r"\n", "", None),
    ],
)
def test_replacing(text: str, pattern: str, replacement: str, flags: str, expected: str | None) -> None:
    assert result(BUILTINS["replace"], [text, pattern, replacement, flags]) == expected


def test_splitting_keeps_empty_parts_and_refuses_the_empty_match() -> None:
    assert result(BUILTINS["split"], ["a;b;c;;", ";"]) == ["a", "b", "c", "", ""]
    assert result(BUILTINS["split"], ["", ","]) == [""]
    assert result(BUILTINS["split"], ["あ、い", "、"]) == ["あ", "い"]
    assert result(BUILTINS["split"], ["abc", ""]) is None


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(a*)*b", "a*a*a*a*a*b", "((a{1,20}){1,20})b", "(.*)(.*)(.*)(.*)[^a]"]
)
def test_patterns_that_explode_elsewhere_end_at_once(pattern: str) -> None:
    started = time.process_time()
    assert call(BUILTINS["matches"], ["a" * 300, pattern]) is False
    assert time.process_time() - started < 5


def test_work_is_bounded_by_the_lengths_of_pattern_and_text() -> None:
    machine = Machine(program("(a+)+b", ""), "a" * 1000, 1_000_000)
    assert machine.find(0) is None
    assert machine.most - machine.left <= 20 * 1001


def test_back_references_stop_at_the_bound_of_steps() -> None:
    with pytest.raises(BoundReached) as stopped:
        call(BUILTINS["matches"], ["a" * 200, r"(a*)*\1(a*)*\2b"], None, Host())
    assert stopped.value.code == "limit-pattern"


@pytest.mark.parametrize(
    "pattern", ["a" * 2001, "(" * 500 + "a" + ")" * 500, "((a{1,999}){1,999}){1,999}", "a{99999}{2}"]
)
def test_patterns_that_are_too_large_or_too_deep_are_refused(pattern: str) -> None:
    with pytest.raises(FeelError) as refused:
        call(BUILTINS["matches"], ["a", pattern], None, Host())
    assert refused.value.code in ("pattern-too-large", "bad-pattern")


PIECES = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", "(a)", "(a|b)", "(?:ab)", "(ab|a)", "^", "$", "(a*)", "(b+|a)"]
)
QUANTIFIERS = st.sampled_from(["", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,1}?"])


@st.composite
def patterns(draw: st.DrawFn) -> str:
    pieces = [draw(PIECES) for _ in range(draw(st.integers(1, 4)))]
    return "".join(piece + ("" if piece in "^$" else draw(QUANTIFIERS)) for piece in pieces)


@settings(max_examples=COUNT * 10, derandomize=True, deadline=None)
@given(patterns(), st.text("ab", max_size=6))
def test_the_machine_finds_what_python_finds(pattern: str, text: str) -> None:
    found = Machine(program(pattern, ""), text, 100_000).find(0)
    expected = re.compile(pattern).search(text)
    assert (found is None) is (expected is None)
    if found is not None and expected is not None:
        assert found[:2] == expected.span()

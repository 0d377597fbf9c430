"""Diagnostics as text: the caret stands under what is meant, in both languages."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Place, Severity, Text
from engine.rendering import render
from engine.text import width

LINE = "事業: {補助: ＡＢ, x: !!int 3}"
FAULT = Diagnostic(
    "tag-not-allowed",
    Text("the tag `!!int` is not allowed", "タグ `!!int` は使えません"),
    Text("take it away", "消してください"),
    Place("facts.yaml", 1, 17, 1, 24),
)


def test_the_caret_fits_full_width_text() -> None:
    assert render(FAULT, [LINE], "en").splitlines() == [
        "facts.yaml:1:17: error[tag-not-allowed]: the tag `!!int` is not allowed",
        " 1 | 事業: {補助: ＡＢ, x: !!int 3}",
        "   |                       ^^^^^^^",
        "help: take it away",
    ]


def test_in_japanese_it_is_japanese() -> None:
    assert render(FAULT, [LINE], "ja").splitlines()[::3] == [
        "facts.yaml:1:17: エラー[tag-not-allowed]: タグ `!!int` は使えません",
        "対処: 消してください",
    ]


def test_a_marked_stretch_of_full_width_text_gets_two_carets_a_character() -> None:
    found = render(FAULT.at(Place("f", 1, 10, 1, 12)), [LINE], "en").splitlines()
    assert found[2] == "   | " + " " * width("事業: {補助: ") + "^^^^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "あ" * 100 + "!x" + "い" * 100
    shown, caret = render(FAULT.at(Place("f", 1, 101, 1, 103)), [line], "en").splitlines()[1:3]
    assert "!x" in shown and shown.endswith("…")
    assert width(shown) <= 110
    assert width(shown[: shown.index("!x")]) == width(caret[: caret.index("^")])


def test_without_the_lines_or_a_place_only_words_remain() -> None:
    fault = Diagnostic(
        "wrong-type", Text("a date is wanted", "日付が必要です"), None, None, "/facts/work_start", Severity.WARNING
    )
    assert render(fault, [], "en") == "/facts/work_start: warning[wrong-type]: a date is wanted\n"
    assert render(FAULT.at(Place("f", 9, 1)), [LINE], "en").count("\n") == 2


def test_what_could_command_a_terminal_is_taken_out() -> None:
    fault = Diagnostic("x", Text("a \x1b[31m b", "あ\x1b[2J"), None, Place("f\x1b.yaml", 1, 1))
    for lang in ("en", "ja"):
        assert "\x1b" not in render(fault, ["\x1b[2J \x07"], lang)


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b[31merror[tag-not-allowed]\x1b[0m" in render(FAULT, [LINE], "en", colour=True)
    assert "\x1b" not in render(FAULT, [LINE], "en")

"""Lines that fit, break where they may, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.explanation.layout import NEVER_FIRST, NEVER_LAST, beside, hanging, wrapped
from engine.text import width

MIXED = st.text(alphabet="ab 1,.()、。「」（）漢字かなー円年 ", max_size=200)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(MIXED, st.integers(20, 60))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    assert "".join("".join(wrapped(text, columns)).split()) == "".join(text.split())


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.text(alphabet="漢字かな、。（）", max_size=200).filter(lambda text: "（" * 9 not in text), st.integers(40, 60)
)
def test_no_japanese_line_begins_or_ends_with_a_sign_that_must_not(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert not any(line[0] in NEVER_FIRST for line in lines[1:] if line)
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1] if line)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("判定の理由を示します。", 10, ["判定の理由", "を示しま", "す。"]),
        ("金額は400,000,000円です", 18, ["金額は", "400,000,000円です"]),
        ("期限は2020年3月31日です", 17, ["期限は", "2020年3月31日です"]),
        ("第1の表7(a)を見る", 10, ["第1の", "表7(a)を見", "る"]),
        ("on 1\u00a0June\u00a02019", 8, ["on", "1 June 2019"]),
        ("", 20, [""]),
    ],
)
def test_lines_break_where_they_may(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


def test_further_lines_hang_under_the_first_word() -> None:
    text = "費用の内訳を示す書類を提出してください"
    assert list(hanging(text, 24, "基準：")) == ["基準：費用の内訳を示す書", "      類を提出してくださ", "      い"]


def test_cells_stand_beside_each_other_with_their_full_width() -> None:
    lines = list(beside([["左の列です", "次"], ["right"]], 29))
    assert lines == ["左の列です    │  right", "次            │"]
    assert {width(line.split("│")[0]) for line in lines} == {14}

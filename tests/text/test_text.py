"""Folding, hashes of passages, width on a screen, near names."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from engine.errors import MisuseError
from engine.passages import hash_lines
from engine.text import folded, nearest, nearest_few, passage_hash, width


def test_folding_makes_full_width_and_line_ends_and_wide_spaces_one_text() -> None:
    assert folded("ＪＣＭ\u3000設備\r\n  補助\x0c事業 ") == "JCM 設備 補助 事業"


def test_a_passage_hash_is_the_sha256_of_the_folded_text() -> None:
    assert passage_hash(" 1 to 3\t40%\n") == hashlib.sha256(b"1 to 3 40%").hexdigest()


def test_lines_of_a_document_end_at_line_feeds_only(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_bytes(b"one\r\ntwo\x0cstill two\r\nthree\r\n")
    assert hash_lines(document, 2, 3) == passage_hash("two still two three")


def test_lines_outside_a_document_are_a_misuse(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_text("one")
    with pytest.raises(MisuseError, match="lines 1 to 2"):
        hash_lines(document, 1, 2)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("設備", 4), ("ｶﾞ", 2), ("ＡＢ", 4), ("e\u0301", 1), ("", 0)])
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_the_nearest_name_is_offered_and_far_ones_are_not() -> None:
    known = ["eligible_cost", "total_project_cost", "host_country"]
    assert nearest("total_cost", known) == "total_project_cost"
    assert nearest("Host-Country", known) == "host_country"
    assert nearest("zzz", known) is None
    assert nearest("x" * 10_000, known) is None


def test_a_few_near_names_are_offered_the_likest_first() -> None:
    points = ["mp-01", "mp-12a", "mp-12b", "mp-12c", "jf-08"]
    assert nearest_few("mp-12", points, 2) == ["mp-12a", "mp-12b"]
    assert nearest_few("mp-12d", points) == ["mp-12a", "mp-12b", "mp-12c"]
    assert nearest_few("mp-12c", points) == ["mp-12c"]
    assert nearest_few("zzz", points) == []

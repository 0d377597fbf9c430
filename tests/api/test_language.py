"""Which language an answer is written in."""

from __future__ import annotations

import pytest

from service.web.language import preferred


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "en"),
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("JA", "ja"),
        ("en, ja", "en"),
        ("ja, en", "ja"),
        ("en;q=0.5, ja;q=0.8", "ja"),
        ("ja;q=0.8, en;q=0.81", "en"),
        ("ja;q=0", "en"),
        ("fr, de;q=0.9", "en"),
        ("fr, ja;q=0.1", "ja"),
        ("ja;q=nonsense, en", "en"),
        ("*", "en"),
        (";;;,,,q=1", "en"),
        ("x" * 10_000 + ",ja", "en"),
    ],
)
def test_the_better_liked_of_japanese_and_english_is_taken(header: str, expected: str) -> None:
    assert preferred(header) == expected

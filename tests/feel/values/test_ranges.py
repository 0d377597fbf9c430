"""Ranges: read from text, asked for their parts, and asked what they hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.feel.values.equality import contains, equal
from engine.feel.values.ranges import Range, comparison_range, parse_range, range_property
from engine.feel.values.text import literal_of


def D(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("[1..3]", "[1..3]"),
        (" ( 18 .. 21 [ ", "(18..21)"),
        ("]1..2]", "(1..2]"),
        ("[-1..2.50]", "[-1..2.50]"),
        ("(..2]", "(..2]"),
        ("[1..)", "[1..)"),
        ('["a".."c"]', '["a".."c"]'),
        ('["\\"".."\\u3042"]', '["\\""..""]'.replace('..""', '.."あ"')),
        ('[@"P1D"..@"P2D"]', '[@"P1D"..@"P2D"]'),
        ('[date("1970-01-01")..@"1970-01-02"]', '[@"1970-01-01"..@"1970-01-02"]'),
        (
            '[date and time("1970-01-01T00:00:00")..@"1970-01-02T00:00:00"]',
            '[@"1970-01-01T00:00:00"..@"1970-01-02T00:00:00"]',
        ),
        ('[duration("P1Y")..@"P2Y"]', '[@"P1Y"..@"P2Y"]'),
        ('[@"9999-12-31"..@"10000-01-01"]', '[@"9999-12-31"..@"10000-01-01"]'),
    ],
)
def test_a_range_is_read_from_its_text(text: str, canonical: str) -> None:
    found = parse_range(text)
    assert found is not None
    assert literal_of(found) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1..3",
        "[1..3",
        ">=10",
        "[..2]",
        "[1..]",
        "(..)",
        "[null..null]",
        "[3..1]",
        '["z".."a"]',
        '[1.."a"]',
        '[@"P1Y"..@"P400D"]',
        '[@"10:00:00"..@"11:00:00Z"]',
        '[@"tomorrow"..@"2024-01-01"]',
        '[date(string("1970-01-01"))..date("1970-01-02")]',
        "[x..2]",
        "[1+1..3]",
    ],
)
def test_what_is_no_range_of_literals_is_not_read(text: str) -> None:
    assert parse_range(text) is None


def test_the_parts_of_a_range() -> None:
    held = Range(D("1"), D("10"), False, True)
    assert [range_property(held, name) for name in ("start", "end", "start included", "end included")] == [
        D("1"), D("10"), False, True,
    ]  # fmt: skip
    assert range_property(held, "middle") is None


@pytest.mark.parametrize(
    ("sign", "low", "high", "low_closed", "high_closed"),
    [
        ("<", None, D("10"), False, False),
        ("<=", None, D("10"), False, True),
        (">", D("10"), None, False, False),
        (">=", D("10"), None, True, False),
        ("=", D("10"), D("10"), True, True),
    ],
)
def test_a_comparison_is_a_range(sign: str, low: Any, high: Any, low_closed: bool, high_closed: bool) -> None:
    made = comparison_range(sign, D("10"))
    assert (made.low, made.high, made.low_closed, made.high_closed) == (low, high, low_closed, high_closed)


@pytest.mark.parametrize(
    ("held", "value", "found"),
    [
        (Range(D("1"), D("3")), D("1"), True),
        (Range(D("1"), D("3"), low_closed=False), D("1"), False),
        (Range(D("1"), D("3"), high_closed=False), D("3"), False),
        (Range(D("1"), D("3")), D("4"), False),
        (Range(D("1"), D("3")), "2", None),
        (Range(D("1"), D("3")), None, None),
        (comparison_range("<", D("10")), D("9.99"), True),
        (comparison_range(">=", D("10")), D("9.99"), False),
        (comparison_range("=", D("10")), D("10.0"), True),
        (comparison_range("!=", D("10")), D("10.0"), False),
        (comparison_range("!=", D("10")), "10", None),
    ],
)
def test_what_a_range_holds(held: Range, value: Any, found: bool | None) -> None:
    assert contains(held, value) is found


def test_ranges_are_equal_by_their_ends_and_by_how_they_are_written() -> None:
    assert equal(Range(D("1"), D("2")), Range(D("1.0"), D("2"))) is True
    assert equal(Range(D("1"), D("2")), Range(D("1"), D("2"), high_closed=False)) is False
    assert equal(comparison_range("<", D("10")), parse_range("(..10)")) is True
    assert equal(comparison_range("<", D("10")), Range(None, D("10"), False, False)) is False
    assert equal(comparison_range("=", D("10")), Range(D("10"), D("10"))) is False

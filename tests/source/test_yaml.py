"""YAML read by our own rules: what scalars mean, where they stand, and what is refused."""

from __future__ import annotations

import os
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Place
from engine.source import FACTS_FILE, Document, read_yaml

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "80"))
"""How many examples a law is tried on."""


def _read(text: str | bytes) -> Document:
    document, diagnostics = read_yaml(text, "file.yaml")
    assert diagnostics == []
    assert document is not None
    return document


def _faults(text: str | bytes) -> list[tuple[str, int, int]]:
    _, diagnostics = read_yaml(text, "file.yaml")
    for one in diagnostics:
        assert one.help is not None and one.help.ja and one.message.ja
    return [(one.code, one.place.line, one.place.column) for one in diagnostics if one.place]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.40", Decimal("0.40")),
        ("-3", Decimal(-3)),
        ("50000000", Decimal(50_000_000)),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("0x1F", "0x1F"),
        ("+3", "+3"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("１２", "１２"),
        ("2019-04-01", date(2019, 4, 1)),
        ("2019-4-1", "2019-4-1"),
        ("2019-04-01T00:00:00", "2019-04-01T00:00:00"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("~", "~"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("12:30", "12:30"),
        ('"5"', "5"),
        ("'2019-04-01'", "2019-04-01"),
        ('"true"', "true"),
    ],
)
def test_a_scalar_means_what_it_says_and_nothing_else(written: str, value: Any) -> None:
    found = _read(f"key: {written}").data["key"]
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)


def test_keys_are_text_as_written() -> None:
    assert _read("2019-04-01: a\nNO: b\n1: c\ntrue: d").data == {"2019-04-01": "a", "NO": "b", "1": "c", "true": "d"}


def test_columns_count_characters_also_full_width_ones() -> None:
    document = _read("事業: {補助率: ０．５, 名称: [あ, い]}")
    assert document.places["/事業/補助率"] == Place("file.yaml", 1, 11, 1, 14)
    assert document.places["/事業/名称/1"] == Place("file.yaml", 1, 24, 1, 25)
    assert document.keys["/事業/名称"] == Place("file.yaml", 1, 16, 1, 18)


def test_pointers_escape_slashes_and_tildes() -> None:
    document = _read("jcm/fund: {a~b: 1}")
    assert document.places["/jcm~1fund/a~0b"].column == 17
    assert document.at("/jcm~1fund/a~0b") == 1


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("empty-file", 1, 1)]),
        ("# nothing\n", [("empty-file", 1, 1)]),
        ("a: &x 1\nb: *x", [("anchor-not-allowed", 1, 4), ("alias-not-allowed", 2, 4)]),
        ("a: !!python/object/apply:os.system [x]", [("tag-not-allowed", 1, 4)]),
        ("a: {<<: {b: 1}}", [("merge-key-not-allowed", 1, 5)]),
        ("a: 1\nb: 2\na: 3", [("duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\nc: {d: 1, d: 2}", [("duplicate-key", 1, 11), ("duplicate-key", 2, 11)]),
        ("a: 1\n---\nb: 2", [("several-documents", 2, 1)]),
        ("a:\n\tb: 1", [("tab-indentation", 2, 1)]),
        ("a: 2019-02-29\nb: 2020-02-30", [("date-does-not-exist", 1, 4), ("date-does-not-exist", 2, 4)]),
        ("a: " + "9" * 35, [("number-too-long", 1, 4)]),
        ("a: [1, 2", [("yaml-syntax", 1, 9)]),
        ("a: {b: 1\n\n", [("yaml-syntax", 1, 9)]),
        ("a: b: c", [("yaml-syntax", 1, 5)]),
        ("a: 'b", [("yaml-syntax", 1, 6)]),
        ("a: \x00", [("yaml-syntax", 1, 4)]),
        ("? [a]\n: b", [("key-not-text", 1, 3)]),
        (": b", [("yaml-syntax", 1, 1)]),
        ("a: b\u2028c", [("line-separator", 1, 5)]),
    ],
)
def test_what_is_not_allowed_is_refused_at_its_place(text: str, faults: list[tuple[str, int, int]]) -> None:
    assert _faults(text) == faults


def test_bytes_that_are_not_utf8_are_refused_at_the_first_of_them() -> None:
    assert _faults("a: 1\nb: あ".encode() + b"\xff") == [("not-utf-8", 2, 5)]
    assert _faults("事業: 1".encode("utf-16")) == [("not-utf-8", 1, 1)]


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing() -> None:
    assert _read("\ufeffa: 1\r\nb: 2\r\n".encode()).places["/b"] == Place("file.yaml", 2, 4, 2, 5)


def test_depth_is_bounded_also_where_it_is_hostile() -> None:
    assert _faults("[" * 41 + "]" * 41) == [("too-deep", 1, 41)]
    assert _faults("[" * 40 + "]" * 40) == []
    assert _faults("a: " + "{a: " * 50_000)[0][0] == "too-deep"


def test_the_number_of_values_is_bounded() -> None:
    _, diagnostics = read_yaml("[" + "1," * 60_000 + "]", "file.yaml", FACTS_FILE)
    assert [one.code for one in diagnostics] == ["too-many-values"]


def test_ten_megabytes_are_refused_at_once() -> None:
    text = b"a: " + b"x" * 10_000_000
    start = time.process_time()
    _, diagnostics = read_yaml(text, "file.yaml", FACTS_FILE)
    assert [one.code for one in diagnostics] == ["file-too-large"]
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("text", "pointer", "part", "line", "column"),
    [
        ("a: x > y", "/a", "y", 1, 8),
        ("a: 'it''s > y'", "/a", "y", 1, 13),
        ('a: "q\\"r > y"', "/a", "y", 1, 12),
        ("a: |\n  x\n    > y\n", "/a", "y", 3, 7),
        ("a: >-\n  x >\n  y\n", "/a", "y", 3, 3),
        ("a: x >\n  y", "/a", "y", 2, 3),
        ("事: [金 > y]", "/事/0", "y", 1, 9),
    ],
)
def test_a_character_inside_a_text_is_found_however_it_is_written(
    text: str, pointer: str, part: str, line: int, column: int
) -> None:
    document = _read(text)
    place = document.inside(pointer, document.at(pointer).index(part))
    assert (place.line, place.column) == (line, column)


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.dates(), st.decimals(-(10**12), 10**12, allow_nan=False, places=2), KEYS
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


def _written(value: Any) -> str:
    """A value in flow style, texts and keys in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(key)}: {_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(inner) for inner in value) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(VALUES)
def test_what_is_written_is_read_back_with_a_place_for_each_value(value: Any) -> None:
    text = f"top: {_written(value)}"
    document = _read(text)
    assert document.data == {"top": value}
    for pointer, place in document.places.items():
        if pointer and isinstance(document.at(pointer), str):
            assert text[place.column - 1] == "'"


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(st.text(max_size=60))
def test_no_text_brings_the_reader_down(text: str) -> None:
    document, diagnostics = read_yaml(text, "file.yaml")
    assert (document is None) <= bool(diagnostics)

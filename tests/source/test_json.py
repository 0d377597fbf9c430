"""JSON read with exact decimals and places; what is no JSON is refused where it goes wrong."""

from __future__ import annotations

import json
import os
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Place
from engine.source import FACTS_FILE, Document, read_json

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "80"))
"""How many examples a law is tried on."""


def _read(text: str | bytes) -> Document:
    document, diagnostics = read_json(text, "file.json")
    assert diagnostics == []
    assert document is not None
    return document


def _faults(text: str) -> list[tuple[str, int, int, str | None]]:
    _, diagnostics = read_json(text, "file.json")
    for one in diagnostics:
        assert one.help is not None and one.help.ja and one.message.ja
    return [(one.code, one.place.line, one.place.column, one.pointer) for one in diagnostics if one.place]


def test_thirty_digits_survive_and_no_number_becomes_a_float() -> None:
    found = _read('{"a": 123456789012345678901234567890.1234, "b": 0.10, "c": 1e3, "d": -7}').data
    assert [str(value) for value in found.values()] == ["123456789012345678901234567890.1234", "0.10", "1E+3", "-7"]
    assert all(type(value) is Decimal for value in found.values())


def test_every_value_and_key_has_its_place() -> None:
    document = _read('{"事業": {"費用": 1,\n  "国": ["JP", "MN"]},\n "b": null}')
    assert document.places["/事業/費用"] == Place("file.json", 1, 15, 1, 16)
    assert document.places["/事業/国/1"] == Place("file.json", 2, 15, 2, 19)
    assert document.keys["/事業/国"] == Place("file.json", 2, 3, 2, 6)
    assert document.places["/b"].line == 3
    assert document.places["/事業"] == Place("file.json", 1, 8, 2, 21)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("empty-file", 1, 1, None)]),
        ("  \n", [("empty-file", 1, 1, None)]),
        ('{"a": 1, "a": 2}', [("duplicate-key", 1, 10, "/a")]),
        ('{"a": NaN,\n "b": [-Infinity]}', [("not-a-number", 1, 7, "/a"), ("not-a-number", 2, 8, "/b/0")]),
        ('{"a": 1e5000}', [("number-too-long", 1, 7, "/a")]),
        ('{"a": ' + "1" * 35 + "}", [("number-too-long", 1, 7, "/a")]),
        ('{"a": "\\ud800"}', [("not-unicode", 1, 7, "/a")]),
        ('{"a": 01}', [("json-syntax", 1, 8, None)]),
        ('{"a": 1,}', [("json-syntax", 1, 9, None)]),
        ("{a: 1}", [("json-syntax", 1, 2, None)]),
        ("{'a': 1}", [("json-syntax", 1, 2, None)]),
        ('{"a" 1}', [("json-syntax", 1, 6, None)]),
        ('{"a": 1 "b": 2}', [("json-syntax", 1, 9, None)]),
        ('{"a": "b', [("json-syntax", 1, 7, None)]),
        ('{"a": tru}', [("json-syntax", 1, 7, None)]),
        ("[1] 2", [("json-syntax", 1, 5, None)]),
        ('{"a": "\t"}', [("json-syntax", 1, 8, None)]),
    ],
)
def test_what_is_not_allowed_is_refused_at_its_place(text: str, faults: list[tuple[Any, ...]]) -> None:
    assert _faults(text) == faults


def test_depth_size_and_number_of_values_are_bounded() -> None:
    assert _faults("[" * 41 + "]" * 41)[0][:3] == ("too-deep", 1, 41)
    assert _faults("[" * 40 + "1" + "]" * 40) == []
    assert _faults("[" * 100_000)[0][0] == "too-deep"
    assert [fault[0] for fault in _faults("[" + "1," * 60_000 + "1]")] == ["too-many-values"]
    assert [fault[0] for fault in _faults('"' + "x" * 1_000_001 + '"')] == ["file-too-large"]


def test_a_long_line_is_read_in_linear_time() -> None:
    text = "[" + ",".join(f'"{number:016d}"' for number in range(40_000)) + "]"
    start = time.process_time()
    assert len(_read(text.encode()).data) == 40_000
    assert len(text) < FACTS_FILE.size
    assert time.process_time() - start < 5


KEYS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(VALUES, st.sampled_from([None, 1]))
def test_it_reads_what_the_standard_library_writes(value: Any, indent: int | None) -> None:
    document = _read(json.dumps(value, ensure_ascii=False, indent=indent))
    assert document.data == value
    assert all(place.line >= 1 and place.column >= 1 for place in document.places.values())


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(st.text(max_size=60))
def test_it_refuses_what_the_standard_library_refuses(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        assert read_json(text, "file.json")[1]

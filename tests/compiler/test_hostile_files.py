"""Whatever is done to a file of rules, the compiler answers with a plan or with faults, never with an exception."""

from __future__ import annotations

import copy
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler.compilation import compile_ruleset, outline_of
from engine.compiler.shared import Surroundings
from engine.compiler.shared_reading import read_shared
from engine.diagnostics import has_errors
from engine.linting import lint_folder
from engine.rule_files import RuleFiles
from engine.source import RULE_FILE, read_yaml

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "60"))
"""How many examples a law is tried on."""
FILES = RuleFiles(Path(__file__).parent / "rules")
SHARED = {path: FILES.read(path) or b"" for path in FILES.shared()}
RULESET = "trial/ruleset.yaml"
TEXT = (FILES.read(RULESET) or b"").decode()
AROUND = Surroundings(
    read_shared(SHARED), FILES.ids(), lambda other: outline_of(FILES.read(f"{other}/ruleset.yaml") or b"", other)
)

WORDS = st.sampled_from(
    [
        "unknown",
        "ended",
        "",
        "a",
        "cost",
        "cost +",
        "(",
        "rate",
        "trial",
        "on-loans",
        "guide#rates",
        "2019-04-01",
        "P6M",
        "*",
    ]
)
SCALARS = st.none() | st.booleans() | WORDS | st.sampled_from([Decimal(0), Decimal("-1.5"), date(2019, 4, 1)])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2))


def _pointers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in inner for found in [(*path, key), *_pointers(part, (*path, key))]]


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(inner) for inner in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _data(text: str) -> Any:
    document, diagnostics = read_yaml(text, RULESET, RULE_FILE)
    assert document is not None and diagnostics == []
    return document.data


DATA = _data(TEXT)
POINTERS = _pointers(DATA)


def _answers(text: str) -> None:
    plan, diagnostics = compile_ruleset(text.encode(), RULESET, AROUND)
    assert (plan is None) == has_errors(diagnostics)
    for one in diagnostics:
        assert one.place is not None and one.place.line <= text.count("\n") + 1
        assert one.message.en and one.message.ja


def test_the_file_written_anew_is_still_sound() -> None:
    plan, diagnostics = compile_ruleset(_written(DATA).encode(), RULESET, AROUND)
    assert plan is not None and diagnostics == []


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(POINTERS), VALUES)
def test_any_value_may_be_exchanged(path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(DATA)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    _answers(_written(data))


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(POINTERS))
def test_any_value_may_be_taken_away(path: tuple[Any, ...]) -> None:
    data = copy.deepcopy(DATA)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    _answers(_written(data))


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text("{}[]:-|>'\"#&*!%@`,\n\t 設a1", max_size=4))
def test_any_stretch_of_text_may_be_exchanged(start: int, length: int, written: str) -> None:
    _answers(TEXT[:start] + written + TEXT[start + length :])


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(sorted(SHARED)), st.data())
def test_shared_files_may_hold_anything(path: str, data: st.DataObject) -> None:
    whole = copy.deepcopy(_data(SHARED[path].decode()))
    where = data.draw(st.sampled_from(_pointers(whole)))
    holder = whole
    for step in where[:-1]:
        holder = holder[step]
    holder[where[-1]] = data.draw(VALUES)
    found = read_shared({**SHARED, path: _written(whole).encode()}, strict=True)
    around = Surroundings(found, FILES.ids(), AROUND.outline)
    compile_ruleset(TEXT.encode(), RULESET, around)
    assert all(one.place is not None and one.help is not None for one in found.diagnostics)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"x", b"id: trial", b"{" * 100_000, b"a: *b"])
def test_any_file_may_be_replaced(content: bytes, tmp_path: Path) -> None:
    for file in ("trial/ruleset.yaml", "trial/examples.yaml", "vocabulary/trial.yaml", "registers/territories.yaml"):
        for name in (*SHARED, "trial/ruleset.yaml", "other/ruleset.yaml", "trial/examples.yaml"):
            path = tmp_path / file.replace("/", "-") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if name == file else FILES.read(name) or b"")
        assert has_errors(lint_folder(tmp_path / file.replace("/", "-")))

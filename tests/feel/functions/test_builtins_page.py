"""The page of built-ins shows every one with its signature, and each example gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.feel import Mode, Options, evaluate
from engine.feel.functions import BUILTINS
from engine.feel.functions.binding import signature
from engine.feel.values.temporal_text import parse_date_time
from engine.feel.values.text import literal_of

PAGE = (Path(__file__).parents[3] / "docs" / "feel" / "builtins.md").read_text("utf-8")
OPTIONS = Options(now=parse_date_time("2024-02-29T12:00:00+09:00"))
SECTIONS = {
    found[1]: found[2] for found in re.finditer(r"^### (.+)\n((?:(?!^##).*\n?)*)", PAGE, re.MULTILINE)
}  # fmt: skip
EXAMPLES = [
    (name, *line.split(" → "))
    for name, section in SECTIONS.items()
    for line in section.partition("```feel\n")[2].partition("```")[0].splitlines()
]


def test_every_builtin_has_its_section_and_nothing_else_has() -> None:
    assert sorted(SECTIONS) == sorted(BUILTINS)


@pytest.mark.parametrize("name", BUILTINS)
def test_the_page_gives_the_signatures(name: str) -> None:
    shown = re.findall(r"^- `(.+)` → (.+)$", SECTIONS[name], re.MULTILINE)
    assert shown == [(f"{name}({signature(o)})", o.result) for o in BUILTINS[name].overloads]


@pytest.mark.parametrize("name", BUILTINS)
def test_there_is_an_example(name: str) -> None:
    assert any(of == name and f"{name}(" in expression for of, expression, _ in EXAMPLES)


@pytest.mark.parametrize(("name", "expression", "shown"), EXAMPLES, ids=[example[1] for example in EXAMPLES])
def test_an_example_gives_what_the_page_says(name: str, expression: str, shown: str) -> None:
    assert literal_of(evaluate(expression, {}, mode=Mode.FEEL, options=OPTIONS).value) == shown

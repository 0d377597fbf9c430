"""Every code that facts and determinations can give is on its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = re.compile(r'(?:fault|_note|_fault)\(\s*"([a-z]+(?:-[a-z]+)+)"')


def codes_in(*modules: str) -> set[str]:
    return {code for module in modules for code in CODE.findall((ROOT / module).read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("page", "modules", "one"),
    [
        ("docs/facts.md", ("engine/facts/faults.py", "engine/facts/evidence_faults.py"), "out-of-bounds"),
        ("docs/answers.md", ("engine/evaluator/notes.py",), "no-rule-in-force"),
    ],
)
def test_every_code_is_explained_on_its_page(page: str, modules: tuple[str, ...], one: str) -> None:
    codes = codes_in(*modules)
    assert one in codes
    text = (ROOT / page).read_text(encoding="utf-8")
    assert sorted(code for code in codes if f"`{code}`" not in text) == []

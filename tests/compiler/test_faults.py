"""A mistake planted in each part of the files of rules is reported at its line and column, and nothing else is said.

Each file under `faults/<part>/` names what to plant in the sound folder `rules/` and what must be reported.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.diagnostics import Diagnostic, Text
from engine.linting import lint_folder
from engine.source import RULE_FILE, read_path

HERE = Path(__file__).parent
SOUND = HERE / "rules"
CASES = sorted((HERE / "faults").rglob("*.yaml"))
NAMES = [str(path.relative_to(HERE / "faults").with_suffix("")) for path in CASES]


def _case(path: Path) -> dict[str, Any]:
    document, diagnostics = read_path(path, RULE_FILE)
    assert document is not None, diagnostics
    data: dict[str, Any] = document.data
    return data


def _planted(case: dict[str, Any], folder: Path) -> Path:
    root = folder / "rules"
    shutil.copytree(SOUND, root)
    target = root / case.get("file", "trial/ruleset.yaml")
    text = target.read_text(encoding="utf-8")
    for plant in case["plant"]:
        assert text.count(plant["instead_of"]) == 1, f"{plant['instead_of']!r} must stand once in {target.name}"
        text = text.replace(plant["instead_of"], plant["write"])
    target.write_text(text, encoding="utf-8")
    return root


def _at(root: Path, found: Diagnostic) -> tuple[str, int, int, str, str]:
    assert found.place is not None, found
    file = Path(found.place.file).relative_to(root).as_posix()
    return file, found.place.line, found.place.column, found.code, found.message.en


def test_the_sound_folder_has_no_faults() -> None:
    assert lint_folder(SOUND) == []


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_a_planted_mistake_is_reported_where_it_stands_in_both_languages(path: Path, tmp_path: Path) -> None:
    case = _case(path)
    root = _planted(case, tmp_path)
    found = lint_folder(root)
    usual = case.get("file", "trial/ruleset.yaml")
    wanted = [(f.get("file", usual), int(f["line"]), int(f["column"]), f["code"], f["en"]) for f in case["faults"]]
    assert [_at(root, one) for one in found] == wanted
    for one in found:
        assert one.help is not None, one.code
        _is_well_said(one.message)
        _is_well_said(one.help)


def _is_well_said(text: Text) -> None:
    """One line without a full stop, in English and in Japanese that is Japanese."""
    assert text.en.strip() and text.ja.strip()
    assert "\n" not in text.en + text.ja
    assert not text.en.endswith(".") and not text.ja.endswith("。")
    assert any(ord(character) > 0x2E7F for character in text.ja), text.ja


def test_every_pass_has_a_folder_of_faults() -> None:
    passes = {path.stem for path in (HERE.parents[1] / "engine/compiler/passes").glob("*.py")} - {"__init__"}
    assert passes <= {path.parent.name for path in CASES}


def test_every_pass_is_explained_to_authors() -> None:
    page = (HERE.parents[1] / "docs/rule-language.md").read_text(encoding="utf-8")
    for name in {path.stem for path in (HERE.parents[1] / "engine/compiler/passes").glob("*.py")} - {"__init__"}:
        assert f"| {name} |" in page, name

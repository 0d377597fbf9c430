"""Every rule rests on its points in earnest: taken out of the rules, each is missed by some worked example."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.catalogue import open_catalogue
from engine.coverage import source_coverage
from engine.coverage.removing import Removal, removals

ROOT = Path(__file__).parents[2]
TRIAL = """id: tried
version: "1"
title: {en: Tried, ja: 試行}
covers: [{from: 2019-04-01}]
source: guide#limits
criteria:
  - id: noticed
    title: {en: Noticed, ja: 気付かれる}
    statement: {en: It is leading, ja: 先進的であること}
    requires: leading
    source: guide#gu-01
  - id: unnoticed
    title: {en: Unnoticed, ja: 気付かれない}
    statement: {en: It costs something, ja: 費用がかかること}
    requires: cost > 0
    source: guide#gu-02
"""
EXAMPLES = """examples:
  - id: not-leading
    title: {en: Not leading, ja: 先進的でない}
    as_of: 2019-06-01
    facts: {leading: false, cost: 100}
    expect: {outcome: ineligible}
"""


def _told(removal: Removal) -> str:
    clauses = ", ".join(f"{clause.owner} {clause.kind} {clause.name}" for clause in removal.clauses)
    return f"{removal.reference}: {'; '.join(removal.faults) or 'no example fails'} without {clauses}"


def test_a_rule_that_no_example_misses_is_told(tmp_path: Path) -> None:
    """Without the first criterion the one example becomes eligible; without the second it stays as it was."""
    root = tmp_path / "rules"
    shutil.copytree(ROOT / "tests" / "compiler" / "rules", root)
    guide = root / "sources" / "guide.yaml"
    entries = "".join(
        f"  gu-0{number}: {{title: {{en: Point, ja: 項目}}, section: {{en: first point, ja: 第1点}}, lines: [1, 1], "
        f"sha256: {'a' * 64}, status: rule}}\n"
        for number in (1, 2)
    )
    guide.write_text(f"{guide.read_text(encoding='utf-8')}entries:\n{entries}", encoding="utf-8")
    (root / "tried").mkdir()
    (root / "tried" / "ruleset.yaml").write_text(TRIAL, encoding="utf-8")
    (root / "tried" / "examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    catalogue = open_catalogue(root)
    found = {removal.reference: removal for removal in removals(catalogue, source_coverage(catalogue))}
    assert found["guide#gu-01"].noticed_by == "tried not-leading"
    assert found["guide#gu-02"].noticed_by is None and found["guide#gu-02"].faults == ()
    assert _told(found["guide#gu-02"]) == "guide#gu-02: no example fails without tried criterion unnoticed"


@pytest.fixture(scope="module")
def unnoticed() -> list[str]:
    catalogue = open_catalogue()
    taken_out = removals(catalogue, source_coverage(catalogue))
    return [_told(removal) for removal in taken_out if removal.noticed_by is None]


def test_every_rule_of_the_documents_is_missed_when_it_is_taken_out(unnoticed: list[str]) -> None:
    assert unnoticed == []

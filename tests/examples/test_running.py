"""A planted fault shows: a wrong expectation, a misspelt fact, a file that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.cache import Cache
from engine.catalogue import Catalogue, open_catalogue
from engine.examples import run_examples
from engine.resources import rules_root

RULESET = "jcm/methodologies/bems-example"
HEAD = "examples:\n  - id: planted\n    title: {en: planted, ja: 試し}\n    as_of: 2013-06-02\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rules, to be spoilt."""
    return Path(shutil.copytree(rules_root(), tmp_path / "rules"))


def spoilt(rules: Path, text: str) -> Catalogue:
    (rules / RULESET / "examples.yaml").write_text(text, encoding="utf-8")
    return open_catalogue(rules, store=Cache(None))


def test_a_wrong_expectation_fails_with_its_fields(rules: Path) -> None:
    text = HEAD + "    facts: {}\n    expect: {outcome: eligible, missing: []}\n"
    (result,) = run_examples(spoilt(rules, text), RULESET)
    assert not result.passed
    assert [fault.field for fault in result.faults] == ["outcome", "missing"]
    assert (result.faults[0].expected, result.faults[0].found) == ("eligible", "undetermined")


def test_a_misspelt_fact_is_reported_at_the_example(rules: Path) -> None:
    text = HEAD + "    facts: {host_contry: MN}\n    expect: {outcome: eligible}\n"
    (result,) = run_examples(spoilt(rules, text), RULESET)
    (fault,) = result.diagnostics
    assert not result.passed
    assert result.answer is None
    assert (fault.code, fault.pointer) == ("unknown-fact", "/host_contry")
    assert fault.place is not None
    assert fault.place.line == 2


def test_a_rule_set_that_does_not_exist_is_reported(rules: Path) -> None:
    text = HEAD + "    rulesets: [jcm/fnud]\n    facts: {}\n    expect: {outcome: eligible}\n"
    (result,) = run_examples(spoilt(rules, text), RULESET)
    assert [fault.code for fault in result.diagnostics] == ["unknown-ruleset"]


def test_a_faulty_file_is_one_failing_result(rules: Path) -> None:
    (result,) = run_examples(spoilt(rules, "examples: [\n"), RULESET)
    assert (result.id, result.passed) == ("examples.yaml", False)
    assert result.diagnostics


def test_examples_are_chosen_by_a_part_of_their_id() -> None:
    results = run_examples(open_catalogue(), "jcm/model-projects", "complete")
    assert results
    assert all("complete" in result.id for result in results)

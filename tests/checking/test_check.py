"""The one call: plain facts in, determinations and conclusions out, or every fault at once."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import hantei
from engine.cache import Cache
from engine.checking import check
from engine.examples import read_examples
from engine.facts import Facts
from engine.resources import rules_root

CATALOGUE = hantei.open_catalogue()


def complete(ruleset: str) -> dict[str, Any]:
    examples, _ = read_examples(CATALOGUE.root / ruleset / "examples.yaml")
    return dict(examples[0].facts)


def test_plain_facts_are_determined_and_concluded() -> None:
    facts = {**complete("jcm/model-projects"), "eligible_cost": 1_000_000_000, "similar_projects_adopted": 2}
    answer = hantei.check("jcm/model-projects", facts, date(2019, 6, 1), catalogue=CATALOGUE)
    (determination,) = answer.determinations
    assert determination.outcome == "eligible"
    assert determination.amounts["maximum_subsidy"].figure.value == Decimal(400_000_000)
    assert {conclusion.kind for conclusion in answer.conclusions} >= {"obligation"}
    assert answer.chained_by in ("durable-rules", "reference")
    assert answer.notes == ()


def test_determinations_come_in_the_order_asked() -> None:
    asked = ("jcm/fund", "kawasaki-mechanism", "jcm/model-projects")
    answer = hantei.check(asked, {}, "2019-12-01", catalogue=CATALOGUE)
    assert tuple(one.ruleset for one in answer.determinations) == asked
    assert {one.outcome for one in answer.determinations} == {"undetermined"}


def test_a_conclusion_may_rest_on_another_rule_set() -> None:
    facts = complete("jcm/model-projects") | complete("jcm/fund") | {"equipment_has_other_japanese_subsidy": True}
    answer = hantei.check(("jcm/model-projects", "jcm/fund"), facts, "2019-12-01", catalogue=CATALOGUE)
    across = [
        conclusion
        for conclusion in answer.conclusions
        if {because.ruleset for because in conclusion.because} == {"jcm/model-projects", "jcm/fund"}
    ]
    assert across
    assert any(because.criterion == "no-other-japanese-subsidy" for because in across[0].because)


def test_a_reading_is_chosen_in_the_rule_set_that_has_it() -> None:
    facts = complete("jcm/fund") | {"total_project_cost": 40_000_000}
    for side, grant in (("a", 4_000_000), ("b", 5_000_000)):
        answer = hantei.check(
            ("jcm/model-projects", "jcm/fund"), facts, "2019-12-01", readings={"jf-08": side}, catalogue=CATALOGUE
        )
        assert answer.determinations[1].amounts["maximum_grant"].figure.value == grant


def test_a_refused_request_says_every_fault_and_evaluates_nothing() -> None:
    facts = {"host_contry": "KH", "eligible_cost": "1,000", "total_project_cost": -1}
    with pytest.raises(hantei.RefusedError) as refused:
        hantei.check(("jcm/fnud", "jcm/fund"), facts, "2019-13-01", readings={"jf-80": "a"}, catalogue=CATALOGUE)
    found = {(fault.pointer, fault.code) for fault in refused.value.diagnostics}
    assert {pointer for pointer, _ in found} >= {
        "/rulesets/0",
        "/as_of",
        "/facts/host_contry",
        "/facts/eligible_cost",
        "/facts/total_project_cost",
    }
    message = str(refused.value)
    assert len(message.splitlines()) == len(refused.value.diagnostics)
    assert "/facts/eligible_cost: " in message
    assert "did you mean `jcm/fund`?" in message


def test_a_float_is_no_number() -> None:
    with pytest.raises(hantei.RefusedError) as refused:
        hantei.check("jcm/fund", {"total_project_cost": 0.1}, "2019-12-01", catalogue=CATALOGUE)
    assert [fault.pointer for fault in refused.value.diagnostics] == ["/facts/total_project_cost"]


def test_a_rule_set_that_does_not_exist_is_refused_by_the_engine_too() -> None:
    with pytest.raises(hantei.RefusedError, match="jcm/fnud"):
        check(CATALOGUE, ["jcm/fnud"], Facts(), date(2019, 12, 1))


def test_rules_that_go_in_a_circle_together_are_left_out_and_noted(tmp_path: Path) -> None:
    """Each rule set is sound alone: the circle is there only when both are checked."""
    rules = Path(shutil.copytree(rules_root(), tmp_path / "rules"))
    for ruleset, name, other in (
        ("jcm/fund", "one", "kawasaki-mechanism#two"),
        ("kawasaki-mechanism", "two", "jcm/fund#one"),
    ):
        file = rules / ruleset / "ruleset.yaml"
        planted = f"""\
conclusions:
  - id: {name}
    kind: route
    statement: {{en: planted, ja: 試しに加えたもの}}
    when: {{conclusion: {other}}}
    source: c2c-2020#table-8
"""
        file.write_text(file.read_text(encoding="utf-8").replace("conclusions:\n", planted, 1), encoding="utf-8")
    catalogue = hantei.open_catalogue(rules, store=Cache(None))
    alone = hantei.check("jcm/fund", {}, "2019-12-01", catalogue=catalogue)
    assert alone.notes == ()
    together = hantei.check(("jcm/fund", "kawasaki-mechanism"), {}, "2019-12-01", catalogue=catalogue)
    assert [note.code for note in together.notes] == ["conclusion-cycle"]
    assert "`jcm/fund#one`, `kawasaki-mechanism#two`" in together.notes[0].message.en


def companions_planted(folder: Path, named: str) -> hantei.Catalogue:
    """The rules with companions given to the rule set of Kawasaki."""
    rules = Path(shutil.copytree(rules_root(), folder / "rules"))
    file = rules / "kawasaki-mechanism" / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\ncovers:", f"\ncompanions: [{named}]\ncovers:", 1), encoding="utf-8")
    return hantei.open_catalogue(rules, store=Cache(None))


def test_companions_are_determined_after_what_was_asked(tmp_path: Path) -> None:
    catalogue = companions_planted(tmp_path, "jcm/fund, jcm/model-projects")
    answer = hantei.check(("jcm/fund", "kawasaki-mechanism"), {}, "2019-12-01", catalogue=catalogue)
    assert [one.ruleset for one in answer.determinations] == ["jcm/fund", "kawasaki-mechanism", "jcm/model-projects"]
    assert answer.companions == ("jcm/model-projects",)


def test_a_companion_is_determined_by_the_same_facts_day_and_readings(tmp_path: Path) -> None:
    catalogue = companions_planted(tmp_path, "jcm/fund")
    facts, asked = complete("jcm/fund") | {"total_project_cost": 40_000_000}, {"readings": {"jf-08": "b"}}
    alone = hantei.check("jcm/fund", facts, "2019-12-01", catalogue=catalogue, **asked)
    beside = hantei.check("kawasaki-mechanism", facts, "2019-12-01", catalogue=catalogue, **asked)
    assert beside.determinations[1] == alone.determinations[0]


def test_a_companion_that_does_not_load_is_told_and_nothing_is_evaluated(tmp_path: Path) -> None:
    catalogue = companions_planted(tmp_path, "jcm/fund")
    file = catalogue.root / "jcm/fund/ruleset.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("strength: hard", "strength: hardd") + "\nodd: 1\n")
    with pytest.raises(hantei.RefusedError) as refused:
        hantei.check("kawasaki-mechanism", {}, "2019-12-01", catalogue=catalogue)
    assert refused.value.diagnostics[0].code == "ruleset-does-not-load"
